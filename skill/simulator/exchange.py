"""One exchange: what was said to the device, what went over the wire, and what was heard back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from skill.simulator.envelopes import Json
from skill.simulator.heard import Heard
from skill.simulator.spoken import CHARACTERS_PER_SECOND, Item, listen, plain

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
    heard: Heard | None = None
    spoken: tuple[Item, ...] = ()
    reprompt: tuple[Item, ...] = ()
    """What is heard if nobody answers."""
    ended_session: bool = False

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


def items_of(speech: dict[str, Any] | None, characters_per_second: float = CHARACTERS_PER_SECOND) -> tuple[Item, ...]:
    """Hear an `outputSpeech`; ValueError if Alexa would refuse it."""
    if not speech:
        return ()
    if speech.get("type") == "PlainText":
        return plain(speech["text"], characters_per_second)
    return listen(speech.get("ssml") or "", characters_per_second)
