"""The one handler for what a person does: request → event → turn → effects → response."""

from __future__ import annotations

import logging
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TYPE_CHECKING, Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_model import IntentRequest, LaunchRequest, SessionEndedRequest
from ask_sdk_model.interfaces.alexa.presentation.apl import UserEvent
from ask_sdk_model.interfaces.connections import ConnectionsResponse
from msgspec.structs import replace

from skill.alexa import reminders
from skill.alexa.api_client import Budget
from skill.alexa.requests import Hearing
from skill.alexa.responses import response_of, silent
from skill.alexa.serializer import Plain
from skill.alexa.showing import Showing
from skill.alexa.zone import local
from skill.conversation import effects, events, outcomes
from skill.conversation.session import NOBODY, Session, attributes_of, restore
from skill.conversation.table import take_turn
from skill.conversation.visit import begin_visit
from skill.understanding.signs import SignFinder

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import RequestEnvelope, Response

    from skill.conversation.turn import Turn
    from skill.library.library import Library
    from skill.library.shelf import Shelf
    from skill.store.memory import Memory

log = logging.getLogger(__name__)

HEARD = (LaunchRequest, IntentRequest, ConnectionsResponse, UserEvent)
"""The requests that somebody waits for an answer to."""
TAKEN = (*HEARD, SessionEndedRequest)
"""The requests that a turn is taken for."""
ANSWERS = (events.Command("yes"), events.Command("no"))


class Turns(AbstractRequestHandler):
    """Takes a turn for launches, intents and touches, and the last one when a session ends by itself."""

    def __init__(self, shelf: Shelf, memory: Memory | None) -> None:
        self.shelf, self.memory = shelf, memory
        finder = SignFinder(shelf[None])
        self.hearings = {locale: Hearing(library, finder) for locale, library in shelf.libraries.items()}
        self.showing = Showing(shelf)

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return isinstance(handler_input.request_envelope.request, TAKEN)

    def handle(self, handler_input: HandlerInput) -> Response:
        request: Any = handler_input.request_envelope.request
        hearing = self.hearings[self.shelf[request.locale].locale]
        session, library = self._session(handler_input), hearing.library
        event = meant(hearing.event(request), request, session)
        with Budget():
            session, now = local(session, event, library, moment_of(request), handler_input)
            turn = self._carry_out(taken(session, event, library, now), library, now, handler_input)
        if handler_input.request_envelope.session:
            handler_input.attributes_manager.session_attributes = Plain(attributes_of(turn.session))
        if not isinstance(request, HEARD):
            return silent()
        return response_of(turn, self.showing.shown(turn, library.locale, handler_input.request_envelope))

    def _session(self, handler_input: HandlerInput) -> Session:
        envelope = handler_input.request_envelope
        attributes = envelope.session.attributes if envelope.session else None
        if attributes and (session := restore(attributes)) != Session():
            return session
        person = self.memory.recall(envelope) if self.memory else NOBODY
        return begin_visit(person, moment_of(envelope.request))

    def _carry_out(self, turn: Turn, library: Library, now: datetime, handler_input: HandlerInput) -> Turn:
        """Do what the turn wants done; an outcome that changes what is said is taken as an event."""
        envelope = handler_input.request_envelope
        for effect in turn.effects:
            outcome: events.Event | None = None
            match effect:
                case effects.Remember():
                    turn = self._remember(turn, envelope)
                case effects.Forget():
                    forgotten = self.memory is None or self.memory.forget(envelope)
                    outcome = None if forgotten else outcomes.ForgettingFailed()
                case _:
                    outcome = reminders.carry_out(effect, now, handler_input)
            if outcome:
                return self._carry_out(take_turn(turn.session, outcome, library, now), library, now, handler_input)
        return turn

    def _remember(self, turn: Turn, envelope: RequestEnvelope) -> Turn:
        """Keep the profile; what could not be kept now is tried again when the session ends."""
        session = turn.session
        kept = self.memory.remember(envelope, session.known, session.profile) if self.memory else None
        return turn if kept is None else replace(turn, session=replace(session, known=kept, profile=kept))


def taken(session: Session, event: events.Event, library: Library, now: datetime) -> Turn:
    """Take a turn; where a session can't be gone on with, as after a change of content, start it afresh."""
    try:
        return take_turn(session, event, library, now)
    except Exception as error:  # noqa: BLE001 - what was asked for must be heard, whatever the session held
        log.warning("a session was started afresh: %s", type(error).__name__)
        return take_turn(session.afresh(), event, library, now)


def meant(event: events.Event, request: Any, session: Session) -> events.Event:
    """Give the event; a yes or no touched on a screen that asked something else asks for the question again."""
    touched = event in ANSWERS and isinstance(request, UserEvent)
    return events.REPEATED if touched and request.token != session.state else event


def moment_of(request: Any) -> datetime:
    """Give the time by the device's clock, or by ours where the request says none that a calendar can go on from."""
    moment = getattr(request, "timestamp", None)
    if isinstance(moment, datetime) and moment.tzinfo and MINYEAR < moment.year < MAXYEAR:
        return moment.astimezone(UTC)
    return datetime.now(UTC)
