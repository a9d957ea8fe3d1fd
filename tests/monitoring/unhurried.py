"""The product as it is served, whose log pauses so long that lines still wait when it is stopped."""

from bench import product
from skill.monitoring import log_lines


def watched(folder):
    vars(log_lines)["PAUSE_SECONDS"] = 1.5
    return product.watched(folder)
