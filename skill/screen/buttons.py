"""Buttons of each state. Each button is a command that can also be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.session import State

if TYPE_CHECKING:
    from skill.content.content import Content
    from skill.dialogue.session import Session

YES_OR_NO = ("button-yes", "button-no")

BUTTONS: dict[State, tuple[str, ...]] = {
    State.WELCOMED: YES_OR_NO,
    State.RETURNING: YES_OR_NO,
    State.READY: ("button-stretch", "button-relieve"),
    State.OFFERED: YES_OR_NO,
    State.CHECKING: YES_OR_NO,
    State.FORGETTING: YES_OR_NO,
    State.CANCELLING: YES_OR_NO,
    State.REMINDING: YES_OR_NO,
    State.RELIEVING: ("button-eased", "button-still-hurts", "button-pause"),
    State.STRETCHING: ("button-pause", "button-repeat", "button-next"),
    State.PAUSED: ("button-resume", "button-stop"),
    State.ALARMED: ("button-repeat", "button-stop"),
}
"""Prefix of the phrases that label buttons; the command follows."""
AFTER_AN_ANSWER = ("button-repeat", "button-stop")
ANYTHING = ("button-relieve", "button-stretch", "button-stop")


def buttons_of(session: Session, content: Content) -> list[list[str]]:
    """Return the commands and labels of a state's buttons."""
    otherwise = AFTER_AN_ANSWER if session.question else ANYTHING
    names = BUTTONS.get(session.state, otherwise)
    return [[name.removeprefix("button-"), content.phrase(name)] for name in names]
