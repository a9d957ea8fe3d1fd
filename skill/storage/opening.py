"""Which store SKILL_DATABASE names: a path, dynamodb://TABLE, or nothing, and then a file of our own."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from skill.errors import SettingsError
from skill.storage.circuit_breaker import CircuitBreaker
from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skill.storage.profiles import Store

SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?://)?(.*)", re.DOTALL)
TABLE: Final = re.compile(r"[A-Za-z0-9_.-]{3,255}")


def open_profiles(where: str | None, default: Path, failed: Callable[[], object] = lambda: None) -> Profiles:
    """Open what SKILL_DATABASE names, or SQLite at `default`. Nothing is read or written yet, so no outage shows here.

    `failed` is called whenever the store fails.

    Raises:
        SettingsError: it names no kind of store we have, or one that lacks its package or its region.

    """
    scheme = SCHEME.fullmatch(where or "")
    if not scheme:
        return Profiles(SqliteStore(Path(where) if where else default), CircuitBreaker(failed=failed))
    if scheme[1].lower() != "dynamodb":
        raise SettingsError("SKILL_DATABASE is a file's path or dynamodb://TABLE")
    if not TABLE.fullmatch(scheme[2]):
        raise SettingsError("SKILL_DATABASE names no DynamoDB table: 3 to 255 letters, digits, dots, _ and -")
    return Profiles(_dynamodb(scheme[2]), CircuitBreaker(failed=failed))


@contextmanager
def temporary_profiles() -> Iterator[Profiles]:
    """Give a memory that is gone afterwards, for a simulator or a test."""
    with TemporaryDirectory(prefix="leg-cramp-helper-") as folder:
        memory = Profiles(SqliteStore(Path(folder) / "memory.db"))
        try:
            yield memory
        finally:
            memory.close()


def _dynamodb(table: str) -> Store:
    """Import what this alone needs: it is an extra, takes its time, and looks for a region while it is imported."""
    try:
        from botocore.exceptions import BotoCoreError, NoRegionError  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError:
        raise SettingsError(LACKING) from None
    try:
        from skill.storage.dynamodb import DynamoStore  # noqa: PLC0415

        return DynamoStore(table)
    except ImportError:
        raise SettingsError(LACKING) from None
    except NoRegionError:
        raise SettingsError("SKILL_DATABASE names a DynamoDB table: AWS_DEFAULT_REGION must say where") from None
    except BotoCoreError as error:
        raise SettingsError(f"SKILL_DATABASE: AWS's own settings can't be used: {type(error).__name__}") from None


LACKING: Final = "SKILL_DATABASE names a DynamoDB table: that needs the extra, `pip install leg-cramp-helper[dynamodb]`"
