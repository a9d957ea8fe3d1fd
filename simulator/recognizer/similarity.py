"""How alike two rows of words are: the mean of edit ratio, sorted-word ratio, twice a rare-word cosine, and trigrams.

Imitates Alexa, does not predict it. Everything is summed in a fixed order, so that a tie falls the same way each run.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from rapidfuzz import fuzz, process

from skill.understanding.language import Words

_MOST_COSINES, _MOST_ALIKE = 48, 16
"""How many rows are compared in full for their cosines, and for their edit ratios."""
_LEAST_RATIO = 50
"""Of 100: with a smaller edit ratio, a row is compared in full only for its cosine."""
_LEAST_SHARE = 0.1
"""Of the greatest weight: a stem of less doesn't count, such as "my" and "the", which stand in most documents."""


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
        self._least = _LEAST_SHARE * self._unknown
        self._joined = [" ".join(row) for row in rows]
        self._sorted = [" ".join(sorted(row)) for row in rows]
        self._trigrams: dict[int, frozenset[str]] = {}
        """Of the rows that were ever compared in full."""
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for index, row in enumerate(rows):
            for term, weight in self._vector(row):
                self._postings.setdefault(term, []).append((index, weight))

    def to(self, row: Words) -> list[tuple[float, int]]:
        """Score the likeliest rows from 0 to 1, best first, each with its index.

        Only rows with the greatest cosines or edit ratios are compared in full: one that has neither is hardly likely.
        """
        joined, ordered, cosines = " ".join(row), " ".join(sorted(row)), self._cosines(row)
        least = max(cosines.values(), default=0.0) / 4
        near = sorted(index for index, cosine in cosines.items() if cosine >= least)
        candidates = {*nlargest(_MOST_COSINES, near, key=cosines.__getitem__), *_alike(joined, self._joined)}
        trigrams = _trigrams(joined)

        def score(index: int) -> float:
            in_order, sorted_ = fuzz.ratio(joined, self._joined[index]), fuzz.ratio(ordered, self._sorted[index])
            cosine, dice = cosines.get(index, 0.0), _dice(trigrams, self._trigrams_of(index))
            return ((in_order + sorted_) / 100 + 2 * cosine + dice) / 5

        return sorted(((score(index), index) for index in candidates), key=lambda scored: (-scored[0], scored[1]))

    def _trigrams_of(self, index: int) -> frozenset[str]:
        if index not in self._trigrams:
            self._trigrams[index] = _trigrams(self._joined[index])
        return self._trigrams[index]

    def _cosines(self, row: Words) -> dict[int, float]:
        """Return the cosines of the rows that have one, by index."""
        cosines: dict[int, float] = {}
        for term, mine in self._vector(row):
            for index, theirs in self._postings.get(term, ()):
                cosines[index] = cosines.get(index, 0.0) + mine * theirs
        return cosines

    def _vector(self, row: Words) -> list[tuple[str, float]]:
        weights = {term: self._weights.get(term, self._unknown) for term in sorted({self._stem(word) for word in row})}
        telling = {term: weight for term, weight in weights.items() if weight >= self._least}
        length = math.sqrt(sum(weight * weight for weight in telling.values()))
        return [(term, weight / length) for term, weight in telling.items()]


def _alike(text: str, others: Sequence[str]) -> Iterator[int]:
    """Yield the indices of the texts with the greatest edit ratios to one."""
    found = process.extract(text, others, scorer=fuzz.ratio, limit=_MOST_ALIKE, score_cutoff=_LEAST_RATIO)
    return (index for _, _, index in found)


def _trigrams(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[start : start + 3] for start in range(len(padded) - 2))


def _dice(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right) or 1)
