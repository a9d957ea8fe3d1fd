"""The transitions as a page to read: what each event leads to, anywhere and in each state, for docs/transitions.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.dialogue.transitions import ANYWHERE, ROWS

if TYPE_CHECKING:
    from typing import Any

    from skill.dialogue.keys import Action, Key, Row
    from skill.dialogue.session import State


def drawing() -> str:
    """Draw the transitions as Markdown: one section for what holds anywhere, one for each state's own actions."""
    sections = [_section("Anywhere", ANYWHERE), *(_section(_title(state), row) for state, row in ROWS.items() if row)]
    return "\n".join(sections)


def _section(title: str, row: Row) -> str:
    keys: dict[str, list[str]] = {}
    for key, action in row.items():
        keys.setdefault(_name(action), []).append(_words(key))
    lines = [f"| {', '.join(words)} | `{action}` |" for action, words in keys.items()]
    return "\n".join([f"#### {title}", "", "| when | action |", "| --- | --- |", *lines, ""])


def _title(state: State) -> str:
    return f"When {state.value}"


def _name(action: Action[Any]) -> str:
    return f"{action.__module__.rpartition('.')[2]}.{action.__name__}"


def _words(key: Key) -> str:
    """Return a command's name as code, and an event's name in words."""
    return f"`{key}`" if isinstance(key, str) else re.sub(r"(?<!^)(?=[A-Z])", " ", key.__name__).lower()
