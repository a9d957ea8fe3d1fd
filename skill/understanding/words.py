"""Text to the words that count: the same cut for utterances, samples and slot values."""

import re
from functools import lru_cache

Words = tuple[str, ...]

_SLOT = re.compile(r"(\{\w+\})")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_WAKE_WORDS = frozenset({"alexa", "echo", "computer"})
_JOINED = {("a", "m"): "am", ("p", "m"): "pm", ("o", "clock"): "oclock"}


def words_of(text: str) -> Words:
    """Return the lower-case words and digits of a text, without punctuation or a possessive ending."""
    text = text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return _joined(_WORD.findall(re.sub(r"'s\b", "", text).replace("'", "")))


def spoken_words(utterance: str) -> Words:
    """Return the words of an utterance, without the wake word."""
    words = words_of(utterance)
    if words[:1] == ("hey",) and words[1:2] and words[1] in _WAKE_WORDS:
        words = words[1:]
    return words[1:] if words and words[0] in _WAKE_WORDS else words


@lru_cache(maxsize=32768)
def sample_words(sample: str) -> Words:
    """Return the words of a sample, whose slots stay whole: `{muscle}`."""
    pieces = _SLOT.split(sample)
    return tuple(word for piece in pieces for word in ((piece,) if _SLOT.fullmatch(piece) else words_of(piece)))


def _joined(words: list[str]) -> Words:
    """Put together what Alexa hears as letters: "p. m." is one word."""
    joined: list[str] = []
    for word in words:
        pair = (joined[-1] if joined else "", word)
        if pair in _JOINED:
            joined[-1] = _JOINED[pair]
        else:
            joined.append(word)
    return tuple(joined)
