"""Check content/ with everything that is made of it: wording, commands, interaction models, store page."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from skill.alexa.publishing.package import store_problems
from skill.alexa.requests import EventParser
from skill.content.catalog import load_catalog
from skill.content.files import read
from skill.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

UNCHECKED = "; Amazon's rules for models and the store page are not checked, because hassil is not installed"


def check_content(folder: Path) -> str:
    """Check a content folder and return what was found: how many locales, and what could not be checked.

    Raises:
        ContentError: something is wrong; a line for each problem, with file and key.

    """
    catalog = load_catalog(folder)
    for content in catalog.by_language().values():
        EventParser(content)
    whole = f"{len(catalog.by_locale)} locales"
    if find_spec("hassil") is None:
        return whole + UNCHECKED
    check_for_amazon(folder)
    return whole


def check_for_amazon(folder: Path) -> None:
    """Check a content folder against Amazon's rules for models and store pages.

    Raises:
        ContentError: Amazon would refuse something; a line for each problem, with its file.

    """
    from skill.alexa.publishing.interaction_model import interaction_models  # noqa: PLC0415 - hassil is a development dependency

    if found := list(store_problems(read(folder), interaction_models(folder))):
        raise ContentError("\n".join(dict.fromkeys(found)))
