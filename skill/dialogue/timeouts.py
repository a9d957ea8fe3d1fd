"""Changes to a session between two turns: time has passed, and content may have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.alarm import ALARMS, alarmed
from skill.dialogue.check import check_of
from skill.dialogue.context import Context
from skill.dialogue.effect_results import PermissionGranted
from skill.dialogue.events import Command, RemindersWanted, TimeNamed
from skill.dialogue.playback import BEFORE_RELIEF, GENERAL_INFORMATION, RED_FLAGS, RUNNING
from skill.dialogue.position import UNDER_WAY, plan_of, position_of
from skill.dialogue.schedule import is_dated, needs_date
from skill.dialogue.session import Session, State
from skill.dialogue.visit import is_done, relief_start

if TYPE_CHECKING:
    from datetime import datetime

    from skill.content.content import Content
    from skill.dialogue.events import Event

PROGRESS = Command("progress")
GRAVEST = "emergency"
"""The question that replaces an alarm's own if content no longer has it."""


def apply_timeouts(ctx: Context) -> Context:
    """Return the context with the session as it is after the silence: silence means carry on."""
    session = _with_question(_in_alarm(ctx.session), ctx.content)
    ctx = ctx.with_session(session)
    if not _can_go_on(ctx):
        return ctx.with_session(session.afresh())
    if session.state is State.CHECKING and ctx.seconds_now >= session.part_started:
        return ctx.with_session(alarmed(session, ctx.content))
    if session.state in BEFORE_RELIEF and ctx.seconds_now >= session.part_started:
        told = session.disclaimer_given or GENERAL_INFORMATION in session.notes
        since, resumed = relief_start(ctx)
        since = since if resumed else session.part_started
        ctx = ctx.updated(state=RUNNING[ctx.routine.kind], relief_started=since, resumed=resumed, disclaimer_given=told)
        ctx = ctx.updated(signs_named=session.signs_named or RED_FLAGS in session.notes)
    return ctx.updated(state=State.FINISHED) if _is_over(ctx) else ctx


def _in_alarm(session: Session) -> Session:
    """Return the session in the alarm's state, if a sign raised one and it hasn't been taken back."""
    asked_about = session.taken_back or (session.taking_back and session.state is State.CHECKING)
    return replace(session, state=State.ALARMED) if session.sign in ALARMS and not asked_about else session


def _with_question(session: Session, content: Content) -> Session:
    """Drop a question that content no longer has. An alarm without its question counts as the gravest."""
    question = content.questions.get(session.question)
    asking = question is not None and (session.taking_back or check_of(question, session.choice))
    if session.state is State.CHECKING and not asking:
        session = replace(session, state=State.ALARMED)
    if session.state is State.ALARMED and not any(_raises(name, content) for name in session.alarms):
        alarming = question is not None and question.answer(session.choice).level in ALARMS
        session = session if alarming else replace(session, question=GRAVEST, choice="")
        return replace(session, alarms=(f"{session.question}/{session.choice}",))
    return session if question else replace(session, question="", choice="")


def _raises(name: str, content: Content) -> bool:
    """Return whether an alarm that stands is still one of the content's."""
    question, _, choice = name.partition("/")
    return question in content.questions and content.questions[question].answer(choice).level in ALARMS


def _is_over(ctx: Context) -> bool:
    """Return whether the last repetition of a practice is over."""
    return ctx.session.state is State.STRETCHING and ctx.routine.kind == "practice" and position_of(ctx).finished


def _can_go_on(ctx: Context) -> bool:
    """Return whether content still has everything that the state needs."""
    session, routine = ctx.session, ctx.routine_if_any
    if session.state is State.OFFERED:
        return session.offer in ctx.content.routines
    if session.state is State.REMINDING:
        return bool(session.times)
    needed = session.state in (*BEFORE_RELIEF, *UNDER_WAY)
    return not needed or (routine is not None and 0 <= session.start < len(plan_of(session, routine).cycles))


LISTS = (Command("list-reminders"), Command("cancel-reminders"))


def needs_day(session: Session, event: Event, content: Content, now: datetime) -> bool:
    """Return whether the turn depends on the local day."""
    may_be_done = session.state in (State.STRETCHING, State.FINISHED, *BEFORE_RELIEF)
    if event == PROGRESS or _names_date(session, event):
        return True
    return may_be_done and is_done(apply_timeouts(Context(session, content, now)))


def _names_date(session: Session, event: Event) -> bool:
    """Return whether a date is meant, proposed, agreed to or read out."""
    match event:
        case RemindersWanted() | TimeNamed():
            return needs_date(event) or any(map(is_dated, session.times))
        case PermissionGranted():
            return any(map(is_dated, event.times))
    listed = event in LISTS and bool(session.profile.reminded_once)
    return listed or (session.state is State.REMINDING and any(map(is_dated, session.times)))
