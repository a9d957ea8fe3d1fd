"""Check content/ with everything that is made of it: wording, commands, interaction models, store page."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from skill.alexa.publishing.package import store_problems
from skill.alexa.requests import EventParser
from skill.content.catalog import read_checked
from skill.content.loader import contents_of
from skill.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

UNCHECKED = "; Amazon's rules for models and the store page are not checked, because hassil is not installed"


def check_content(folder: Path) -> str:
    """Check a content folder and return what was found: how many locales, and what could not be checked.

    Raises:
        ContentError: something is wrong; a line for each problem, with file and key.

    """
    files = read_checked(folder)
    for language, one in files.by_language.items():
        EventParser(contents_of(one)[language])
    whole = f"{sum(len(one.countries) for one in files.by_language.values())} locales"
    if find_spec("hassil") is None:
        return whole + UNCHECKED
    from skill.alexa.publishing.interaction_model import models_of  # noqa: PLC0415 - hassil is a development dependency

    if found := list(store_problems(files, models_of(files))):
        raise ContentError("\n".join(dict.fromkeys(found)))
    return whole
