"""Beats → plain lines, for people who read: `skill read` and the tests. It must not know markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.conversation.beats import Ask, Beat, Breath, Hold, Say

if TYPE_CHECKING:
    from collections.abc import Iterable


def lines(beats: Iterable[Beat]) -> list[str]:
    """Write one line a beat; a silence as `[5 s]`, and breaths not at all."""
    return [_line(beat) for beat in beats if not isinstance(beat, Breath)]


def _line(beat: Say | Hold | Ask) -> str:
    return f"[{beat.seconds} s]" if isinstance(beat, Hold) else beat.words
