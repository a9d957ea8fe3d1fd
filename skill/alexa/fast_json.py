"""Flask's JSON, written by msgspec. Must not know what is written."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

import msgspec
from flask import Response
from flask.json.provider import DefaultJSONProvider

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_encode: Final = msgspec.json.Encoder().encode


class Whole(Response):
    """An answer of one piece of JSON, sent as it stands where nobody has changed it."""

    def __init__(self, body: bytes) -> None:
        self.body = [body]
        super().__init__(self.body, content_type="application/json")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] == "HEAD" or self._is_changed():
            return super().__call__(environ, start_response)
        start_response(self.status, [*self.headers, ("Content-Length", str(len(self.body[0])))])
        return self.body

    def _is_changed(self) -> bool:
        as_made = self.response is self.body and len(self.body) == 1 and len(self.headers) == 1 and not self._on_close
        return not as_made or self.status_code != HTTPStatus.OK


class FastJson(DefaultJSONProvider):
    """Writes what msgspec can; what it can't, such as half a character, is left to Flask's own way."""

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make a response of one object, or of the arguments as `flask.jsonify` takes them."""
        obj = self._prepare_response_obj(args, kwargs)
        try:
            told = _encode(obj)
        except (TypeError, ValueError, RecursionError):
            told = super().dumps(obj).encode()
        return Whole(told)
