"""`python -m simulator completion`: a script that completes the command line in a shell."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

COMPLETE_VARIABLE = "_SIMULATOR_COMPLETE"


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print a script that defines `simulator` in a shell and completes it: eval "$(… completion bash)"."""
    kind = get_completion_class(shell)
    if not kind:
        raise click.UsageError(f"{shell} can't be completed")
    script = kind(context.find_root().command, {}, "simulator", COMPLETE_VARIABLE).source()
    program = f"{sys.executable} -m simulator"
    called = {"bash": " $1)", "zsh": " simulator)", "fish": " simulator)"}[shell]
    define = f"function simulator; {program} $argv; end" if shell == "fish" else f'simulator() {{ {program} "$@"; }}'
    click.echo(f"{define}\n{script.replace(called, f' {program})')}")
