"""Actions after a check. `during_check` in commands.toml says what each command leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.alarm import ALARMS, alarm_of, asked_last, general, raise_alarm, with_sign
from skill.dialogue.answer import CHECK, answer, words_said
from skill.dialogue.beats import say
from skill.dialogue.check import check, check_again, check_of, check_once_more, doubt
from skill.dialogue.events import QuestionAsked
from skill.dialogue.greeting import leave
from skill.dialogue.playback import send
from skill.dialogue.relief import begin
from skill.dialogue.session import State
from skill.dialogue.turn import phrase_question
from skill.dialogue.visit import relief_for
from skill.understanding.signs import LEVELS, SIGN_SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.content.schema import DuringCheck
    from skill.dialogue.context import Context
    from skill.dialogue.events import Command, Event
    from skill.dialogue.turn import Turn


def follow(ctx: Context, command: Command) -> Turn:
    """Do what the command's `during_check` says."""
    return DURING_CHECK[ctx.content.commands[command.name].during_check](ctx, command)


def after_check(ctx: Context, _event: Event) -> Turn:
    """Answer a clear no: end the alarm that was asked about, say the milder answer of a sign, or ease the cramp."""
    session = ctx.session
    if session.taking_back:
        name = f"{session.question}/{session.choice}"
        others = tuple(other for other in session.alarms if other != name)
        if session.outright or others:
            return end_alarm(ctx)
        ctx = ctx.with_profile(begun=None).updated(
            sign=session.sign_before, alarms=(), taking_back=False, relief_started=0.0, resumed=False
        )
    if _milder(ctx):
        return clear(ctx)
    ctx = ctx.updated(checked=True, asked_again=False)
    if ctx.routine_if_any:
        lead = say(ctx.phrase("ease-off")) if ctx.routine.kind == "practice" else ()
        return send(ctx, ctx.routine, start=ctx.session.start, lead=lead)
    return begin(ctx, relief_for(ctx.content, ctx.session, None), muscle=None)


def _milder(ctx: Context) -> str:
    """Return the choice that answers a clear no; empty if it leads to relief."""
    return ctx.content.questions[ctx.session.question].answer(ctx.session.choice).otherwise


def answer_in_check(ctx: Context, asked: QuestionAsked) -> Turn:
    """Answer a sign that is as grave as the check's own. Anything else is no clear answer."""
    in_doubt = ctx.content.questions[ctx.session.question].answer(ctx.session.choice)
    question = ctx.content.questions[asked.question]
    given = question.answer(asked.choice)
    asks = bool(check_of(question, asked.choice))
    if asked.unlisted or (asks and asked.question == ctx.session.question and not asked.choice):
        return check_once_more(ctx, asked)
    if given.level in ALARMS:
        return _sign_in_check(ctx, asked, asks=asks, lesser=LEVELS.index(given.level) < LEVELS.index(in_doubt.level))
    if question.slot in SIGN_SLOTS and asked.choice:
        again = ctx.session.asked_again
        ctx = ctx.with_session(replace(with_sign(ctx.session, given), routine="", asked_again=again))
        return check_once_more(ctx, asked)
    return check(ctx, asked_last(ctx.session), (*general(ctx, question), *words_said(ctx, asked)))


def _sign_in_check(ctx: Context, asked: QuestionAsked, *, asks: bool, lesser: bool) -> Turn:
    """Answer a sign that is named during a check: it is no clear no."""
    if asks and (lesser or asked.choice == ctx.session.choice):
        return check_once_more(ctx, asked)
    of_the_leg = ctx.session.question == CHECK and not ctx.session.choice
    given = ctx.content.questions[asked.question].answer(asked.choice)
    if asks and of_the_leg and (given.level == ALARMS[0] or given.yes_to_check):
        return raise_alarm(ctx, asked, outright=False)
    return doubt(ctx, asked) if lesser else answer(ctx, asked)


def clear(ctx: Context) -> Turn:
    """Return the answer after a clear no to the question about a sign. The paused routine continues."""
    given = ctx.content.questions[ctx.session.question].answer(ctx.session.choice)
    home = ctx.content.home_of(given.otherwise)
    asked = QuestionAsked(home.slug, given.otherwise)
    if ctx.routine_if_any and home.answer(given.otherwise).level == LEVELS[0] and not ctx.session.sign:
        told = words_said(ctx, asked)
        ctx = ctx.updated(asked_again=False, question=home.slug, choice=given.otherwise)
        return send(ctx, ctx.routine, start=ctx.session.start, lead=told)
    return answer(ctx.updated(state=State.ANSWERED, routine="", asked_again=False), asked)


def end_alarm(ctx: Context) -> Turn:
    """Return the turn after a clear no about an alarm's sign that was named outright.

    The alarm ends. If another one stands, it is said. No stretch begins in this session.
    """
    name = f"{ctx.session.question}/{ctx.session.choice}"
    others = tuple(other for other in ctx.session.alarms if other != name)
    ctx = ctx.updated(alarms=others, taking_back=False, asked_again=False, routine="")
    if others:
        return raise_alarm(ctx, alarm_of(ctx.session, ctx.content), outright=False)
    ctx = ctx.updated(state=State.CAUTIONED, question="", choice="", taken_back=True)
    return phrase_question(ctx, "anything-else", say(ctx.phrase("alarm-ended"), ctx.phrase("alarm-ended-no-stretch")))


DURING_CHECK: dict[DuringCheck, Callable[[Context, Event], Turn]] = {
    "ask-again": check_again,
    "ask-once": check_once_more,
    "alarm": doubt,
    "clear": after_check,
    "leave": leave,
}
