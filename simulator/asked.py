"""How a file of sentences is understood: figures, without the sentences themselves."""

from __future__ import annotations

from collections import Counter
from time import process_time
from typing import TYPE_CHECKING

from skill.understanding.meaning import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.understanding.meaning import Understanding

SAID = 1
"""The column of the sentence in a table with tabs."""


def figures(lines: Iterable[str], understanding: Understanding) -> Iterator[str]:
    """Yield the figures, a line each: how many sentences are understood as what, and how fast."""
    sentences = list(sentences_of(lines))
    if not sentences:
        yield "no sentences: write one a line"
        return
    understanding.understand(sentences[0])
    began = process_time()
    kinds = Counter(understanding.understand(sentence).kind for sentence in sentences)
    each = 1000 * (process_time() - began) / len(sentences)
    yield f"sentences     {len(sentences):>5}"
    for kind in Kind:
        yield f"{kind:13} {kinds[kind]:>5} {kinds[kind] / len(sentences):>5.0%}"
    yield f"milliseconds  {each:>7.1f} of processor time for one"


def sentences_of(lines: Iterable[str]) -> Iterator[str]:
    """Yield the sentences of a file: one a line, or in the second column of a table; "#" begins a comment."""
    for line in lines:
        columns = line.strip().split("\t")
        if columns[0] and not columns[0].startswith("#"):
            yield columns[SAID] if len(columns) > SAID else columns[0]
