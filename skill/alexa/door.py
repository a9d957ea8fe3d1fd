"""The door at `/alexa`: lets in what Alexa sent to this skill and answers everything else with nothing.

Must not know what a request asks for. Nothing switches it off.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, g, request

from skill.alexa.verify import CHAIN_HEADER, SIGNATURE_HEADER, prove
from skill.errors import Forged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from flask import Flask

ROUTE = "/alexa"
LARGEST_BODY = 256 * 1024  # bytes; Alexa's own limit on what a skill may answer is a tenth of it
PATIENCE = 2.0  # seconds without a byte of a promised body

_log = logging.getLogger(__name__)


def log_refusal(reason: str) -> None:
    """Note why a request was turned away: one of verify.REASONS, never anything it contained."""
    _log.info("request refused: %s", reason)


def door(
    dispatch: Callable[[], Response],
    skill_id: str | None,
    keys: Callable[[str], RSAPublicKey],
    clock: Callable[[], datetime],
    refused: Callable[[str], None] = log_refusal,
) -> Callable[[], Response]:
    """Return a Flask view that calls `dispatch` for proven requests only, with the parsed envelope on `g.envelope`.

    `dispatch` finds the proven bytes in `flask.request.data`. All else is answered 400 with an empty body; another
    method than POST 405, and a door with no `skill_id` to check 503, likewise empty. `clock` gives an aware now.
    """

    def view() -> Response:
        if request.method != "POST":
            return Response(status=405, headers={"Allow": "POST"})
        if not skill_id:
            return Response(status=503)
        try:
            g.envelope = prove(_body(), _proofs(), key_for=keys, now=clock(), skill_id=skill_id)
        except Forged as forgery:
            refused(str(forgery))
            return Response(status=400)
        return dispatch()

    return view


def hang(app: Flask, view: Callable[[], Response]) -> None:
    """Put a door's view at ROUTE for every method there is, so that the wrong ones get its empty answer, not a page."""
    app.url_map.add(app.url_rule_class(ROUTE, endpoint="alexa"))
    app.endpoint("alexa")(view)


def _proofs() -> dict[str, str]:
    sent = request.headers
    return {name: sent[name] for name in (CHAIN_HEADER, SIGNATURE_HEADER) if name in sent}


def _body() -> bytes:
    """Read the body once, for us and for `dispatch`, and never more than a byte past the cap."""
    request.max_content_length = LARGEST_BODY + 1
    connection = request.environ.get("gunicorn.socket")
    if connection:
        connection.settimeout(PATIENCE)
    try:
        raw = request.get_data()
    except Exception as unreadable:  # whatever server and framework raise over a body, the sender gets the same answer
        raise Forged("body") from unreadable
    finally:
        if connection:
            connection.settimeout(None)
    if len(raw) > LARGEST_BODY:
        raise Forged("size")
    if request.content_length not in (None, len(raw)):
        raise Forged("body")
    return raw
