"""Moves that answer: questions, the check that sorts pain from cramp, and alarms. Alarm is a level, not a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.conversation.beats import Told, say, tell
from skill.conversation.events import Event, QuestionAsked
from skill.conversation.running import interject, under_way
from skill.conversation.session import Session, State
from skill.conversation.turn import Turn, asking, phrase_question
from skill.conversation.welcome import GENERAL_INFORMATION
from skill.stretching.plan import LISTENING_SECONDS, speaking_seconds

if TYPE_CHECKING:
    from datetime import datetime

    from skill.library.library import Answer, Library, Question

ALARMS = ("urgent", "emergency")
"""Levels that stop the practice, the milder first."""


def answer(session: Session, asked: QuestionAsked, library: Library, now: datetime) -> Turn:
    """Answer a question; an alarming one stops everything, any other leaves a routine where it is."""
    question = library.questions[asked.question]
    given = question.answer(asked.choice)
    if question.check and session.state is not State.ALARMED:
        return check(session, question, library, now)
    if given.level in ALARMS:
        return raise_alarm(session, asked, library)
    return _inform(session, asked, question, library, now)


def _inform(session: Session, asked: QuestionAsked, question: Question, library: Library, now: datetime) -> Turn:
    """Say an answer that alarms nobody; after an alarm, it leads back to the alarm's advice."""
    given = question.answer(asked.choice)
    told = (*_general(session, question, library), *tell(given.said))
    session = replace(session, told=session.told or question.about_quinine)
    if session.state is State.ALARMED:
        return phrase_question(library, "alarm-again", session, told)
    session = replace(session, question=question.slug, choice=asked.choice or "")
    if under_way(session):
        return interject(session, library, now, told)
    return _and_then(replace(session, state=State.ANSWERED, routine=""), question, library, told)


def check(session: Session, question: Question, library: Library, now: datetime) -> Turn:
    """Ask the one thing that sorts pain from cramp; silence, or any doubt, is taken for the worse case."""
    sent = now.timestamp() + speaking_seconds(question.check) + LISTENING_SECONDS
    session = replace(session, state=State.CHECKING, routine="", question=question.slug, choice="", sent=sent)
    worse = (*tell(question.general.said), *say(library.phrase("alarm-again")))
    return asking((), question.check, worse, session)


def doubt(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Take an answer that isn't a clear no for the worse case."""
    lead = say(library.phrase("check-doubt"))
    return raise_alarm(session, QuestionAsked(session.question), library, lead=lead)


def check_again(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Ask again what was asked."""
    return check(session, library.questions[session.question], library, now)


def raise_alarm(session: Session, asked: QuestionAsked, library: Library, *, lead: tuple[Told, ...] = ()) -> Turn:
    """Stop everything and say what to do first; a milder alarm never takes the place of a graver one."""
    question = library.questions[asked.question]
    given = question.answer(asked.choice)
    first, *rest = tell(given.said)
    told = (first, *_general(session, question, library), *lead, *rest)
    session = replace(session, told=session.told or question.about_quinine)
    if not _graver_already(session, given, library):
        session = replace(session, question=question.slug, choice=asked.choice or "")
    session = replace(session.like(bookmark=None), state=State.ALARMED, routine="", offer="", since=0.0)
    return phrase_question(library, "alarm-again", session, told)


def stay_alarmed(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Lead nowhere but to the alarm's advice, said again."""
    return raise_alarm(session, QuestionAsked(session.question, session.choice), library)


def refuse_stretch(session: Session, event: Event, library: Library, now: datetime) -> Turn:
    """Start no stretch after an alarm: say why not, and the advice again."""
    turn = stay_alarmed(session, event, library, now)
    return Turn((turn.beats[0], *say(library.phrase("alarm-no-stretch")), *turn.beats[1:]), turn.session)


def repeat_answer(session: Session, _event: Event, library: Library, now: datetime) -> Turn:
    """Say the last answer again, or what can be asked where there was none."""
    if not session.question:
        return phrase_question(library, "help", replace(session, state=State.ANSWERED))
    return answer(session, QuestionAsked(session.question, session.choice), library, now)


def ask_what_else(session: Session, _event: Event, library: Library, _now: datetime) -> Turn:
    """Take a yes to "anything else": ask what."""
    follow_up = _open_follow_up(session, library) or library.phrase("what-else")
    return asking((), follow_up, say(library.phrase("help-coda")), session)


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


def _and_then(session: Session, question: Question, library: Library, told: tuple[Told, ...]) -> Turn:
    if question.follow_up and session.choice not in question.choices:
        coda = say(library.phrase("anything-else-coda"))
        return asking(told, question.follow_up, coda, session)
    return phrase_question(library, "anything-else", session, told)
