"""The product as it is served, whose clerk takes so long that lines still wait when it is stopped."""

from bench import product
from skill.watching import clerk


def watched(folder):
    vars(clerk)["PAUSE"] = 1.5
    return product.watched(folder)
