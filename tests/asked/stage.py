"""The stage and both ears, made once for all tests of this folder: each sentence is said by a person of its own."""

import atexit
from functools import cache

from the_skill import ENGLISH, ROOT, catalog, models

from simulator.asked.scenes import Stage

CONTENT = ROOT / "content"


def made_from_content(locale="en-GB"):
    """Return a stage for content/ as it stands, whatever model was written last."""
    return Stage(catalog(), models()["en"], ENGLISH, locale)


@cache
def stage():
    made = made_from_content()
    atexit.register(made.close)
    return made


@cache
def both_ears():
    from report import ears  # noqa: PLC0415 - the report imports the stage

    return ears(stage())
