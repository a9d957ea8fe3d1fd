"""`python -m skill review` and `sign`: the page that a health professional reads, and its signature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from skill.content.signatures import FOLDER, ROLES
from skill.errors import ContentError
from skill.settings import ROOT, from_environment
from skill.today import today

if TYPE_CHECKING:
    from skill.review.page import Reading


@click.command()
@click.argument("country", metavar="COUNTRY")
@click.option("--role", type=click.Choice(ROLES), help="Put what changed since the last signature of a role on top.")
@click.option("--into", type=click.Path(file_okay=False, path_type=Path), default=ROOT / "build", help="Not build/.")
def review(*, country: str, role: str | None, into: Path) -> None:
    """Write a page of all that is said in COUNTRY, such as en-GB, with what changed since it was signed on top."""
    from skill.review.page import page, told  # noqa: PLC0415 - as in skill/cli.py, so that --help stays quick

    reading = _read(country, role)
    path = into / f"review-{country}.html"
    into.mkdir(parents=True, exist_ok=True)
    path.write_text(page(reading, today()), encoding="utf-8")
    click.echo(f"{path}: {len(reading.entries)} entries. {told(reading.standing)}")


@click.command()
@click.argument("country", metavar="COUNTRY")
@click.option("--role", type=click.Choice(ROLES), required=True, help="What whoever has read the page is.")
@click.option("--code", required=True, help="The code on the page that was read.")
def sign(*, country: str, role: str, code: str) -> None:
    """Keep that a health professional has read the page of COUNTRY: their role, the day, and what was said then."""
    from msgspec import convert  # noqa: PLC0415

    from skill.content.signatures import Signature, code_of, digests_of, hash_of, text_of  # noqa: PLC0415

    said = digests_of(_read(country, None).entries)
    if code.strip().lower() != code_of(said):
        raise ContentError(
            f"the words have changed since that page was written, or the code is mistyped: "
            f"run `python -m skill review {country}`, have it read, and give the code at its foot"
        )
    told = {"role": role, "date": today(), "content": hash_of(said), "said": said}
    signature = convert(told, Signature)
    path = from_environment().content / FOLDER / country / signature.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text_of(country, signature), encoding="utf-8")
    click.echo(f"{path}: signed. Keep the page that was signed by hand: it bears the same code")


def _read(country: str, role: str | None) -> Reading:
    """Read and check the content, and compare a country's words with its last signature.

    Raises:
        ContentError: there is no such country, or something is wrong with the content or a signature.

    """
    from skill.content.catalog import load_catalog, standing_in  # noqa: PLC0415
    from skill.content.entries import entries_of  # noqa: PLC0415
    from skill.content.signatures import read_signatures  # noqa: PLC0415
    from skill.content.sources import due  # noqa: PLC0415
    from skill.review.page import Reading  # noqa: PLC0415

    folder = from_environment().content
    catalog = load_catalog(folder)
    if country not in catalog.by_locale:
        raise ContentError(f"countries/{country}.toml: missing; there are {', '.join(catalog.by_locale)}")
    content = catalog[country]
    signatures = read_signatures(folder, catalog.by_locale)
    if signatures.problems:
        raise ContentError("\n".join(signatures.problems))
    entries = entries_of(content)
    named = {entry.name.removeprefix("sources/") for entry in entries if entry.section == "sources"}
    old = due({key: source for key, source in content.sources.items() if key in named}, today())
    return Reading(content, entries, standing_in(content, signatures, role), catalog.version.content, tuple(old))
