"""Keys of transitions. Both functions that make one have types, by which mypy checks that an action fits its event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from skill.dialogue.events import Command, Event

E = TypeVar("E", bound=Event)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from skill.dialogue.context import Context
    from skill.dialogue.turn import Turn

    Action = Callable[[Context, E], Turn]
    Key = str | type[Event]
    Row = dict[Key, Action[Any]]


def event_transition(event: type[E], action: Action[E]) -> Row:
    """Return the transition of an event that has a class of its own."""
    return {event: action}


def command_transitions(actions: Mapping[str, Action[Command]]) -> Row:
    """Return the transitions of commands, by name, whose event is their name alone."""
    return dict(actions.items())


def key_of(event: Event) -> Key:
    """Return an event's key in a row: a command's name if it carries no data, else its class."""
    return event.name if type(event) is Command else type(event)
