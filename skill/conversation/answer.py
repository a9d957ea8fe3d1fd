"""Actions that answer: questions, checks before an answer, and alarms. An alarm is a level, not a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.beats import Told, say, tell
from skill.conversation.events import Event, QuestionAsked
from skill.conversation.running import interject, under_way
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, asking, phrase_question
from skill.conversation.visit import leave_behind, remember
from skill.conversation.welcome import GENERAL_INFORMATION
from skill.stretching.plan import LISTENING_SECONDS, speaking_seconds
from skill.understanding.signs import LEVELS, SIGN_SLOTS

if TYPE_CHECKING:
    from datetime import datetime

    from skill.library.library import Answer, Library, Question, Said

ALARMS = ("urgent", "emergency")
"""Levels that stop the practice, the milder first."""
CRISIS = "crisis"
"""The question about despair: after its answer the session ends, and nothing is offered."""
STOP_QUININE = "stop-quinine"
"""Start of the names of the phrases that fill {stop_quinine}: by what quinine is taken for."""
NOT_KNOWN, INFECTION = "unknown", "infection"
"""What quinine is taken for: not said, or an infection (a slug of slots.purpose)."""
FOR_MALARIA = "for-malaria"
"""The choice by which somebody says that they take quinine for an infection."""
CHECK = "leg-pain"
"""The question whose check is asked before relief if a sign was named."""


def answer(session: Session, asked: QuestionAsked, library: Library, now: datetime) -> Turn:
    """Answer a question. An alarm stops everything, a milder sign leaves the routine, other answers go back to it."""
    question = library.questions[asked.question]
    given = question.answer(asked.choice)
    purpose = INFECTION if asked.choice == FOR_MALARIA else asked.purpose
    session = replace(session, quinine_for=purpose or session.quinine_for)
    if asked.unlisted:
        return _inform(session, asked, library, now)
    if check_of(question, asked.choice) and session.state is not State.ALARMED:
        return check(session, asked, library, now)
    if given.level in ALARMS:
        return raise_alarm(session, asked, library)
    if question.slot in SIGN_SLOTS and asked.choice and session.state is not State.ALARMED:
        session = _signed(leave_behind(session, library, now), given)
        session = session.like(bookmark=None) if session.sign else session
        session = replace(session, state=State.ANSWERED, routine="", offer="", since=0.0)
    return _inform(session, asked, library, now)


def check_of(question: Question, choice: str | None) -> str:
    """Return the question that is asked before an answer; empty if there is none."""
    given = question.choices.get(choice or "")
    return given.ask if given else question.check


def _inform(session: Session, asked: QuestionAsked, library: Library, now: datetime) -> Turn:
    """Say an answer that alarms nobody; after an alarm, it leads back to the alarm's advice."""
    question = library.questions[asked.question]
    given = question.answer(asked.choice)
    said = say(library.phrase("unlisted-question")) if asked.unlisted else told_of(given.said, session, library)
    told = (*_general(session, question, library), *said)
    session = replace(session, told=session.told or question.about_quinine)
    if session.state is State.ALARMED:
        return phrase_question(library, "alarm-again", session, told)
    session = replace(session, question="" if asked.unlisted else question.slug, choice=asked.choice or "")
    if under_way(session):
        return interject(session, library, now, told)
    session = replace(session, state=State.ANSWERED, routine="")
    return _and_then(session, question, library, told, unlisted=asked.unlisted)


def check(session: Session, asked: QuestionAsked, library: Library, now: datetime) -> Turn:
    """Ask the one thing that decides; silence, or any doubt, is taken for the worse case."""
    question = library.questions[asked.question]
    words = check_of(question, asked.choice)
    sent = now.timestamp() + speaking_seconds(words) + LISTENING_SECONDS
    session = replace(session, state=State.CHECKING, routine="", question=question.slug, choice=asked.choice or "")
    worse = (*told_of(question.answer(asked.choice).said, session, library), *say(library.phrase("alarm-again")))
    return asking((), words, worse, replace(session, sent=sent))


