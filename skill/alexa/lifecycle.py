"""Handlers for what is not a turn: sessions ended, events nobody hears the answer to, the last-resort apology."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_model.events.skillevents import SkillDisabledRequest
from ask_sdk_model.interfaces.alexa.presentation.apl import RuntimeErrorEvent

from skill.alexa.responses import silent, spoken
from skill.alexa.turns import HEARD
from skill.alexa.users import profile_key
from skill.errors import reported

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import Response

    from skill.library.shelf import Shelf
    from skill.storage.profiles import Profiles

log = logging.getLogger(__name__)


class Disabled(AbstractRequestHandler):
    """Forgets a person who has disabled the skill."""

    def __init__(self, profiles: Profiles) -> None:
        self.profiles = profiles

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(handler_input.request_envelope.request, SkillDisabledRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        self.profiles.delete(profile_key(handler_input.request_envelope))
        return silent()


class ScreenFailed(AbstractRequestHandler):
    """Logs the kind of what went wrong on a screen, and says nothing: the speech goes on."""

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(handler_input.request_envelope.request, RuntimeErrorEvent)

    def handle(self, handler_input: HandlerInput) -> Response:
        request: Any = handler_input.request_envelope.request
        for error in request.errors or []:
            log.warning("a screen failed: %s", type(error).__name__)
        return silent()


class Unheard(AbstractRequestHandler):
    """Answers every request that isn't a turn with an empty response; register it last."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        return True

    def handle(self, handler_input: HandlerInput) -> Response:  # noqa: ARG002 - the SDK's signature
        return silent()


class LastResort(AbstractExceptionHandler):
    """Says sorry and the first thing to do for a cramp, whatever went wrong; logs the kind of error alone."""

    def __init__(self, shelf: Shelf, failed: Callable[[], object] = lambda: None) -> None:
        """Take whom to tell that it came to this."""
        self.shelf, self.failed = shelf, failed

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        log.error("a turn failed: %s", reported(exception))
        self.failed()
        request = handler_input.request_envelope.request
        return spoken(self.shelf[request.locale].phrase("sorry")) if isinstance(request, HEARD) else silent()
