"""What can happen, in the past tense. The door says which; the table says what follows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""


@dataclass(frozen=True, slots=True)
class Opened(Event):
    """The person opened the skill without saying why."""


@dataclass(frozen=True, slots=True)
class CrampReported(Event):
    """There is a cramp now; `muscle` is a slug of slots.muscle, or None."""

    muscle: str | None = None


@dataclass(frozen=True, slots=True)
class StretchRequested(Event):
    """The person wants the practice."""

    muscle: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A question of content/questions was asked, with one of its choices where one was understood."""

    question: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Agreed(Event):
    """Yes."""


@dataclass(frozen=True, slots=True)
class Declined(Event):
    """No."""


@dataclass(frozen=True, slots=True)
class Eased(Event):
    """The cramp has gone."""


@dataclass(frozen=True, slots=True)
class Persisted(Event):
    """The cramp still hurts."""


@dataclass(frozen=True, slots=True)
class SatDown(Event):
    """The person can't stand, or would rather not."""


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """Wait."""


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """Carry on."""


@dataclass(frozen=True, slots=True)
class SkippedAhead(Event):
    """On to the next part."""


@dataclass(frozen=True, slots=True)
class WentBack(Event):
    """Back to the part before."""


@dataclass(frozen=True, slots=True)
class Repeated(Event):
    """Say that again."""


@dataclass(frozen=True, slots=True)
class StartedOver(Event):
    """From the start."""


@dataclass(frozen=True, slots=True)
class HelpRequested(Event):
    """What can I say."""


@dataclass(frozen=True, slots=True)
class Misheard(Event):
    """Nothing that was understood."""


@dataclass(frozen=True, slots=True)
class Stopped(Event):
    """Stop, cancel, or back to the home screen."""


@dataclass(frozen=True, slots=True)
class FellSilent(Event):
    """The session ended without a goodbye: nobody answered, or the device closed it."""


EVENTS: tuple[type[Event], ...] = tuple(Event.__subclasses__())
