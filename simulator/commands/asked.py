"""`python -m simulator asked`: how a file of sentences fares."""

from __future__ import annotations

import logging
from contextlib import closing
from pathlib import Path

import click

from simulator.commands.loading import Loaded, locale_option


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@locale_option
@click.option("--why", is_flag=True, help="Show what was heard and answered, for each sentence that is not right.")
def asked(*, path: Path, locale: str | None, why: bool) -> None:
    """Print how a file of sentences fares.

    Sentences, one a line: how many are understood as what. A table as in tests/asked/asked.tsv: verdicts by topic.
    """
    from simulator.asked.kinds import figures

    loaded, lines = Loaded(locale), path.read_text(encoding="utf-8", errors="replace").splitlines()
    is_table = any("\t" in line for line in lines if not line.startswith("#"))
    for line in _judged(path, loaded, why=why) if is_table else figures(lines, loaded.understanding()):
        click.echo(line)


def _judged(path: Path, loaded: Loaded, *, why: bool) -> list[str]:
    from simulator.asked.lines import read_lines
    from simulator.asked.report import report
    from simulator.asked.scenes import Stage

    try:
        lines = read_lines(path)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    logging.disable()  # the skill's own lines would stand between
    try:
        with closing(Stage(loaded.catalog, loaded.model(), loaded.language(), loaded.locale)) as stage:
            return list(report(lines, loaded.recognizer(), stage, why=why))
    finally:
        logging.disable(logging.NOTSET)
