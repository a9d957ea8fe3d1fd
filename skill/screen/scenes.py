"""A Turn → its scene, from its beats, its session and the content.

Night is not decided here: the document reads the device's clock.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from skill.dialogue.alarm import alarm_of, asked_last, told_of
from skill.dialogue.another import told_about
from skill.dialogue.beats import Say
from skill.dialogue.session import ALARMING, State
from skill.screen.buttons import buttons_of
from skill.screen.guide import Guide
from skill.screen.scene import Scene
from skill.screen.script import Script
from skill.screen.sources import named
from skill.screen.timeline import timeline

if TYPE_CHECKING:
    from skill.content.content import Content
    from skill.dialogue.session import Session
    from skill.dialogue.turn import Turn
    from skill.screen.timeline import Moment
    from skill.stretching.routine import Routine

ANSWERING = (State.ANSWERED, State.CAUTIONED)
GUIDING = (State.WELCOMED, State.RETURNING, State.READY, State.RELIEVING, State.STRETCHING, State.PAUSED)
NUMBER = re.compile(r"\d+")


class Scenes:
    """The scenes of one locale."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.guide = Guide(content)
        number = NUMBER.search(content.emergency)
        self.number = number[0] if number else ""

    def scene_of(self, turn: Turn) -> Scene | None:
        """Return the scene of a turn; None if nothing is said."""
        if not turn.beats:
            return None
        session, speech = turn.session, self.content.speech
        moments = timeline(turn.beats, turn.voice.rate, speech.characters_per_second)
        buttons = [] if turn.over else buttons_of(session, self.content)
        if session.state in ALARMING:
            return _told("alarm", moments, self._alarm(turn, moments), buttons)
        routine = self.content.routines.get(session.routine)
        if routine and session.state in GUIDING and not turn.over:
            return self.guide.scene_of(session, routine, moments, buttons)
        if session.state in ANSWERING and session.question in self.content.questions and not turn.over:
            return _told("answer", moments, self._answer(session), buttons)
        return _told("words", moments, {"headline": self._headline(session, routine), "source": ""}, buttons)

    def _alarm(self, turn: Turn, moments: tuple[Moment, ...]) -> dict[str, Any]:
        """Return the scene of an alarm, and from which moment it is shown: an unanswered check raises one by itself."""
        session = turn.session
        checking = session.state is State.CHECKING
        asked = asked_last(session) if checking else alarm_of(session, self.content)
        question = self.content.questions[asked.question]
        answer = question.answer(asked.choice)
        first = told_about(answer, session, self.content)[:1]
        lead = " ".join(beat.words for beat in told_of(first, session, self.content) if isinstance(beat, Say))
        number = self.number if answer.level == "emergency" else ""
        raised = len(turn.beats) if checking else 0
        return {"headline": question.headline, "number": number, "lead": lead, "raised": min(raised, len(moments))}

    def _answer(self, session: Session) -> dict[str, str]:
        question = self.content.questions[session.question]
        source = self.content.phrase(
            "screen-source", source=named(question.answer(session.choice).sources, self.content)
        )
        return {"headline": question.headline, "source": source}

    def _headline(self, session: Session, routine: Routine | None) -> str:
        done = session.state is State.OFFERED and not session.offer_phrase and routine
        return self.content.phrase("screen-done" if done else "screen-title")


def _told(document: str, moments: tuple[Moment, ...], words: dict[str, Any], buttons: list[list[str]]) -> Scene:
    script = Script()
    for moment in moments:
        script.add(moment)
    return Scene(document, {**words, **script.data(), "buttons": buttons}, {})
