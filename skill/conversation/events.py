"""What can happen, in the past tense. The door says which; the table says what follows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened."""


class Opened(Event):
    """The person opened the skill without saying why."""


@dataclass(frozen=True, slots=True)
class CrampReported(Event):
    """There is a cramp now; `muscle` is a slug of slots.muscle, or None."""

    muscle: str | None = None
    pregnant: bool = False
    helper: bool = False
    """Whether it is somebody else's cramp."""


@dataclass(frozen=True, slots=True)
class StretchRequested(Event):
    """The person wants the practice."""

    muscle: str | None = None


@dataclass(frozen=True, slots=True)
class QuestionAsked(Event):
    """A question of content/questions was asked, with one of its choices where one was understood."""

    question: str
    choice: str | None = None
    purpose: str = ""
    """What quinine is taken for: a slug of slots.purpose, or empty if that wasn't said."""
    unlisted: bool = False
    """Whether something was asked about that the question knows no choice for."""


class Agreed(Event):
    """Yes."""


class Declined(Event):
    """No."""


class Denied(Event):
    """None of that: a sign or a question about signs is denied."""


class Eased(Event):
    """The cramp has gone."""


class Persisted(Event):
    """The cramp still hurts."""


class PartlyEased(Event):
    """A bit: it has eased, but not for good, or it has moved."""


class Unsure(Event):
    """Neither yes nor no."""


class TooMuch(Event):
    """The stretch pulls too hard."""


class LettingGoAsked(Event):
    """When can I let go."""


class SideAsked(Event):
    """Which leg is it."""


class SatDown(Event):
    """The person can't stand, or would rather not."""


class Paused(Event):
    """Wait."""


class Resumed(Event):
    """Carry on."""


class SkippedAhead(Event):
    """On to the next part."""


class WentBack(Event):
    """Back to the part before."""


class Repeated(Event):
    """Say that again."""


class StartedOver(Event):
    """From the start."""


class SlowedDown(Event):
    """Longer releases."""


class SpedUp(Event):
    """Shorter releases."""


class CountingWanted(Event):
    """Count for me."""


class CountingUnwanted(Event):
    """No counting."""


class WhisperingWanted(Event):
    """Whisper."""


class WhisperingUnwanted(Event):
    """Speak up."""


class ExplanationSkipped(Event):
    """I know how it goes."""


class ExplanationWanted(Event):
    """Explain it again."""


class TimeLeftAsked(Event):
    """How long is left."""


class CountAsked(Event):
    """How many have I done."""


class ProgressAsked(Event):
    """How am I doing: sessions done today."""


class ForgettingAsked(Event):
    """Delete what you keep about me."""


@dataclass(frozen=True, slots=True)
class RemindersWanted(Event):
    """Remind me; `time` is "HH:MM" as it was said, `part` a slug of slots.part, either None where it wasn't."""

    time: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class TimeNamed(Event):
    """A time of day, as in "at ten" or "change the morning one to seven"; `time` and `part` as above."""

    time: str | None = None
    part: str | None = None


class RemindersAsked(Event):
    """What reminders have I got."""


class RemindersUnwanted(Event):
    """Stop reminding me."""


class HelpRequested(Event):
    """What can I say."""


class Misheard(Event):
    """Nothing that was understood."""


class Stopped(Event):
    """Stop, cancel, or back to the home screen."""


class FellSilent(Event):
    """The session ended without a goodbye: nobody answered, or the device closed it."""
