"""The skill as a Lambda function: Alexa's JSON in, JSON out. Must not know how a request is answered.

No door stands here: AWS lets in Alexa alone, on behalf of one skill id, and the SDK checks that id again.
"""
# ruff: noqa: INP001 - Lambda imports this file from the top of its bundle

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skill.alexa.api_client import BoundedApiClient
from skill.alexa.skill import as_callable, create_skill
from skill.errors import SettingsError
from skill.library.shelf import open_shelf
from skill.settings import DATABASE, from_environment
from skill.store.opening import open_memory

if TYPE_CHECKING:
    from collections.abc import Callable


class Unanswered(Exception):  # noqa: N818 - what happened, as Alexa's side sees it
    """Nothing was said; holds the kind of error, since Lambda logs an error with all it holds."""


def _awake() -> Callable[[dict[str, Any]], dict[str, Any]]:
    settings = from_environment()
    if not settings.skill_id:
        raise SettingsError("ALEXA_SKILL_ID is missing: nothing else here tells whose requests are answered")
    memory = open_memory(settings.database, DATABASE)
    api_client = BoundedApiClient()
    return as_callable(
        create_skill(open_shelf(settings.content), memory, skill_id=settings.skill_id, api_client=api_client)
    )


_invoke = _awake()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Answer one request.

    Raises:
        Unanswered: it was another skill's, or none of Alexa's.

    """
    try:
        return _invoke(event)
    except Exception as error:  # noqa: BLE001 - what it holds must not reach a log
        kind = type(error).__name__
    raise Unanswered(kind)
