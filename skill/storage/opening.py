"""Open the store that SKILL_DATABASE names: a file's path or dynamodb://TABLE, or our own file if it is not set."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from skill.circuit_breaker import CircuitBreaker
from skill.errors import SettingsError
from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from skill.storage.store import Store

SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):(?://)?(.*)", re.DOTALL)
TABLE: Final = re.compile(r"[A-Za-z0-9_.-]{3,255}")
EXTRA_MISSING: Final = "SKILL_DATABASE names a DynamoDB table: run `pip install leg-cramp-helper[dynamodb]`"


def open_profiles(where: str | None, default: Path, on_failure: Callable[[], object] = lambda: None) -> Profiles:
    """Return the store that SKILL_DATABASE names, or SQLite at `default`. Nothing is read yet, so this finds no outage.

    `on_failure` is called whenever the store fails.

    Raises:
        SettingsError: it names no known store, or one whose package or region is missing.

    """
    scheme = SCHEME.fullmatch(where or "")
    if not scheme:
        return Profiles(SqliteStore(Path(where) if where else default), CircuitBreaker(on_failure=on_failure))
    if scheme[1].lower() != "dynamodb":
        raise SettingsError("SKILL_DATABASE names no known store: set it to a file's path or dynamodb://TABLE")
    if not TABLE.fullmatch(scheme[2]):
        raise SettingsError("SKILL_DATABASE names no DynamoDB table: 3 to 255 letters, digits, dots, _ and -")
    return Profiles(open_dynamodb(scheme[2]), CircuitBreaker(on_failure=on_failure))


@contextmanager
def temporary_profiles() -> Iterator[Profiles]:
    """Return profiles that are deleted afterwards, for a simulator or a test."""
    with TemporaryDirectory(prefix="leg-cramp-helper-") as folder:
        profiles = Profiles(SqliteStore(Path(folder) / "memory.db"))
        try:
            yield profiles
        finally:
            profiles.close()


def open_dynamodb(table: str) -> Store:
    """Open a table. The packages for it are imported here: they are optional, and slow to load."""
    try:
        from botocore.exceptions import BotoCoreError, NoRegionError  # type: ignore[import-untyped]  # noqa: PLC0415

        from skill.storage.dynamodb import DynamoStore  # noqa: PLC0415
    except ImportError:
        raise SettingsError(EXTRA_MISSING) from None
    try:
        return DynamoStore(table)
    except NoRegionError:
        raise SettingsError("SKILL_DATABASE names a DynamoDB table: AWS_DEFAULT_REGION must say where") from None
    except BotoCoreError as error:
        raise SettingsError(f"SKILL_DATABASE: AWS's own settings can't be used: {type(error).__name__}") from None
