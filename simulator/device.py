"""A simulated Echo with a clock: it listens, sends Alexa's requests, and plays the answers."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from simulator import consent, envelopes
from simulator.device_state import DeviceState
from simulator.envelopes import APPLICATION, Consent, Json, Origin, Session
from simulator.exchange import SILENCE, Exchange, answered
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.recognizer.recognized import RecognizedIntent
from simulator.recognizer.recognizer import Recognizer
from simulator.response_rules import TALK, farewell_faults, session_faults, size_faults
from simulator.spoken import CHARACTERS_PER_SECOND

LISTENING_SECONDS = 8.0
"""The microphone stays open so long after speech, and again after a reprompt."""
ANSWER_SECONDS = 2.0
"""Until the user answers, unless a test says otherwise."""


class Device:
    """A user's device. `faults` collects what Alexa would refuse, `history` what was said."""

    def __init__(
        self,
        invoke: Callable[[Json], Json],
        recognizer: Recognizer,
        *,
        locale: str,
        now: datetime,
        user_id: str,
        device_id: str,
        characters_per_second: float = CHARACTERS_PER_SECOND,
        screen: Mapping[str, Any] | None = None,
        timezone: str = "Europe/London",
        application_id: str = APPLICATION,
        api: FakeAlexaApi | None = None,
    ) -> None:
        """Set up with the skill, what hears for it and an aware `now`; `screen` is what it adds to the interfaces."""
        if now.tzinfo is None:
            raise ValueError("the device's clock needs a time zone")
        self.now, self.timezone, self.rate = now, timezone, characters_per_second
        self.faults: list[str] = []
        self.history: list[Exchange] = []
        self._invoke, self._recognizer, self.language = invoke, recognizer, recognizer.language
        served = api.served(user_id, timezone) if api else {}
        self.account = api.admit(user_id, timezone) if api else None
        self._origin = Origin(user_id, device_id, locale, application_id, screen or {}, **served)
        self._session: Session | None = None
        self._playing: Exchange | None = None

    @property
    def in_session(self) -> bool:
        return self._session is not None

    @property
    def state(self) -> DeviceState:
        """Its state between two exchanges. If it is set, this device continues from that state."""
        return DeviceState(self.now, self._session, self._playing)

    @state.setter
    def state(self, state: DeviceState) -> None:
        self.now, self._session, self._playing = state.now, state.session, state.playing

    @property
    def called(self) -> str:
        """The name that opens the skill."""
        return self._recognizer.name

    @property
    def listening_ends(self) -> float:
        """Seconds from the beginning of the speech until the device stops listening."""
        return (self._playing.seconds if self._playing else 0.0) + LISTENING_SECONDS

    def recognise(self, person_id: str) -> None:
        """Set whose voice is recognized from now on. An empty id means nobody's."""
        self._origin = replace(self._origin, person_id=person_id)

    def launch(self, after: float | None = None) -> Exchange:
        """Open the skill by its name."""
        return self.say(self.language.opening(self.called), after)

    def say(self, utterance: str, after: float | None = None) -> Exchange:
        """Say something: two seconds after the speech, or `after` seconds from when it began, which may interrupt it.

        Seconds count on through reprompts, and past the end of the session. Without a session a plain
        utterance is a one-shot: "ask NAME to" need not be said.
        """
        self.wait(after)
        if self._session and self._session.consent:
            return self._report(utterance, self._session.consent, consent.answer_of(utterance, self.language))
        call = self._recognizer.invocation(utterance)
        if call and self._session:
            self._end(utterance, envelopes.LEFT)
        if self._session and self.language.rules.spoken_words(utterance) in self.language.leaves:
            return self._end(utterance, envelopes.LEFT)
        session = self._session or Session()
        if call == ("launch", None):
            return self._receive(utterance, envelopes.launched(self._origin, session, self.now), session)
        recognized = self._recognizer.recognize((call and call[1]) or utterance)
        slots = {name: recognized.slots.get(name) for name in self._recognizer.slots_of(recognized.intent)}
        request = envelopes.intent(self._origin, session, self.now, recognized.intent, slots)
        return self._receive(utterance, request, session, recognized)

    def silence(self) -> Exchange:
        """Say nothing. The reprompt is played, and nothing is sent. After it, or without one, the session ends."""
        if not self._session or not self._playing:
            raise ValueError("nobody is listening: no session is open")
        last = self._playing
        self.now = last.started + timedelta(seconds=last.seconds + LISTENING_SECONDS)
        if self._session.consent:
            return self._report(SILENCE, self._session.consent, consent.NOT_ANSWERED)
        if not last.reprompt:
            return self._end(SILENCE, envelopes.TOO_LATE)
        return self._remember(Exchange(SILENCE, self.now, spoken=last.reprompt))

    def advance(self, span: timedelta) -> None:
        """Advance the clock between sessions."""
        if self._session:
            raise ValueError("a session is open: say how it ends first")
        self.now, self._playing = self.now + span, None

    def event(self, request: Mapping[str, Any]) -> Json:
        """Send any other request with a `type`, at the clock's time, and in the session if its type belongs to one."""
        session = None if str(request["type"]).startswith(envelopes.OUTSIDE) else self._session
        kind, built = str(request["type"]), envelopes.envelope(self._origin, session, self.now, request)
        if not session:
            response = self._send(built)
            self._note(kind, farewell_faults(response))
            return response
        playing, exchange = self._playing, self._receive(kind, built, session)
        if self._session and not exchange.spoken:
            self._playing = playing
        return exchange.response or {}

    def wait(self, after: float | None) -> None:
        """Advance the clock, until `after` seconds from when it began to speak, or two from when it ended."""
        speech = self._playing.seconds if self._playing else 0.0
        waited = after if after is not None else speech + ANSWER_SECONDS if self._playing else 0.0
        while self._session and self._playing and waited > speech + LISTENING_SECONDS:
            waited -= speech + LISTENING_SECONDS
            speech = self.silence().seconds
        began = self._playing.started if self._playing else self.now
        self.now = began + timedelta(seconds=waited)

    def _receive(
        self, said: str, request: Json, session: Session, recognized: RecognizedIntent | None = None
    ) -> Exchange:
        kind, response = request["request"]["type"], self._send(request)
        asked, wrong = consent.wanted_in(response)
        self._note(said, [*size_faults(response), *wrong])
        try:
            exchange = answered(Exchange(said, self.now, request, response, recognized), self.rate, ends=kind in TALK)
        except ValueError as error:
            self._session = replace(session, new=False)
            self._note(said, [f"speech that Alexa refuses: {error}"])
            return self._end(said, "ERROR", {"type": "INVALID_RESPONSE", "message": str(error)})
        self._note(said, session_faults(kind, response, exchange.spoken))
        if asked:
            return self._ask(exchange, session, asked)
        attributes = response.get("sessionAttributes") or {}
        self._session = None if exchange.ended_session else Session(session.id, new=False, attributes=attributes)
        return self._remember(exchange)

    def _ask(self, exchange: Exchange, session: Session, asked: Consent) -> Exchange:
        """Ask for a permission as Alexa does: session attributes are lost. A granted permission is not asked for."""
        self._session = Session(session.id, new=False, consent=asked)
        if self._origin.scopes.get(asked.scope) == "GRANTED":
            return self._report(exchange.said, asked, consent.ACCEPTED)
        spoken = (*exchange.spoken, *consent.question(self.called, self.language, self.rate))
        return self._remember(replace(exchange, spoken=spoken, reprompt=(), ended_session=False))

    def _report(self, said: str, asked: Consent, status: str) -> Exchange:
        session = Session(self._session.id if self._session else "", new=False)
        report = consent.report(asked, status, self._origin.scopes)
        return self._receive(said, envelopes.envelope(self._origin, session, self.now, report), session)

    def _end(self, said: str, reason: str, error: Mapping[str, str] | None = None) -> Exchange:
        if not self._session:
            raise ValueError("no session is open")
        request, self._session = envelopes.session_ended(self._origin, self._session, self.now, reason, error), None
        response = self._send(request)
        self._note(said, farewell_faults(response))
        return self._remember(Exchange(said, self.now, request, response, ended_session=True))

    def _send(self, request: Json) -> Json:
        """Send the request as JSON, so that no object is shared with the skill."""
        if self.account:
            self.account.now = self.now
        response: Json = json.loads(json.dumps(self._invoke(json.loads(json.dumps(request)))))
        return response

    def _remember(self, exchange: Exchange) -> Exchange:
        self.history.append(exchange)
        self._playing = exchange
        return exchange

    def _note(self, said: str, faults: Iterable[str]) -> None:
        self.faults += [f"{said!r} at {self.now:%H:%M:%S}: {fault}" for fault in faults]
