"""The Echo on a web page, as a Flask blueprint: the page, and one route that hands Alexa's JSON to the skill.

Is handed the skill as callables; it may not know /alexa, its session or its store, and remembers nothing itself.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from simulator import access
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.page_exchange import Asked, Invoke, NobodyListensError, answer
from simulator.recognizer.recognizer import LONGEST_UTTERANCE, Recognizer
from simulator.show import add_screen

LARGEST_BODY = 256 * 1024
"""Bytes; the page sends back the whole of its device, some ten thousand."""
_PAGE = Path(__file__).with_name("page")
_log = logging.getLogger(__name__)


def echo(
    make_invoke: Callable[[str], Invoke],
    ears: Mapping[str, Recognizer],
    *,
    clock: Callable[[], datetime],
    exposed: bool = False,
    api: FakeAlexaApi | None = None,
    viewhost: Path | None = None,
) -> Blueprint:
    """Make the blueprint.

    `make_invoke` gives the skill for "fresh" or "returning", each as a function from request to response; `ears`
    hear each locale; `clock` gives an aware now; `api` is what the device's skill may call.
    `viewhost` is the file of Amazon's screen renderer, where it was fetched.
    Only `exposed` does it answer other machines than this one.
    """
    blueprint = Blueprint("echo", __name__, static_folder=_PAGE, static_url_path="/echo")

    @blueprint.before_request
    def _refuse() -> Response | None:
        if not exposed and not access.at_this_machine(request):
            return _fault(403, "not-here")
        if request.method == "POST" and not access.from_this_page(request):
            return _fault(403, "not-this-page")
        return None

    @blueprint.get("/")
    def page() -> Response:
        return Response((_PAGE / "index.html").read_text("utf-8").replace("<!-- locales -->", _options(ears)))

    @blueprint.post("/echo/exchange")
    def exchange() -> Response:
        request.max_content_length = LARGEST_BODY
        return _exchange(make_invoke, ears, clock(), api)

    add_screen(blueprint, viewhost)
    blueprint.after_request(access.with_security_headers)
    return blueprint


def _options(locales: Iterable[str]) -> str:
    """Give the languages to choose from, British English first; the page says what they are called."""
    return "".join(f"<option>{locale}</option>" for locale in sorted(locales, key=lambda name: (name != "en-GB", name)))


def _exchange(
    make_invoke: Callable[[str], Invoke], ears: Mapping[str, Recognizer], now: datetime, api: FakeAlexaApi | None
) -> Response:
    """Answer, or name what was wrong; never with what was said, and neither does the log hold it."""
    try:
        asked = msgspec.json.decode(request.get_data(), type=Asked)
        if fault := _fault_in(asked, ears):
            return fault
        return _json(200, answer(asked, make_invoke, ears, now, api))
    except HTTPException as error:
        return _fault(error.code or 400, "too-long")
    except NobodyListensError:
        return _fault(409, "nobody-listens")
    except (msgspec.DecodeError, OverflowError):
        return _fault(400, "not-understood")
    except Exception as error:  # noqa: BLE001 - whatever the skill raises, the page gets an answer it can show
        _log.error("the simulated skill failed: %s", type(error).__name__)
        return _fault(500, "skill-failed")


def _fault_in(asked: Asked, ears: Mapping[str, Recognizer]) -> Response | None:
    if len(asked.words) > LONGEST_UTTERANCE:
        return _fault(413, "too-long")
    return None if asked.setup.locale in ears else _fault(400, "not-understood")


def _fault(status: int, name: str) -> Response:
    return _json(status, {"error": name})


def _json(status: int, body: object) -> Response:
    return Response(msgspec.json.encode(body), status, mimetype="application/json")
