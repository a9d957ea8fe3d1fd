"""Handlers for what is not a turn: sessions ended, events nobody hears the answer to, the last-resort apology."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler

from skill.alexa.responses import silent, spoken
from skill.alexa.turns import HEARD

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import Response

    from skill.library.shelf import Shelf

log = logging.getLogger(__name__)


class Unheard(AbstractRequestHandler):
    """Answers every request that isn't a turn with an empty response; register it last."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        return True

    def handle(self, handler_input: HandlerInput) -> Response:  # noqa: ARG002 - the SDK's signature
        return silent()


class LastResort(AbstractExceptionHandler):
    """Says sorry and the first thing to do for a cramp, whatever went wrong; logs the kind of error and nothing said."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002 - SDK
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        log.error("a turn failed: %s", type(exception).__name__)
        request = handler_input.request_envelope.request
        return spoken(self.shelf[request.locale].phrase("sorry")) if isinstance(request, HEARD) else silent()
