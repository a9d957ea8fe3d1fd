"""`python -m skill package`: reads files and settings, and writes build/skill-package/."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.errors import ContentError
from skill.settings import ROOT, addresses, from_environment
from skill.today import today

if TYPE_CHECKING:
    from skill.settings import Addresses, Settings


@click.command()
@click.option("--can-fulfil", is_flag=True, help="Let Alexa ask what it could answer to those who don't name it.")
@click.option("--name-free", is_flag=True, help="Add the phrases that need no name: for a skill that is live already.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "build", help="Not build/.")
def package(*, can_fulfil: bool, name_free: bool, into: Path) -> None:
    """Build build/skill-package/ for ask-cli from content/, interaction_models/, icons/ and the environment."""
    from skill.alexa.publishing.package import write  # noqa: PLC0415 - as in skill/cli.py, so that --help stays quick

    built = packed(addresses(), from_environment(), can_fulfil=can_fulfil, name_free=name_free)
    write(built, into)
    click.echo(f"{len(built)} files written; where ask-resources.json is, run `ask deploy`")


def packed(
    where: Addresses, settings: Settings, *, can_fulfil: bool = False, name_free: bool = False
) -> dict[str, bytes]:
    """Return every file of the package by its path.

    Raises:
        ContentError: content/ has problems, or a source in it has expired.
        SettingsError: Amazon would refuse an address.

    """
    from skill.alexa.publishing.package import package as pack  # noqa: PLC0415
    from skill.content.catalog import load_catalog  # noqa: PLC0415
    from skill.content.files import read  # noqa: PLC0415
    from skill.content.sources import expired  # noqa: PLC0415

    load_catalog(settings.content)  # raises if content has problems
    files = read(settings.content)
    if old := expired(files.sources, today()):
        raise ContentError("\n".join([*old, "nothing was packed: what rests on these may not be true any more"]))
    models = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in settings.models.glob("*.json")}
    icons = {int(path.stem): path.read_bytes() for path in settings.icons.glob("[0-9]*.png")}
    return pack(files, models, icons, where, can_fulfil=can_fulfil, name_free=name_free)
