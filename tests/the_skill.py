"""The skill as tests drive it: from content/, with what it has stored to look at."""

import json
import sqlite3
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from simulator.language import language_in
from simulator.local_skill import LocalSkill
from simulator.recognizer.recognizer import Recognizer
from simulator.recognizer.signs import SignRecognizer
from skill.alexa.publishing.interaction_model import interaction_models
from skill.content.catalog import Catalog, load_catalog
from skill.content.files import Files, read

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = language_in(ROOT / "content", "en")


@cache
def catalog() -> Any:
    return unsigned(load_catalog(ROOT / "content"))


def take_loaded(patch: Any) -> None:
    """Patch applications and commands to take the content that is loaded already, because reading it takes long."""
    for place in ("skill.content.catalog", "skill.web", "simulator.web"):
        patch.setattr(f"{place}.load_catalog", lambda *_, **__: catalog())


def take_recognizer(patch: Any) -> None:
    """Patch the practice page to take the recognizer that is made already, in every country."""
    patch.setattr("simulator.web._recognizers", lambda _, known: dict.fromkeys(known.countries(), recognizer()))


@cache
def files() -> Files:
    """Return what is written in content/en/ and of its countries, with no placeholder filled in."""
    return read(ROOT / "content")["en"]


@cache
def models() -> dict[str, dict[str, Any]]:
    """Return the interaction model of each language, as content/ stands. Whoever changes one copies it."""
    return interaction_models(ROOT / "content")


@cache
def recognizer() -> Recognizer:
    """Return what hears every country's English. It takes long to make, and hears each sentence once."""
    made = Recognizer(models()["en"], ENGLISH, signs=SignRecognizer(catalog()["en-GB"]))
    vars(made)["recognize"] = cache(made.recognize)
    return made


def unsigned(loaded: Catalog) -> Catalog:
    """Return content as it is without signatures, which change a sentence: tests hold whoever has signed it."""
    by_locale = {locale: replace(content, signed=frozenset()) for locale, content in loaded.by_locale.items()}
    return Catalog(by_locale, loaded.version, dict.fromkeys(loaded.signed, "unsigned"))


class TheSkill(LocalSkill):
    """Answers requests and remembers people until it is closed."""

    def __init__(self) -> None:
        super().__init__(catalog())

    def records(self) -> list[dict[str, Any]]:
        """Return every record kept, as it stands in the file."""
        if not self.file.exists():
            return []
        connection = sqlite3.connect(self.file)
        try:
            return [json.loads(document) for (document,) in connection.execute("SELECT document FROM people")]
        finally:
            connection.close()
