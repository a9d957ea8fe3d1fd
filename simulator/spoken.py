"""Alexa's SSML → what is heard: words with rate, volume and whispering, and silences."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from simulator.ssml_attributes import USUAL_RATE_PERCENT, USUAL_VOLUME, break_seconds, library_sound, rate_of, volume_of

CHARACTERS_PER_SECOND = 15.0
TONE_SECONDS = 1.0
SHOWN_SILENCE_SECONDS = 1.0
"""Shorter breaks count as punctuation."""

_PARAGRAPHS = frozenset({"p", "s"})


@dataclass(frozen=True)
class Spoken:
    """Words without a silence between them. Two are equal if they say the same, at any rate."""

    words: str
    whispered: bool = False
    characters_per_second: float = field(default=CHARACTERS_PER_SECOND, compare=False, repr=False)
    stressed: tuple[str, ...] = field(default=(), compare=False, repr=False)
    """The emphasized ones of the words."""
    rate: float = USUAL_RATE_PERCENT
    """Percent of the usual rate."""
    volume: str = USUAL_VOLUME

    @property
    def seconds(self) -> float:
        return len(self.words) * USUAL_RATE_PERCENT / (self.characters_per_second * self.rate)

    @property
    def manner(self) -> tuple[object, ...]:
        """How it is spoken."""
        return self.whispered, self.rate, self.volume

    @property
    def told(self) -> str:
        """How it is spoken, for a transcript."""
        how = ["whispering"] if self.whispered else []
        how += [f"at {self.rate:g}%"] if self.rate != USUAL_RATE_PERCENT else []
        how += [self.volume] if self.volume != USUAL_VOLUME else []
        return f" ({', '.join(how)})" if how else ""


@dataclass(frozen=True)
class Silence:
    seconds: float


@dataclass(frozen=True)
class Tone:
    """A sound of Amazon's library. The simulator plays one of its own, which always has the same length."""

    name: str
    seconds: float = TONE_SECONDS


Item = Spoken | Silence | Tone


def listen(ssml: str, characters_per_second: float = CHARACTERS_PER_SECOND) -> tuple[Item, ...]:
    """Return the items of SSML in order. Adjacent breaks are added.

    Raises ValueError for anything Alexa would refuse: broken XML, no `<speak>` around it, a break that has
    no unit or lasts over ten seconds.
    """
    reader = _Reader(characters_per_second)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(ssml, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        raise ValueError(f"not well-formed SSML: {error}") from error
    return _collapsed(reader.items)


def seconds_of(items: Iterable[Item]) -> float:
    """Return the estimated seconds of the items."""
    return sum((item.seconds for item in items), 0.0)


def words_of(items: Iterable[Item]) -> str:
    """Return all words, without silences."""
    return " ".join(item.words for item in items if isinstance(item, Spoken))


def plain(text: str, characters_per_second: float = CHARACTERS_PER_SECOND) -> tuple[Item, ...]:
    """Return the items of a PlainText response, which has no markup."""
    return _collapsed([Spoken(text, characters_per_second=characters_per_second)])


def runs(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items without silences that are too short to show; words around them are joined."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, Silence):
            joined += [item] if item.seconds >= SHOWN_SILENCE_SECONDS else []
        elif isinstance(item, Spoken) and isinstance(last, Spoken) and last.manner == item.manner:
            joined[-1] = replace(last, words=f"{last.words} {item.words}")
        else:
            joined.append(item)
    return tuple(joined)


class _Reader:
    def __init__(self, characters_per_second: float) -> None:
        self.items: list[Item] = []
        self.open: list[Spoken] = []
        """How words are spoken in each open element."""
        self.emphases = 0
        self.rate = characters_per_second

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if (tag == "speak") == bool(self.open):
            raise ValueError("SSML is one <speak> element, and only that")
        self._boundary(tag)
        outer = self.open[-1] if self.open else Spoken("", characters_per_second=self.rate)
        self.open.append(_voiced(outer, tag, attributes))
        self.emphases += tag == "emphasis"
        if tag == "break":
            self._silence(break_seconds(attributes))
        elif tag == "audio":
            self.items.append(Tone(library_sound(attributes)))

    def end(self, tag: str) -> None:
        self.open.pop()
        self.emphases -= tag == "emphasis"
        self._boundary(tag)

    def text(self, words: str) -> None:
        voice = self.open[-1]
        stressed = (words.strip(),) if self.emphases and not words.isspace() else ()
        last = self.items[-1] if self.items else None
        if isinstance(last, Spoken) and (words.isspace() or last.manner == voice.manner):
            self.items[-1] = replace(last, words=last.words + words, stressed=last.stressed + stressed)
        elif not words.isspace():
            self.items.append(replace(voice, words=words, stressed=stressed))

    def doctype(self, *_: object) -> None:
        raise ValueError("SSML has no document type")

    def _silence(self, seconds: float) -> None:
        last = self.items[-1] if self.items else None
        if isinstance(last, Silence):
            self.items[-1] = Silence(last.seconds + seconds)
        elif seconds:
            self.items.append(Silence(seconds))

    def _boundary(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self.text(" ")


def _voiced(outer: Spoken, tag: str, attributes: dict[str, str]) -> Spoken:
    """Return how words in an element are spoken."""
    if tag == "amazon:effect" and attributes.get("name") == "whispered":
        return replace(outer, whispered=True)
    if tag != "prosody":
        return outer
    rate = rate_of(attributes["rate"]) if "rate" in attributes else outer.rate
    volume = volume_of(attributes["volume"]) if "volume" in attributes else outer.volume
    return replace(outer, rate=rate, volume=volume)


def _collapsed(items: Iterable[Item]) -> tuple[Item, ...]:
    tidy = (replace(item, words=" ".join(item.words.split())) if isinstance(item, Spoken) else item for item in items)
    return tuple(item for item in tidy if not isinstance(item, Spoken) or item.words)
