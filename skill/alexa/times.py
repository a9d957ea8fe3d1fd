"""Times of day as Alexa writes them: AMAZON.TIME slots, the token that carries times, rules of recurrence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PARTS = {"MO": "morning", "AF": "afternoon", "EV": "bedtime", "NI": "bedtime", "AM": "morning", "PM": "bedtime"}
"""What AMAZON.TIME gives for a part of the day, as a slug of slots.part. Amazon documents neither AM nor PM."""
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
RULE = re.compile(r"FREQ=DAILY;(?=.*?\bBYHOUR=([01]?\d|2[0-3])\b)(?=.*?\bBYMINUTE=([0-5]?\d)\b)")
MOST = 10
"""More times than anybody is reminded at."""


def time_and_part(slots: Mapping[str, str]) -> tuple[str | None, str | None]:
    """Return the time, "HH:MM", and the part of the day that slots hold; None for what they don't."""
    said = slots.get("time", "")
    clock = CLOCK.match(said)
    return clock[0] if clock else None, slots.get("part") or PARTS.get(said)


def token_of(times: Iterable[str]) -> str:
    """Write times, "HH:MM", as a token for Alexa to give back."""
    return " ".join(times)


def times_in(token: object) -> tuple[str, ...]:
    """Read times from a token of ours; none from any other."""
    times = token.split() if isinstance(token, str) else []
    return tuple(times) if len(times) <= MOST and all(map(CLOCK.fullmatch, times)) else ()


def rule_of(time: str) -> str:
    """Write the rule for every day at a time, "HH:MM"."""
    return f"FREQ=DAILY;BYHOUR={int(time[:2])};BYMINUTE={int(time[3:])};BYSECOND=0;INTERVAL=1;"


def times_of(rules: Iterable[object]) -> tuple[str, ...]:
    """Read the times, "HH:MM", of daily rules, earliest first."""
    found = (RULE.match(rule) for rule in rules if isinstance(rule, str))
    return tuple(sorted({f"{int(rule[1]):02}:{int(rule[2]):02}" for rule in found if rule}))
