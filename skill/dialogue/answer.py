"""Actions that answer questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.alarm import ALARMS, asked_last, general, raise_alarm, told_of, with_sign
from skill.dialogue.another import told_about
from skill.dialogue.authority import WHO_SAYS_SO, sources_told
from skill.dialogue.beats import Statement, clearly, say
from skill.dialogue.check import check, check_of
from skill.dialogue.events import Event, PartlyEased, QuestionAsked
from skill.dialogue.greeting import ask_again
from skill.dialogue.playback import interject
from skill.dialogue.position import current_routine
from skill.dialogue.repeats import without_repeats
from skill.dialogue.session import State
from skill.dialogue.turn import Turn, asking, in_other_words, phrase_question
from skill.dialogue.visit import leave_behind
from skill.understanding.signs import SIGN_SLOTS

if TYPE_CHECKING:
    from skill.content.questions import Answer
    from skill.dialogue.context import Context

INFECTION = "infection"
"""A purpose of quinine: a slug of slots.purpose."""
FOR_MALARIA = "for-malaria"
"""The choice for "I take quinine for an infection"."""
FOLLOW_UP = "follow-up"
"""`Session.asked` after the short question of an answer."""
CHECK = "leg-pain"
"""The question whose check is asked before relief if a sign was named."""


def answer(ctx: Context, asked: QuestionAsked) -> Turn:
    """Answer a question. An alarm stops everything, a milder sign ends the routine, other answers return to it."""
    question = ctx.content.questions[asked.question]
    given = question.answer(asked.choice)
    purpose = INFECTION if asked.choice == FOR_MALARIA else asked.purpose
    ctx = ctx.updated(quinine_for=purpose or ctx.session.quinine_for)
    alarmed = ctx.session.state is State.ALARMED
    if asked.unlisted:
        return _inform(ctx, asked)
    if asked.another and asked.question == CHECK:
        ctx = ctx.updated(helping=True)
    if check_of(question, asked.choice) and not alarmed:
        return check(ctx, asked)
    if given.level in ALARMS:
        return raise_alarm(ctx, asked)
    if question.slot in SIGN_SLOTS and asked.choice and not alarmed:
        ctx = _leave_for_sign(ctx, given)
    return _inform(ctx, asked)


def _leave_for_sign(ctx: Context, given: Answer) -> Context:
    """Return the context after a sign that is no alarm: without a routine, and without a bookmark."""
    session = with_sign(leave_behind(ctx).session, given)
    session = session.like(bookmark=None) if session.sign else session
    return ctx.with_session(replace(session, state=State.ANSWERED, routine="", offer="", relief_started=0.0))


def _inform(ctx: Context, asked: QuestionAsked) -> Turn:
    """Say an answer that is no alarm. If an alarm stands, return to its advice."""
    question = ctx.content.questions[asked.question]
    if asked.question == WHO_SAYS_SO and (told := sources_told(ctx)):
        return _say_on(ctx, told)
    answered = without_repeats(ctx, words_said(ctx, asked), _said_before(ctx, asked))
    told = (*general(ctx, question), *clearly(answered, clear=ctx.session.profile.clear))
    ctx = ctx.updated(disclaimer_given=ctx.session.disclaimer_given or question.about_quinine)
    ctx = ctx.updated(question="" if asked.unlisted else question.slug, choice=asked.choice or "")
    follow_up = "" if ctx.session.state is State.ALARMED else _open_follow_up(ctx)
    if not follow_up or current_routine(ctx.session):
        return _say_on(ctx, told)
    ctx = ctx.updated(state=State.ANSWERED, routine="", asked=FOLLOW_UP)
    return asking(told, follow_up, say(ctx.phrase("anything-else-coda")), ctx.session)


def words_said(ctx: Context, asked: QuestionAsked) -> tuple[Statement, ...]:
    """Return an answer's words, or its words for the middle of a cramp, if it has any."""
    if asked.unlisted:
        return _not_known(ctx, asked)
    given = ctx.content.questions[asked.question].answer(asked.choice)
    routine = ctx.routine_if_any
    relieving = current_routine(ctx.session) and routine is not None and routine.kind == "relief"
    return told_of(
        (relieving and given.in_relief) or told_about(given, ctx.session, ctx.content), ctx.session, ctx.content
    )


def _said_before(ctx: Context, asked: QuestionAsked) -> tuple[Statement, ...]:
    """Return the words of the previous answer, unless the same one is asked for again."""
    last = asked_last(ctx.session)
    same = (last.question, last.choice or "") == (asked.question, asked.choice or "")
    return () if same or last.question not in ctx.content.questions else words_said(ctx, last)


def check_before_relief(ctx: Context, event: Event) -> Turn:
    """Ask about signs before relief begins, because a sign was named. After an alarm there is no relief."""
    return wait_for_doctor(ctx, event) if ctx.session.taken_back else check(ctx, QuestionAsked(CHECK))


def check_if_still_there(ctx: Context, event: PartlyEased) -> Turn:
    """Ask about signs before relief of a cramp that moved, spread or came back. If it eased, ask what is wanted."""
    return check_before_relief(ctx, event) if event.still_there else ask_again(ctx, event)


def note_relief(ctx: Context, _event: Event) -> Turn:
    """Record that a cramp is over, and offer no stretch."""
    return phrase_question(ctx.updated(state=State.CAUTIONED, routine=""), "anything-else")


def wait_for_doctor(ctx: Context, _event: Event) -> Turn:
    """Refuse a stretch after a sign: say that somebody has to look at it first, or that it was named."""
    phrase = "not-this-time" if ctx.session.taken_back else "not-until-seen"
    return phrase_question(ctx.updated(state=State.CAUTIONED, routine="", offer="", relief_started=0.0), phrase)


def repeat_answer(ctx: Context, _event: Event) -> Turn:
    """Say the last answer again, or what can be asked if there was none."""
    if not ctx.session.question:
        return phrase_question(ctx.updated(state=State.ANSWERED), "help")
    return _inform(ctx, asked_last(ctx.session))


def ask_what_else(ctx: Context, _event: Event) -> Turn:
    """Answer a yes to "anything else": ask what, the second time in other words."""
    follow_up = _open_follow_up(ctx)
    asked = FOLLOW_UP if follow_up and ctx.session.asked != FOLLOW_UP else in_other_words(ctx, "what-else")
    words = follow_up if asked == FOLLOW_UP else ctx.phrase(asked)
    return asking((), words, say(ctx.phrase("help-coda")), ctx.updated(asked=asked).session)


def _open_follow_up(ctx: Context) -> str:
    question = ctx.content.questions.get(ctx.session.question)
    return question.follow_up if question and ctx.session.choice not in question.choices else ""


def _not_known(ctx: Context, asked: QuestionAsked) -> tuple[Statement, ...]:
    """Say that it isn't known, who would know, and the two nearest subjects. Don't repeat the unknown words."""
    unknown = say(ctx.phrase("unlisted-question"))
    if len(asked.near) < 2:  # noqa: PLR2004 - the phrase names two
        return unknown
    first, second = asked.near[:2]
    return (*unknown, *say(ctx.phrase("near-subjects", first=first, second=second)))


def _say_on(ctx: Context, told: tuple[Statement, ...]) -> Turn:
    """Say an answer, and return to the alarm or the routine that it interrupted."""
    if ctx.session.state is State.ALARMED:
        return phrase_question(ctx, "alarm-again", told)
    if current_routine(ctx.session):
        return interject(ctx, told)
    return phrase_question(ctx.updated(state=State.ANSWERED, routine=""), "anything-else", told)
