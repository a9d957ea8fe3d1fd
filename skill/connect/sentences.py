"""Five sentences to say to the Echo, and what each should bring: asked of the skill itself, so that they are true."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from skill.alexa.publishing.package import LAUNCH, named_by_nobody
from skill.alexa.skill import as_callable, create_skill
from skill.content.catalog import load_catalog
from skill.content.files import read
from skill.content.locales import language_of
from skill.content.store_page import store_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from skill.content.store_page import StorePage

    Json = dict[str, Any]

COUNT = 5
MARKUP = re.compile(r"<[^>]+>")
BEGINNING = re.compile(r"(?:.+?[.?!](?=\s|$)){1,2}")
"""Two sentences: the first may be that it is no substitute for a doctor."""
MADE_UP = "amzn1.ask.{}.of-connect"


class Sentence(NamedTuple):
    """What to say, and how the answer begins."""

    say: str
    brings: str


def sentences(folder: Path, locale: str) -> list[Sentence]:
    """Return the sentences of a locale, the one that opens the skill first."""
    files = read(folder)
    page = store_pages(files)[locale]
    handle = as_callable(create_skill(load_catalog(folder, wording=False)))
    opened = handle(_envelope(locale, {"type": "LaunchRequest"}, {}))
    attributes = opened.get("sessionAttributes") or {}
    told = [Sentence(page.examples[0], _beginning(opened))]
    model = named_by_nobody({"interactionModel": {}}, files[language_of(locale)], page)
    for phrase, intent in _chosen(page, model):
        asked = {"type": "IntentRequest", "intent": {"name": intent, "confirmationStatus": "NONE", "slots": {}}}
        told.append(Sentence(phrase, _beginning(handle(_envelope(locale, asked, attributes)))))
    return told


def _chosen(page: StorePage, model: Json) -> list[tuple[str, str]]:
    """Return phrases with their intents: the store page's examples before others, in the order of the page."""
    points = model["interactionModel"]["_nameFreeInteraction"]["ingressPoints"]
    known = [
        ([one["value"] for one in point["sampleUtterances"]], point["name"])
        for point in points
        if point["type"] != LAUNCH.upper()
    ]
    examples = {example.lower(): example for example in page.examples[1:]}
    shown = [any(phrase in examples for phrase in phrases) for phrases, _ in known]
    room = COUNT - 1 - sum(shown)
    chosen = []
    for (phrases, intent), is_example in zip(known, shown, strict=True):
        if is_example or room > 0:
            room -= not is_example
            chosen.append((next((examples[one] for one in phrases if one in examples), phrases[0]), intent))
    return chosen[: COUNT - 1]


def _envelope(locale: str, request: Json, attributes: Json) -> Json:
    """Return a request as Alexa writes it, of a user and a device that there aren't."""
    application = {"applicationId": MADE_UP.format("skill")}
    user = {"userId": MADE_UP.format("account")}
    device = {"deviceId": MADE_UP.format("device"), "supportedInterfaces": {}}
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    new = request["type"] == "LaunchRequest"
    return {
        "version": "1.0",
        "session": {
            "new": new,
            "sessionId": MADE_UP.format("session"),
            "application": application,
            "user": user,
            "attributes": attributes,
        },
        "context": {"System": {"application": application, "user": user, "device": device}},
        "request": {**request, "requestId": MADE_UP.format("request"), "timestamp": now, "locale": locale},
    }


def _beginning(response: Json) -> str:
    spoken = html.unescape(MARKUP.sub(" ", response["response"].get("outputSpeech", {}).get("ssml", "")))
    words = " ".join(spoken.split())
    found = BEGINNING.match(words)
    return found[0] if found else words


def lines(told: list[Sentence]) -> Iterator[str]:
    """Yield what to print of them."""
    for number, one in enumerate(told, 1):
        yield f"   {number}  {one.say}"
        yield f"      → {one.brings}"
