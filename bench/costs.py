"""Where the time of an answer goes: each step alone, by a plain timer.

Their sum falls short of the whole: between two runs of a step, others have filled the processor's caches.
"""

from __future__ import annotations

import base64
import time
from functools import partial
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec
from ask_sdk_model import ResponseEnvelope
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask, Response

from bench.product import CHAIN, PEOPLE, SKILL_ID, make
from bench.signed import Signed, answer
from skill.alexa.dialogue_handler import moment_of
from skill.alexa.requests import EventParser
from skill.alexa.responses import response_of
from skill.alexa.screen_renderer import ScreenRenderer
from skill.alexa.skill import create_skill
from skill.alexa.users import profile_key
from skill.alexa.wire import decode_request, encode
from skill.content.catalog import load_catalog
from skill.dialogue.engine import take_turn
from skill.dialogue.session import restore
from skill.settings import Settings
from skill.storage.opening import open_profiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from skill.storage.profiles import Profiles

    Steps = dict[str, Callable[[], object]]

TIMES = 1000


def cost_table(folder: Path, requests: list[Signed]) -> list[str]:
    """Return the lines of the table: a row for each step, a column of microseconds for each request."""
    catalog, profiles = load_catalog(Settings().content), open_profiles(None, folder / PEOPLE)
    app, skill = make(str(folder)), create_skill(catalog, profiles, skill_id=SKILL_ID)
    key: Any = x509.load_pem_x509_certificates((folder / CHAIN).read_bytes())[0].public_key()
    columns = [
        _verification(key, request) | _turn(catalog, skill, profiles, request) | {"the whole": _whole(app, request)}
        for request in requests
    ]
    costs = {name: [microseconds(column[name]) for column in columns] for name in columns[0]}
    head = " " * 34 + "".join(f"{request.name:>18}" for request in requests)
    return [head, *(f"{name:34}" + "".join(f"{cost:>18,.0f}" for cost in row) for name, row in costs.items())]


def microseconds(step: Callable[[], object]) -> float:
    """Time a step: the median of many, warm."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter_ns()
        step()
        taken.append((time.perf_counter_ns() - began) / 1e3)
    return median(taken[TIMES // 10 :])


def _verification(key: Any, request: Signed) -> Steps:
    raw, signature = request.body.encode(), base64.b64decode(request.headers["Signature-256"])
    bare = Flask("bare", static_folder=None)
    bare.add_url_rule("/alexa", view_func=lambda: Response("{}"), endpoint="alexa", methods=["POST"])
    return {
        "Flask, in and out": partial(lambda: answer(bare, request.environ())),
        "RSA": partial(key.verify, signature, raw, PKCS1v15(), SHA256()),
        "JSON parse": partial(msgspec.json.decode, raw),
    }


def _turn(catalog: Any, skill: Any, profiles: Profiles, request: Signed) -> Steps:
    envelope = decode_request(request.body)
    content = catalog[envelope.request.locale]
    parser, attributes = EventParser(content), envelope.session and envelope.session.attributes
    event, now = parser.event(envelope.request), moment_of(envelope.request)
    turn = take_turn(restore(attributes), event, content, now)
    response = ResponseEnvelope(version="1.0", response=response_of(turn))
    return {
        "read the request": partial(decode_request, request.body),
        "request to event": partial(parser.event, envelope.request),
        "recall the person": lambda: profiles.load(profile_key(envelope)),
        "restore the session": partial(restore, attributes),
        "take the turn": partial(take_turn, restore(attributes), event, content, now),
        "render": partial(response_of, turn),
        "draw, where there is a screen": partial(ScreenRenderer(catalog).document, turn, content.locale),
        "SDK dispatch, with those five": partial(skill.handle, envelope),
        "write the response": partial(encode, response),
    }


def _whole(app: Any, request: Signed) -> Callable[[], object]:
    return lambda: answer(app, request.environ())
