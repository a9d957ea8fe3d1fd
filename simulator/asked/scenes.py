"""Says a sentence in a state, through a recognizer, and returns the outcome."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from simulator.asked.lines import Line
from simulator.asked.outcome import Outcome
from simulator.device import Device
from simulator.exchange import Exchange
from simulator.language import SimulatorLanguage
from simulator.local_skill import LocalSkill
from simulator.recognizer.recognized import FALLBACK, RecognizedIntent, RecognizedSlot
from simulator.recognizer.recognizer import Recognizer
from simulator.spoken import Item, Silence, words_of
from skill.alexa.requests import WITH_DATA
from skill.content.catalog import Catalog
from skill.content.intents import intent_name
from skill.dialogue.session import State

NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOLD_SECONDS = 3.0
"""A silence this long is a hold."""
ALARMS = ("urgent", "emergency")
NUMBER = "local emergency number"
"""What every emergency says."""

Prompt = tuple[str, str, Mapping[str, RecognizedSlot], float | None]
"""A kind (command, question or sign), its name, its slots, and the second of the answer before at which it is said."""

CALF = {"muscle": RecognizedSlot("calf", "calf", "Muscle", "calf")}
SCENES: Mapping[str, tuple[Prompt, ...]] = {
    "idle": (),
    "in-relief": (("command", "relieve", CALF, None),),
    "asked-eased": (("command", "relieve", CALF, None),),
    "in-practice": (("command", "stretch", {}, None),),
    "paused": (("command", "stretch", {}, None), ("command", "pause", {}, 40.0)),
    "safety-check": (("question", "leg-pain", {}, None),),
    "after-alarm": (("sign", "chest-pain", {}, None),),
}
"""What happens before the sentence. Without a second, it is said two after the answer has ended."""
INTERRUPTED = {"in-relief": 4.0, "in-practice": 40.0}
"""The second of the answer at which the sentence is said; in the other states, it waits until Alexa listens."""
REACHED = {
    "in-relief": State.RELIEVING,
    "asked-eased": State.RELIEVING,
    "in-practice": State.STRETCHING,
    "paused": State.PAUSED,
    "safety-check": State.CHECKING,
    "after-alarm": State.ALARMED,
}
MISHEARD, UNKNOWN = "misheard", "unlisted"
"""How the names of phrases begin that say so."""
ANSWERING = (State.ANSWERED, State.CHECKING, State.CAUTIONED, State.ALARMED)
"""States in which the session's question is the one that was answered last."""
FLAT_STOP = re.compile(r"\bstop (?:taking )?(?:the |your )?quinine\b", re.IGNORECASE)
CONDITION = re.compile(r"\b(if|don't|without|for any)\b", re.IGNORECASE)
"""What keeps a sentence about stopping quinine from being a flat instruction."""


class Told(Recognizer):
    """Recognizes what a scene needs, whatever the content is."""

    def __init__(
        self, model: Mapping[str, Any], language: SimulatorLanguage, prompts: Mapping[str, RecognizedIntent]
    ) -> None:
        super().__init__(model, language)
        self._prompts = prompts

    def recognize(self, utterance: str) -> RecognizedIntent:
        return self._prompts[utterance]


