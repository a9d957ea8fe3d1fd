"""The door at `/alexa`: lets in what Alexa sent to this skill and answers everything else with nothing.

Must not know what a request asks for. Nothing switches it off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, g, request

from skill.alexa.verify import CHAIN_HEADER, SIGNATURE_HEADER, prove
from skill.errors import Forged

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from flask import Flask, Request

ROUTE, ENDPOINT = "/alexa", "alexa"
LARGEST_BODY = 256 * 1024  # bytes; Alexa's own requests can pass 100 KB
PROOFS = {name: "HTTP_" + name.upper().replace("-", "_") for name in (CHAIN_HEADER, SIGNATURE_HEADER)}
"""Where WSGI puts the headers."""
PATIENCE = 2.0  # seconds without a byte of a promised body, under gunicorn; elsewhere the proxy sends whole requests


def door(
    dispatch: Callable[[], Response],
    skill_id: str | None,
    keys: Callable[[str], RSAPublicKey],
    clock: Callable[[], datetime],
    refused: Callable[[str], None],
) -> Callable[[], Response]:
    """Return a Flask view that calls `dispatch` for proven requests only, with the parsed envelope on `g.envelope`.

    `dispatch` finds the proven bytes in `flask.request.data`. All else is answered 400 with an empty body; another
    method than POST 405, and a door with no `skill_id` to check 503, likewise empty. `clock` gives an aware now;
    `refused` is told one of verify.REASONS, never anything that was sent.
    """

    def view() -> Response:
        asked = request._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001 - one look instead of nine
        if asked.method != "POST":
            return Response(status=405, headers={"Allow": "POST"})
        if not skill_id:
            return Response(status=503)
        try:
            g.envelope = prove(_body(asked), _proofs(asked), key_for=keys, now=clock(), skill_id=skill_id)
        except Forged as forgery:
            refused(str(forgery))
            return Response(status=400)
        return dispatch()

    return view


def hang(app: Flask, view: Callable[[], Response]) -> None:
    """Put a door's view at ROUTE for every method there is, so that the wrong ones get its empty answer, not a page."""
    app.url_map.add(app.url_rule_class(ROUTE, endpoint=ENDPOINT))
    app.endpoint(ENDPOINT)(view)


def _proofs(asked: Request) -> dict[str, str]:
    return {name: asked.environ[key] for name, key in PROOFS.items() if key in asked.environ}


def _body(asked: Request) -> bytes:
    """Read the body once, for us and for `dispatch`, and never more than a byte past the cap."""
    connection = asked.environ.get("gunicorn.socket")
    if connection:
        connection.settimeout(PATIENCE)
    try:
        raw = _read(asked)
    except Exception as unreadable:  # whatever server and framework raise over a body, the sender gets the same answer
        raise Forged("body") from unreadable
    finally:
        if connection:
            connection.settimeout(None)
    if len(raw) > LARGEST_BODY:
        raise Forged("size")
    vars(asked).update(data=raw, _cached_data=raw)  # what they would come to, without looking for a form in it
    return raw


def _read(asked: Request) -> bytes:
    """Read as many bytes as are promised, where that is said plainly; werkzeug knows all other ways."""
    environ = asked.environ
    promised = environ.get("CONTENT_LENGTH") or ""
    length = int(promised) if promised.isdecimal() and "HTTP_TRANSFER_ENCODING" not in environ else None
    if length is not None and length <= LARGEST_BODY:
        raw: bytes = environ["wsgi.input"].read(length)
    else:
        asked.max_content_length = LARGEST_BODY + 1
        raw, length = asked.get_data(), asked.content_length
    if length not in (None, len(raw)) and len(raw) <= LARGEST_BODY:
        raise Forged("body")
    return raw
