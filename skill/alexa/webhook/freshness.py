"""Checks that a request was made just now, whichever way its time is written."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable

TOLERANCE = timedelta(seconds=150)
LATE_TOLERANCE = timedelta(seconds=3600)
"""Alexa tries these events again for an hour, each time with the time of the first try."""
LATE_EVENTS = frozenset(
    f"AlexaSkillEvent.{name}"
    for name in (
        "SkillEnabled",
        "SkillDisabled",
        "SkillPermissionAccepted",
        "SkillPermissionChanged",
        "SkillAccountLinked",
    )
)
_WRITTEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|\+00:?00)", re.ASCII)


def check_freshness(request: Any, now: datetime) -> None:
    """Check that an envelope's request was made at `now`, which is aware, give or take what Alexa may be late.

    Raises:
        VerificationError: it was not, or doesn't say when.

    """
    fields = request if isinstance(request, dict) else {}
    written, kind = fields.get("timestamp"), fields.get("type")
    late = LATE_TOLERANCE if isinstance(kind, str) and kind in LATE_EVENTS else TOLERANCE
    if not any(-TOLERANCE <= age <= late for age in _ages(written, now)):
        raise VerificationError("timestamp")


def _ages(written: Any, now: datetime) -> list[timedelta]:
    """Return how old a time is: none if it can't be read, two for a number, which is seconds or milliseconds."""
    if isinstance(written, str) and _WRITTEN.fullmatch(written):
        readings: list[Callable[[], datetime]] = [lambda: datetime.fromisoformat(written)]
    elif isinstance(written, int | float) and not isinstance(written, bool):
        readings = [lambda: datetime.fromtimestamp(written, UTC), lambda: datetime.fromtimestamp(written / 1000, UTC)]
    else:
        readings = []
    ages = []
    for read in readings:
        with suppress(ValueError, OverflowError, OSError):  # no such day, or none that a calendar has
            ages.append(now - read())
    return ages
