"""The argument of an action: session, content and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from skill.dialogue.beats import Say, estimated_seconds
from skill.dialogue.voice import spoken_rate

if TYPE_CHECKING:
    from datetime import datetime

    from skill.content.content import Content
    from skill.dialogue.beats import Beat, Statement
    from skill.dialogue.session import Session
    from skill.stretching.routine import Routine


class Context(Struct, frozen=True):
    """The session, the content of its locale, and `now`, an aware datetime."""

    session: Session
    content: Content
    now: datetime

    @property
    def seconds_now(self) -> float:
        """The time in seconds since 1970, as sessions have it."""
        return self.now.timestamp()

    def seconds(self, beats: tuple[Beat, ...]) -> float:
        """Return the estimated seconds of beats, as fast as the user wants them spoken, in the content's language."""
        return estimated_seconds(beats, spoken_rate(self.session.profile), self.content.speech.characters_per_second)

    def followed_seconds(self, beats: tuple[Statement, ...]) -> float:
        """Return the estimated seconds of beats that words follow."""
        return self.seconds((*beats, Say("")))

    @property
    def routine(self) -> Routine:
        """The current routine.

        Raises:
            KeyError: there is none.

        """
        return self.content.routines[self.session.routine]

    @property
    def routine_if_any(self) -> Routine | None:
        """The current routine, or None if there is none."""
        return self.content.routines.get(self.session.routine)

    def phrase(self, name: str, **words: str) -> str:
        """Return a phrase of phrases.toml by name, with `words` filled into its braces."""
        return self.content.phrase(name, **words)

    def with_session(self, session: Session) -> Context:
        """Return a context with another session."""
        return Context(session, self.content, self.now)

    def updated(self, **fields: Any) -> Context:
        """Return a context with some fields of the session changed."""
        return self.with_session(replace(self.session, **fields))

    def with_profile(self, **fields: Any) -> Context:
        """Return a context with some fields of the session's profile changed."""
        return self.with_session(self.session.like(**fields))
