"""The skill as a Lambda function: Alexa's JSON in, JSON out.

There is no webhook: AWS calls it for Alexa alone, on behalf of one skill id, and the SDK checks that id again.
"""
# ruff: noqa: INP001 - Lambda imports this file from the top of its bundle

from __future__ import annotations

import logging
from datetime import UTC, datetime
from functools import partial
from time import perf_counter, time
from typing import TYPE_CHECKING, Any

from skill.alexa.api_client import BoundedApiClient
from skill.alexa.skill import as_callable, create_skill
from skill.alexa.webhook.freshness import check_freshness
from skill.content.catalog import load_catalog
from skill.content.intents import intent_name
from skill.errors import SettingsError, VerificationError
from skill.monitoring.build import Build
from skill.monitoring.embedded_metrics import EmbeddedMetrics
from skill.monitoring.log_lines import write_json_lines
from skill.monitoring.redactor import UNVERIFIED, Redactor
from skill.settings import DATABASE, EMF, from_environment
from skill.storage.opening import open_profiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.monitoring.redactor import LogEntry


class Unanswered(Exception):  # noqa: N818 - what happened, as Alexa's side sees it
    """Nothing was said; holds the kind of error, since Lambda logs an error with all it holds."""


def _awake() -> tuple[Callable[[dict[str, Any]], dict[str, Any]], Redactor, EmbeddedMetrics, bool]:
    settings = from_environment()
    if not settings.skill_id:
        raise SettingsError("ALEXA_SKILL_ID is missing: nothing else here tells whose requests are answered")
    catalog = load_catalog(settings.content, wording=False)
    metrics = EmbeddedMetrics(Build(catalog.version.content, catalog.version.models))
    skill = create_skill(
        catalog,
        open_profiles(settings.database, DATABASE, partial(metrics.failed, "store")),
        skill_id=settings.skill_id,
        api_client=BoundedApiClient(partial(metrics.failed, "api")),
        failed=_apologised,
        alexa_failed=metrics.alexa_failed,
        came_of=metrics.came_of,
    )
    return as_callable(skill), Redactor(catalog, intent_name), metrics, settings.metrics == EMF


def _apologised() -> None:
    _apologies.append(True)


_apologies: list[bool] = []
"""Of the request under way; a function has one at a time."""
_invoke, _kinds, _metrics, _counting = _awake()
_log = logging.getLogger("skill.requests")
_log.propagate = False  # or Lambda would write each line once more
write_json_lines(_log, at_once=True)  # a function stands still between two requests, and so would a thread
_log.info({"event": "began", "server": datetime.now(UTC).isoformat(), **_metrics.build._asdict()})


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one request, and write its log line.

    Raises:
        Unanswered: it was another skill's, or none of Alexa's, or too old.

    """
    began = perf_counter()
    _apologies.clear()
    try:
        check_freshness(event.get("request"), datetime.now(UTC))  # as the webhook does
        answer = _invoke(event)
    except VerificationError as stale:
        kind = str(stale)
    except Exception as error:  # noqa: BLE001 - what it holds must not reach a log
        kind = type(error).__name__
    else:
        _write(_kinds.entry_of(event), perf_counter() - began, "apology" if _apologies else "answered")
        return answer
    _write(UNVERIFIED, perf_counter() - began, "refused", kind)
    raise Unanswered(kind)


def _write(entry: LogEntry, seconds: float, outcome: str, reason: str = "") -> None:
    """Write the line of a request, and that of its counts, which names no request."""
    _log.info(entry.line(seconds, outcome, reason))
    counts = _metrics.line(outcome, seconds * 1000, time())
    if _counting:
        _log.info(counts)
