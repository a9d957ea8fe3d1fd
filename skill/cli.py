"""`python -m skill …`: run, talk, build the models, check the content. Each command is one function."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from skill.errors import SkillError
from skill.settings import Settings, from_environment

if TYPE_CHECKING:
    from collections.abc import Callable

LOCALES = ("en-GB", "en-US", "en-AU", "en-CA", "en-IN")


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


@main.command()
@click.option("--port", default=5000, show_default=True)
def run(port: int) -> None:
    """Serve on 127.0.0.1 for development."""
    from skill.web import create_app

    create_app().run(host="127.0.0.1", port=port)


@main.command()
@click.option("--locale", default="en-GB", show_default=True, type=click.Choice(LOCALES))
@click.option("--fast", is_flag=True, help="Skip the waiting.")
@click.option("--speak", is_flag=True, help="Say it aloud with espeak-ng, where that is installed.")
@click.option("--json", "show_json", is_flag=True, help="Show the requests and responses.")
def talk(*, locale: str, fast: bool, speak: bool, show_json: bool) -> None:
    """Type what you would say, read what it says."""
    from skill.simulator.talk import talk as converse

    settings = from_environment()
    now = datetime.now(UTC).replace(microsecond=0)
    converse(
        _skill(settings), _model(settings, locale), locale=locale, now=now, fast=fast, speak=speak, show_json=show_json
    )


@main.command()
@click.option("--check", is_flag=True, help="Write nothing; fail if a file on disk is not what content/ gives.")
def models(*, check: bool) -> None:
    """Build interaction_models/ from content/."""
    from skill.alexa.interaction_model import interaction_models

    settings = from_environment()
    stale = []
    for locale, model in interaction_models(settings.content).items():
        path = settings.models / f"{locale}.json"
        text = json.dumps(model, indent=1, ensure_ascii=False) + "\n"
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path.name)
        if not check:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    if check and stale:
        raise click.ClickException(f"not what content/ gives: {', '.join(stale)}; run `make models`")
    click.echo(f"{', '.join(stale) or 'nothing'} written" if not check else "interaction_models/ is fresh")


@main.command()
def check() -> None:
    """Check content/ and report every fault at once: file, key, what to do."""
    from skill.library.shelf import open_shelf

    shelf = open_shelf(from_environment().content)
    click.echo(f"content/ is whole: {len(shelf.libraries)} locales")


def _skill(settings: Settings) -> Callable[[dict[str, Any]], dict[str, Any]]:
    from skill.alexa.skill import as_callable, create_skill
    from skill.library.shelf import open_shelf

    return as_callable(create_skill(open_shelf(settings.content)))


def _model(settings: Settings, locale: str) -> dict[str, Any]:
    path = Path(settings.models) / f"{locale}.json"
    try:
        model: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise click.ClickException(f"there is no model for {locale}; run `make models`") from None
    return model
