"""Check content/ with everything that is made of it: libraries, commands, interaction models, store page."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from skill.alexa.package import store_faults
from skill.alexa.requests import Hearing
from skill.content.catalog import open_shelf
from skill.content.files import read
from skill.errors import ContentError

if TYPE_CHECKING:
    from pathlib import Path

UNCHECKED = "; Amazon's rules for models and the store page are not checked, because hassil is not installed"


def check_content(content: Path) -> str:
    """Check a content folder and return what was found: how many locales, and what could not be checked.

    Raises:
        ContentError: something is wrong; a line for each fault, with file and key.

    """
    shelf = open_shelf(content)
    Hearing(shelf[None])
    whole = f"{len(shelf.libraries)} locales"
    if find_spec("hassil") is None:
        return whole + UNCHECKED
    check_for_amazon(content)
    return whole


def check_for_amazon(content: Path) -> None:
    """Check a content folder against Amazon's rules for models and store pages.

    Raises:
        ContentError: Amazon would refuse something; a line for each fault, with its file.

    """
    from skill.alexa.interaction_model import interaction_models  # noqa: PLC0415 - hassil is a development dependency

    if found := list(store_faults(read(content), interaction_models(content))):
        raise ContentError("\n".join(dict.fromkeys(found)))
