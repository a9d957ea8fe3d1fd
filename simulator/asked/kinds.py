"""How a file of sentences is understood: figures, without the sentences themselves."""

from __future__ import annotations

from collections import Counter
from time import process_time
from typing import TYPE_CHECKING

from skill.understanding.meaning import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.understanding.meaning import Understanding


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
    """Yield the sentences of a file, one a line; "#" begins a comment."""
    for line in lines:
        if (sentence := line.strip()) and not sentence.startswith("#"):
            yield sentence
