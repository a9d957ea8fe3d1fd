"""An Alexa request → an Event. Intents are named after commands, questions and choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.alexa.slots import filled_slots, unlisted
from skill.alexa.times import times_in, when_said
from skill.content.intents import intent_name
from skill.content.subjects import SUBJECT
from skill.dialogue import effect_results
from skill.dialogue import events as e
from skill.dialogue.engine import command_problems
from skill.errors import ContentError
from skill.understanding.meaning import WHOLE, Kind, Understanding
from skill.understanding.signs import LEVELS, SIGN_SLOTS, Sign, SignFinder, gravest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from skill.alexa.models import Intent, Request
    from skill.alexa.slots import FilledSlot
    from skill.content.content import Content
    from skill.content.questions import Question

    Slugs = dict[str, str]
    Slots = dict[str, FilledSlot]

LAUNCH, INTENT, ENDED = "LaunchRequest", "IntentRequest", "SessionEndedRequest"
ANSWERED, TOUCHED = "Connections.Response", "Alexa.Presentation.APL.UserEvent"
"""Types of requests."""
ANYTHING = "subjects"
"""The question for anything that no list has."""
ABOUT_SIGNS = "about-signs"
QUERY = "query"
"""The phrase slot, which has the words as they were said."""
STATEMENT = "say-anything"
"""The command for raw words that are no question."""
WITH_DATA: dict[str, Callable[[Slugs], e.Event]] = {
    "relieve": lambda slots: e.CrampReported(slots.get("muscle")),
    "relieve-pregnant": lambda slots: e.CrampReported(slots.get("muscle"), pregnant=True, name="relieve-pregnant"),
    "relieve-other": lambda slots: e.CrampReported(slots.get("muscle"), helper=True, name="relieve-other"),
    "partly": lambda slots: e.PartlyEased(slots.get("grade")),
    "voice": lambda slots: e.VoiceWanted(slots.get("voice")),
    "stretch": lambda slots: e.StretchRequested(slots.get("muscle")),
    "remind-me": lambda slots: e.RemindersWanted(**when_said(slots)),
    "remind-time": lambda slots: e.TimeNamed(**when_said(slots)),
    **dict.fromkeys(("ask-anything", "say-anything"), lambda _: e.QuestionAsked(ANYTHING, unlisted=True)),
}
"""Commands whose events carry data, by name. The event of any other command is its name alone."""
MENTIONED = ("mentioned", "noticed")
"""Slots for signs that are only mentioned."""
LISTED = ("grade", "voice")
"""Slots of which only listed values have a meaning."""
BODY_PART = "bodypart"
"""The slot for parts of the body without a stretch."""
UNKNOWN = {"sign": "unknown-sign", "symptom": "unknown-symptom"}
"""By slot, the choice for words that are none of its values."""


class EventParser:
    """Parses the requests of one locale."""

    def __init__(self, content: Content, finder: SignFinder | None = None) -> None:
        """Set up with the locale's content, and what finds signs, which is the same for every country of a language.

        Raises:
            ContentError: the language has no rules; or a command has no transition, or a transition no command.

        """
        self.content, self.finder = content, finder or SignFinder(content)
        if problems := command_problems(content.commands, WITH_DATA, draft=content.draft):
            raise ContentError("\n".join(f"{content.language}/{problem}" for problem in problems))
        self.understanding = Understanding(content, self.finder)
        self.leads = content.context.leads
        self.commands = {command.intent: name for name, command in content.commands.items()}
        self.questions = {intent_name(slug): question for slug, question in content.questions.items()}
        self.choices = {intent_name(choice): asked for choice, asked in _with_intents(content)}

    def event(self, request: Request) -> e.Event:
        """Return the event of a request. An unknown intent counts as misheard."""
        if request.object_type == LAUNCH:
            return e.Opened()
        if request.object_type == ENDED:
            return e.FellSilent()
        if request.object_type == ANSWERED:
            return _permission(request)
        if request.object_type == TOUCHED:
            return self._touch(request)
        return self._intent(request.intent) if request.intent else e.MISHEARD

    def _touch(self, request: Request) -> e.Event:
        """Return the event of a touched button: the command that it names."""
        name = request.arguments[0] if request.arguments else None
        return _command(name, {}) if isinstance(name, str) and name in self.content.commands else e.MISHEARD

    def _intent(self, intent: Intent) -> e.Event:
        """Return the event of an intent. If there are signs in its slots, it is the gravest, whatever the intent."""
        slots = filled_slots(intent, self.content)
        event = self._event_named(intent.name, slots)
        if event == e.DENIED:
            return event
        signs = list(self._signs(event, slots))
        named = [sign for sign in signs if sign.choice not in UNKNOWN.values()]
        sign = gravest(named or signs)
        if sign and (sign.level >= self._level(event) or _is_unknown(event)):
            return e.QuestionAsked(sign.question, sign.choice, purpose=_slugs(slots).get("purpose", ""))
        return event

    def _event_named(self, name: str | None, slots: Slots) -> e.Event:
        if name in self.choices:
            return self.choices[name]
        if name in self.questions:
            return self._question(self.questions[name], slots)
        command = self.commands.get(name or "")
        if command in self.leads and (said := slots.get(QUERY)):
            return self._meant(said.said, self.leads[command], stated=command == STATEMENT)
        if any(slot in slots and not slots[slot].slug for slot in LISTED):
            return e.MISHEARD
        return self._elsewhere(slots) or _command(command, _slugs(slots)) if command else e.MISHEARD

    def _question(self, question: Question, slots: Slots) -> e.Event:
        slot = slots.get(question.slot)
        choice, purpose = slot.slug if slot else None, _slugs(slots).get("purpose", "")
        if slot and not choice and question.slot == SUBJECT:
            return self._meant(slot.said, WHOLE)
        if slot and not choice:
            unknown = UNKNOWN.get(question.slot)
            owner = self.content.owner_of(unknown, question)
            known = unknown if unknown in owner.choices else None
            return e.QuestionAsked(owner.slug, known, purpose=purpose, unlisted=known is None)
        another = bool(_slugs(slots).get("person"))
        return e.QuestionAsked(self.content.owner_of(choice, question).slug, choice, purpose=purpose, another=another)

    def _meant(self, said: str, leads: Sequence[str], *, stated: bool = False) -> e.Event:
        """Return the event of raw words. If they mean nothing known, the answer will say so."""
        meaning = self.understanding.understand(said, leads, stated=stated)
        match meaning.kind:
            case Kind.SIGN | Kind.SUBJECT | Kind.QUESTION:
                return e.QuestionAsked(meaning.question, meaning.choice or None)
            case Kind.COMMAND:
                return _command(meaning.command, {meaning.command: meaning.choice})
            case Kind.DENIED:
                return e.DENIED
            case Kind.ABOUT_SIGNS:
                return e.QuestionAsked(ABOUT_SIGNS)
        # A statement may be an unlisted sign: "misheard" says what to do in an emergency, and asks again.
        if stated or not meaning.near:
            return e.MISHEARD
        return e.QuestionAsked(ANYTHING, unlisted=True, near=meaning.near)

    def _elsewhere(self, slots: Slots) -> e.Event | None:
        """Return the question about a part of the body without a stretch, or None if it isn't one."""
        muscle = slots.get("muscle")
        words = self.content.words.get(BODY_PART, {}) if muscle and not muscle.slug else {}
        choice = words.get(muscle.said.lower()) if muscle else None
        owners = (slug for slug, question in self.content.questions.items() if choice in question.choices)
        return e.QuestionAsked(next(owners), choice) if choice else None

    def _signs(self, event: e.Event, slots: Slots) -> Iterator[Sign]:
        """Return the sign that the intent itself is, and the signs in slot values and in unlisted words."""
        known = self.finder.signs
        if isinstance(event, e.QuestionAsked) and (own := known.get((event.question, event.choice or ""))):
            yield own
        for name, slot in slots.items():
            if slot.slug and name not in MENTIONED and self.content.slot_types.get(name) in SIGN_SLOTS:
                yield from (sign for sign in known.values() if sign.choice == slot.slug)
        for name, said in unlisted(slots):
            if name not in (*MENTIONED, QUERY) and (found := self.finder.reported(said)):
                yield found

    def _level(self, event: e.Event) -> int:
        """Return the level of an event's answer as a number; 0 if there is none."""
        if not isinstance(event, e.QuestionAsked):
            return 0
        return LEVELS.index(self.content.questions[event.question].answer(event.choice).level)


def _is_unknown(event: e.Event) -> bool:
    return isinstance(event, e.QuestionAsked) and event.choice in UNKNOWN.values()


def _with_intents(content: Content) -> Iterator[tuple[str, e.QuestionAsked]]:
    for question in content.questions.values():
        for slug, choice in question.choices.items():
            if choice.samples:
                yield slug, e.QuestionAsked(question.slug, slug)


def _slugs(slots: Slots) -> Slugs:
    return {name: slot.slug for name, slot in slots.items() if slot.slug}


def _command(name: str, slots: Slugs) -> e.Event:
    """Return the event of a command."""
    make = WITH_DATA.get(name)
    return make(slots) if make else e.Command(name)


def _permission(request: Request) -> e.Event:
    """Return the event of the answer to Alexa's question about a permission. An unclear answer counts as none."""
    payload = request.payload or {}
    match payload.get("status"):
        case "ACCEPTED":
            return effect_results.PermissionGranted(times_in(request.token))
        case "DENIED":
            return effect_results.PermissionRefused()
    return effect_results.PermissionUnanswered(carded=payload.get("isCardThrown") is True)
