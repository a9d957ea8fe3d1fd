"""The table as a page to read: what each event leads to, anywhere and in each state. docs/architecture.md holds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.conversation.table import ANYWHERE, ROWS

if TYPE_CHECKING:
    from skill.conversation.session import State
    from skill.conversation.table import Move, Row


def drawing() -> str:
    """Draw the table as Markdown: one section for what holds anywhere, one for each state's own moves."""
    sections = [_section("Anywhere", ANYWHERE), *(_section(_title(state), row) for state, row in ROWS.items() if row)]
    return "\n".join(sections)


def _section(title: str, row: Row) -> str:
    moves: dict[str, list[str]] = {}
    for event, move in row.items():
        moves.setdefault(_move(move), []).append(_words(event.__name__))
    lines = [f"| {', '.join(events)} | `{move}` |" for move, events in moves.items()]
    return "\n".join([f"#### {title}", "", "| when | move |", "| --- | --- |", *lines, ""])


def _title(state: State) -> str:
    return f"When {state.value}"


def _move(move: Move) -> str:
    return f"{move.__module__.rpartition('.')[2]}.{move.__name__}"


def _words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
