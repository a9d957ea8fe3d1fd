"""Saves a conversation as a transcript that tests/conversations/ can replay."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from typing import Annotated
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct

from simulator.device_state import KeptItem, Seconds, restored_items
from simulator.exchange import SILENCE, Exchange
from simulator.spoken import CHARACTERS_PER_SECOND, Item, Silence, Spoken, runs, seconds_of

SESSION_END = "(the session ends)"
MOST_SILENCES, SHOWN_SILENCES = 8, 4
"""How many silences of an answer are shown. If there are more, the others are folded."""
COMMENT = "# Saved from the simulator. Say here what it shows."
_SENTENCES = re.compile(r"(?<=[.?!]) (?=[A-ZÀ-ÖØ-Þ])")


class Saved(Struct):
    """One exchange of a saved conversation."""

    said: str
    clock: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$")]
    items: tuple[KeptItem, ...]
    locale: Annotated[str, Meta(pattern=r"^[a-z]{2}-[A-Z]{2}$")]
    ended: bool = False
    after: Seconds | None = None


def transcript(saved: list[Saved], now: datetime, time_zone: str) -> str:
    """Return a conversation as a text like those in tests/conversations/; one without a line has no locale.

    `time_zone` is that of the device's clock.
    """
    if not saved:
        return ""
    first = saved[0]
    zone = ZoneInfo(time_zone)
    began = datetime.combine(now.astimezone(zone), time.fromisoformat(first.clock), zone).astimezone(UTC)
    rate = CHARACTERS_PER_SECOND
    exchanges = [
        (Exchange(one.said, began, spoken=restored_items(one.items, rate), ended_session=one.ended), one.after)
        for one in saved
    ]
    return transcript_of(first.locale, began, exchanges)


def transcript_of(locale: str, began: datetime, exchanges: Iterable[tuple[Exchange, float | None]]) -> str:
    """Return the transcript of exchanges, each with the seconds after which it interrupted the one before."""
    lines = [COMMENT, f"@ {locale} {began:%Y-%m-%dT%H:%M:%SZ}"]
    for exchange, after in exchanges:
        lines += [_said(exchange.said, after), *heard_lines(exchange)]
    return "\n".join(lines) + "\n"


def heard_lines(exchange: Exchange, *, whole: bool = False) -> Iterator[str]:
    """Return speech as lines: one for each sentence and each hold, and one for the session's end.

    Unless `whole`, a long routine is folded after its first repetitions. The folded time is rounded to ten seconds, so
    that a changed word doesn't change it.
    """
    items = runs(exchange.spoken)
    silences = [number for number, item in enumerate(items) if isinstance(item, Silence)]
    fold = not whole and len(silences) > MOST_SILENCES
    first, last = (silences[SHOWN_SILENCES - 1] + 1, silences[-1] + 1) if fold else (len(items), len(items))
    for item in items[:first]:
        yield from _lines(item)
    if folded := items[first:last]:
        minutes, seconds = divmod(10 * round(seconds_of(folded) / 10), 60)
        yield f"       [{len(silences) - SHOWN_SILENCES} more silences, some {minutes} min {seconds} s]"
    for item in items[last:]:
        yield from _lines(item)
    if exchange.ended_session:
        yield SESSION_END


def _lines(item: Item) -> Iterator[str]:
    if not isinstance(item, Spoken):
        yield f"       [hold {item.seconds:g} s]" if isinstance(item, Silence) else "       [tone]"
        return
    first, *rest = _SENTENCES.split(item.words)
    yield f"alexa{item.told}: {first}"
    yield from (f"       {sentence}" for sentence in rest)


def _said(said: str, after: float | None) -> str:
    words = " ".join(said.split())
    if words == SILENCE:
        return words
    return f"you: {words}" if after is None else f"you ({after:.1f} s in): {words}"