def doubt(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Take an answer that isn't a clear no for the worse case."""
    lead = say(library.phrase("check-doubt"))
    return raise_alarm(session, QuestionAsked(session.question, session.choice), library, lead=lead)


def check_again(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Ask again what was asked."""
    return check(session, QuestionAsked(session.question, session.choice), library, now)


def check_once_more(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Ask again if the answer was unclear; a second unclear one is doubt."""
    if session.asked_again:
        return doubt(session, event, library, now)
    return check_again(replace(session, asked_again=True), event, library, now)


def answer_in_check(session: Session, asked: QuestionAsked, library: Library, now: datetime) -> Turn:
    """Answer what is as grave as the answer that the check decides about; anything else is no clear answer to it."""
    in_doubt = library.questions[session.question].answer(session.choice)
    given = library.questions[asked.question].answer(asked.choice)
    if asked.unlisted or LEVELS.index(given.level) < LEVELS.index(in_doubt.level):
        return check_once_more(session, asked, library, now)
    return answer(session, asked, library, now)


def check_before_relief(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Check for what a stretch could harm before relief begins, because a sign was named."""
    return check(session, QuestionAsked(CHECK), library, now)


def clear(session: Session, library: Library, now: datetime) -> Turn:
    """Give the answer that a clear no to the question about a sign leads to."""
    given = library.questions[session.question].answer(session.choice)
    home = library.home_of(given.otherwise)
    session = replace(session, state=State.ANSWERED, asked_again=False)
    return answer(session, QuestionAsked(home.slug, given.otherwise), library, now)


def raise_alarm(session: Session, asked: QuestionAsked, library: Library, *, lead: tuple[Told, ...] = ()) -> Turn:
    """Stop everything and say what to do first; a milder alarm never takes the place of a graver one."""
    question = library.questions[asked.question]
    given = question.answer(asked.choice)
    first, *rest = told_of(given.said, session, library)
    told = (first, *_general(session, question, library), *lead, *rest)
    session = replace(session, told=session.told or question.about_quinine)
    if not _graver_already(session, given, library):
        session = replace(session, question=question.slug, choice=asked.choice or "")
    session = replace(_signed(session.like(bookmark=None), given), state=State.ALARMED, routine="", offer="", since=0.0)
    if question.slug == CRISIS:
        return Turn(told, session, remember(session))
    return phrase_question(library, "alarm-again", session, told)


def alarmed(session: Session, library: Library) -> Session:
    """Return the session after a check that nobody answered: silence is the worse case."""
    given = library.questions[session.question].answer(session.choice)
    return replace(_signed(session, given), state=State.ALARMED)


def stay_alarmed(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Lead nowhere but to the alarm's advice, said again."""
    return raise_alarm(session, QuestionAsked(session.question, session.choice), library)


def refuse_stretch(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Start no stretch after an alarm: say why not, and the advice again."""
    turn = stay_alarmed(session, event, library, now)
    return replace(turn, beats=(turn.beats[0], *say(library.phrase("alarm-no-stretch")), *turn.beats[1:]))


def note_relief(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Take note that a cramp is over, and offer no stretch."""
    return phrase_question(library, "anything-else", replace(session, state=State.CAUTIONED, routine=""))


def wait_for_doctor(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Start no stretch after a sign that asks for an appointment: say that somebody has to look at it first."""
    session = replace(session, state=State.CAUTIONED, routine="", offer="", since=0.0)
    return phrase_question(library, "not-until-seen", session)


def repeat_answer(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say the last answer again, or what can be asked where there was none."""
    if not session.question:
        return phrase_question(library, "help", replace(session, state=State.ANSWERED))
    return _inform(session, QuestionAsked(session.question, session.choice), library, now)


def ask_what_else(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Take a yes to "anything else": ask what."""
    follow_up = _open_follow_up(session, library) or library.phrase("what-else")
    return asking((), follow_up, say(library.phrase("help-coda")), session)


def told_of(said: Said, session: Session, library: Library) -> tuple[Told, ...]:
    """Return the beats of an answer, with {stop_quinine} filled in by what quinine is taken for."""
    purpose = f"{STOP_QUININE}-{session.quinine_for}"
    stop = library.phrase(purpose if purpose in library.phrases else f"{STOP_QUININE}-{NOT_KNOWN}")
    return tell(tuple(item.replace("{stop_quinine}", stop) if isinstance(item, str) else item for item in said))


def _signed(session: Session, given: Answer) -> Session:
    """Return the session with the level of a sign kept, if none graver was named before."""
    graver = max(session.sign or LEVELS[0], given.level, key=LEVELS.index)
    return replace(session, sign="" if graver == LEVELS[0] else graver, checked=False, asked_again=False)


def _general(session: Session, question: Question, library: Library) -> tuple[Told, ...]:
    return say(library.phrase(GENERAL_INFORMATION)) if question.about_quinine and not session.told else ()


def _graver_already(session: Session, given: Answer, library: Library) -> bool:
    if session.state is not State.ALARMED:
        return False
    standing = library.questions[session.question].answer(session.choice).level
    return standing in ALARMS and ALARMS.index(standing) > ALARMS.index(given.level)


def _open_follow_up(session: Session, library: Library) -> str:
    question = library.questions.get(session.question)
    return question.follow_up if question and session.choice not in question.choices else ""


def _and_then(
    session: Session, question: Question, library: Library, told: tuple[Told, ...], *, unlisted: bool
) -> Turn:
    if question.follow_up and not unlisted and session.choice not in question.choices:
        coda = say(library.phrase("anything-else-coda"))
        return asking(told, question.follow_up, coda, session)
    return phrase_question(library, "anything-else", session, told)
