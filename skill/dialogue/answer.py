"""Actions that answer: questions, checks before an answer, and alarms. An alarm is a level, not a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.alarm import ALARMS, asked_last, general, raise_alarm, signed, told_of
from skill.dialogue.authority import WHO_SAYS_SO, sources_told
from skill.dialogue.beats import Statement, say
from skill.dialogue.events import Event, QuestionAsked
from skill.dialogue.playback import current_routine, interject
from skill.dialogue.session import State
from skill.dialogue.turn import Turn, asking, phrase_question
from skill.dialogue.visit import leave_behind
from skill.stretching.plan import LISTENING_SECONDS, speaking_seconds
from skill.understanding.signs import LEVELS, SIGN_SLOTS

if TYPE_CHECKING:
    from skill.content.content import Answer, Question
    from skill.dialogue.context import Context

INFECTION = "infection"
"""What quinine is taken for: a slug of slots.purpose."""
FOR_MALARIA = "for-malaria"
"""The choice by which somebody says that they take quinine for an infection."""
CHECK = "leg-pain"
"""The question whose check is asked before relief if a sign was named."""


def answer(ctx: Context, asked: QuestionAsked) -> Turn:
    """Answer a question. An alarm stops everything, a milder sign leaves the routine, other answers go back to it."""
    question = ctx.content.questions[asked.question]
    given = question.answer(asked.choice)
    purpose = INFECTION if asked.choice == FOR_MALARIA else asked.purpose
    ctx = ctx.updated(quinine_for=purpose or ctx.session.quinine_for)
    alarmed = ctx.session.state is State.ALARMED
    if asked.unlisted:
        return _inform(ctx, asked)
    if check_of(question, asked.choice) and not alarmed:
        return check(ctx, asked)
    if given.level in ALARMS:
        return raise_alarm(ctx, asked)
    if question.slot in SIGN_SLOTS and asked.choice and not alarmed:
        ctx = _leave_for_sign(ctx, given)
    return _inform(ctx, asked)


def _leave_for_sign(ctx: Context, given: Answer) -> Context:
    """Return the context after a sign that alarms nobody: with nothing under way, and no bookmark if it is a sign."""
    session = signed(leave_behind(ctx).session, given)
    session = session.like(bookmark=None) if session.sign else session
    return ctx.with_session(replace(session, state=State.ANSWERED, routine="", offer="", relief_started=0.0))


def check_of(question: Question, choice: str | None) -> str:
    """Return the question that is asked before an answer; empty if there is none."""
    given = question.choices.get(choice or "")
    return given.ask if given else question.check


def _inform(ctx: Context, asked: QuestionAsked) -> Turn:
    """Say an answer that alarms nobody; after an alarm, it leads back to the alarm's advice."""
    question = ctx.content.questions[asked.question]
    said = question.answer(asked.choice).said
    if asked.question == WHO_SAYS_SO and (told := sources_told(ctx)):
        return _say_on(ctx, told)
    words = _not_known(ctx, asked) if asked.unlisted else told_of(said, ctx.session, ctx.content)
    told = (*general(ctx, question), *words)
    ctx = ctx.updated(disclaimer_given=ctx.session.disclaimer_given or question.about_quinine)
    if ctx.session.state is State.ALARMED:
        return phrase_question(ctx, "alarm-again", told)
    ctx = ctx.updated(question="" if asked.unlisted else question.slug, choice=asked.choice or "")
    if current_routine(ctx.session):
        return interject(ctx, told)
    return _and_then(ctx.updated(state=State.ANSWERED, routine=""), question, told, unlisted=asked.unlisted)


def check(ctx: Context, asked: QuestionAsked) -> Turn:
    """Ask the one thing that decides; silence, or any doubt, is taken for the worse case."""
    question = ctx.content.questions[asked.question]
    words = check_of(question, asked.choice)
    sent = ctx.seconds_now + speaking_seconds(words) + LISTENING_SECONDS
    ctx = ctx.updated(
        state=State.CHECKING, routine="", question=question.slug, choice=asked.choice or "", part_started=sent
    )
    worse = told_of(question.answer(asked.choice).said, ctx.session, ctx.content)
    return asking((), words, (*worse, *say(ctx.phrase("alarm-again"))), ctx.session)


