"""Handlers for requests that are no turn: the skill was disabled, other events, and errors."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler

from skill.alexa.dialogue_handler import HEARD
from skill.alexa.models import envelope_of
from skill.alexa.responses import silent, spoken
from skill.alexa.users import profile_key
from skill.errors import NotForgottenError, reported

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import Response

    from skill.content.catalog import Catalog
    from skill.storage.profiles import Profiles

log = logging.getLogger(__name__)

DISABLED = "AlexaSkillEvent.SkillDisabled"


class SkillDisabledHandler(AbstractRequestHandler):
    """Deletes the profile of a user who has disabled the skill.

    If that fails, the event is not acknowledged: Alexa sends it again, for an hour.
    """

    def __init__(self, profiles: Profiles) -> None:
        self.profiles = profiles

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return envelope_of(handler_input).request.object_type == DISABLED

    def handle(self, handler_input: HandlerInput) -> Response:
        key = profile_key(envelope_of(handler_input))
        if key and not self.profiles.disable(key):
            raise NotForgottenError
        return silent()


class FallbackHandler(AbstractRequestHandler):
    """Answers every request that isn't a turn with an empty response; register it last."""

    def can_handle(self, handler_input: HandlerInput) -> bool:  # noqa: ARG002 - the SDK's signature
        return True

    def handle(self, handler_input: HandlerInput) -> Response:  # noqa: ARG002 - the SDK's signature
        return silent()


class ErrorHandler(AbstractExceptionHandler):
    """Apologizes and says the first thing to do in a cramp. Logs the error's class alone."""

    def __init__(self, catalog: Catalog, failed: Callable[[], object] = lambda: None) -> None:
        """Set up with a function to call for each error."""
        self.catalog, self.failed = catalog, failed

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:  # noqa: ARG002
        return not isinstance(exception, NotForgottenError)

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        log.error("a turn failed: %s", reported(exception))
        self.failed()
        request = envelope_of(handler_input).request
        return spoken(self.catalog[request.locale].phrase("sorry")) if request.object_type in HEARD else silent()
