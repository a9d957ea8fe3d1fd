"""What several commands need: a country's content, what hears there, and what its sentences mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from skill.settings import from_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.country import Country
    from simulator.language import SimulatorLanguage
    from simulator.recognizer.recognizer import Recognizer
    from skill.content.catalog import Catalog
    from skill.content.content import Content
    from skill.storage.profiles import Profiles
    from skill.understanding.meaning import Understanding

locale_option = click.option("--locale", help="A country in content/countries/, such as en-US; by default the first.")


class Loaded:
    """The content of one country, by its locale or that of the main country, and what is made of it."""

    def __init__(self, locale: str | None) -> None:
        """Read the content.

        Raises:
            UsageError: there is no such country.

        """
        from skill.content.catalog import load_catalog

        self.settings = from_environment()
        self.catalog: Catalog = load_catalog(self.settings.content)
        self.locale = locale or self.catalog.main_locale()
        countries = self.catalog.countries()
        if self.locale not in countries:
            raise click.UsageError(f"there is no country {locale}: choose one of {', '.join(countries)}")
        self.content: Content = countries[self.locale]

    def model(self) -> dict[str, Any]:
        """Return the interaction model on disk."""
        from simulator.web import read_models

        return read_models(self.settings)[self.content.language]

    def language(self) -> SimulatorLanguage:
        """Return how the simulator hears the country's language."""
        from simulator.language import language_in

        return language_in(self.settings.content, self.content.language)

    def recognizer(self) -> Recognizer:
        """Return what hears there."""
        from simulator.recognizer.recognizer import Recognizer
        from simulator.recognizer.signs import SignRecognizer

        return Recognizer(self.model(), self.language(), signs=SignRecognizer(self.content))

    def country(self) -> Country:
        """Return the country, as a device there is set up."""
        from simulator.country import country_of

        return country_of(self.content, self.recognizer())

    def understanding(self) -> Understanding:
        """Return what says what sentences mean."""
        from skill.understanding.meaning import Understanding

        return Understanding(self.content)

    def skill(self, profiles: Profiles) -> Callable[[dict[str, Any]], dict[str, Any]]:
        """Return the skill, with a memory."""
        from skill.alexa.api_client import BoundedApiClient
        from skill.alexa.skill import as_callable, create_skill

        return as_callable(create_skill(self.catalog, profiles, api_client=BoundedApiClient()))
