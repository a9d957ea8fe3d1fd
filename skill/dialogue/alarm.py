"""Alarms: say what to do first, and lead nowhere else. An answer is an alarm by its level in content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.another import told_about
from skill.dialogue.beats import Statement, clearly, say, statements
from skill.dialogue.events import Event, QuestionAsked
from skill.dialogue.playback import GENERAL_INFORMATION
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn, phrase_question
from skill.dialogue.visit import remember
from skill.understanding.signs import LEVELS

if TYPE_CHECKING:
    from skill.content.content import Content
    from skill.content.questions import Answer, Question, Said
    from skill.dialogue.context import Context

ALARMS = ("urgent", "emergency")
"""Levels that stop the practice, the milder first."""
CRISIS = "crisis"
"""The question about despair: after its answer the session ends, and nothing is offered."""
STOP_QUININE = "stop-quinine"
"""Prefix of the phrases that fill {stop_quinine}; what quinine is taken for follows."""
NOT_KNOWN = "unknown"
"""The purpose of quinine, if it wasn't said."""


def raise_alarm(ctx: Context, asked: QuestionAsked, *, lead: tuple[Statement, ...] = (), outright: bool = True) -> Turn:
    """Stop everything and say what to do first. A milder alarm never replaces a graver one.

    `outright` is whether the user named the sign, rather than didn't deny it when asked.
    """
    question = ctx.content.questions[asked.question]
    given = question.answer(asked.choice)
    said = given.said if question.slug == CRISIS else told_about(given, ctx.session, ctx.content)
    first, *rest = told_of(said, ctx.session, ctx.content)
    told = (*clearly((first,), clear=ctx.session.profile.clear), *general(ctx, question), *lead, *rest)
    ctx = ctx.updated(disclaimer_given=ctx.session.disclaimer_given or question.about_quinine)
    ctx = ctx.updated(question=question.slug, choice=asked.choice or "")
    session = with_sign(with_alarm(ctx.session.like(bookmark=None), asked, outright=outright), given)
    session = replace(session, state=State.ALARMED, routine="", offer="", relief_started=0.0)
    if question.slug == CRISIS:
        return Turn(told, session, remember(session))
    return phrase_question(ctx.with_session(session), "alarm-again", told)


def with_alarm(session: Session, asked: QuestionAsked, *, outright: bool) -> Session:
    """Return the session with an alarm added, which stands until it is taken back."""
    name = f"{asked.question}/{asked.choice or ''}"
    before = session.sign_before if session.alarms or session.sign != "doctor" else session.sign
    return replace(
        session,
        alarms=(*(other for other in session.alarms if other != name), name),
        outright=session.outright or outright,
        sign_before=before,
        taking_back=False,
        taken_back=False,
    )


def alarmed(session: Session, content: Content) -> Session:
    """Return the session after an unanswered check: silence counts as the worse case."""
    given = content.questions[session.question].answer(session.choice)
    noted = with_alarm(session, QuestionAsked(session.question, session.choice or None), outright=False)
    return replace(with_sign(noted, given), state=State.ALARMED, routine="")


def say_in_full(ctx: Context, _event: Event) -> Turn:
    """Say the whole of the alarm's advice again."""
    return raise_alarm(ctx, alarm_of(ctx.session, ctx.content), outright=False)


def stay_alarmed(ctx: Context, _event: Event) -> Turn:
    """Say what to do first again, and how to take back an alarm that was raised by mistake."""
    return _in_short(ctx, "alarm-way-out")


def refuse_stretch(ctx: Context, _event: Event) -> Turn:
    """Refuse a stretch after an alarm: say what to do first, and why there is no stretch."""
    return _in_short(ctx, "alarm-no-stretch")


def _in_short(ctx: Context, phrase: str) -> Turn:
    """Say the first sentence of an alarm, and one other."""
    asked = alarm_of(ctx.session, ctx.content)
    given = ctx.content.questions[asked.question].answer(asked.choice)
    first = told_of(told_about(given, ctx.session, ctx.content), ctx.session, ctx.content)[0]
    session = replace(with_sign(ctx.session, given), state=State.ALARMED, routine="", offer="", relief_started=0.0)
    return phrase_question(ctx.with_session(session), "alarm-again", (first, *say(ctx.phrase(phrase))))


def told_of(said: Said, session: Session, content: Content) -> tuple[Statement, ...]:
    """Return the beats of an answer, with {stop_quinine} filled in by what quinine is taken for."""
    purpose = f"{STOP_QUININE}-{session.quinine_for}"
    stop = content.phrase(purpose if purpose in content.phrases else f"{STOP_QUININE}-{NOT_KNOWN}")
    return statements(tuple(item.replace("{stop_quinine}", stop) if isinstance(item, str) else item for item in said))


def with_sign(session: Session, given: Answer) -> Session:
    """Return the session with a sign's level, unless a graver sign was named before."""
    graver = max(session.sign or LEVELS[0], given.level, key=LEVELS.index)
    return replace(session, sign="" if graver == LEVELS[0] else graver, checked=False, asked_again=False)


def asked_last(session: Session) -> QuestionAsked:
    """Return the question that was asked last, with its choice."""
    return QuestionAsked(session.question, session.choice)


def alarm_of(session: Session, content: Content) -> QuestionAsked:
    """Return the gravest alarm that stands; of equals, the last one."""
    questions = content.questions
    named = (name.partition("/") for name in reversed(session.alarms))
    standing = [QuestionAsked(question, choice or None) for question, _, choice in named if question in questions]
    gravest = max(
        standing, key=lambda one: LEVELS.index(questions[one.question].answer(one.choice).level), default=None
    )
    return gravest or asked_last(session)


def general(ctx: Context, question: Question) -> tuple[Statement, ...]:
    return say(ctx.phrase(GENERAL_INFORMATION)) if question.about_quinine and not ctx.session.disclaimer_given else ()
