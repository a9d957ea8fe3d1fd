"""Who runs the command: asked at a terminal, and never in a script."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import click

from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Sequence


class Person(Protocol):
    """Somebody who can be asked. `option` is what a script says instead."""

    def text(self, question: str, option: str) -> str:
        """Return what is typed."""
        ...

    def secret(self, question: str, option: str) -> str:
        """Return what is typed without being shown."""
        ...

    def choice(self, question: str, choices: Sequence[str], option: str) -> int:
        """Return the place of the choice that is made."""
        ...

    def again(self, question: str) -> bool:
        """Return whether to try once more; a script never does."""
        ...


class AtTerminal:
    """Somebody at a terminal."""

    def text(self, question: str, option: str) -> str:  # noqa: ARG002 - a terminal needs no option
        answer: str = click.prompt(question)
        return answer.strip()

    def secret(self, question: str, option: str) -> str:  # noqa: ARG002
        answer: str = click.prompt(question, hide_input=True)
        return answer.strip()

    def choice(self, question: str, choices: Sequence[str], option: str) -> int:  # noqa: ARG002
        for number, words in enumerate(choices, 1):
            click.echo(f"   {number}  {words}")
        answer: int = click.prompt(question, type=click.IntRange(1, len(choices)))
        return answer - 1

    def again(self, question: str) -> bool:
        return click.confirm(question, default=True)


class Nobody:
    """A script: what isn't given as an option or in the environment can't be asked for."""

    def text(self, question: str, option: str) -> str:
        raise self._missing(question, option)

    def secret(self, question: str, option: str) -> str:
        raise self._missing(question, option)

    def choice(self, question: str, choices: Sequence[str], option: str) -> int:
        raise self._missing(f"{question} ({'; '.join(choices)})", option)

    def again(self, question: str) -> bool:  # noqa: ARG002 - as at a terminal
        return False

    @staticmethod
    def _missing(question: str, option: str) -> ConnectError:
        return ConnectError(f"Nobody is here to be asked: {question}?\nWhat to do: {option}, and {AGAIN}.")
