"""Handler for CanFulfillIntentRequest: says from the words alone if the skill could answer, without side effects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_model import Response
from ask_sdk_model.canfulfill import (
    CanFulfillIntent,
    CanFulfillIntentValues,
    CanFulfillSlot,
    CanFulfillSlotValues,
    CanUnderstandSlotValues,
)

from skill.alexa.models import envelope_of
from skill.alexa.slots import slots_of
from skill.content.intents import intent_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ask_sdk_core.handler_input import HandlerInput

    from skill.alexa.models import Intent, Slot
    from skill.content.catalog import Catalog
    from skill.content.content import Content
    from skill.content.questions import Question

    Slots = Mapping[str, Slot | None]

FIRST_WORDS = ("relieve", "stretch")
"""Commands that make sense outside a session."""
EMERGENCY = "emergency"
ASKED = "CanFulfillIntentRequest"
YES, NO, MAYBE = CanUnderstandSlotValues.YES, CanUnderstandSlotValues.NO, CanUnderstandSlotValues.MAYBE


class CanFulfillHandler(AbstractRequestHandler):
    """Answers whether this skill can fulfil an intent with its slots."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return envelope_of(handler_input).request.object_type == ASKED

    def handle(self, handler_input: HandlerInput) -> Response:
        request = envelope_of(handler_input).request
        return Response(can_fulfill_intent=judged(request.intent, self.catalog[request.locale]))


def judged(intent: Intent | None, content: Content) -> CanFulfillIntent:
    """Return whether an intent can be answered, and which of its slots were understood.

    An emergency is never claimed: this skill calls nobody, and Alexa may have something better.
    """
    questions = {intent_name(slug): question for slug, question in content.questions.items()}
    question = questions.get(intent.name or "") if intent else None
    known = (question.slot,) if question else _slots_of_command(intent, content)
    given = {name: slot for name, slot in _slots(intent).items() if slot and slot.value}
    meant = {name: _meaning(name, slot, intent, content) for name, slot in given.items() if intent and name in known}
    understood = {name: _understood(slot, meant[name]) if name in meant else NO for name, slot in given.items()}
    claimed = (question or known) and not _is_emergency(question, meant, content)
    return CanFulfillIntent(
        can_fulfill=_verdict(understood) if claimed else CanFulfillIntentValues.NO,
        slots={name: _answer(how) for name, how in understood.items()} or None,
    )


def _slots(intent: Intent | None) -> Slots:
    return (intent.slots if intent else None) or {}


def _slots_of_command(intent: Intent | None, content: Content) -> tuple[str, ...]:
    commands = [content.commands[name] for name in FIRST_WORDS]
    return next((tuple(command.slots) for command in commands if intent and command.intent == intent.name), ())


def _meaning(name: str, slot: Slot, intent: Intent, content: Content) -> str | None:
    """Return the slug of a slot's value: the one Alexa resolved, or the one with exactly that name."""
    words = content.words.get(name, {})
    found = slots_of(intent, content).get(name)
    return found if found in words.values() else words.get((slot.value or "").lower())


def _understood(slot: Slot, meant: str | None) -> CanUnderstandSlotValues:
    """Return whether a value is understood. A value that Alexa didn't resolve, as in Amazon's example, may be."""
    if meant:
        return YES
    looked_up = slot.resolutions and slot.resolutions.resolutions_per_authority
    return NO if looked_up else MAYBE


def _is_emergency(question: Question | None, meant: Mapping[str, str | None], content: Content) -> bool:
    if not question:
        return False
    choice = meant.get(question.slot)
    return content.owner_of(choice, question).answer(choice).level == EMERGENCY


def _verdict(understood: Mapping[str, CanUnderstandSlotValues]) -> CanFulfillIntentValues:
    if NO in understood.values():
        return CanFulfillIntentValues.NO
    whole = all(how is YES for how in understood.values())
    return CanFulfillIntentValues.YES if whole else CanFulfillIntentValues.MAYBE


def _answer(how: CanUnderstandSlotValues) -> CanFulfillSlot:
    sure = how is YES
    return CanFulfillSlot(can_understand=how, can_fulfill=CanFulfillSlotValues.YES if sure else CanFulfillSlotValues.NO)
