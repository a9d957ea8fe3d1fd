"""What an action knows: the session so far, the content it speaks from, and the time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from skill.dialogue.voice import spoken_rate
from skill.stretching.rate import Speed

if TYPE_CHECKING:
    from datetime import datetime

    from skill.content.content import Content
    from skill.dialogue.session import Session
    from skill.stretching.routine import Routine


class Context(Struct, frozen=True):
    """The session, the content of its locale, and `now`, an aware datetime."""

    session: Session
    content: Content
    now: datetime

    @property
    def seconds_now(self) -> float:
        """The time as the session notes it: seconds since 1970."""
        return self.now.timestamp()

    @property
    def speed(self) -> Speed:
        """How fast the person wants it spoken, in the language of the content."""
        return Speed(spoken_rate(self.session.profile), self.content.speech.characters_per_second)

    @property
    def routine(self) -> Routine:
        """The routine under way.

        Raises:
            KeyError: there is none.

        """
        return self.content.routines[self.session.routine]

    @property
    def routine_if_any(self) -> Routine | None:
        """The routine under way, or None if there is none."""
        return self.content.routines.get(self.session.routine)

    def phrase(self, name: str, **words: str) -> str:
        """Return a phrase of content/en/phrases.toml by name, `words` filled into its braces."""
        return self.content.phrase(name, **words)

    def with_session(self, session: Session) -> Context:
        """Return the same context with another session."""
        return Context(session, self.content, self.now)

    def updated(self, **fields: Any) -> Context:
        """Return the same context with some fields of the session changed."""
        return self.with_session(replace(self.session, **fields))

    def with_profile(self, **fields: Any) -> Context:
        """Return the same context with some fields of the session's profile changed."""
        return self.with_session(self.session.like(**fields))
