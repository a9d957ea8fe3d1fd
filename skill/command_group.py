"""The click group of both command lines."""

from __future__ import annotations

from typing import Any

import click

from skill.errors import SkillError


class CommandGroup(click.Group):
    """Print an error of this product in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SkillError as error:
            raise click.ClickException(str(error)) from error
