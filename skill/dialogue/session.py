"""State of one session. It travels in Alexa's session attributes and is never stored."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field, structs

from skill.dialogue.schedule import DELAY, WHEN
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping


NOBODY = Profile()
When = Annotated[str, Meta(pattern=f"^({WHEN.pattern}|{DELAY.pattern})$")]
"""A time of a reminder, as schedule.py writes it."""


class State(StrEnum):
    """States of the dialogue."""

    FRESH = "fresh"
    WELCOMED = "welcomed"
    RELIEVING = "relieving"
    STRETCHING = "stretching"
    FINISHED = "finished"
    """After the last repetition of a practice; timeouts.apply_timeouts sets it."""
    PAUSED = "paused"
    OFFERED = "offered"
    ANSWERED = "answered"
    CHECKING = "checking"
    CAUTIONED = "cautioned"
    ALARMED = "alarmed"
    RETURNING = "returning"
    READY = "ready"
    """After the question whether it is the stretch or a cramp."""
    FORGETTING = "forgetting"
    CANCELLING = "cancelling"
    REMINDING = "reminding"


DEPTH = 3
"""Levels of nested objects in a session: a day's count is inside `done`, inside a profile."""
ALARMING = (State.CHECKING, State.ALARMED)
"""States in which the user may need help and gets no stretch."""


class Session(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One session, from the first word to the goodbye."""

    state: State = State.FRESH
    routine: str = ""
    """Slug of the current routine."""
    start: int = 0
    """First cycle of the part last sent."""
    part_started: float = field(default=0.0, name="sent")
    """When that part's first word is heard, in seconds since 1970 by the device's clock."""
    stops: tuple[int, ...] = ()
    """Ends of the parts that were sent with it: of the response, and of its reprompt."""
    notes: tuple[str, ...] = ()
    """Names of the phrases between that part's last release and its question."""
    relief_started: float = field(default=0.0, name="since")
    """When relief from this cramp began, in seconds since 1970; 0 if there is none."""
    disclaimer_given: bool = field(default=False, name="told")
    """Whether the line about general information has been said."""
    helping: bool = False
    """Whether the cramp is another person's."""
    signs_named: bool = False
    """Whether the signs that need help have been named while relief was given."""
    rounds: int = 0
    """How many times relief continued because it still hurt."""
    misheard: int = 0
    """How many times in a row nothing was understood."""
    offer: str = ""
    """Slug of the routine that a yes leads to."""
    offer_phrase: str = field(default="", name="asking")
    """Name of the phrase that made the offer; empty if it was the routine's finish."""
    question: str = ""
    """Slug of the question last answered; in an alarm, the one that raised it."""
    choice: str = ""
    sign: Literal["", "doctor", "urgent", "emergency"] = ""
    """Level of the gravest sign in this session. If there is one, nothing leads to a stretch."""
    checked: bool = False
    """Whether the check was passed after a sign that only needs an appointment: relief is allowed again."""
    asked_again: bool = False
    """Whether the check was asked a second time because the answer was unclear."""
    asked: str = ""
    """Name of the phrase, or of the form of a check, that was asked last, so that the words differ next time."""
    helps: int = 0
    """How many times help was given."""
    alarms: tuple[str, ...] = ()
    """The alarms that stand, each as "question/choice", in the order in which they were raised."""
    outright: bool = False
    """Whether a sign was named outright: then this session has no stretch, even if it is taken back."""
    sign_before: Literal["", "doctor"] = ""
    """Level of the sign that was named before the first alarm."""
    taking_back: bool = False
    """Whether the current check is about an alarm that stands: a clear no ends it."""
    taken_back: bool = False
    """Whether the alarm was taken back. `sign` then only prevents a stretch."""
    resumed: bool = False
    """Whether `relief_started` comes from an earlier visit."""
    quinine_for: str = ""
    """What quinine is taken for: a slug of slots.purpose; empty if that wasn't said."""
    brief: bool = False
    """Whether the current routine was explained in short."""
    spent: int = 0
    """How many seconds were spoken before the current routine's first stretch: they count as part of its minutes."""
    skipped: bool = False
    """Whether a part of the current routine was skipped."""
    visit: int = 0
    """How many times the current routine was begun before."""
    seed: int = 0
    """Seed for the order of its cues, different each time it begins."""
    warned: bool = False
    """Whether this visit has said who should skip the stretch."""
    counted: bool = False
    """Whether the current routine already counts as done."""
    person: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    """Hash of the person whose voice opened the session, whose profile is used; empty if nobody was recognized."""
    stored_profile: Profile = field(default=NOBODY, name="known")
    """The profile as it was loaded or last saved."""
    profile: Profile = NOBODY
    """The profile as it is now."""
    zone: str = ""
    """IANA name of the user's time zone, once it has been asked for."""
    times: tuple[When, ...] = ()
    """The times last proposed for reminders."""
    time_heard: str = ""
    """The time of day last named for them, as it was said."""
    reminders_offered: bool = field(default=False, name="offered")
    """Whether reminders were offered unasked."""
    permission_asked: bool = False
    """Whether Alexa has asked for the permission."""

    def afresh(self) -> Session:
        """Return a new session with the same profile."""
        return Session(
            disclaimer_given=self.disclaimer_given,
            warned=self.warned,
            signs_named=self.signs_named,
            helping=self.helping,
            person=self.person,
            stored_profile=self.stored_profile,
            profile=self.profile,
            zone=self.zone,
            reminders_offered=self.reminders_offered,
            sign=self.sign,
            checked=self.checked,
            alarms=self.alarms,
            outright=self.outright,
            sign_before=self.sign_before,
            taken_back=self.taken_back,
            helps=self.helps,
            quinine_for=self.quinine_for,
        )

    def like(self, **changes: Any) -> Session:
        """Return the same session with changes to the profile."""
        return structs.replace(self, profile=structs.replace(self.profile, **changes))


def restore(attributes: Mapping[str, Any] | None) -> Session:
    """Return the session in Alexa's attributes. If it can't be read, return a new one with the sign, if any."""
    read = attributes or {}
    with suppress(ValueError):  # msgspec's errors, and half a surrogate pair
        return answerable(msgspec.convert(read, Session))
    with suppress(ValueError):
        return answerable(msgspec.convert(respelled(read), Session, strict=False))
    if read.get("state") in ALARMING or read.get("sign") in ("urgent", "emergency"):
        return Session(state=State.ALARMED)
    cautioned = read.get("state") == State.CAUTIONED or read.get("sign") == "doctor"
    return Session(state=State.CAUTIONED, sign="doctor") if cautioned else Session()


def answerable(session: Session) -> Session:
    """Return the session if it can be encoded.

    Raises:
        UnicodeEncodeError: it contains half a surrogate pair.

    """
    msgspec.json.encode(session)
    return session


def respelled(value: Any, depth: int = DEPTH) -> Any:
    """Return JSON with 0.0 as 0 and without nulls: the carrier may have written numbers differently."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not depth:
        return value
    if isinstance(value, dict):
        return {key: respelled(held, depth - 1) for key, held in value.items() if held is not None}
    return [respelled(held, depth - 1) for held in value] if isinstance(value, list) else value


msgspec.convert(
    {}, Session
)  # created now, not at first use: two threads that decode at once crash the process (SIGSEGV)


def attributes_of(session: Session) -> dict[str, Any]:
    """Return a session as Alexa's session attributes, which are plain JSON values."""
    written: dict[str, Any] = msgspec.to_builtins(session)
    return written
