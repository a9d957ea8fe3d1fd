"""What comes of an event: the beats to render, and the session as it is afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from skill.conversation.beats import Ask, Beat, Told, say
from skill.conversation.session import Session, State

if TYPE_CHECKING:
    from skill.conversation.effects import Effect
    from skill.library.library import Library


class Turn(Struct, frozen=True):
    """One turn of ours: it ends in exactly one Ask, or the conversation is over."""

    beats: tuple[Beat, ...]
    session: Session
    effects: tuple[Effect, ...] = ()

    @property
    def whispered(self) -> bool:
        """Whether it is to be whispered: as the person wished, but never an alarm."""
        return self.session.profile.whisper and self.session.state is not State.ALARMED

    @property
    def ask(self) -> Ask | None:
        """The question that hands the turn over; None where the conversation is over."""
        last = self.beats[-1] if self.beats else None
        return last if isinstance(last, Ask) else None

    @property
    def over(self) -> bool:
        return self.ask is None


def asking(told: tuple[Told, ...], words: str, then: tuple[Told, ...], session: Session) -> Turn:
    """Make a turn that ends in a question."""
    return Turn((*told, Ask(words, then)), session)


def anything_else(session: Session, library: Library, told: tuple[Told, ...]) -> Turn:
    """Make a turn that says something, leaves nothing under way, and asks what else there is."""
    session = replace(session, state=State.ANSWERED, question="", routine="")
    return phrase_question(library, "anything-else", session, told)


def phrase_question(library: Library, name: str, session: Session, told: tuple[Told, ...] = ()) -> Turn:
    """Make a turn that ends in the question `name`, whose coda is the phrase `name`-coda."""
    question, coda = library.phrase(name), library.phrase(f"{name}-coda")
    return asking(told, question, say(coda), session)
