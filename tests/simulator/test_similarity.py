"""The rows most like another are those that comparing every row in full finds."""

import math
from heapq import nsmallest
from random import Random

import pytest
from rapidfuzz import fuzz

from simulator.recognizer.similarity import Nearest, rarity

WORDS = ["my", "leg", "calf", "foot", "hurts", "is", "cramping", "again", "what", "can", "i", "do", "about", "the"]
"""The commonest first."""
SHORTLIST = 48


def some_rows(number, seed):
    """Return rows of one to nine words."""
    random = Random(seed)
    weights = [1 / place for place in range(1, len(WORDS) + 1)]
    return [tuple(random.choices(WORDS, weights, k=random.randint(1, 9))) for _ in range(number)]


def cosine(one, other, weights):
    def length(words):
        return math.sqrt(sum(weights[word] ** 2 for word in set(words))) or 1.0

    return sum(weights[word] ** 2 for word in set(one) & set(other)) / length(one) / length(other)


def trigrams(text):
    return {f"  {text} "[start : start + 3] for start in range(len(text) + 1)}


def compared_in_full(row, rows, weights):
    """Score every row, keep the likeliest at a quick look, and compare these letter by letter."""
    text, ordered = " ".join(row), " ".join(sorted(row))
    rough = [
        -((fuzz.ratio(text, " ".join(one)) + fuzz.ratio(ordered, " ".join(sorted(one)))) / 100)
        - 2 * cosine(row, one, weights)
        for one in rows
    ]
    likeliest = nsmallest(SHORTLIST, range(len(rows)), key=rough.__getitem__)
    dice = [
        2
        * len(trigrams(text) & trigrams(" ".join(rows[index])))
        / (len(trigrams(text)) + len(trigrams(" ".join(rows[index]))))
        for index in likeliest
    ]
    return sorted(((share - rough[index]) / 5 for share, index in zip(dice, likeliest, strict=True)), reverse=True)


@pytest.mark.parametrize("number", [SHORTLIST - 1, 200, 1500])
def test_nearest_equals_an_exhaustive_comparison(number):
    rows = some_rows(number, seed=number)
    weights = rarity([*rows, WORDS])
    nearest = Nearest(rows, weights, str)
    for row in some_rows(40, seed=1):
        found = [score for score, _ in nearest.to(row)]
        assert found == pytest.approx(compared_in_full(row, rows, weights))
