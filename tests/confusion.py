"""Print which samples of the interaction model are nearer to another intent's: `python tests/confusion.py`.

Each sample is left out in turn. The measure is the cosine of TF-IDF over runs of three letters. It is independent of
the simulator's recognizer, so that the two can disagree.
"""

import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENOUGH = 0.95
"""The share of samples that must land on their own intent."""
SLOT = re.compile(r"\{(\w+)\}")
BLOCK = 500
"""Samples that are compared with all others at once."""
TIE = 1e-6


@dataclass(frozen=True)
class Confusion:
    sample: str
    intent: str
    taken_for: str
    """The intent that has the nearest sample."""
    nearest: str
    """That sample."""
    similarity: float
    """From 0 to 1."""


@dataclass(frozen=True)
class Finding:
    samples: int
    """How many were left out in turn. Alexa's built-in intents are only compared with."""
    confusions: tuple[Confusion, ...]

    @property
    def share(self):
        """Return the share of samples that land on their own intent."""
        return 1 - len(self.confusions) / self.samples if self.samples else 1.0


def find_confusions(model, every=1):
    """Return the samples whose nearest neighbour belongs to another intent. A tie goes to their own.

    `every` is 12 if one in twelve is left out in turn.
    """
    # Each worker of the tests reads this module, and these imports take a second.
    import numpy as np  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    samples = list(samples_of(model))
    if not samples:
        return Finding(0, ())
    names = [intent for intent, _, _ in samples]
    first = [index for index, name in enumerate(names) if index == 0 or name != names[index - 1]]
    intents = np.cumsum(np.isin(np.arange(len(names)), first)) - 1
    """Samples of an intent stand together: they are numbered by intent."""
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(3, 3), lowercase=False, dtype=np.float32).fit_transform(
        f" {text} " for _, text, _ in samples
    )
    columns = vectors.T.tocsr()
    asked = [index for index, name in enumerate(names) if not name.startswith("AMAZON.")][::every]
    found = []
    for start in range(0, len(asked), BLOCK):
        block = asked[start : start + BLOCK]
        similarities = (vectors[block] @ columns).toarray()
        similarities[np.arange(len(block)), block] = -1.0
        by_intent = np.maximum.reduceat(similarities, first, axis=1)
        own = by_intent[np.arange(len(block)), intents[block]]
        for row in np.flatnonzero(own < by_intent.max(axis=1) - TIE):
            index, other = block[row], similarities[row].argmax()
            found.append(
                Confusion(samples[index][2], names[index], names[other], samples[other][2], similarities[row, other])
            )
    return Finding(len(asked), tuple(sorted(found, key=lambda one: (one.intent, one.sample))))


def samples_of(model):
    """Yield each sample's intent, its text with slots replaced by their types, and the sample as written."""
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        types = {slot["name"]: slot["type"].upper() for slot in intent.get("slots", [])}
        for sample in intent["samples"]:
            yield intent["name"], SLOT.sub(lambda slot: types[slot[1]], sample), sample  # noqa: B023 - used at once


def main():
    """Print the confusions and the share. Return the exit status."""
    finding = find_confusions(json.loads((ROOT / "interaction_models" / "en.json").read_text(encoding="utf-8")))
    for found in finding.confusions:
        print(f"{found.intent}: {found.sample!r} is taken for {found.taken_for}: {found.nearest!r}")
    print(f"{finding.share:.1%} of {finding.samples} samples land on their own intent")
    return int(finding.share < ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
