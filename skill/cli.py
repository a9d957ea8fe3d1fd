"""`python -m skill …`. Each command is one function."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.command_group import CommandGroup
from skill.connect.command import connect
from skill.packing import package
from skill.review.commands import review, sign
from skill.settings import DATABASE, from_environment
from skill.today import today

if TYPE_CHECKING:
    from collections.abc import Iterable
    from contextlib import AbstractContextManager
    from datetime import datetime


@click.group(cls=CommandGroup)
def main() -> None:
    """Check the leg cramp helper's content, and build what Amazon is given."""


for command in (connect, package, review, sign):
    main.add_command(command)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a file on disk is not what content/ gives.")
def models(*, check: bool) -> None:
    """Build interaction_models/ from content/."""
    from skill.alexa.publishing.interaction_model import interaction_models
    from skill.alexa.publishing.model_rules import as_json

    settings = from_environment()
    stale = []
    for language, model in interaction_models(settings.content).items():
        path = settings.models / f"{language}.json"
        written = as_json(model)
        if path.is_file() and path.read_bytes() == written:
            continue
        stale.append(path.name)
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(written)
    if check and stale:
        raise click.ClickException(f"not what content/ gives: {', '.join(stale)}; run `make models`")
    click.echo(f"{', '.join(stale) or 'nothing'} written" if not check else "interaction_models/ is fresh")


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Copy what is remembered into FILE, while the skill runs. It holds people, so keep it to yourself."""
    import sqlite3

    from skill.storage.backup import back_up

    try:
        back_up(from_environment().database, DATABASE, file)
    except (OSError, sqlite3.Error) as error:
        raise click.ClickException(f"no backup was made: {error}") from error
    click.echo(f"{file}: {file.stat().st_size:,} bytes")


@main.command()
@click.argument("user")
def forget(user: str) -> None:
    """Delete everything that is stored about USER, an Alexa user id."""
    from skill.storage.opening import open_profiles
    from skill.storage.store import key_for
    from skill.stretching.profile import Profile

    if not user.strip():
        raise click.UsageError("USER is empty: give an Alexa user id")
    profiles, key = open_profiles(from_environment().database, DATABASE), key_for(user.strip())
    known = profiles.load(key) != Profile()
    if not profiles.delete(key):
        raise click.ClickException("the store can't be reached, so nothing was deleted; try again later")
    profiles.close()
    click.echo("deleted" if known else "nothing was kept about USER here: does SKILL_DATABASE name the right store?")


@main.command()
def draw() -> None:
    """Print the transitions for docs/transitions.md."""
    from skill.dialogue.transition_table import drawing

    click.echo(drawing())


@main.command()
def check() -> None:
    """Check content/ and report every problem at once: file, key, what to do."""
    from skill.alexa.publishing.content_check import check_content
    from skill.content.catalog import load_catalog
    from skill.content.locales import unknown_to_alexa
    from skill.content.sources import due, reading_list
    from skill.review.standings import signature_lines

    folder = from_environment().content
    click.echo(f"content/ is whole: {check_content(folder)}")
    catalog = load_catalog(folder, wording=False)
    sources = catalog[None].sources
    told = [*unknown_to_alexa(catalog.published()), *signature_lines(catalog, folder, today())]
    for line in (*told, *reading_list(sources, due(sources, today()))):
        click.echo(line)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="Of these lines only one day's, such as 2026-11-29; UTC."
)
@click.option("--slow", type=click.FloatRange(min=0), default=1000, show_default=True, help="Milliseconds.")
@click.pass_context
def logs(ctx: click.Context, *, files: tuple[str, ...], day: datetime | None, slow: float) -> None:
    """Sum up the log in FILES or standard input: requests, refusals, errors, outcomes, starts."""
    from skill.dialogue.outcomes import OUTCOMES
    from skill.monitoring.log_summary import LogSummary
    from skill.monitoring.log_table import table

    summary = LogSummary(OUTCOMES, f"{day:%Y-%m-%d}" if day else "", slow)
    for name in files or ("-",):
        try:
            with _log_file(name) as lines:
                for line in lines:
                    summary.add(line.decode("utf-8", "replace"))
        except (OSError, EOFError, zlib.error) as error:
            click.echo(f"{name}: not read to its end: {type(error).__name__}", err=True)
    for row in table(summary):
        click.echo(row)
    ctx.exit(0 if summary.lines else 1)


@main.command()
@click.argument("url")
@click.pass_context
def doctor(ctx: click.Context, *, url: str) -> None:
    """Check the server at URL, and say what to do about each problem.

    On the server itself, http://127.0.0.1:8000 shows more; SKILL_DATABASE, if it is set, is tried with a record.
    """
    from skill import __version__
    from skill.content.files import read as read_files
    from skill.content.version import version_of
    from skill.doctor.asking import place_of
    from skill.doctor.examination import examine
    from skill.doctor.findings import report
    from skill.doctor.server import Checkout

    settings, place = from_environment(), place_of(url)
    here = Checkout(__version__, version_of(read_files(settings.content)))
    findings = []
    for found in examine(place, here, roots=settings.roots, database=settings.database):
        findings.append(found)
        for line in report([found]):
            click.echo(line)
    ctx.exit(1 if any(found.state == "SICK" for found in findings) else 0)


def _log_file(name: str) -> AbstractContextManager[Iterable[bytes]]:
    """Open a log file, which may be compressed."""
    if name.endswith(".gz"):
        return gzip.open(name)
    return click.open_file(name, "rb")
