"""The stage and both recognizers, shared by the tests of this folder. Each sentence has its own user."""

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
def both_recognizers():
    from report import recognizers  # noqa: PLC0415 - the report imports the stage

    return recognizers(stage())
