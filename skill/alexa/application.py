"""Flask, with what every request to the skill would pay for and none needs left out. Must not know what is asked.

docs/decisions/0016 says what that is.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask import Flask, request_tearing_down
from flask.globals import request_ctx
from flask.sessions import NullSession, SessionInterface
from werkzeug.routing import MapAdapter

from skill.alexa.door import ENDPOINT, ROUTE
from skill.alexa.fast_json import FastJson

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request, Response
    from flask.typing import ResponseReturnValue
    from werkzeug.routing import Rule


class NoCookies(SessionInterface):
    """Nobody is known by a cookie."""

    nobody = NullSession()

    def open_session(self, _app: Flask, _request: Request) -> NullSession:
        return self.nobody


class OneWay(MapAdapter):
    """Leads to one rule, and looks for no other: Werkzeug's search makes garbage that must be collected."""

    def __init__(self, rule: Rule) -> None:
        super().__init__(rule.map, "", "/", "", "https", rule.rule, "POST")
        self.rule = rule

    def match(self, *_how: Any, **_asked: Any) -> tuple[Rule, dict[str, Any]]:
        return self.rule, {}


class Application(Flask):
    """Serves the skill at ROUTE, and pages beside it."""

    json_provider_class = FastJson
    session_interface = NoCookies()

    @cached_property
    def _to_the_door(self) -> OneWay:
        return OneWay(next(self.url_map.iter_rules(ENDPOINT)))

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Find the door by its path alone: it takes every method, and the host is nothing to it."""
        return self._to_the_door if request and request.path == ROUTE else super().create_url_adapter(request)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Give it as it is: no view is a coroutine."""
        return func

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Call what is hung before requests, where anything is."""
        return super().preprocess_request() if self.before_request_funcs or self.url_value_preprocessors else None

    def process_response(self, response: Response) -> Response:
        """Call what is hung after requests, where anything is."""
        hung = self.after_request_funcs or request_ctx._after_request_functions  # noqa: SLF001 - as Flask looks
        return super().process_response(response) if hung else response

    def do_teardown_request(self, *error: Any) -> None:
        """Call what is hung at the end of requests, where anything is."""
        if self.teardown_request_funcs or request_tearing_down.receivers:
            super().do_teardown_request(*error)
