"""One exchange of the practice page, which sends the device's whole state: JSON in, JSON out, no state here."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, time
from time import perf_counter
from typing import Annotated, Any, Literal
from uuid import uuid4
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct, structs

from simulator.country import Country
from simulator.device import Device
from simulator.device_state import Kept, KeptItem, Seconds, keep, kept_items, restored
from simulator.envelopes import Json
from simulator.exchange import Exchange
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.recognizer.recognized import RecognizedIntent
from simulator.ringing import rung
from simulator.spoken import CHARACTERS_PER_SECOND

Invoke = Callable[[Json], Json]

TOUCH = "Alexa.Presentation.APL.UserEvent"
RETURNING = "amzn1.ask.account.SIMULATED.RETURNING"
"""The id of the returning user. A fresh user is a new one in each session."""
_DEVICE = "amzn1.ask.device.SIMULATED"
_APL = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "1.4"}}}
"""The APL version of a device with a screen: that of Amazon's offline renderer."""


class Setup(Struct, forbid_unknown_fields=True):
    """The device's user, country, and clock at its first use."""

    locale: str
    person: Literal["fresh", "returning"] = "fresh"
    at: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] = "03:00"
    """HH:MM, on the day it is."""
    user: Annotated[str, Meta(max_length=100)] = ""
    screen: Literal["", "show", "show-5", "spot"] = ""
    """Its kind of screen; empty for none."""


class Touched(Struct, forbid_unknown_fields=True):
    """The arguments that a touched document sends."""

    token: Annotated[str, Meta(max_length=200)]
    arguments: list[Any]


class Asked(Struct, forbid_unknown_fields=True):
    kind: Literal["launch", "words", "silence", "touch"]
    setup: Setup
    words: str = ""
    touched: Touched | None = None
    """What was touched, if anything."""
    kept: Kept | None = None
    """The device as the last answer left it; None for one that was never used."""
    after: Seconds | None = None
    """Seconds from when the device began to speak until it was spoken to; None in simulated time."""
    took: Seconds | None = None
    """Seconds that it really spoke until it was interrupted."""


class Told(Struct):
    """An exchange as the page shows it."""

    said: str
    clock: str
    """When it began, by the device's clock: HH:MM:SS."""
    items: tuple[KeptItem, ...]
    reprompt: tuple[KeptItem, ...]
    ended: bool
    heard: RecognizedIntent | None
    card: Json | None
    request: Json | None
    response: Json | None


class Answer(Struct):
    setup: Setup
    kept: Kept
    exchanges: list[Told]
    """The last one is heard now. The others came before it, reminders first."""
    in_session: bool
    faults: list[str]
    """What Alexa would refuse."""
    milliseconds: float
    """How many milliseconds the skill took."""


class NobodyListensError(Exception):
    """Silence without an open session."""


def answer(
    asked: Asked,
    make_invoke: Callable[[str], Invoke],
    countries: Mapping[str, Country],
    now: datetime,
    api: FakeAlexaApi | None = None,
) -> Answer:
    """Say something to a device in the given state. Return the exchange.

    `now` is an aware present, whose day the device's clock takes.

    Raises KeyError for a locale that `countries` lacks, and NobodyListensError.
    """
    setup = structs.replace(asked.setup, user=_user(asked))
    invoke = _Timed(make_invoke(setup.person))
    country = countries[setup.locale]
    zone = ZoneInfo(country.time_zone)
    device = Device(
        invoke,
        country.recognizer,
        locale=setup.locale,
        now=datetime.combine(now.astimezone(zone), time.fromisoformat(setup.at), zone),
        user_id=setup.user,
        device_id=_DEVICE,
        screen=_APL if setup.screen else None,
        timezone=zone.key,
        api=api,
    )
    if asked.kept:
        device.state = restored(asked.kept, CHARACTERS_PER_SECOND, asked.took)
    since = device.now if asked.kept else None
    _put(asked, device)
    told = [_told(exchange, zone) for exchange in (*rung(device, since), *device.history)]
    return Answer(setup, keep(device.state), told, device.in_session, device.faults, 1000 * invoke.seconds)


def _user(asked: Asked) -> str:
    if asked.setup.person == "returning":
        return RETURNING
    known = asked.setup.user if asked.kept and asked.kept.session else ""
    return known or f"amzn1.ask.account.SIMULATED.{uuid4().hex.upper()}"


def _put(asked: Asked, device: Device) -> None:
    if asked.kind == "launch":
        device.launch(asked.after)
    elif asked.kind == "words":
        device.say(asked.words, asked.after)
    elif not device.in_session:
        raise NobodyListensError
    elif asked.touched:
        device.wait(asked.after)
        device.event({"type": TOUCH, "token": asked.touched.token, "arguments": asked.touched.arguments})
    else:
        device.silence()


class _Timed:
    """The skill, with its time measured."""

    def __init__(self, invoke: Invoke) -> None:
        self.invoke, self.seconds = invoke, 0.0

    def __call__(self, request: dict[str, Any]) -> dict[str, Any]:
        began = perf_counter()
        try:
            return self.invoke(request)
        finally:
            self.seconds += perf_counter() - began


def _told(exchange: Exchange, zone: ZoneInfo) -> Told:
    return Told(
        exchange.said,
        f"{exchange.started.astimezone(zone):%H:%M:%S}",
        kept_items(exchange.spoken),
        kept_items(exchange.reprompt),
        exchange.ended_session,
        exchange.recognized and replace(exchange.recognized, score=round(exchange.recognized.score, 3)),
        exchange.card,
        exchange.request,
        exchange.response,
    )
