"""The rows most like another are those that comparing every row in full finds."""

import math
from random import Random

import pytest
from rapidfuzz import fuzz

from simulator.recognizer.recognizer import THRESHOLD
from simulator.recognizer.similarity import Nearest, rarity

WORDS = ["my", "leg", "calf", "foot", "hurts", "is", "cramping", "again", "what", "can", "i", "do", "about", "the"]
"""The commonest first."""


def some_rows(number, seed):
    """Return rows of one to nine words."""
    random = Random(seed)
    weights = [1 / place for place in range(1, len(WORDS) + 1)]
    return [tuple(random.choices(WORDS, weights, k=random.randint(1, 9))) for _ in range(number)]


class Row:
    """A row of words, with what is compared of it: a word with less than a tenth of the greatest weight isn't."""

    def __init__(self, words, weights):
        self.text, self.ordered = " ".join(words), " ".join(sorted(words))
        least = max(weights.values()) / 10
        self.words = frozenset(word for word in words if weights[word] >= least)
        self.length = math.sqrt(sum(weights[word] ** 2 for word in self.words)) or 1.0
        self.trigrams = {f"  {self.text} "[start : start + 3] for start in range(len(self.text) + 1)}


def alike(one, other, weights):
    """Return the score of two rows."""
    ratios = (fuzz.ratio(one.text, other.text) + fuzz.ratio(one.ordered, other.ordered)) / 100
    cosine = sum(weights[word] ** 2 for word in one.words & other.words) / one.length / other.length
    both, all_of_each = one.trigrams & other.trigrams, len(one.trigrams) + len(other.trigrams)
    return (ratios + 2 * cosine + 2 * len(both) / all_of_each) / 5


@pytest.mark.parametrize("number", [3, 200, 1500])
def test_nearest_is_what_comparing_every_row_finds(number):
    rows = some_rows(number, seed=number)
    weights = rarity([*rows, WORDS])
    nearest, compared = Nearest(rows, weights, str), [Row(row, weights) for row in rows]
    for row in some_rows(40, seed=1):
        this = Row(row, weights)
        scores = [alike(this, other, weights) for other in compared]
        found = nearest.to(row)
        assert found == sorted(found, key=lambda one: (-one[0], one[1]))
        assert [score for score, _ in found] == pytest.approx([scores[index] for _, index in found])
        best = found[0][0] if found else 0
        assert best == pytest.approx(max(scores)) or (not found and max(scores) < THRESHOLD)
