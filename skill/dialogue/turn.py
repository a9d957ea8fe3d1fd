"""The result of an event: beats, the next session, and effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from skill.dialogue.beats import Ask, Beat, Statement, say, seconds
from skill.dialogue.session import ALARMING, Session, State
from skill.dialogue.voice import Voice, alarming, voice_of
from skill.stretching.rate import USUAL_RATE_PERCENT
from skill.stretching.timing import REPROMPT_SECONDS

if TYPE_CHECKING:
    from skill.dialogue.context import Context
    from skill.dialogue.effects import Effect


class Turn(Struct, frozen=True):
    """One turn of the skill. It ends with exactly one Ask, or ends the session."""

    beats: tuple[Beat, ...]
    session: Session
    effects: tuple[Effect, ...] = ()

    @property
    def voice(self) -> Voice:
        """How it is spoken: as the user wishes, but alarms are never whispered, softer or faster than usual."""
        voice = voice_of(self.session.profile)
        return alarming(voice) if self.session.state is State.ALARMED else voice

    @property
    def reprompt_voice(self) -> Voice:
        """How the reprompt is spoken: less slowly if it would take too long. A check's reprompt is an alarm."""
        voice = voice_of(self.session.profile)
        voice = alarming(voice) if self.session.state in ALARMING else voice
        rate = voice.rate
        while self.ask and rate < USUAL_RATE_PERCENT and seconds(self.ask.reprompt, rate) > REPROMPT_SECONDS:
            rate += 1
        return replace(voice, rate=rate)

    @property
    def ask(self) -> Ask | None:
        """The question at its end; None if the session ends."""
        last = self.beats[-1] if self.beats else None
        return last if isinstance(last, Ask) else None

    @property
    def over(self) -> bool:
        return self.ask is None


def asking(statements: tuple[Statement, ...], words: str, reprompt: tuple[Statement, ...], session: Session) -> Turn:
    """Return a turn that ends in a question."""
    return Turn((*statements, Ask(words, reprompt)), session)


def anything_else(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Return a turn that says something, ends any routine, and asks what else there is."""
    return phrase_question(ctx.updated(state=State.ANSWERED, question="", routine=""), "anything-else", told)


OTHERWISE = "-otherwise"
"""Suffix of a phrase that says the same in other words."""


def phrase_question(ctx: Context, name: str, told: tuple[Statement, ...] = ()) -> Turn:
    """Return a turn that ends in the question `name`, whose coda is the phrase `name`-coda.

    A question that was asked just before is asked in other words, if there are any.
    """
    said = in_other_words(ctx, name)
    coda = f"{name}-coda"
    return asking(told, ctx.phrase(said), say(ctx.phrase(coda)), ctx.updated(asked=said).session)


def in_other_words(ctx: Context, name: str) -> str:
    """Return the name of the phrase to ask `name` by: the other one if it was asked just before."""
    other = f"{name}{OTHERWISE}"
    return other if ctx.session.asked == name and other in ctx.content.phrases else name
