"""The stage and both ears, made once for all tests of this folder: each sentence is said by a person of its own."""

import atexit
from functools import cache

from report import ears
from scenes import Stage


@cache
def stage():
    made = Stage()
    atexit.register(made.close)
    return made


@cache
def both_ears():
    return ears(stage())
