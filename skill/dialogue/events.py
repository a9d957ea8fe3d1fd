"""Events, in the past tense. Requests are parsed into them, and transitions say what follows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""


class Opened(Event):
    """The user opened the skill without saying why."""


class FellSilent(Event):
    """The session ended without a goodbye: nobody answered, or the device closed it."""


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A question of content/en/questions was asked, with one of its choices where one was understood."""

    question: str
    choice: str | None = None
    purpose: str = ""
    """What quinine is taken for: a slug of slots.purpose, or empty if that wasn't said."""
    unlisted: bool = False
    """Whether the words are unlisted: the question has no choice for them."""
    near: tuple[str, ...] = ()
    """If so, the names of the two subjects nearest to it."""
    another: bool = False
    """Whether it is about another person."""


@dataclass(frozen=True, slots=True)
class Command(Event):
    """A command of content/en/commands.toml was given. Those that carry data are classes of their own."""

    name: str


@dataclass(frozen=True, slots=True)
class CrampReported(Command):
    """There is a cramp now; `muscle` is a slug of slots.muscle, or None."""

    name: str = field(default="relieve", kw_only=True, compare=False)
    muscle: str | None = None
    pregnant: bool = False
    helper: bool = False
    """Whether it is somebody else's cramp."""


@dataclass(frozen=True, slots=True)
class PartlyEased(Command):
    """The cramp has eased in part, or has changed; `grade` is a slug of slots.grade, or None."""

    name: str = field(default="partly", kw_only=True, compare=False)
    grade: str | None = None

    @property
    def still_there(self) -> bool:
        """Whether it tells of a cramp, whatever was said before."""
        return self.grade in ("both", "moved", "back", "worse")


@dataclass(frozen=True, slots=True)
class VoiceWanted(Command):
    """The user wants another voice, or a tone. `wish` is a slug of slots.voice, or None."""

    name: str = field(default="voice", kw_only=True, compare=False)
    wish: str | None = None


@dataclass(frozen=True, slots=True)
class StretchRequested(Command):
    """The user wants the practice."""

    name: str = field(default="stretch", kw_only=True, compare=False)
    muscle: str | None = None


@dataclass(frozen=True, slots=True)
class RemindersWanted(Command):
    """The user wants reminders. A field is None or empty if it wasn't said."""

    name: str = field(default="remind-me", kw_only=True, compare=False)
    time: str | None = None
    """ "HH:MM", as it was said."""
    part: str | None = None
    """A slug of slots.part."""
    days: tuple[str, ...] = ()
    """Slugs of slots.day."""
    delay: int | None = None
    """Minutes from now."""
    rhythm: str = ""
    """A slug of slots.rhythm."""


@dataclass(frozen=True, slots=True)
class TimeNamed(Command):
    """A time, as in "at ten" or "change the morning one to seven"; its fields are those of RemindersWanted."""

    name: str = field(default="remind-time", kw_only=True, compare=False)
    time: str | None = None
    part: str | None = None
    days: tuple[str, ...] = ()
    delay: int | None = None
    rhythm: str = ""


DENIED, MISHEARD, REPEATED, YES = Command("denied"), Command("misheard"), Command("repeat"), Command("yes")
