"""What Alexa makes of an utterance: an intent and its slots."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FALLBACK = "AMAZON.FallbackIntent"


@dataclass(frozen=True)
class RecognizedSlot:
    value: str
    """As it was said, in the model's spelling; for built-in types as Alexa writes it: "25", "22:30" or "NI", "PT5M"."""
    id: str | None = None
    """The matched value's id; None for a built-in type and for a value the model doesn't list."""
    type: str = ""
    name: str | None = None
    """The matched value's canonical name."""


@dataclass(frozen=True)
class RecognizedIntent:
    intent: str
    slots: Mapping[str, RecognizedSlot] = field(default_factory=dict)
    """Only the slots that were filled."""
    score: float = 1.0
    """1.0 for a sample word for word."""
    runner_up: tuple[str, float] | None = None
    """The next best intent and its score, when it came to guessing."""
    sample: str | None = None
    """The sample of the model that was nearest."""
