"""Actions that ask the question that decides about an alarm, before or after it is raised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.alarm import alarm_of, asked_last, raise_alarm, told_of
from skill.dialogue.another import asked_about, told_about
from skill.dialogue.beats import Ask, Statement, say
from skill.dialogue.events import YES
from skill.dialogue.position import current_routine, position_of
from skill.dialogue.session import State
from skill.dialogue.turn import Turn, asking
from skill.stretching.timing import LISTENING_SECONDS

if TYPE_CHECKING:
    from skill.content.questions import Question
    from skill.dialogue.context import Context
    from skill.dialogue.events import Event, QuestionAsked

CHECKED, CHECKED_AGAIN = "check", "check-again"
"""`Session.asked` after each of the two forms of a check."""


def check_of(question: Question, choice: str | None) -> str:
    """Return the question that is asked before an answer; empty if there is none."""
    given = question.choices.get(choice or "")
    return given.ask if given else question.check


def check(ctx: Context, asked: QuestionAsked, told: tuple[Statement, ...] = ()) -> Turn:
    """Ask the question that decides. Silence or doubt counts as the worse case.

    A routine keeps its place, in case of a clear no.
    """
    question = ctx.content.questions[asked.question]
    start = _place_kept(ctx)
    words, form = _check_words(ctx, question, asked.choice)
    words = asked_about(words, ctx.session, ctx.content)
    sent = ctx.seconds_now + ctx.seconds((*told, Ask(words, ()))) + LISTENING_SECONDS
    ctx = ctx.updated(
        state=State.CHECKING,
        routine="" if start is None else ctx.session.routine,
        start=start or 0,
        question=question.slug,
        choice=asked.choice or "",
        part_started=sent,
        asked=form,
    )
    worse = told_of(told_about(question.answer(asked.choice), ctx.session, ctx.content), ctx.session, ctx.content)
    return asking(told, words, (*worse, *say(ctx.phrase("alarm-again"))), ctx.session)


def _place_kept(ctx: Context) -> int | None:
    """Return the repetition to continue from after a clear no; None if there is no routine."""
    if ctx.session.state is State.CHECKING:
        return ctx.session.start if ctx.session.routine else None
    if not current_routine(ctx.session):
        return None
    place = position_of(ctx)
    return 0 if place.finished else place.cycle


def _check_words(ctx: Context, question: Question, choice: str | None) -> tuple[str, str]:
    """Return the words of a check and their form, which is never the form that was asked just before."""
    given = question.choices.get(choice or "")
    first = question_of_check(ctx, question, choice)
    again = (given.ask_again if given else question.check_again) or ctx.phrase("yes-or-no", question=_lowered(first))
    return (again, CHECKED_AGAIN) if ctx.session.asked == CHECKED else (first, CHECKED)


def question_of_check(ctx: Context, question: Question, choice: str | None) -> str:
    """Return the question that decides about a sign, or about an alarm that is taken back."""
    if words := check_of(question, choice):
        return words
    if words := question.answer(choice).confirm:
        return words
    named = question.choices.get(choice or "")
    return ctx.phrase("take-back-ask", sign=named.name) if named else ctx.phrase("take-back-any")


def _lowered(words: str) -> str:
    return words[0].lower() + words[1:]


def take_back(ctx: Context, _event: Event) -> Turn:
    """Ask once about the alarm's own sign. Only a clear no ends the alarm."""
    return check(ctx.updated(taking_back=True, asked_again=False, asked=""), alarm_of(ctx.session, ctx.content))


def doubt(ctx: Context, event: Event) -> Turn:
    """Raise the alarm after any answer but a clear no. A yes counts as naming the sign."""
    sure = event == YES
    lead = () if sure else say(ctx.phrase("check-doubt"))
    return raise_alarm(ctx, asked_last(ctx.session), lead=lead, outright=sure)


def check_again(ctx: Context, _event: Event) -> Turn:
    """Ask again what was asked, in other words."""
    return check(ctx, asked_last(ctx.session))


def check_once_more(ctx: Context, event: Event) -> Turn:
    """Ask again after an unclear answer. A second unclear answer counts as doubt."""
    if ctx.session.asked_again:
        return doubt(ctx, event)
    return check_again(ctx.updated(asked_again=True), event)
