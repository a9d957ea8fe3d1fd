"""Actions outside routines: the first words, help, misheard words, and the goodbye."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from skill.dialogue.beats import say
from skill.dialogue.events import MISHEARD, Event
from skill.dialogue.habit import is_back
from skill.dialogue.playback import GENERAL_INFORMATION, RED_FLAGS, interject, send_later, wait
from skill.dialogue.position import current_routine, plan_of
from skill.dialogue.preferences import KNOWN_BY_HEART
from skill.dialogue.session import Session, State
from skill.dialogue.turn import Turn, in_other_words, phrase_question
from skill.dialogue.visit import end_visit, relief_for, remember

if TYPE_CHECKING:
    from skill.dialogue.context import Context

OTHER_MUSCLE = "instead-foot"
THEIR_OTHER_MUSCLE = "instead-foot-other"
WELCOME = "welcome"
"""The key of the opening among the explained routines."""


def notes_for(session: Session, *, muscle: str | None) -> tuple[str, ...]:
    """Return the names of the phrases after the first pull and rub, the most important first.

    Once a visit: which signs need help, and that this is general information.
    """
    signs = () if session.signs_named else (RED_FLAGS,)
    general = () if session.disclaimer_given else (GENERAL_INFORMATION,)
    other = THEIR_OTHER_MUSCLE if session.helping else OTHER_MUSCLE
    return (*signs, *general) if muscle else (*signs, *general, other)


def greet(ctx: Context, event: Event) -> Turn:
    """Say the first relief instruction and how to get to the stretch. Relief follows if nobody answers."""
    missed = say(ctx.phrase("misheard")) if event == MISHEARD else ()
    again = ctx.session.state is State.FRESH and is_back(ctx)
    known = again or ctx.session.profile.explained.get(WELCOME, 0) >= KNOWN_BY_HEART
    ctx = before_relief(ctx if known else _explained(ctx), State.WELCOMED)
    more = "back-again" if again else "" if known else "welcome-choice"
    first = plan_of(ctx.session, ctx.routine).part(0, 1).opening
    told = (*missed, *say(*first, ctx.phrase(more) if more else ""))
    asked = in_other_words(ctx, "welcome-question")
    return send_later(ctx.updated(asked=asked), told, ctx.phrase(asked))


def _explained(ctx: Context) -> Context:
    """Return the context with the opening counted as explained once more, at most once in a visit."""
    if ctx.session.state is not State.FRESH:
        return ctx
    explained = ctx.session.profile.explained
    return ctx.with_profile(explained={**explained, WELCOME: min(explained.get(WELCOME, 0) + 1, KNOWN_BY_HEART)})


def before_relief(ctx: Context, state: State) -> Context:
    """Return the context in a state from which relief follows, without a routine."""
    routine, notes = relief_for(ctx.content, ctx.session, None), notes_for(ctx.session, muscle=None)
    fresh = replace(ctx.session.afresh(), state=state, routine=routine.slug, notes=notes, asked=ctx.session.asked)
    return ctx.with_session(fresh)


HELP_FORMS = 3
"""How many forms of help there are for each kind of state."""


def explain(ctx: Context, _event: Event) -> Turn:
    """Say what can be asked for in this state, each time in other words."""
    form = ctx.session.helps % HELP_FORMS + 1
    ctx = ctx.updated(helps=ctx.session.helps + 1)
    if current_routine(ctx.session):
        kind = "pause" if ctx.session.state is State.PAUSED else ctx.routine.kind
        return interject(ctx, say(ctx.phrase(f"help-in-{kind}-{form}")), listening=True)
    told = say(ctx.phrase("help-emergency"), ctx.phrase(f"help-{form}"))
    return phrase_question(ctx.updated(state=State.ANSWERED, routine="", question=""), "help", told)


def misunderstand(ctx: Context, _event: Event) -> Turn:
    """Say that it was misheard, and offer the simplest words. The second time, pause."""
    ctx = ctx.updated(misheard=ctx.session.misheard + 1)
    again = ctx.session.misheard > 1
    if current_routine(ctx.session):
        if again:
            form = "misheard-and-paused" if ctx.session.misheard % 2 else "misheard-twice-in"
            return wait(ctx, say(ctx.phrase(form)))
        return interject(ctx, say(ctx.phrase("misheard-in-routine")), listening=True)
    ctx = ctx.updated(state=State.ANSWERED, routine="", question="")
    if again:
        return phrase_question(ctx, "misheard-twice")
    return phrase_question(ctx, "help", say(ctx.phrase("misheard"), ctx.phrase("help-emergency")))


def ask_again(ctx: Context, event: Event) -> Turn:
    """Ask for a yes or a no again. If nothing was asked, ask what is wanted."""
    if current_routine(ctx.session):
        return interject(ctx, ())
    return misunderstand(ctx, event) if ctx.session.misheard else _ask_what(ctx)


def _ask_what(ctx: Context) -> Turn:
    return phrase_question(ctx.updated(state=State.ANSWERED, routine="", question=""), "unclear")


def accept_thanks(ctx: Context, _event: Event) -> Turn:
    """Treat "it's better" without a cramp as thanks: ask whether there is anything else."""
    return phrase_question(ctx.updated(state=State.ANSWERED, routine=""), "anything-else", say(ctx.phrase("good")))


def note_denial(ctx: Context, _event: Event) -> Turn:
    """Accept that the user has none of the signs asked about. A routine continues."""
    told = say(ctx.phrase("denied"))
    if current_routine(ctx.session):
        return interject(ctx, told)
    return phrase_question(ctx.updated(state=State.ANSWERED, routine=""), "anything-else", told)


def leave(ctx: Context, _event: Event) -> Turn:
    """Say goodbye, and save the visit."""
    session = end_visit(ctx).session
    return Turn(say(ctx.phrase(_goodbye(ctx.session))), session, remember(session))


def _goodbye(session: Session) -> str:
    """Return the goodbye's phrase: after an alarm, to get help; on a first visit, how to open the skill again."""
    if session.state is State.ALARMED:
        return "goodbye-alarm"
    return "goodbye" if session.stored_profile.disclaimer_given else "goodbye-first"


def fall_silent(ctx: Context, _event: Event) -> Turn:
    """Say nothing, because it wouldn't be heard, and save the visit."""
    session = end_visit(ctx).session
    return Turn((), session, remember(session))
