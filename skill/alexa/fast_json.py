"""Flask's JSON, written by msgspec. Must not know what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec
from flask.json.provider import DefaultJSONProvider

if TYPE_CHECKING:
    from werkzeug.sansio.response import Response

_encode: Final = msgspec.json.Encoder().encode


class FastJson(DefaultJSONProvider):
    """Writes what msgspec can; what it can't, such as half a character, is left to Flask's own way."""

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make a response of one object, or of the arguments as `flask.jsonify` takes them."""
        obj = self._prepare_response_obj(args, kwargs)
        try:
            told: bytes | str = _encode(obj)
        except (TypeError, ValueError, RecursionError):
            told = super().dumps(obj)
        return self._app.response_class(told, mimetype=self.mimetype)  # type: ignore[arg-type]  # typed without a body
