"""Errors that Alexa reports, such as a response that it refused. They are logged and counted by kind alone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ask_sdk_core.dispatch_components import AbstractRequestInterceptor

from skill.alexa.models import envelope_of
from skill.alexa.requests import ENDED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ask_sdk_core.handler_input import HandlerInput

    from skill.alexa.models import ErrorType, Request

log = logging.getLogger(__name__)

EXCEPTION = "System.ExceptionEncountered"
SCREEN_FAILED = "Alexa.Presentation.APL.RuntimeError"
REFUSALS = ("INVALID_RESPONSE", "ENDPOINT_TIMEOUT", "DEVICE_COMMUNICATION_ERROR", "INTERNAL_SERVICE_ERROR")
"""Errors that end a session, as Amazon's models name them."""
SCREEN_ERRORS = ("LIST_ERROR",)
"""Errors of a screen, as Amazon's models name them."""
WARNINGS = {
    ENDED: "Alexa ended a session",
    EXCEPTION: "Alexa met an error",
    SCREEN_FAILED: "a screen failed",
}
OTHER = "other"
"""Counted instead of an error that Amazon's models don't name."""
ERRORS = frozenset({*REFUSALS, *SCREEN_ERRORS, OTHER})
KNOWN = (
    *((kind, error) for kind in (ENDED, EXCEPTION) for error in (*REFUSALS, OTHER)),
    *((SCREEN_FAILED, error) for error in (*SCREEN_ERRORS, OTHER)),
)
"""The labels that can be counted: types of requests with types of errors."""


class AlexaErrorReporter(AbstractRequestInterceptor):
    """Request interceptor that logs and counts the errors in a request."""

    def __init__(self, count: Callable[[str, str], object] = lambda _request, _error: None) -> None:
        """Set up with a function that counts an error, by the request's type and the error's."""
        self.count = count

    def process(self, handler_input: HandlerInput) -> None:
        request = envelope_of(handler_input).request
        for error in errors_in(request):
            log.warning("%s: %s", WARNINGS[str(request.object_type)], error)
            self.count(str(request.object_type), error)


def errors_in(request: Request) -> list[str]:
    """Return the types of the errors in a request, each once."""
    if request.object_type == SCREEN_FAILED:
        return _named(request.errors or [None], SCREEN_ERRORS)
    failed = request.object_type == EXCEPTION or (request.object_type == ENDED and _is_failure(request))
    return _named([request.error], REFUSALS) if failed else []


def _is_failure(request: Request) -> bool:
    return request.reason == "ERROR" or request.error is not None


def _named(errors: Iterable[ErrorType | None], known: tuple[str, ...]) -> list[str]:
    kinds = [error.object_type if error else None for error in errors]
    return list(dict.fromkeys(kind if kind in known else OTHER for kind in kinds))
