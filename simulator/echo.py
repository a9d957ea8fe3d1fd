"""The practice page as a Flask blueprint without state: the page, and a route that passes Alexa's JSON to the skill."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec
from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import HTTPException

from simulator import access
from simulator.country import Country
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.page_exchange import Asked, Invoke, NobodyListensError, answer
from simulator.page_texts import PageTexts
from simulator.recognizer.recognizer import LONGEST_UTTERANCE_CHARACTERS
from simulator.saved import Saved, transcript
from simulator.show import add_screen
from simulator.sound import Sentence, SoundError, find_program, wav_of
from skill.content.locales import language_of

LARGEST_BODY_BYTES = 256 * 1024
"""The page sends back the whole of its device, some ten thousand."""
# Created before any thread needs them: two threads that create one at once crash the process.
DECODER = msgspec.json.Decoder(Asked)
SENTENCE = msgspec.json.Decoder(Sentence)
SAVED = msgspec.json.Decoder(list[Saved])
LARGEST_TRANSCRIPT_BYTES = 4 * 1024 * 1024
"""A conversation of some hundred turns."""
_PAGE = Path(__file__).with_name("page")
_log = logging.getLogger(__name__)


def echo(
    make_invoke: Callable[[str], Invoke],
    countries: Mapping[str, Country],
    texts: Mapping[str, PageTexts],
    *,
    clock: Callable[[], datetime],
    exposed: bool = False,
    api: FakeAlexaApi | None = None,
    viewhost: Path | None = None,
) -> Blueprint:
    """Return the blueprint.

    `make_invoke` returns the skill for "fresh" or "returning", as a function from request to response.
    `countries` are by locale, and `texts` by language, the first of each being the page's own. `clock` gives an aware
    now, and `api` is what a skill may call.
    `viewhost` is the file of Amazon's screen renderer, where it was fetched.
    Only `exposed` does it answer other machines than this one.
    """
    blueprint = Blueprint("echo", __name__, static_folder=_PAGE, static_url_path="/echo", template_folder=_PAGE)
    blueprint.before_request(lambda: _refusal(exposed=exposed))

    @blueprint.get("/")
    def page() -> str:
        return _page(countries, texts)

    @blueprint.post("/echo/exchange")
    def exchange() -> Response:
        request.max_content_length = LARGEST_BODY_BYTES
        return _exchange(make_invoke, countries, clock(), api)

    @blueprint.post("/echo/transcript")
    def save() -> Response:
        request.max_content_length = LARGEST_TRANSCRIPT_BYTES
        return _transcript(countries, clock())

    blueprint.add_url_rule("/echo/speech", "speech", partial(_speech, countries), methods=["POST"])
    add_screen(blueprint, viewhost)
    blueprint.after_request(access.with_security_headers)
    return blueprint


def _refusal(*, exposed: bool) -> Response | None:
    """Refuse other machines unless `exposed`, and requests that another page sent."""
    if not exposed and not access.at_this_machine(request):
        return _fault(403, "not-here")
    if request.method == "POST" and not access.from_this_page(request):
        return _fault(403, "not-this-page")
    return None


def _page(countries: Mapping[str, Country], texts: Mapping[str, PageTexts]) -> str:
    """Return the page in the language that is asked for, or else preferred, with its countries to choose from."""
    preferred = (tag.lower().partition("-")[0] for tag in request.accept_languages.values())
    wanted = (request.args.get("language", ""), *preferred, *texts)
    language = next(one for one in wanted if one in texts)
    here = {locale: country for locale, country in countries.items() if language_of(locale) == language}
    said, data = texts[language], msgspec.to_builtins(texts[language])
    lang, voice = next(iter(here)), find_program()
    return render_template("index.html", lang=lang, texts=said, data=data, countries=here, voice=voice)


def _speech(countries: Mapping[str, Country]) -> Response:
    """Return a sentence as sound, or 404 if this machine has no voice. Nothing of it is logged."""
    program = find_program()
    if not program:
        return _fault(404, "no-voice")
    request.max_content_length = LARGEST_BODY_BYTES
    try:
        sentence = SENTENCE.decode(request.get_data())
        country = countries.get(sentence.locale) or next(iter(countries.values()))
        return Response(wav_of(sentence, program, country.voice), mimetype="audio/wav")
    except HTTPException as error:
        return _fault(error.code or 400, "too-long")
    except msgspec.DecodeError:
        return _fault(400, "not-understood")
    except SoundError as error:
        _log.warning("espeak-ng failed: %s", error)
        return _fault(503, "no-sound")


def _transcript(countries: Mapping[str, Country], now: datetime) -> Response:
    try:
        saved = SAVED.decode(request.get_data())
        country = countries.get(saved[0].locale) if saved else None
        return Response(transcript(saved, now, country.time_zone if country else "UTC"), mimetype="text/plain")
    except HTTPException as error:
        return _fault(error.code or 400, "too-long")
    except (msgspec.DecodeError, OverflowError):
        return _fault(400, "not-understood")


def _exchange(
    make_invoke: Callable[[str], Invoke], countries: Mapping[str, Country], now: datetime, api: FakeAlexaApi | None
) -> Response:
    """Return the answer, or the name of what was wrong. What was said is neither returned in an error nor logged."""
    try:
        asked = DECODER.decode(request.get_data())
        if fault := _fault_in(asked, countries):
            return fault
        return _json(200, answer(asked, make_invoke, countries, now, api))
    except HTTPException as error:
        return _fault(error.code or 400, "too-long")
    except NobodyListensError:
        return _fault(409, "nobody-listens")
    except (msgspec.DecodeError, OverflowError):
        return _fault(400, "not-understood")
    except Exception as error:  # noqa: BLE001 - whatever the skill raises, the page gets an answer it can show
        _log.error("the simulated skill failed: %s", type(error).__name__)
        return _fault(500, "skill-failed")


def _fault_in(asked: Asked, countries: Mapping[str, Country]) -> Response | None:
    if len(asked.words) > LONGEST_UTTERANCE_CHARACTERS:
        return _fault(413, "too-long")
    return None if asked.setup.locale in countries else _fault(400, "not-understood")


def _fault(status: int, name: str) -> Response:
    return _json(status, {"error": name})


def _json(status: int, body: object) -> Response:
    return Response(msgspec.json.encode(body), status, mimetype="application/json")
