"""What one session remembers between turns. It travels in Alexa's session attributes and is never stored."""

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
"""When a reminder rings, as schedule.py writes it."""


class State(StrEnum):
    """What the person is in the midst of."""

    FRESH = "fresh"
    WELCOMED = "welcomed"
    RELIEVING = "relieving"
    STRETCHING = "stretching"
    FINISHED = "finished"
    """After the last repetition of a practice; timeouts.apply_timeouts says so."""
    PAUSED = "paused"
    OFFERED = "offered"
    ANSWERED = "answered"
    CHECKING = "checking"
    CAUTIONED = "cautioned"
    ALARMED = "alarmed"
    RETURNING = "returning"
    READY = "ready"
    """Asked whether it is the stretch or a cramp."""
    FORGETTING = "forgetting"
    CANCELLING = "cancelling"
    REMINDING = "reminding"


DEPTH = 3
"""Of objects in a session: a day's count is inside `done`, inside a profile."""
ALARMING = (State.CHECKING, State.ALARMED)
"""States of somebody who may need help and no stretch."""


class Session(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One session, from the first word to the goodbye."""

    state: State = State.FRESH
    routine: str = ""
    """Slug of the routine under way."""
    start: int = 0
    """First cycle of the part last sent."""
    part_started: float = field(default=0.0, name="sent")
    """When that part's first word was, or will be, heard: seconds since 1970, by the device's clock."""
    stops: tuple[int, ...] = ()
    """Where the parts end that were sent with it: of what is spoken, and of what is heard if nobody answers."""
    notes: tuple[str, ...] = ()
    """Names of the phrases said between that part's last release and its question."""
    relief_started: float = field(default=0.0, name="since")
    """When relief from this cramp began: seconds since 1970; 0 where there is none."""
    disclaimer_given: bool = field(default=False, name="told")
    """Whether the line about general information has been said."""
    helping: bool = False
    """Whether the cramp is somebody else's. Like all of a session it is never stored."""
    signs_named: bool = False
    """Whether the signs that need help have been named while relief was given."""
    rounds: int = 0
    """How many times relief has gone on because it still hurt."""
    misheard: int = 0
    """How many times in a row nothing was understood."""
    offer: str = ""
    """Slug of the routine that a yes leads to."""
    offer_phrase: str = field(default="", name="asking")
    """Name of the phrase that made the offer; empty where it was the finish of the routine."""
    question: str = ""
    """Slug of the question last answered; in an alarm, the one that raised it."""
    choice: str = ""
    sign: Literal["", "doctor", "urgent", "emergency"] = ""
    """Level of the gravest sign named in this session; while there is one, nothing leads to a stretch."""
    checked: bool = False
    """Whether the check was passed after a sign that only asks for an appointment: relief is open again."""
    asked_again: bool = False
    """Whether the check was asked a second time because the answer was unclear."""
    asked: str = ""
    """Name of the phrase, or of the form of a check, that was asked last: it isn't asked again in the same words."""
    helps: int = 0
    """How many times help was given."""
    alarms: tuple[str, ...] = ()
    """The alarms that stand, each as "question/choice", in the order in which they were raised."""
    outright: bool = False
    """Whether a sign was named outright: then nothing leads to a stretch in this session, even if it is taken back."""
    sign_before: Literal["", "doctor"] = ""
    """Level of the sign that was named before the first alarm."""
    taking_back: bool = False
    """Whether the check under way is about an alarm that stands: a clear no ends the alarm."""
    taken_back: bool = False
    """Whether the alarm has ended; `sign` is then only what keeps a stretch away."""
    resumed: bool = False
    """Whether `relief_started` was taken from an earlier visit."""
    quinine_for: str = ""
    """What quinine is taken for: a slug of slots.purpose; empty if that wasn't said."""
    brief: bool = False
    """Whether the routine under way was explained in a few words."""
    spent: int = 0
    """How many seconds were spoken before the first stretch of the routine under way: they are of its minutes."""
    skipped: bool = False
    """Whether some of the routine under way was left out."""
    visit: int = 0
    """How many times the routine under way was begun before."""
    seed: int = 0
    """Decides the order of its cues: another each time it is begun."""
    warned: bool = False
    """Whether it was said in this visit who should leave the stretch."""
    counted: bool = False
    """Whether the routine under way already counts as done."""
    person: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    """Whose voice opened the session, as a hash; empty if nobody was recognised. Their profile is used to its end."""
    stored_profile: Profile = field(default=NOBODY, name="known")
    """The person, as the store knows them."""
    profile: Profile = NOBODY
    """The person, as they are now."""
    zone: str = ""
    """Their time zone's IANA name, once it has been asked for."""
    times: tuple[When, ...] = ()
    """When reminders were last proposed for."""
    time_heard: str = ""
    """The time of day last named for them, as it was heard."""
    reminders_offered: bool = field(default=False, name="offered")
    """Whether reminders were offered, rather than asked for."""
    permission_asked: bool = False
    """Whether Alexa has asked the person to let us set reminders."""

    def afresh(self) -> Session:
        """Return a session that has nothing under way and knows the same person."""
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
    """Read a session from Alexa's session attributes; what isn't one of ours is a fresh session, a sign kept."""
    read = attributes or {}
    with suppress(ValueError):  # msgspec's own, and a character that is half of one
        return answerable(msgspec.convert(read, Session))
    with suppress(ValueError):
        return answerable(msgspec.convert(respelled(read), Session, strict=False))
    if read.get("state") in ALARMING or read.get("sign") in ("urgent", "emergency"):
        return Session(state=State.ALARMED)
    cautioned = read.get("state") == State.CAUTIONED or read.get("sign") == "doctor"
    return Session(state=State.CAUTIONED, sign="doctor") if cautioned else Session()


def answerable(session: Session) -> Session:
    """Return a session that can be written in the answer.

    Raises:
        UnicodeEncodeError: it holds half a character.

    """
    msgspec.json.encode(session)
    return session


def respelled(value: Any, depth: int = DEPTH) -> Any:
    """Return JSON with whole numbers as such and without nulls: whoever carried it may have written 0 as 0.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if not depth:
        return value
    if isinstance(value, dict):
        return {key: respelled(held, depth - 1) for key, held in value.items() if held is not None}
    return [respelled(held, depth - 1) for held in value] if isinstance(value, list) else value


msgspec.convert({}, Session)  # now, and not at first use: two threads that read one at once end the process (SIGSEGV)


def attributes_of(session: Session) -> dict[str, Any]:
    """Write a session as Alexa's session attributes: plain JSON values."""
    written: dict[str, Any] = msgspec.to_builtins(session)
    return written
