"""Signs in typed words, looked for before anything else: what `understanding` finds → an intent of the model."""

from collections.abc import Iterator, Mapping

from simulator.recognizer.recognized import RecognizedIntent, RecognizedSlot
from skill.content.content import Content
from skill.content.intents import intent_name
from skill.understanding.signs import LEVELS, Mention, Mood, Sign, SignFinder, gravest_mention

_ABOUT = "about-signs"
"""The question about signs in general."""
_EMERGENCY = "emergency"
_DENIED = "denied"
"""The command for a sign that somebody hasn't got."""
_ALARMING = LEVELS.index("urgent")


class SignRecognizer:
    """Finds the signs of one locale's content."""

    def __init__(self, content: Content) -> None:
        self.content, self._finder = content, SignFinder(content)
        self.alarms = frozenset(_alarms_of(content))
        """The intents that stop everything."""

    def hear(self, utterance: str, slots: Mapping[str, Mapping[str, str]]) -> RecognizedIntent | None:
        """Return the intent of the gravest sign reported, else of one denied or only mentioned; None without a sign.

        `slots` are the slots of the model's intents, each with its type.
        """
        mentions = self._finder.find(utterance)
        if found := gravest_mention(mention for mention in mentions if mention.mood is Mood.REPORTED):
            return self._reported(found.sign, slots)
        moods = {mention.mood for mention in mentions}
        if Mood.DENIED in moods:
            return self._of_command(_DENIED)
        return RecognizedIntent(intent_name(_ABOUT)) if self._is_question(mentions) else None

    def unlisted(self, words: str, score: float) -> RecognizedIntent:
        """Return what Alexa makes of a sign that the model doesn't list: a slot whose value is none of ours."""
        return RecognizedIntent(intent_name(_EMERGENCY), {"sign": RecognizedSlot(words, type="Sign")}, score)

    def outweighs(self, sign: RecognizedIntent, other: RecognizedIntent) -> bool:
        """Return whether a sign stops everything and is graver than what else was heard."""
        return self._level(sign) >= _ALARMING and self._level(sign) > self._level(other)

    def _level(self, recognized: RecognizedIntent) -> int:
        known = self._finder.signs.values()
        chosen = {slot.id for slot in recognized.slots.values()}
        return max(
            (s.level for s in known if intent_name(s.choice) == recognized.intent or s.choice in chosen), default=-1
        )

    def _reported(self, sign: Sign, slots: Mapping[str, Mapping[str, str]]) -> RecognizedIntent | None:
        question = self.content.questions[sign.question]
        choice = question.choices[sign.choice]
        if choice.samples:
            return RecognizedIntent(intent_name(sign.choice))
        intent = next((name for name, own in slots.items() if question.slot in own), None)
        value = RecognizedSlot(choice.name, choice.slug, question.slot.capitalize(), choice.name)
        return RecognizedIntent(intent, {question.slot: value}) if intent else None

    def _of_command(self, name: str) -> RecognizedIntent | None:
        command = self.content.commands.get(name)
        return RecognizedIntent(command.intent) if command else None

    def _is_question(self, mentions: tuple[Mention, ...]) -> bool:
        """Return whether signs are asked about that belong to no medicine: what quinine can do has its own answers."""
        outright = [one.sign for one in mentions if one.sign.level >= _ALARMING and not one.sign.asks]
        alarming = {self.content.questions[sign.question].slot for sign in outright}
        return alarming == {"sign"} and _ABOUT in self.content.questions


def _alarms_of(content: Content) -> Iterator[str]:
    for question in content.questions.values():
        if LEVELS.index(question.general.level) >= _ALARMING and not question.check:
            yield intent_name(question.slug)
        for choice, answer in question.choices.items():
            if LEVELS.index(answer.level) >= _ALARMING:
                yield intent_name(choice)
