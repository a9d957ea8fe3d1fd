"""What a command leads to instead of yes or no to a check: commands.toml says it of each, as `during_check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.conversation.answer import check_again, check_once_more, doubt
from skill.conversation.care import after_check
from skill.conversation.welcome import leave

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.conversation.context import Context
    from skill.conversation.events import Command, Event
    from skill.conversation.turn import Turn
    from skill.library.shapes import DuringCheck

DURING_CHECK: dict[DuringCheck, Callable[[Context, Event], Turn]] = {
    "ask-again": check_again,
    "ask-once": check_once_more,
    "alarm": doubt,
    "clear": after_check,
    "leave": leave,
}


def follow(ctx: Context, command: Command) -> Turn:
    """Do what the command's `during_check` says."""
    return DURING_CHECK[ctx.content.commands[command.name].during_check](ctx, command)
