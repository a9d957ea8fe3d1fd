"""What a command leads to instead of yes or no to a check: commands.toml says it of each, as `during_check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.answer import check_again, check_once_more, doubt
from skill.dialogue.greeting import leave
from skill.dialogue.relief import after_check

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.content.schema import DuringCheck
    from skill.dialogue.context import Context
    from skill.dialogue.events import Command, Event
    from skill.dialogue.turn import Turn

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
