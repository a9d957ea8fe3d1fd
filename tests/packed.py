"""The skill packed for Amazon, for tests to look into, and the command that packs it."""

import json
from dataclasses import replace
from datetime import date
from functools import cache
from unittest.mock import patch

from click.testing import CliRunner
from scenarios import CONTENT
from transcripts import built_model

from icons import FOLDER
from skill.alexa.publishing.manifest import ICONS, manifest
from skill.alexa.publishing.package import package
from skill.cli import main
from skill.content.files import read
from skill.content.store_page import store_pages
from skill.settings import addresses

HOME = {"SKILL_URL": "https://cramp.example.org", "SKILL_TERMS_URL": "https://example.org/terms"}
WHERE = addresses(HOME)
ARN = "arn:aws:lambda:eu-west-1:000000000000:function:leg-cramp-helper"
NO_MODEL = {"interactionModel": {"languageModel": {"invocationName": "leg cramp helper", "intents": [], "types": []}}}
"""A model that holds no sentence."""
IN_TIME = date(2026, 12, 1)
"""A day on which no source has expired."""
NAMES = ("SKILL_URL", "SKILL_ENDPOINT", "SKILL_PRIVACY_URL", "SKILL_TERMS_URL", "SKILL_CERTIFICATE")


@cache
def pages():
    return store_pages(read(CONTENT))


LOCALES = tuple(pages())


@cache
def material():
    """What a package is made of: content, models by language, icons by size."""
    icons = {size: (FOLDER / f"{size}.png").read_bytes() for size in ICONS.values()}
    return read(CONTENT), {"en": built_model()}, icons


def with_english(files, **changes):
    """Return content whose English is changed."""
    return replace(files, by_language={"en": replace(files["en"], **changes)})


@cache
def packed(where=WHERE):
    return package(*material(), where)


def manifest_at(where=WHERE):
    """Return the manifest alone: packing it reads every sample of every model."""
    return json.loads(json.dumps(manifest(pages(), where)))["manifest"]


def page_of(locale="en-GB"):
    """Return what the store shows of one locale."""
    return pages()[locale]


def run(environ, *arguments, on=IN_TIME):
    """Run the command on a day: once a source has expired, nothing is packed."""
    unset = dict.fromkeys(NAMES)
    with patch("skill.packing.today", lambda: on):
        return CliRunner().invoke(main, ["package", *map(str, arguments)], env={**unset, **environ})
