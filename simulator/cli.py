"""`python -m simulator …`: the practice page, a conversation in the terminal, and what a sentence is understood as."""

from __future__ import annotations

import tomllib

import click

from simulator.commands.asked import asked
from simulator.commands.completion import completion
from simulator.commands.hear import hear
from simulator.commands.run import run
from simulator.commands.talk import talk
from skill.command_group import CommandGroup
from skill.settings import ROOT


def _version() -> str:
    """Return the version that pyproject.toml states: a checkout is not installed."""
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["version"]


@click.group(cls=CommandGroup)
@click.version_option(_version(), prog_name="leg cramp helper")
def main() -> None:
    """Talk to the leg cramp helper without an Echo."""


for command in (run, talk, completion, hear, asked):
    main.add_command(command)
