"""`python -m skill connect`: what it can be told."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click


@click.command()
@click.option("--own-host", metavar="URL", help="The https address of your server.")
@click.option(
    "--tunnel", metavar="URL", help="The https address of a tunnel that you have, to port 8000 of this machine."
)
@click.option("--lambda", "function", metavar="ARN", help="Your Lambda function; `new` if there is none yet.")
@click.option("--pages", metavar="URL", default="", help="With --lambda: where /privacy and /terms are.")
@click.option("--locale", default="", help="In which to say the sentences, such as en-US; the first by default.")
@click.option("--skill-id", default="", help="The skill to change, if this checkout doesn't know it.")
@click.option("--new", is_flag=True, help="Make a new skill, even if the account has one of this name.")
@click.option("--vendor", default="", help="Whose a new skill is, if the account has several vendors.")
@click.option(
    "--by", type=click.Choice(["auto", "ask", "smapi"]), default="auto", help="Who makes the calls: ask-cli or this."
)
@click.option("--profile", envvar="ASK_DEFAULT_PROFILE", default="default", show_default=True, help="ask-cli's.")
@click.option("--paste", is_flag=True, help="The browser to sign in with is on another machine.")
@click.option(
    "--env-file", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the id; .env if it exists."
)
@click.option("--anew", is_flag=True, help="Send the package even if Amazon has it.")
@click.option("--unchecked", is_flag=True, help="Go on even if the server is not ready.")
@click.option(
    "--minutes", type=click.FloatRange(0, 120), default=15, show_default=True, help="How long to wait for Amazon."
)
@click.option("--dry-run", is_flag=True, help="Show each request, and send none.")
@click.option("--no-input", is_flag=True, help="Ask nothing: for scripts.")
def connect(**options: Any) -> None:
    """Bring the skill to the Echos of your developer account."""
    from skill.connect.person import AtTerminal, Nobody  # noqa: PLC0415 - as in skill/cli.py, so that --help stays quick
    from skill.connect.preparing import Options, run  # noqa: PLC0415

    silent = options.pop("no_input") or not (sys.stdin and sys.stdin.isatty())
    run(Options(**options), os.environ, Nobody() if silent else AtTerminal(), click.echo)
