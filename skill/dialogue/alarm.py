"""Alarms: what to do first is said at once, and nothing leads on from there. An alarm is a level, not a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.beats import Statement, say, statements
from skill.dialogue.events import Event, QuestionAsked
from skill.dialogue.greeting import GENERAL_INFORMATION
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn, phrase_question
from skill.dialogue.visit import remember
from skill.understanding.signs import LEVELS

if TYPE_CHECKING:
    from skill.content.content import Answer, Content, Question, Said
    from skill.dialogue.context import Context

ALARMS = ("urgent", "emergency")
"""Levels that stop the practice, the milder first."""
CRISIS = "crisis"
"""The question about despair: after its answer the session ends, and nothing is offered."""
STOP_QUININE = "stop-quinine"
"""Start of the names of the phrases that fill {stop_quinine}: by what quinine is taken for."""
NOT_KNOWN = "unknown"
"""What quinine is taken for, if that wasn't said."""


def raise_alarm(ctx: Context, asked: QuestionAsked, *, lead: tuple[Statement, ...] = ()) -> Turn:
    """Stop everything and say what to do first; a milder alarm never takes the place of a graver one."""
    question = ctx.content.questions[asked.question]
    given = question.answer(asked.choice)
    first, *rest = told_of(given.said, ctx.session, ctx.content)
    told = (first, *general(ctx, question), *lead, *rest)
    ctx = ctx.updated(disclaimer_given=ctx.session.disclaimer_given or question.about_quinine)
    if not _graver_already(ctx, given):
        ctx = ctx.updated(question=question.slug, choice=asked.choice or "")
    session = signed(ctx.session.like(bookmark=None), given)
    session = replace(session, state=State.ALARMED, routine="", offer="", relief_started=0.0)
    if question.slug == CRISIS:
        return Turn(told, session, remember(session))
    return phrase_question(ctx.with_session(session), "alarm-again", told)


def alarmed(session: Session, content: Content) -> Session:
    """Return the session after a check that nobody answered: silence is the worse case."""
    given = content.questions[session.question].answer(session.choice)
    return replace(signed(session, given), state=State.ALARMED)


def stay_alarmed(ctx: Context, _event: Event) -> Turn:
    """Lead nowhere but to the alarm's advice, said again."""
    return raise_alarm(ctx, asked_last(ctx))


def refuse_stretch(ctx: Context, event: Event) -> Turn:
    """Start no stretch after an alarm: say why not, and the advice again."""
    turn = stay_alarmed(ctx, event)
    return replace(turn, beats=(turn.beats[0], *say(ctx.phrase("alarm-no-stretch")), *turn.beats[1:]))


def told_of(said: Said, session: Session, content: Content) -> tuple[Statement, ...]:
    """Return the beats of an answer, with {stop_quinine} filled in by what quinine is taken for."""
    purpose = f"{STOP_QUININE}-{session.quinine_for}"
    stop = content.phrase(purpose if purpose in content.phrases else f"{STOP_QUININE}-{NOT_KNOWN}")
    return statements(tuple(item.replace("{stop_quinine}", stop) if isinstance(item, str) else item for item in said))


def signed(session: Session, given: Answer) -> Session:
    """Return the session with the level of a sign kept, if none graver was named before."""
    graver = max(session.sign or LEVELS[0], given.level, key=LEVELS.index)
    return replace(session, sign="" if graver == LEVELS[0] else graver, checked=False, asked_again=False)


def asked_last(ctx: Context) -> QuestionAsked:
    """Return the question that was asked last, with its choice."""
    return QuestionAsked(ctx.session.question, ctx.session.choice)


def general(ctx: Context, question: Question) -> tuple[Statement, ...]:
    return say(ctx.phrase(GENERAL_INFORMATION)) if question.about_quinine and not ctx.session.disclaimer_given else ()


def _graver_already(ctx: Context, given: Answer) -> bool:
    if ctx.session.state is not State.ALARMED:
        return False
    standing = ctx.content.questions[ctx.session.question].answer(ctx.session.choice).level
    return standing in ALARMS and ALARMS.index(standing) > ALARMS.index(given.level)
