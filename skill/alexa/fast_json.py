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

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """Write an object as JSON text."""
        if not kwargs:
            try:
                return _encode(obj).decode()
            except (TypeError, ValueError, RecursionError):
                pass
        return super().dumps(obj, **kwargs)

    def response(self, *args: Any, **kwargs: Any) -> Response:
        """Make a response of one object, or of the arguments as `flask.jsonify` takes them."""
        told = self.dumps(self._prepare_response_obj(args, kwargs))
        return self._app.response_class(told, mimetype=self.mimetype)
