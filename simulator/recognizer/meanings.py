"""What `understanding` makes of typed words that no sample is near to: a subject, or an open question.

Stands in for Alexa's choice between a slot's values and a phrase slot.
"""

from collections.abc import Iterable

from simulator.language import SimulatorLanguage
from simulator.recognizer.recognized import FALLBACK, RecognizedIntent, RecognizedSlot
from simulator.recognizer.samples import Sample
from skill.content.content import Content
from skill.content.intents import intent_name
from skill.content.subjects import SUBJECT
from skill.understanding.language import Words
from skill.understanding.meaning import Kind, Understanding

STATEMENT = "SayAnythingIntent"
"""The intent of statements, which come after samples: a cramp in garbled words is no open question."""
SUBJECTS = intent_name("subjects")
"""The intent that hears subjects."""
REPLIES = ("EasedIntent", "StillHurtsIntent", "PartlyEasedIntent", "DeniedIntent", "TakeBackIntent")
"""What is said to a question of the skill's."""
PHRASE = "AMAZON.SearchQuery"
WORD_FOR_WORD = 0.8
"""The likeness from which on a sample outweighs any subject."""
NEAR = 0.6
"""The likeness from which on a sample is near: it outweighs a phrase slot, and a subject that is hardly spoken of."""
GARBLED = 0.52
"""The likeness from which on a sample outweighs a statement in a phrase slot."""
SPOKEN_OF = 0.62
"""The confidence from which on a sentence is about a subject."""


class Meanings:
    """Hears the subjects of one locale's content, and what fits a phrase slot of its model."""

    def __init__(self, content: Content, samples: Iterable[Sample], language: SimulatorLanguage) -> None:
        self._language = language
        self.understanding = Understanding(content)
        with_phrases = [(sample, phrase_of(sample)) for sample in samples]
        self._carriers = sorted(
            ((sample, slot) for sample, slot in with_phrases if slot), key=lambda one: -len(one[0].words)
        )
        """Samples with a phrase slot, the longest first."""

    def hear(self, words: Words, nearest: RecognizedIntent) -> RecognizedIntent:
        """Return the intent of a subject or an open question, unless the nearest sample is nearer."""
        if self._answers_a_question(words, nearest):
            nearest = RecognizedIntent(FALLBACK, score=nearest.score)
        return self._subject(words, nearest) or self._phrase(words, nearest) or nearest

    def _answers_a_question(self, words: Words, nearest: RecognizedIntent) -> bool:
        """Return whether a question was asked, and the nearest sample, which isn't near, is a reply."""
        asking, sample = self._language.asking, self._language.rules.words(nearest.sample or "")
        asked = words[0] in asking and asking.isdisjoint(sample[:1])
        return asked and nearest.score < WORD_FOR_WORD and nearest.intent in REPLIES

    def _subject(self, words: Words, nearest: RecognizedIntent) -> RecognizedIntent | None:
        meaning = self.understanding.subject(" ".join(words))
        least = WORD_FOR_WORD if meaning.confidence >= SPOKEN_OF else NEAR
        if meaning.kind is not Kind.SUBJECT or (nearest.intent != FALLBACK and nearest.score >= least):
            return None
        slot = self.understanding.slot_of(meaning)
        value = RecognizedSlot(meaning.why, meaning.choice, slot.capitalize(), meaning.why)
        intent = SUBJECTS if slot == SUBJECT else intent_name(meaning.question)
        return RecognizedIntent(intent, {slot: value}, meaning.confidence, (nearest.intent, nearest.score))

    def _phrase(self, words: Words, nearest: RecognizedIntent) -> RecognizedIntent | None:
        if nearest.intent != FALLBACK and nearest.score >= NEAR:
            return None
        for sample, slot in self._carriers:
            carrier = sample.words[:-1]
            if sample.intent == STATEMENT and nearest.intent != FALLBACK and nearest.score >= GARBLED:
                continue
            if words[: len(carrier)] == carrier and len(words) > len(carrier):
                value = RecognizedSlot(" ".join(words[len(carrier) :]), type=PHRASE)
                runner_up = None if nearest.intent == FALLBACK else (nearest.intent, nearest.score)
                return RecognizedIntent(sample.intent, {slot: value}, NEAR, runner_up, sample.text)
        return None


def phrase_of(sample: Sample) -> str:
    """Return the name of the phrase slot that a sample holds; empty if it has none."""
    return next((name for name in sample.slots if sample.types[name] == PHRASE), "")