def doubt(ctx: Context, _event: Event) -> Turn:
    """Take an answer that isn't a clear no for the worse case."""
    return raise_alarm(ctx, asked_last(ctx), lead=say(ctx.phrase("check-doubt")))


def check_again(ctx: Context, _event: Event) -> Turn:
    """Ask again what was asked."""
    return check(ctx, asked_last(ctx))


def check_once_more(ctx: Context, event: Event) -> Turn:
    """Ask again if the answer was unclear; a second unclear one is doubt."""
    if ctx.session.asked_again:
        return doubt(ctx, event)
    return check_again(ctx.updated(asked_again=True), event)


def answer_in_check(ctx: Context, asked: QuestionAsked) -> Turn:
    """Answer what is as grave as the answer that the check decides about; anything else is no clear answer to it."""
    in_doubt = ctx.content.questions[ctx.session.question].answer(ctx.session.choice)
    given = ctx.content.questions[asked.question].answer(asked.choice)
    if asked.unlisted or LEVELS.index(given.level) < LEVELS.index(in_doubt.level):
        return check_once_more(ctx, asked)
    return answer(ctx, asked)


def check_before_relief(ctx: Context, _event: Event) -> Turn:
    """Check for what a stretch could harm before relief begins, because a sign was named."""
    return check(ctx, QuestionAsked(CHECK))


def clear(ctx: Context) -> Turn:
    """Return the answer that a clear no to the question about a sign leads to."""
    given = ctx.content.questions[ctx.session.question].answer(ctx.session.choice)
    home = ctx.content.home_of(given.otherwise)
    return answer(ctx.updated(state=State.ANSWERED, asked_again=False), QuestionAsked(home.slug, given.otherwise))


def note_relief(ctx: Context, _event: Event) -> Turn:
    """Record that a cramp is over, and offer no stretch."""
    return phrase_question(ctx.updated(state=State.CAUTIONED, routine=""), "anything-else")


def wait_for_doctor(ctx: Context, _event: Event) -> Turn:
    """Start no stretch after a sign that asks for an appointment: say that somebody has to look at it first."""
    return phrase_question(
        ctx.updated(state=State.CAUTIONED, routine="", offer="", relief_started=0.0), "not-until-seen"
    )


def repeat_answer(ctx: Context, _event: Event) -> Turn:
    """Say the last answer again, or what can be asked if there was none."""
    if not ctx.session.question:
        return phrase_question(ctx.updated(state=State.ANSWERED), "help")
    return _inform(ctx, asked_last(ctx))


def ask_what_else(ctx: Context, _event: Event) -> Turn:
    """Answer a yes to "anything else": ask what."""
    follow_up = _open_follow_up(ctx) or ctx.phrase("what-else")
    return asking((), follow_up, say(ctx.phrase("help-coda")), ctx.session)


def _open_follow_up(ctx: Context) -> str:
    question = ctx.content.questions.get(ctx.session.question)
    return question.follow_up if question and ctx.session.choice not in question.choices else ""


def _not_known(ctx: Context, asked: QuestionAsked) -> tuple[Statement, ...]:
    """Say that it isn't known, who would know, and the two nearest things that are. Nothing of it is repeated."""
    unknown = say(ctx.phrase("unlisted-question"))
    if len(asked.near) < 2:  # noqa: PLR2004 - the phrase names two
        return unknown
    first, second = asked.near[:2]
    return (*unknown, *say(ctx.phrase("near-subjects", first=first, second=second)))


def _say_on(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Say something about the last answer, and leave everything as it is."""
    if ctx.session.state is State.ALARMED:
        return phrase_question(ctx, "alarm-again", told)
    if current_routine(ctx.session):
        return interject(ctx, told)
    return phrase_question(ctx.updated(state=State.ANSWERED, routine=""), "anything-else", told)


def _and_then(ctx: Context, question: Question, told: tuple[Statement, ...], *, unlisted: bool) -> Turn:
    if question.follow_up and not unlisted and ctx.session.choice not in question.choices:
        return asking(told, question.follow_up, say(ctx.phrase("anything-else-coda")), ctx.session)
    return phrase_question(ctx, "anything-else", told)
