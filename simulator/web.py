"""create_app(): the skill's application with the practice page. Not part of a production install."""

from __future__ import annotations

import atexit
import json
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from simulator.country import country_of
from simulator.echo import echo
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.language import language_in
from simulator.page_texts import page_texts
from simulator.recognizer.recognizer import Recognizer
from simulator.recognizer.signs import SignRecognizer
from simulator.reloading import Reloader
from skill import web
from skill.alexa.api_client import BoundedApiClient
from skill.alexa.skill import as_callable, create_skill
from skill.content.catalog import load_catalog
from skill.content.locales import language_of
from skill.errors import SettingsError
from skill.settings import Settings, from_environment
from skill.storage.opening import temporary_profiles

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from flask import Blueprint, Flask

    from skill.content.catalog import Catalog
    from skill.storage.profiles import Profiles


def create_app(
    settings: Settings | None = None,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    exposed: bool = False,
    memory: Memory | None = None,
) -> Flask:
    """Return the skill's application, with the practice page if SKILL_SIMULATOR allows it.

    `exposed` lets other machines than this one use the page. `memory` is what an application before this one kept.

    Raises:
        SettingsError: the environment asks for something that can't be had.
        ContentError: content/ is at fault. The message has one line for each fault.

    """
    settings = settings or from_environment()
    app = web.create_app(settings, clock=clock)
    if settings.simulator and settings.environment != "production":
        app.register_blueprint(_page(settings, clock, memory or open_memory(), exposed=exposed))
    return app


class Memory(NamedTuple):
    """The stored profiles and reminders of the practice page."""

    profiles: Profiles
    api: FakeAlexaApi


def open_memory() -> Memory:
    """Return a memory that is deleted when the process ends."""
    until_exit = ExitStack()
    atexit.register(until_exit.close)
    return Memory(until_exit.enter_context(temporary_profiles()), until_exit.enter_context(FakeAlexaApi()))


def watched(settings: Settings, *, exposed: bool, tell: Callable[[str], None]) -> Reloader:
    """Return the application with the page, which is created again if content/ or a model changes. For development."""
    make = partial(create_app, settings, exposed=exposed, memory=open_memory())
    return Reloader(make, (settings.content, settings.models), exposed=exposed, tell=tell)


def _page(settings: Settings, clock: Callable[[], datetime], memory: Memory, *, exposed: bool) -> Blueprint:
    """Return the page with a skill of its own, which shares no session and no store with /alexa."""
    catalog = load_catalog(settings.content)
    invoke = as_callable(create_skill(catalog, memory.profiles, api_client=BoundedApiClient()))
    recognizers = _recognizers(settings, catalog)
    main_first = sorted(recognizers, key=lambda locale: (locale != catalog.main_locale(), locale))
    countries = {locale: country_of(catalog[locale], recognizers[locale]) for locale in main_first}
    texts = {language: page_texts(settings.content, language) for language in map(language_of, countries)}
    return echo(
        lambda _: invoke, countries, texts, clock=clock, exposed=exposed, api=memory.api, viewhost=settings.viewhost
    )


def _recognizers(settings: Settings, catalog: Catalog) -> dict[str, Recognizer]:
    """Return a recognizer for each country. Countries of one language share it, because building its index is slow.

    A language that is a draft has none.
    """
    spoken = {content.language for content in catalog.countries().values()}
    by_language = {
        language: Recognizer(model, language_in(settings.content, language), signs=SignRecognizer(catalog[language]))
        for language, model in read_models(settings).items()
        if language in spoken
    }
    return {locale: by_language[language_of(locale)] for locale in catalog.countries()}


def read_models(settings: Settings) -> dict[str, dict[str, Any]]:
    """Return the interaction models on disk, by language.

    Raises:
        SettingsError: there is none, or one can't be read.

    """
    paths = sorted(settings.models.glob("*.json"))
    try:
        models = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}
    except (OSError, ValueError):
        models = {}
    if not models:
        raise SettingsError("interaction_models/ can't be read: run `make models`")
    return models
