"""Words to an intent, from nothing but a built interaction model: an imitation of Alexa's hearing, to be typed to.

It may not know sessions, the skill or the network. Never evidence that Alexa will understand.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from simulator.language import SimulatorLanguage
from simulator.recognizer.invocation import Invocation, Invocations
from simulator.recognizer.meanings import Meanings, phrase_of
from simulator.recognizer.recognized import FALLBACK, RecognizedIntent, RecognizedSlot
from simulator.recognizer.samples import Phrasebook, Sample, samples_of
from simulator.recognizer.signs import SignRecognizer
from simulator.recognizer.slots import SlotTypes
from simulator.recognizer.views import Spots, View, views_of
from skill.understanding.language import Words

BUILT_IN = 0.8
"""Below this likeness, words are none of Alexa's own intents."""
THRESHOLD = 0.48
"""Below this likeness, of 1, nothing was understood."""
ALARMING = 0.85
"""Below this likeness, words in which no sign was found are no alarm."""
DOUBTFUL = 0.65
"""From this likeness on, they are a sign that the model doesn't list."""
LONGEST_UTTERANCE_CHARACTERS = 500
"""Half a minute of talk, for which no Echo listens. What is longer is not understood."""


class Recognizer:
    """One locale's model, listening."""

    def __init__(
        self, model: Mapping[str, Any], language: SimulatorLanguage, *, signs: SignRecognizer | None = None
    ) -> None:
        """Index a model as the file holds it, `{"interactionModel": {"languageModel": …}}`, and what hears signs."""
        indexed = model["interactionModel"]["languageModel"]
        self.language, self._signs = language, signs
        self.name: str = indexed["invocationName"]
        self._invocations = Invocations(language, language.rules.words(self.name))
        self._slots = {
            intent["name"]: {slot["name"]: slot["type"] for slot in intent.get("slots", [])}
            for intent in indexed["intents"]
        }
        self._types = SlotTypes(indexed.get("types", []), language.rules)
        written = list(samples_of(indexed["intents"], language.rules))
        self._samples = [sample for sample in written if not phrase_of(sample)]
        self._meanings = Meanings(signs.content, written, language) if signs else None
        self._never_assumed = frozenset(signs.content.context.never_assumed if signs else ())
        """Words of which a sample counts only if they were said: quinine, for one."""
        self._phrasebook = Phrasebook(self._samples, self._types)

    def slots_of(self, intent: str) -> Mapping[str, str]:
        """The slots that an intent declares, each with its type."""
        return self._slots.get(intent, {})

    def invocation(self, utterance: str) -> Invocation | None:
        """Return whether the skill is called by its name: to be opened, or to be asked something."""
        return self._invocations.read(self.language.rules.spoken_words(utterance))

    def recognize(self, utterance: str) -> RecognizedIntent:
        """Choose the intent: a sample word for word, a phrase of Alexa's own, a sign, or the likeliest sample.

        An alarming sign in the words outweighs a sample that is none, or a milder one.
        """
        words = self.language.rules.spoken_words(utterance if len(utterance) <= LONGEST_UTTERANCE_CHARACTERS else "")
        plain = self._without_fillers(words)
        if not words or words == (self.language.please,):
            return RecognizedIntent(FALLBACK, score=0.0)
        spoken = dict.fromkeys((words, plain))
        exact = next(filter(None, (read(one) for read in (self._exactly, self._standard) for one in spoken)), None)
        sign = self._signs.hear(utterance, self._slots) if self._signs else None
        if exact and not (sign and self._signs and self._signs.outweighs(sign, exact)):
            return exact
        if sign:
            return sign
        nearest = self._nearly(words)
        return self._meanings.hear(words, nearest) if self._meanings else nearest

    def _exactly(self, words: Words) -> RecognizedIntent | None:
        match = self._phrasebook.find(words)
        return RecognizedIntent(match[0].intent, match[1], sample=match[0].text) if match else None

    def _standard(self, words: Words) -> RecognizedIntent | None:
        intent = self.language.built_in.get(words, FALLBACK)
        return RecognizedIntent(intent) if intent in self._slots and intent != FALLBACK else None

    def _nearly(self, words: Words) -> RecognizedIntent:
        best: dict[str, tuple[float, Sample, Spots]] = {}
        for view in self._views:
            row, spots = view.row(words)
            for score, sample, own in view.nearest(row):
                if score > best.get(sample.intent, (0.0,))[0] and self._may_mean(words, sample, score):
                    best[sample.intent] = (score, sample, _left_for_slots(sample, spots, own))
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        if self._signs and ranked and DOUBTFUL <= ranked[0][1][0] < ALARMING and ranked[0][0] in self._signs.alarms:
            return self._signs.unlisted(" ".join(words), ranked[0][1][0])
        return self._decide(words, [(intent, near) for intent, near in ranked if not self._unlike(intent, near[0])])

    def _may_mean(self, words: Words, sample: Sample, score: float) -> bool:
        """Return whether words may mean a sample: yes is never no, and some words have to be said."""
        if sample.intent.startswith("AMAZON.") and score < BUILT_IN:
            return False
        unsaid = self._never_assumed.difference(words).intersection(sample.words)
        return not unsaid and self._denies(words) == self._denies(sample.words)

    def _unlike(self, intent: str, score: float) -> bool:
        """Return whether words are too unlike an alarm's to be one: no sign was found in them."""
        return self._signs is not None and score < ALARMING and intent in self._signs.alarms

    def _decide(self, words: Words, ranked: list[tuple[str, tuple[float, Sample, Spots]]]) -> RecognizedIntent:
        others = [(intent, score) for intent, (score, _, _) in ranked]
        if not ranked or others[0][1] < THRESHOLD:
            return RecognizedIntent(
                FALLBACK, score=others[0][1] if others else 0.0, runner_up=others[0] if others else None
            )
        intent, (score, sample, spots) = ranked[0]
        slots = _by_name(sample, spots) or self._phrasebook.filled(sample, words, unlisted=True) or {}
        return RecognizedIntent(intent, slots, score, others[1] if len(others) > 1 else None, sample.text)

    def _denies(self, words: Words) -> bool:
        return not self.language.denying.isdisjoint(words)

    def _without_fillers(self, words: Words) -> Words:
        """Cut what changes nothing off both ends, and take "please" out."""
        plain = tuple(word for word in words if word != self.language.please)
        while plain and plain[0] in self.language.fillers:
            plain = plain[1:]
        while plain and plain[-1] in self.language.fillers:
            plain = plain[:-1]
        return plain

    @cached_property
    def _views(self) -> list[View]:
        return views_of(self._samples, self._types, self.language.rules.stem)


def _left_for_slots(sample: Sample, spots: Spots, own: Spots) -> Spots:
    """Leave out what the sample says itself: "my leg is swollen and {sign}" is said for the other sign's sake."""
    said = {value.id for value in own}
    others = tuple(spot for spot in spots if spot.id not in said)
    return others if len(others) >= len(sample.slots) > 0 else spots


def _by_name(sample: Sample, spots: Spots) -> dict[str, RecognizedSlot]:
    """Assign each value to a slot of its type: those of the sample first, in order, then the intent's others."""
    names = [*sample.slots, *(name for name in sample.types if name not in sample.slots)]
    slots: dict[str, RecognizedSlot] = {}
    for spot in spots:
        name = next((name for name in names if name not in slots and sample.types[name] == spot.type), None)
        if name:
            slots[name] = spot
    return slots
