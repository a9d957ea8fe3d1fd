"""How alike two rows of words are: the mean of edit ratio, sorted-word ratio, twice a rare-word cosine, and trigrams.

Imitates Alexa, does not predict it. Everything is summed in a fixed order, so that a tie falls the same way each run.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest, nsmallest

from rapidfuzz import fuzz, process

from skill.understanding.language import Words

_SHORTLIST = 48
"""Samples that are compared letter by letter, after a quicker look at all."""
_LOOKED_AT_FIRST = 200
"""Samples with the greatest cosines, at which that look begins."""
_ROUNDING = 1e-6


def rarity(documents: Sequence[Iterable[str]]) -> dict[str, float]:
    """Weigh stems by how few documents hold them (inverse document frequency)."""
    counts = Counter(term for document in documents for term in sorted(set(document)))
    return {term: math.log((1 + len(documents)) / (0.5 + count)) for term, count in counts.items()}


class Nearest:
    """An index of rows of words that tells which of them are most like another row."""

    def __init__(self, rows: Sequence[Words], weights: Mapping[str, float], stem: Callable[[str], str]) -> None:
        """Index the rows; `weights` are by stem."""
        self._weights, self._stem = weights, stem
        self._unknown = max(weights.values(), default=1.0)
        self._joined = [" ".join(row) for row in rows]
        self._sorted = [" ".join(sorted(row)) for row in rows]
        self._trigrams = [_trigrams(joined) for joined in self._joined]
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for index, row in enumerate(rows):
            for term, weight in self._vector(row):
                self._postings.setdefault(term, []).append((index, weight))

    def to(self, row: Words) -> list[tuple[float, int]]:
        """Score the likeliest rows from 0 to 1, best first, each with its index."""
        trigrams = _trigrams(" ".join(row))
        exact = [((_dice(trigrams, self._trigrams[index]) - score) / 5, index) for score, index in self._shortlist(row)]
        return sorted(exact, key=lambda scored: (-scored[0], scored[1]))

    def _shortlist(self, row: Words) -> list[tuple[float, int]]:
        """Return the rows that are most like another at a quick look: minus their likeness, of 4, and their index.

        The rows with the greatest cosines are looked at first. Of the others, only those can be more like it whose
        words, in order or sorted, are so alike that they make up for their smaller cosine.
        """
        joined, ordered, cosines = " ".join(row), " ".join(sorted(row)), self._cosines(row)

        def rough(index: int) -> tuple[float, int]:
            in_order, sorted_ = fuzz.ratio(joined, self._joined[index]), fuzz.ratio(ordered, self._sorted[index])
            return -((in_order + sorted_) / 100 + 2 * cosines[index]), index

        first = nlargest(_LOOKED_AT_FIRST, range(len(cosines)), key=cosines.__getitem__)
        nearest = nsmallest(_SHORTLIST, map(rough, first))
        if len(first) == len(cosines):
            return nearest
        least = -50 * nearest[-1][0] - 100 * cosines[first[-1]]
        others = {*_alike(joined, self._joined, least), *_alike(ordered, self._sorted, least)}.difference(first)
        return nsmallest(_SHORTLIST, [*nearest, *map(rough, others)])

    def _cosines(self, row: Words) -> list[float]:
        cosines = [0.0] * len(self._joined)
        for term, mine in self._vector(row):
            for index, theirs in self._postings.get(term, ()):
                cosines[index] += mine * theirs
        return cosines

    def _vector(self, row: Words) -> list[tuple[str, float]]:
        terms = sorted({self._stem(word) for word in row})
        weights = [self._weights.get(term, self._unknown) for term in terms]
        length = math.sqrt(sum(weight * weight for weight in weights)) or 1.0
        return [(term, weight / length) for term, weight in zip(terms, weights, strict=True)]


def _alike(text: str, others: Sequence[str], least: float) -> Iterator[int]:
    """Yield the indices of the texts that are alike to one by a ratio, of 100."""
    cutoff = min(max(0.0, least - _ROUNDING), 100.0)
    return (index for _, _, index in process.extract_iter(text, others, scorer=fuzz.ratio, score_cutoff=cutoff))


def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right) or 1)
