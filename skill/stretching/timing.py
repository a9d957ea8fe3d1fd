"""How long things take to say, and how much one turn may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from skill.stretching.stretch import Cycle

CHARACTERS_PER_SECOND = 16.0
"""How fast a voice speaks. Alexa's pace differs a little by locale: the plan leaves room for it."""

USUAL_RATE = 100
"""Per cent of a voice's own pace."""

BREATH_SECONDS = 0.4
"""The pause between the items of a list: long enough to tell them apart, short enough to keep it together."""

LISTENING_SECONDS = 8
"""How long the microphone stays open after a question: Alexa's figure."""

RESPONSE_SECONDS = 215
"""The longest a response may last, question included: Alexa documents 240 s, and a voice may be slower than ours."""

REPROMPT_SECONDS = 85
"""The longest a reprompt may last: Alexa documents 90 s."""


def speaking_seconds(words: str, rate: int = USUAL_RATE) -> float:
    """Estimate how long words take to say, in seconds."""
    return len(words) * USUAL_RATE / (CHARACTERS_PER_SECOND * rate)


def cycle_seconds(cycle: Cycle, rate: int = USUAL_RATE) -> float:
    """Estimate one hold and release, words and silences, in seconds."""
    return speaking_seconds(cycle.cue, rate) + cycle.hold + speaking_seconds(cycle.release, rate) + cycle.rest