class Stage:
    """A skill with a memory of its own, with a scene for every state; each sentence is said by a person of its own."""

    def __init__(self, catalog: Catalog, model: Mapping[str, Any], language: SimulatorLanguage, locale: str) -> None:
        self.locale, self.content, self.model, self.language = locale, catalog[locale], model, language
        self.skill = LocalSkill(catalog)
        self._people = count()
        self._prompts = dict(self._prompted())
        self._prompter = Told(self.model, language, self._prompts)
        self._events = {
            command.intent: type(WITH_DATA[name]({})).__name__ if name in WITH_DATA else name
            for name, command in self.content.commands.items()
        }
        self._misheard, self._unknown = (
            [words for name, words in self.content.phrases.items() if name.startswith(kind)]
            for kind in (MISHEARD, UNKNOWN)
        )

    def close(self) -> None:
        self.skill.close()

    def _prompted(self) -> Iterator[tuple[str, RecognizedIntent]]:
        for scene in SCENES.values():
            for kind, name, slots, _ in scene:
                yield name, self._sign(name) if kind == "sign" else RecognizedIntent(self._intent(kind, name), slots)

    def _intent(self, kind: str, name: str) -> str:
        return self.content.commands[name].intent if kind == "command" else intent_name(name)

    def _sign(self, name: str) -> RecognizedIntent:
        """Return a sign as an intent of its own, or else as a slot of the general alarm."""
        home = self.content.home_of(name)
        if home.choices[name].samples:
            return RecognizedIntent(intent_name(name))
        return RecognizedIntent(
            intent_name("emergency"), {home.slot: RecognizedSlot(name, name, home.slot.capitalize(), name)}
        )

    def say_as(self, line: Line, heard: RecognizedIntent) -> Outcome:
        """Say a sentence that was recognized already."""
        self._prompts[line.said] = heard
        return self.say(line, self._prompter)

    def say(self, line: Line, recognizer: Recognizer) -> Outcome:
        """Say a sentence in its state, and return what comes of it.

        Raises:
            ValueError: the scene doesn't reach its state any more.

        """
        person = f"amzn1.ask.account.ASKED{next(self._people)}"
        prompting, device = self._device(self._prompter, person), self._device(recognizer, person)
        for _, name, _, after in SCENES[line.state]:
            prompting.say(name, after)
        device.state = prompting.state
        before = _attributes(prompting)
        if before.get("state") != REACHED.get(line.state):
            raise ValueError(f"scenes.py: {line.state!r} leads to {before.get('state')!r}, not {REACHED[line.state]!r}")
        device.say(line.said, INTERRUPTED.get(line.state))
        return self._outcome(device.history[-1], before)

    def _device(self, recognizer: Recognizer, person: str) -> Device:
        return Device(
            self.skill, recognizer, locale=self.locale, now=NIGHT, user_id=person, device_id=f"{person}.DEVICE"
        )

    def _outcome(self, exchange: Exchange, before: Mapping[str, Any]) -> Outcome:
        heard = exchange.recognized or RecognizedIntent(FALLBACK)
        after = dict((exchange.response or {}).get("sessionAttributes") or {})
        words = words_of(exchange.spoken)
        state = after.get("state", State.FRESH.value)
        question, choice = self._answered(before, after, state)
        event = self._events.get(heard.intent, "QuestionAsked")
        missed = after.get("misheard", 0) > before.get("misheard", 0) or any(said in words for said in self._misheard)
        return Outcome(
            heard=heard,
            event=event,
            before=before.get("state", State.FRESH.value),
            state=state,
            routine=after.get("routine", ""),
            question=question,
            choice=choice,
            level=self._level(question, choice, words),
            missed=state != State.ALARMED and (missed or event == "misheard"),
            unknown=choice.startswith("unknown") or any(said in words for said in self._unknown),
            stretches=_held(exchange.spoken) or _held(exchange.reprompt),
            stops_quinine=any(_stops_flatly(sentence) for sentence in re.split(r"(?<=[.?!])\s+", words)),
            over=exchange.ended_session,
            words=words,
        )

    def _answered(self, before: Mapping[str, Any], after: Mapping[str, Any], state: str) -> tuple[str, str]:
        """Return the question and choice that this turn answered, and not an earlier one."""
        question, choice = after.get("question", ""), after.get("choice", "")
        now = state in ANSWERING
        if now or (question, choice) != (before.get("question", ""), before.get("choice", "")):
            return question, choice
        return "", ""

    def _level(self, question: str, choice: str, words: str) -> str:
        if question not in self.content.questions:
            return ""
        level = self.content.questions[question].answer(choice).level
        return "urgent" if level == "emergency" and NUMBER not in words else level


def _attributes(device: Device) -> dict[str, Any]:
    session = device.state.session
    return dict(session.attributes) if session else {}


def _held(items: tuple[Item, ...]) -> bool:
    return any(isinstance(item, Silence) and item.seconds >= HOLD_SECONDS for item in items)


def _stops_flatly(sentence: str) -> bool:
    return bool(FLAT_STOP.search(sentence)) and not CONDITION.search(sentence)
