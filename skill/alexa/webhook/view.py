"""Flask view for POST /alexa. Invalid requests get an empty 400.

It looks only at what verification needs, and nothing switches it off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, g, request
from werkzeug.exceptions import BadRequest

from skill.alexa.webhook.verify import CHAIN_HEADER, SIGNATURE_HEADER, verify_request
from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask, Request

    from skill.alexa.webhook.verify import Keys

ROUTE, ENDPOINT = "/alexa", "alexa"
LARGEST_BODY_BYTES = 256 * 1024  # Alexa's own requests can pass 100 KB
WSGI_NAMES = {name: "HTTP_" + name.upper().replace("-", "_") for name in (CHAIN_HEADER, SIGNATURE_HEADER)}
"""Where WSGI puts the headers."""


def create_view(
    dispatch: Callable[[], Response],
    skill_id: str | None,
    keys: Keys,
    clock: Callable[[], datetime],
    refused: Callable[[str], None],
) -> Callable[[], Response]:
    """Return a Flask view that calls `dispatch` for verified requests only, with the parsed envelope on `g.envelope`.

    `dispatch` finds the verified bytes in `flask.request.data`. Invalid requests get an empty 400, other methods than
    POST an empty 405, and all an empty 503 if there is no `skill_id` to check. `clock` returns an aware now.
    `refused` is called with one of verify.REASONS, never with anything that was sent.
    """

    def view() -> Response:
        sent: Request = request.environ["werkzeug.request"]  # each look through Flask's proxy takes a microsecond
        if sent.method != "POST":
            return Response(status=405, headers={"Allow": "POST"})
        if not skill_id:
            return Response(status=503)
        try:
            body, headers = _body_of(sent), _signature_headers_of(sent)
            g.envelope = verify_request(body, headers, keys=keys, now=clock(), skill_id=skill_id)
        except VerificationError as forgery:
            refused(str(forgery))
            return Response(status=400)
        return dispatch()

    return view


def add_webhook(app: Flask, view: Callable[[], Response]) -> None:
    """Serve a view at ROUTE for every method, so that wrong ones get an empty answer and no page.

    The same goes for a request that Flask refuses before any view: for a WebSocket, or at a host that can't be.
    """
    app.url_map.add(app.url_rule_class(ROUTE, endpoint=ENDPOINT))
    app.endpoint(ENDPOINT)(view)
    app.register_error_handler(BadRequest, lambda error: Response(status=400) if request.path == ROUTE else error)


def _signature_headers_of(sent: Request) -> dict[str, str]:
    return {name: sent.environ[key] for name, key in WSGI_NAMES.items() if key in sent.environ}


def _body_of(sent: Request) -> bytes:
    """Return the body, which `dispatch` finds in `request.data`; no more is read than a byte past the limit."""
    length = sent.content_length
    if length is None or length > LARGEST_BODY_BYTES:
        sent.max_content_length = LARGEST_BODY_BYTES + 1
    try:
        raw = sent.get_data()
    except Exception as unreadable:  # whatever server and framework raise over a body, the sender gets the same answer
        raise VerificationError("body") from unreadable
    if len(raw) > LARGEST_BODY_BYTES:
        raise VerificationError("size")
    if length not in (None, len(raw)):
        raise VerificationError("body")
    return raw
