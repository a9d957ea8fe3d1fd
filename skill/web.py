"""create_app(): wires the parts together. Requests to /alexa are always verified."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec
from flask import Flask, Response, g, jsonify
from flask.json.provider import JSONProvider
from flask_ask_sdk.skill_adapter import VERIFY_SIGNATURE_APP_CONFIG, VERIFY_TIMESTAMP_APP_CONFIG, SkillAdapter
from werkzeug.routing import MapAdapter

from skill.alexa.alexa_errors import KNOWN
from skill.alexa.api_client import BoundedApiClient
from skill.alexa.skill import create_skill
from skill.alexa.webhook.certificates import SigningKeys
from skill.alexa.webhook.verify import REASONS
from skill.alexa.webhook.view import ROUTE, add_webhook, create_view
from skill.content.catalog import load_catalog
from skill.content.intents import intent_name
from skill.dialogue.outcomes import OUTCOMES
from skill.errors import NotForgottenError, reported
from skill.monitoring.build import Build
from skill.monitoring.log_lines import write_json_lines
from skill.monitoring.metrics import Labels, Metrics
from skill.monitoring.pages import pages
from skill.monitoring.process_log import ProcessLog
from skill.monitoring.redactor import Redactor
from skill.monitoring.request_log import RequestLog
from skill.policies import add_policies
from skill.settings import DATABASE, Settings, from_environment
from skill.storage.opening import open_profiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Request

    from skill.alexa.skill import Skill
    from skill.content.catalog import Catalog

log = logging.getLogger(__name__)


def create_app(
    settings: Settings | None = None,
    *,
    keys: SigningKeys | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Flask:
    """Return the Flask application. Tests pass signing keys and a clock.

    Raises:
        SettingsError: a setting can't be used.
        ContentError: content/ has problems; a line for each.

    """
    settings = settings or from_environment()
    catalog = load_catalog(settings.content, wording=False)
    app = Application(__name__, static_folder=None)
    app.json = MsgspecProvider(app)
    if not (settings.skill_id or settings.simulator):
        log.warning("no ALEXA_SKILL_ID: /alexa answers 503 until there is one")
    build = Build(catalog.version.content, catalog.version.models)
    request_log = _request_log(catalog, settings, build)
    profiles = open_profiles(settings.database, DATABASE, partial(request_log.metrics.failed, "store"))
    api_client = BoundedApiClient(partial(request_log.metrics.failed, "api"))
    skill = create_skill(
        catalog,
        profiles,
        skill_id=settings.skill_id,
        api_client=api_client,
        failed=request_log.apologised,
        alexa_failed=request_log.metrics.alexa_failed,
        came_of=request_log.came_of,
    )
    dispatch = _dispatch(app, skill, catalog, request_log)
    guarded = create_view(dispatch, settings.skill_id, keys or SigningKeys(settings.roots), clock, request_log.refused)
    add_webhook(app, request_log.over(guarded))
    app.register_blueprint(pages(request_log.metrics, profiles.is_reachable, build, catalog.signed))
    add_policies(app, settings.operator)
    return app


def _request_log(catalog: Catalog, settings: Settings, build: Build) -> RequestLog:
    """Create the request log. In production every line of ours is JSON, and no answer waits for it."""
    if settings.environment == "production":
        write_json_lines(logging.getLogger("skill"))
    metrics = Metrics(Labels(REASONS, KNOWN, OUTCOMES))
    server = datetime.now(UTC).isoformat(timespec="milliseconds")
    return RequestLog(Redactor(catalog, intent_name), metrics, ProcessLog(build, server, metrics.workers.count))


class Application(Flask):
    """Flask, which finds /alexa without looking at the host: 17 of some 330 microseconds, docs/decisions/0016."""

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        if request is None or request.environ.get("PATH_INFO") != ROUTE:
            return super().create_url_adapter(request)
        return MapAdapter(self.url_map, "", "/", "", "http", ROUTE, request.method)


class MsgspecProvider(JSONProvider):
    """JSON provider that uses msgspec. A response that is encoded already is passed on unchanged."""

    def dumps(self, obj: Any, **_options: Any) -> str:
        return msgspec.json.encode(obj).decode()

    def response(self, *args: Any, **fields: Any) -> Response:
        """Return a response whose body was encoded once."""
        body = msgspec.json.encode(args[0] if len(args) == 1 else args or fields)
        return Response(body, content_type="application/json")

    def loads(self, s: str | bytes, **_options: Any) -> Any:
        return msgspec.json.decode(s)


def _dispatch(app: Flask, skill: Skill, catalog: Catalog, request_log: RequestLog) -> Callable[[], Response]:
    """Return the dispatch of verified requests. The adapter's verifiers are off: ours has verified the raw bytes."""
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
    adapter = SkillAdapter(skill=skill, skill_id=skill.skill_id, app=app)

    def dispatch() -> Response:
        try:
            response: Response = adapter.dispatch_request()
        except NotForgottenError:
            return Response(status=500)  # Alexa sends the event again
        except Exception as error:  # noqa: BLE001 - the user gets an answer in any case
            log.error("dispatch failed: %s", reported(error))  # noqa: TRY400 - a traceback may contain what was said
            request_log.apologised()
            content = catalog[str(g.envelope["request"].get("locale"))]
            speech = {"type": "PlainText", "text": content.phrase("sorry")}
            return jsonify({"version": "1.0", "response": {"outputSpeech": speech, "shouldEndSession": True}})
        return response

    return dispatch
