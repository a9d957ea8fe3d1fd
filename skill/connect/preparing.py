"""What has to be known before anything is sent: the hosting, the package, and with whom and what it is done."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click
from certifi import where

from skill import __version__
from skill.alexa.publishing.package import FOLDER, write
from skill.connect.amazon import Amazon
from skill.connect.ask_cli import VENDOR_OF_PROFILE
from skill.connect.entrance import Entrance
from skill.connect.find_skill import checked_id
from skill.connect.hosting import FUNCTION, NEW, OWN_HOST, TRUSTED, TUNNEL, Hosting, find_hosting
from skill.connect.importing import Polling
from skill.connect.look import certificate_type
from skill.connect.sentences import sentences
from skill.connect.smapi import pool
from skill.connect.state import Kept
from skill.connect.steps import Task, Tools, connect
from skill.connect.trouble import AGAIN, ConnectError
from skill.content.files import read
from skill.content.version import version_of
from skill.doctor.asking import place_of
from skill.doctor.examination import examine
from skill.doctor.server import Checkout
from skill.errors import SettingsError
from skill.packing import packed
from skill.settings import ROOT, from_environment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from skill.connect.person import Person
    from skill.connect.sentences import Sentence
    from skill.doctor.asking import Place
    from skill.doctor.findings import Finding
    from skill.settings import Settings

BUILD = ROOT / "build"
ENV_FILE = ROOT / ".env"
INTRODUCTION = """\
This brings the skill of this checkout to the Echos of your Amazon developer account. It signs in, looks at your server,
packs and sends the skill, waits until Amazon has built it, and enables it for testing.
It takes some ten minutes, most of them Amazon's. Run again, it goes on where it ended, and makes no second skill.
You need a developer account (https://developer.amazon.com, free), and a host, a tunnel or a Lambda function.
"""


@dataclass(frozen=True)
class Options:
    """What the command is told."""

    own_host: str | None = None
    tunnel: str | None = None
    function: str | None = None
    pages: str = ""
    locale: str = ""
    skill_id: str = ""
    new: bool = False
    vendor: str = ""
    by: str = "auto"
    profile: str = "default"
    paste: bool = False
    env_file: Path | None = None
    anew: bool = False
    unchecked: bool = False
    minutes: float = 15
    dry_run: bool = False


def run(options: Options, environ: Mapping[str, str], person: Person, say: Callable[[str], None]) -> None:
    """Connect as the options say.

    Raises:
        ConnectError: it can't go on; what was done is said, and is kept for the next run.
        ContentError: content/ has problems, and nothing was sent.

    """
    say(INTRODUCTION)
    settings = from_environment({**environ, "SKILL_ENVIRONMENT": "development"})
    roots, dry = settings.roots or where(), options.dry_run
    kept = Kept(BUILD, options.profile, writing=not dry)
    hosting = _hosting(options, environ, kept, person)
    place = _place(hosting)
    certificate = environ.get("SKILL_CERTIFICATE") or (TRUSTED if dry else certificate_type(hosting, place, roots))
    task = _task(options, environ, hosting, packed(hosting.addresses(environ, certificate), settings))
    say("1  Signing in")
    connections = pool(roots, environ)
    entrance = Entrance(environ, connections, person, say, options.profile, options.by, dry=dry, paste=options.paste)
    task = _for_vendor(task, by_ask_cli=entrance.is_by_ask_cli, given=options.vendor)
    amazon = Amazon(entrance.transport())
    if not dry:
        _write(task.built)

    def look() -> Iterable[Finding]:
        return examine(place, checkout(settings), roots=roots) if place else ()

    def say_these() -> list[Sentence]:
        return sentences(settings.content, options.locale or task.locales[0])

    try:
        connect(task, Tools(amazon, kept, person, say, look, say_these, Polling(options.minutes * 60)))
    except (ConnectError, click.Abort, KeyboardInterrupt):
        if standing := kept.standing():
            say(f"So far: {standing}.")
        raise


def _write(built: Mapping[str, bytes]) -> None:
    """Put the package into build/ too, where ask-cli and people look for it."""
    try:
        write(built, BUILD)
    except OSError as error:
        raise ConnectError(
            f"{BUILD} can't be written: {error.strerror}. Nothing was sent.\n"
            f"What to do: look at the disk and the rights, and {AGAIN}."
        ) from error


def checkout(settings: Settings) -> Checkout:
    """Return what the code and the content are here, for the doctor to compare."""
    return Checkout(__version__, version_of(read(settings.content)))


def _hosting(options: Options, environ: Mapping[str, str], kept: Kept, person: Person) -> Hosting:
    given = {OWN_HOST: options.own_host, TUNNEL: options.tunnel, FUNCTION: options.function}
    hosting = find_hosting(given, options.pages, environ, kept.state, person)
    if hosting.kind == FUNCTION and not (kept.state.skill_id or options.skill_id):
        # a function lets in the skill that it was made for, so it can't be older than the skill
        return Hosting(FUNCTION, NEW, hosting.pages)
    return hosting


def _place(hosting: Hosting) -> Place | None:
    """Return where the server is; None if a function serves the skill."""
    if not hosting.has_server:
        return None
    try:
        return place_of(hosting.address)
    except SettingsError as error:
        raise ConnectError(
            f"The server's address can't be used: {error}.\nWhat to do: name another, and {AGAIN}."
        ) from error


def _task(options: Options, environ: Mapping[str, str], hosting: Hosting, built: Mapping[str, bytes]) -> Task:
    told = json.loads(built[f"{FOLDER}/skill.json"])["manifest"]["publishingInformation"]["locales"]
    if options.locale and options.locale not in told:
        raise ConnectError(
            f"The skill is not offered in {options.locale}.\nWhat to do: --locale is one of {', '.join(told)}."
        )
    return Task(
        hosting=hosting,
        built=built,
        locales=tuple(told),
        names=frozenset(page["name"] for page in told.values()),
        skill_id=checked_id(options.skill_id),
        vendor=options.vendor or environ.get("ASK_VENDOR_ID", ""),
        new=options.new,
        env_file=options.env_file or (ENV_FILE if ENV_FILE.is_file() else None),
        anew=options.anew,
        unchecked=options.unchecked,
        dry=options.dry_run,
    )


def _for_vendor(task: Task, *, by_ask_cli: bool, given: str) -> Task:
    """Return the task for the vendor of ask-cli's profile, if ask-cli makes the calls."""
    if not by_ask_cli:
        return task
    if given:
        raise ConnectError(
            "ask-cli's profile says which vendor it is.\n"
            f"What to do: leave out --vendor, or add --by smapi; then {AGAIN}."
        )
    return replace(task, vendor=VENDOR_OF_PROFILE)
