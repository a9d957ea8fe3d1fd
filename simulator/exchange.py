"""One exchange: what was said to the device, what went over the wire, and what was heard back."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from simulator.envelopes import Json
from simulator.recognizer.recognized import RecognizedIntent
from simulator.spoken import CHARACTERS_PER_SECOND, Item, listen, plain, seconds_of

SILENCE = "(silence)"


@dataclass(frozen=True)
class Exchange:
    said: str
    """What the person said, or "(silence)"."""
    started: datetime
    """When the response, or the reprompt, began to be heard."""
    request: Json | None = None
    """None when nothing was sent: a reprompt is played by the device alone."""
    response: Json | None = None
    recognized: RecognizedIntent | None = None
    spoken: tuple[Item, ...] = ()
    reprompt: tuple[Item, ...] = ()
    """What is heard if nobody answers."""
    ended_session: bool = False
    took: float | None = None
    """Seconds that it really spoke until it was interrupted; None if nobody measured."""

    @property
    def seconds(self) -> float:
        """How long was spoken: measured, or else estimated."""
        return seconds_of(self.spoken) if self.took is None else self.took

    @property
    def card(self) -> Json | None:
        card: Json | None = self._body.get("card")
        return card

    @property
    def directives(self) -> list[Json]:
        return list(self._body.get("directives") or [])

    @property
    def _body(self) -> Json:
        return (self.response or {}).get("response") or {}


def answered(exchange: Exchange, characters_per_second: float, *, ends: bool) -> Exchange:
    """Return the exchange with its response parsed; ValueError if Alexa would refuse it. `ends`: if it doesn't say."""
    body = (exchange.response or {}).get("response") or {}
    again = (body.get("reprompt") or {}).get("outputSpeech")
    return replace(
        exchange,
        spoken=items_of(body.get("outputSpeech"), characters_per_second),
        reprompt=items_of(again, characters_per_second),
        ended_session=bool(body.get("shouldEndSession", ends)),
    )


def items_of(speech: dict[str, Any] | None, characters_per_second: float = CHARACTERS_PER_SECOND) -> tuple[Item, ...]:
    """Parse an `outputSpeech`; ValueError if Alexa would refuse it."""
    if not speech:
        return ()
    if speech.get("type") == "PlainText":
        return plain(speech["text"], characters_per_second)
    return listen(speech.get("ssml") or "", characters_per_second)
