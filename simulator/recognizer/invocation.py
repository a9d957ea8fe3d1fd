"""Finds the skill's name in a sentence, and what else is asked in it."""

from simulator.language import SimulatorLanguage
from skill.understanding.language import Words

Invocation = tuple[str, str | None]
"""("launch", None), or ("oneshot", what is asked)."""


class Invocations:
    """Reads "open NAME" or a bare NAME as a launch, "ask NAME to X" or "X using NAME" as asking X."""

    def __init__(self, language: SimulatorLanguage, name: Words) -> None:
        self._launches, self._asks = language.launches(name), language.asks(name)

    def read(self, words: Words) -> Invocation | None:
        """Return how some words call the skill; None if they don't."""
        said = " ".join(words)
        if self._launches.fullmatch(said):
            return "launch", None
        found = next(filter(None, (expression.fullmatch(said) for expression in self._asks)), None)
        return ("oneshot", found["asked"]) if found else None
