"""The one handler for what a person does: request → event → turn → response."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_model import IntentRequest, LaunchRequest

from skill.alexa.requests import Hearing
from skill.alexa.responses import response_of
from skill.conversation.session import attributes_of, restore
from skill.conversation.table import take_turn

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import Response

    from skill.library.shelf import Shelf

HEARD = (LaunchRequest, IntentRequest)
"""The requests that somebody waits for an answer to."""


class Turns(AbstractRequestHandler):
    """Takes a turn for launches and intents."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.hearings = {locale: Hearing(library) for locale, library in shelf.libraries.items()}

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(handler_input.request_envelope.request, HEARD)

    def handle(self, handler_input: HandlerInput) -> Response:
        envelope = handler_input.request_envelope
        hearing = self._hearing(handler_input)
        event = hearing.event(envelope.request)
        session = restore(envelope.session.attributes if envelope.session else None)
        turn = take_turn(session, event, hearing.library, moment_of(envelope.request))
        if envelope.session:
            handler_input.attributes_manager.session_attributes = attributes_of(turn.session)
        return response_of(turn)

    def _hearing(self, handler_input: HandlerInput) -> Hearing:
        request: Any = handler_input.request_envelope.request
        library = self.shelf[request.locale]
        return self.hearings[library.locale]


def moment_of(request: Any) -> datetime:
    """Give the time by the device's clock, or by ours where the request doesn't say."""
    moment = getattr(request, "timestamp", None)
    return moment if isinstance(moment, datetime) and moment.tzinfo else datetime.now(UTC)
