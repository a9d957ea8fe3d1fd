"""Handler for everything a user does: request → event → turn → effects → response."""

from __future__ import annotations

import logging
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import TYPE_CHECKING

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from msgspec.structs import replace

from skill.alexa import reminders
from skill.alexa.api_client import Budget
from skill.alexa.models import envelope_of
from skill.alexa.requests import ANSWERED, ENDED, INTENT, LAUNCH, TOUCHED, EventParser
from skill.alexa.responses import response_of, silent
from skill.alexa.screen_renderer import ScreenRenderer
from skill.alexa.users import person_of, profile_key
from skill.alexa.zone import local
from skill.dialogue import effect_results, effects, events
from skill.dialogue.context import Context
from skill.dialogue.engine import take_turn
from skill.dialogue.outcomes import STARTED_AFRESH, outcomes_of
from skill.dialogue.session import NOBODY, Session, attributes_of, restore
from skill.dialogue.visit import begin_visit
from skill.errors import reported
from skill.understanding.signs import SignFinder

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import Response

    from skill.alexa.models import Request, RequestEnvelope
    from skill.content.catalog import Catalog
    from skill.content.content import Content
    from skill.dialogue.turn import Turn
    from skill.storage.profiles import Profiles

log = logging.getLogger(__name__)

HEARD = (LAUNCH, INTENT, ANSWERED, TOUCHED)
"""Types of requests whose answer is heard."""
TAKEN = (*HEARD, ENDED)
"""Types of requests for which there is a turn."""
FAILED, UNANSWERED = "ERROR", "EXCEEDED_MAX_REPROMPTS"
"""Reasons why a session ended."""
HOLD_END = "hold-end"
"""The sound that marks the end of a hold, in content/sounds.toml."""
ANSWERS = (events.Command("yes"), events.Command("no"))


class DialogueHandler(AbstractRequestHandler):
    """Handles launches, intents, touches, permission answers, and sessions that end by themselves."""

    def __init__(
        self,
        catalog: Catalog,
        profiles: Profiles | None,
        came_of: Callable[[str], object] = lambda _outcome: None,
    ) -> None:
        """Set up with a function that counts an outcome."""
        self.catalog, self.profiles, self.came_of = catalog, profiles, came_of
        finders = {language: SignFinder(content) for language, content in catalog.by_language().items()}
        self.parsers = {
            locale: EventParser(content, finders[content.language]) for locale, content in catalog.by_locale.items()
        }
        self.screen = ScreenRenderer(catalog)

    def can_handle(self, handler_input: HandlerInput) -> bool:
        return envelope_of(handler_input).request.object_type in TAKEN

    def handle(self, handler_input: HandlerInput) -> Response:
        envelope = envelope_of(handler_input)
        request = envelope.request
        parser = self.parsers[self.catalog[request.locale].locale]
        session, content = self._session(handler_input), parser.content
        event = meant(parser.event(request), request, session)
        with Budget():
            session, now = local(session, event, content, moment_of(request), handler_input)
            turn, afresh = taken(session, event, content, now)
            turn = self._carry_out(turn, content, now, handler_input)
        if request.reason != FAILED:
            before = Context(session, content, now)
            self._count(before, event, turn, unanswered=request.reason == UNANSWERED, afresh=afresh)
        if envelope.session:
            handler_input.attributes_manager.session_attributes = attributes_of(turn.session)
        if request.object_type not in HEARD:
            return silent()
        shown = self.screen.screen_directive(turn, content.locale, envelope)
        return response_of(turn, shown, content.sounds.get(HOLD_END))

    def _count(self, ctx: Context, event: events.Event, turn: Turn, *, unanswered: bool, afresh: bool) -> None:
        """Count the outcomes of a turn, and whether its session was started afresh."""
        try:
            if afresh:
                self.came_of(STARTED_AFRESH)
            for outcome in outcomes_of(ctx, event, turn, unanswered=unanswered):
                self.came_of(outcome)
        except Exception as error:  # noqa: BLE001 - counting must not cost an answer
            log.warning("outcomes were not counted: %s", reported(error))

    def _session(self, handler_input: HandlerInput) -> Session:
        envelope = envelope_of(handler_input)
        attributes = envelope.session.attributes if envelope.session else None
        if attributes and (session := restore(attributes)) != Session():
            return session
        person = person_of(envelope)
        profile = self.profiles.load(profile_key(envelope, person)) if self.profiles else NOBODY
        return replace(begin_visit(profile, moment_of(envelope.request)), person=person)

    def _carry_out(self, turn: Turn, content: Content, now: datetime, handler_input: HandlerInput) -> Turn:
        """Carry out the turn's effects. A result that changes what is said is an event, for which a turn is taken."""
        envelope = envelope_of(handler_input)
        for effect in turn.effects:
            outcome: events.Event | None = None
            match effect:
                case effects.Remember():
                    turn = self._remember(turn, envelope)
                case effects.Forget():
                    forgotten = self.profiles is None or self.profiles.delete(
                        profile_key(envelope, turn.session.person)
                    )
                    outcome = None if forgotten else effect_results.ForgettingFailed()
                case _:
                    outcome = reminders.carry_out(effect, now, handler_input)
            if outcome:
                return self._carry_out(take_turn(turn.session, outcome, content, now), content, now, handler_input)
        return turn

    def _remember(self, turn: Turn, envelope: RequestEnvelope) -> Turn:
        """Save the profile. If that fails, it is tried again when the session ends."""
        if self.profiles is None:
            return turn
        session, key = turn.session, profile_key(envelope, turn.session.person)
        source = (envelope.session and envelope.session.session_id) or ""
        ended = envelope.request.object_type == ENDED
        kept = self.profiles.save(key, session.stored_profile, session.profile, source, ended=ended)
        return turn if kept is None else replace(turn, session=replace(session, stored_profile=kept, profile=kept))


def taken(session: Session, event: events.Event, content: Content, now: datetime) -> tuple[Turn, bool]:
    """Return the turn, and whether the session had to be started afresh, as after a change of content."""
    try:
        return take_turn(session, event, content, now), False
    except Exception as error:  # noqa: BLE001 - a request must be answered, whatever the session held
        log.warning("a session was started afresh: %s", reported(error))
        return take_turn(session.afresh(), event, content, now), True


def meant(event: events.Event, request: Request, session: Session) -> events.Event:
    """Return the event, but repeat the question if a yes or no was touched on a screen that asked something else."""
    touched = event in ANSWERS and request.object_type == TOUCHED
    return events.REPEATED if touched and request.token != session.state else event


def moment_of(request: Request) -> datetime:
    """Return the request's timestamp, or our own time if it has none that a calendar can calculate with."""
    moment = request.timestamp
    if moment and moment.tzinfo and MINYEAR < moment.year < MAXYEAR:
        return moment.astimezone(UTC)
    return datetime.now(UTC)
