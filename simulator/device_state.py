"""A device's state between two exchanges, also as JSON, so that the server needn't keep it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from simulator.envelopes import Consent, Session
from simulator.exchange import Exchange
from simulator.spoken import CHARACTERS_PER_SECOND, Item, Silence, Spoken, Tone
from simulator.ssml_attributes import USUAL_RATE_PERCENT, USUAL_VOLUME

Seconds = Annotated[float, Meta(ge=0, le=86_400)]
Moment = Annotated[datetime, Meta(tz=True)]
Words = Annotated[str, Meta(max_length=24 * 1024)]


@dataclass(frozen=True)
class DeviceState:
    now: datetime
    session: Session | None = None
    playing: Exchange | None = None
    """The items that are, or were last, played."""


class KeptItem(Struct, omit_defaults=True, forbid_unknown_fields=True):
    """Words; empty for a silence."""

    seconds: Seconds
    words: Words = ""
    whispered: bool = False
    stressed: tuple[str, ...] = ()
    rate: Annotated[float, Meta(ge=20, le=1000)] = USUAL_RATE_PERCENT
    """Percent of the usual rate."""
    volume: Annotated[str, Meta(max_length=20)] = USUAL_VOLUME
    tone: Annotated[str, Meta(max_length=200)] = ""
    """The name of a sound of Amazon's library, if it is one."""


class KeptSession(Struct, forbid_unknown_fields=True):
    id: Annotated[str, Meta(max_length=200)]
    new: bool
    attributes: dict[str, Any]
    consent: Consent | None = None


class KeptSpeech(Struct, forbid_unknown_fields=True):
    started: Moment
    spoken: tuple[KeptItem, ...]
    reprompt: tuple[KeptItem, ...]


class Kept(Struct, forbid_unknown_fields=True):
    """A DeviceState as JSON. `msgspec.convert` validates it."""

    now: Moment
    session: KeptSession | None
    playing: KeptSpeech | None


def keep(state: DeviceState) -> Kept:
    """Return a device's state as a SavedDevice."""
    session, playing = state.session, state.playing
    return Kept(
        state.now,
        KeptSession(session.id, session.new, dict(session.attributes), session.consent) if session else None,
        _kept_speech(playing) if playing else None,
    )


def restored(kept: Kept, characters_per_second: float, took: float | None = None) -> DeviceState:
    """Return the DeviceState again. `took` is how many seconds the speech really took."""
    before = kept.session
    session = Session(before.id, before.new, before.attributes, before.consent) if before else None
    playing = _speech(kept.playing, characters_per_second, took) if kept.playing else None
    return DeviceState(kept.now, session, playing)


def kept_items(items: Iterable[Item]) -> tuple[KeptItem, ...]:
    """Return the items with their expected seconds."""
    return tuple(_kept(item) for item in items)


def restored_items(items: Iterable[KeptItem], rate: float = CHARACTERS_PER_SECOND) -> tuple[Item, ...]:
    """Return the items again."""
    return tuple(_item(item, rate) for item in items)


def _kept(item: Item) -> KeptItem:
    if isinstance(item, Silence):
        return KeptItem(item.seconds)
    if isinstance(item, Tone):
        return KeptItem(item.seconds, tone=item.name)
    return KeptItem(item.seconds, item.words, item.whispered, item.stressed, item.rate, item.volume)


def _kept_speech(exchange: Exchange) -> KeptSpeech:
    return KeptSpeech(exchange.started, kept_items(exchange.spoken), kept_items(exchange.reprompt))


def _speech(kept: KeptSpeech, rate: float, took: float | None) -> Exchange:
    spoken, reprompt = (restored_items(items, rate) for items in (kept.spoken, kept.reprompt))
    return Exchange("", kept.started, spoken=spoken, reprompt=reprompt, took=took)


def _item(item: KeptItem, rate: float) -> Item:
    if item.words:
        return Spoken(item.words, item.whispered, rate, item.stressed, item.rate, item.volume)
    return Tone(item.tone, item.seconds) if item.tone else Silence(item.seconds)
