"""`python -m skill …`: run, talk, build the models, check the content. Each command is one function."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skill.errors import SkillError
from skill.packing import package
from skill.settings import DATABASE, Settings, from_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.simulator.ears import Ears

HERE = ("127.0.0.1", "localhost", "::1")


class Commands(click.Group):
    """Prints what is wrong in a line, instead of a traceback, when it is the writer's or the operator's to mend."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except SkillError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=Commands)
def main() -> None:
    """Leg cramp helper: talk to it, check its content, build its interaction models."""


main.add_command(package)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=5000, show_default=True)
@click.option("--expose-simulator", is_flag=True, help="With --host: let other machines in, simulator and all.")
def run(*, host: str, port: int, expose_simulator: bool) -> None:
    """Serve for development, with an Echo on a web page; on this machine only, unless that is said twice."""
    from skill.practice_server import listen, serve
    from skill.web import create_app

    elsewhere = host not in HERE
    if elsewhere and not expose_simulator:
        raise click.UsageError(f"{host} can be reached by other machines: add --expose-simulator if you mean it")
    with listen(host, port) as listener:  # before the application, whose loading takes longer
        serve(create_app(expose_simulator=elsewhere), listener)


@main.command()
@click.option("--locale", default="en-GB", show_default=True)
@click.option("--fast", is_flag=True, help="Skip the waiting.")
@click.option("--speak", is_flag=True, help="Say it aloud with espeak-ng, where that is installed.")
@click.option("--json", "show_json", is_flag=True, help="Show the requests and responses.")
def talk(*, locale: str, fast: bool, speak: bool, show_json: bool) -> None:
    """Type what you would say, read what it says."""
    from skill.simulator.pretend_api import PretendApi
    from skill.simulator.talk import talk as converse

    settings = from_environment()
    now = datetime.now(UTC).replace(microsecond=0)
    skill, ears = _skill(settings), _ears(settings, locale)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with PretendApi() as api:
        converse(skill, ears, locale=locale, now=now, fast=fast, speak=speak, show_json=show_json, api=api)


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a file on disk is not what content/ gives.")
def models(*, check: bool) -> None:
    """Build interaction_models/ from content/."""
    from skill.alexa.publishing.interaction_model import interaction_models

    settings = from_environment()
    stale = []
    for locale, model in interaction_models(settings.content).items():
        path = settings.models / f"{locale}.json"
        text = json.dumps(model, indent=1, ensure_ascii=False) + "\n"
        if path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text:
            continue
        stale.append(path.name)
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        raise click.ClickException(f"not what content/ gives: {', '.join(stale)}; run `make models`")
    click.echo(f"{', '.join(stale) or 'nothing'} written" if not check else "interaction_models/ is fresh")


@main.command()
@click.argument("user")
def forget(user: str) -> None:
    """Delete everything kept about USER, an Alexa user id."""
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
    """Print the conversation's table, as docs/architecture.md holds it."""
    from skill.dialogue.transition_table import drawing

    click.echo(drawing())


@main.command()
def check() -> None:
    """Check content/ and report every fault at once: file, key, what to do."""
    from skill.alexa.publishing.content_check import check_content

    click.echo(f"content/ is whole: {check_content(from_environment().content)}")


@main.command()
@click.option("--locale", default="en-GB", show_default=True)
def read(*, locale: str) -> None:
    """Print everything it can say in a locale, timed and sourced: the sheet a clinician signs."""
    from skill.content.review_document import review_document

    for line in review_document(from_environment().content, locale):
        click.echo(line)


@main.command()
@click.argument("sentence", required=False)
@click.option("--locale", default="en-GB", show_default=True)
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A sentence a line.")
def hear(*, sentence: str | None, locale: str, path: Path | None) -> None:
    """Tell how the simulator hears a sentence, or a file of them. Alexa may hear something else."""
    if bool(sentence) == bool(path):
        raise click.UsageError("give a sentence, or --file with one sentence a line")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path else [sentence or ""]
    ears = _ears(from_environment(), locale)
    table = [("said", "intent", "slots", "score", "runner-up"), *(_heard(ears, line) for line in lines if line.strip())]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@main.command()
@click.option("--locale", default="en-GB", show_default=True)
def confusions(*, locale: str) -> None:
    """List the samples that are nearer to another intent's; fail where they are too many."""
    from skill.simulator.confusion import ENOUGH, find_confusions

    finding = find_confusions(_model(from_environment(), locale))
    for found in finding.confusions:
        click.echo(f"{found.intent}: {found.sample!r} is taken for {found.taken_for}: {found.nearest!r}")
    click.echo(f"{finding.share:.1%} of {finding.samples} samples land on their own intent")
    if finding.share < ENOUGH:
        raise click.ClickException(f"at least {ENOUGH:.0%} have to: reword samples of content/, then `make models`")


def _skill(settings: Settings) -> Callable[[dict[str, Any]], dict[str, Any]]:
    from skill.alexa.api_client import BoundedApiClient
    from skill.alexa.skill import as_callable, create_skill
    from skill.content.catalog import load_catalog

    return as_callable(create_skill(load_catalog(settings.content), api_client=BoundedApiClient()))


def _model(settings: Settings, locale: str) -> dict[str, Any]:
    path = Path(settings.models) / f"{locale}.json"
    try:
        model: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise click.ClickException(f"there is no model for {locale} that can be read; run `make models`") from None
    return model


def _ears(settings: Settings, locale: str) -> Ears:
    from skill.content.catalog import load_catalog
    from skill.simulator.ears import Ears
    from skill.simulator.hearing.signs import SignEar

    return Ears(_model(settings, locale), signs=SignEar(load_catalog(settings.content)[locale]))


def _heard(ears: Ears, said: str) -> tuple[str, ...]:
    heard = ears.hear(said)
    slots = ", ".join(f"{name}: {slot.value} → {slot.id or 'not listed'}" for name, slot in heard.slots.items())
    other = f"{heard.runner_up[0]} {heard.runner_up[1]:.2f}" if heard.runner_up else ""
    return said, heard.intent, slots, f"{heard.score:.2f}", other
