"""A Turn → a plain card, for devices without APL: after an answer and at the finish, never during a cramp."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from skill.dialogue.beats import Say
from skill.dialogue.session import State
from skill.screen.sources import named

if TYPE_CHECKING:
    from skill.content.content import Content
    from skill.dialogue.beats import Beat
    from skill.dialogue.turn import Turn


class Card(NamedTuple):
    """Title and text, as the Alexa app shows them."""

    title: str
    text: str


def card_of(turn: Turn, content: Content) -> Card | None:
    """Return the card of a turn that answers a question or finishes a practice; None for any other."""
    session = turn.session
    question = content.questions.get(session.question)
    told = question and session.state in (State.ANSWERED, State.CAUTIONED) and _told(turn.beats)
    if question and told:
        source = content.phrase("screen-source", source=named(question.answer(session.choice).sources, content))
        return Card(question.headline, f"{told}\n\n{source}")
    routine = content.routines.get(session.routine)
    if session.state is State.OFFERED and not session.offer_phrase and routine and turn.ask:
        return Card(content.phrase("screen-title"), turn.ask.words)
    return None


@lru_cache(maxsize=512)
def _told(beats: tuple[Beat, ...]) -> str:
    return " ".join(beat.words for beat in beats if isinstance(beat, Say))
