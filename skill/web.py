"""The one wiring place: settings in, a Flask application out. /alexa is always behind verification."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify
from flask_ask_sdk.skill_adapter import VERIFY_SIGNATURE_APP_CONFIG, VERIFY_TIMESTAMP_APP_CONFIG, SkillAdapter

from skill.alexa.certificates import SigningKeys
from skill.alexa.door import door, hang
from skill.alexa.skill import create_skill
from skill.library.shelf import open_shelf
from skill.settings import Settings, from_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.library.shelf import Shelf

log = logging.getLogger(__name__)


def create_app(
    settings: Settings | None = None,
    *,
    keys: SigningKeys | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """Make the application; tests hand in signing keys and a clock.

    Raises:
        SettingsError: the environment asks for something that can't be had.
        ContentError: content/ is at fault; one line for each fault.

    """
    settings = settings or from_environment()
    shelf = open_shelf(settings.content)
    app = Flask(__name__, static_folder=None)
    if not settings.skill_id:
        log.warning("no ALEXA_SKILL_ID: /alexa answers 503 until there is one")
    hang(app, door(_dispatch(app, shelf, settings), settings.skill_id, keys or SigningKeys(settings.roots), clock))
    app.add_url_rule("/healthz", view_func=lambda: Response("ok\n", mimetype="text/plain"), endpoint="healthz")
    return app


def _dispatch(app: Flask, shelf: Shelf, settings: Settings) -> Callable[[], Response]:
    """Give the dispatch behind the door; the adapter's own verifiers stay off, since ours has proven the raw bytes."""
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    skill = create_skill(shelf, skill_id=settings.skill_id)
    adapter = SkillAdapter(skill=skill, skill_id=settings.skill_id, app=app)
    sorry = shelf[None].phrase("sorry")

    def dispatch() -> Response:
        try:
            response: Response = adapter.dispatch_request()
        except Exception as error:  # noqa: BLE001 - after the proof nothing is a 5xx
            log.error("dispatch failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback may hold what was said
            speech = {"type": "PlainText", "text": sorry}
            return jsonify({"version": "1.0", "response": {"outputSpeech": speech, "shouldEndSession": True}})
        return response

    return dispatch
