"""`python -m simulator …`: the practice page, a conversation in the terminal, and what a sentence is understood as."""

from __future__ import annotations

import logging
import sys
import tomllib
from contextlib import closing
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource
from click.shell_completion import get_completion_class

from skill.command_group import CommandGroup
from skill.settings import ROOT, Settings, from_environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.asked.scenes import Stage
    from simulator.recognizer.recognizer import Recognizer
    from simulator.recorder import Recorder
    from skill.storage.profiles import Profiles
    from skill.understanding.meaning import Understanding

COMPLETE_VARIABLE = "_SIMULATOR_COMPLETE"
HERE = ("127.0.0.1", "localhost", "::1")
EVERY_ADDRESS = "0.0.0.0"


def _version() -> str:
    """Return the version that pyproject.toml states: a checkout is not installed."""
    project: dict[str, str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["version"]


@click.group(cls=CommandGroup)
@click.version_option(_version(), prog_name="leg cramp helper")
def main() -> None:
    """Talk to the leg cramp helper without an Echo."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=5000, show_default=True)
@click.option("--expose-simulator", is_flag=True, help="With --host: let other machines in, simulator and all.")
@click.option("--https", is_flag=True, help="Encrypt, with a certificate made for this run.")
@click.option("--phone", is_flag=True, help="Let phones in this network in, with https and a QR code of the address.")
@click.pass_context
def run(context: click.Context, *, host: str, port: int, expose_simulator: bool, https: bool, phone: bool) -> None:
    """Serve the practice page; on this machine only, unless that is said twice, or with --phone."""
    from simulator.server import listen, serve
    from simulator.web import create_app, watched

    if phone and context.get_parameter_source("host") is ParameterSource.DEFAULT:
        host = EVERY_ADDRESS
    elsewhere = host not in HERE
    if elsewhere and not (expose_simulator or phone):
        raise click.UsageError(f"{host} can be reached by other machines: add --expose-simulator if you mean it")
    with listen(host, port) as listener:  # before the application, whose loading takes longer
        settings = from_environment()
        if settings.environment == "production":
            serve(create_app(settings, exposed=elsewhere), listener, https=https, phone=phone)
        else:
            app = watched(settings, exposed=elsewhere, tell=click.echo)
            with app.watching():
                serve(app, listener, https=https, phone=phone)


@main.command()
@click.option("--locale", default="en-GB", show_default=True)
@click.option("--fast", is_flag=True, help="Skip the waiting.")
@click.option("--speak", is_flag=True, help="Say it aloud with espeak-ng, if that is installed.")
@click.option("--json", "show_json", is_flag=True, help="Show the requests and responses.")
@click.option(
    "--record", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write it as a WAV file."
)
def talk(*, locale: str, fast: bool, speak: bool, show_json: bool, record: Path | None) -> None:
    """Type what you would say, read what it says."""
    from simulator.fake_alexa_api import FakeAlexaApi
    from simulator.recorder import measure
    from simulator.talk import talk as converse
    from skill.storage.opening import temporary_profiles

    recorder = _recorder(locale) if record else None
    if recorder and (fast or speak):
        raise click.UsageError("--record takes as long as it takes to make the sound: leave --fast and --speak out")
    settings = from_environment()
    now = datetime.now(UTC).replace(microsecond=0)
    recognizer = _recognizer(settings, locale)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with FakeAlexaApi() as api, temporary_profiles() as profiles:
        converse(
            _skill(settings, profiles),
            recognizer,
            locale=locale,
            now=now,
            fast=fast,
            speak=speak,
            show_json=show_json,
            api=api,
            recorder=recorder,
        )
    if record and recorder:
        recorder.save(record)
        click.echo(f"{record}: {measure(recorder.samples)}")


@main.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(*, shell: str) -> None:
    """Print a script that defines `simulator` in a shell and completes it: eval "$(… completion bash)"."""
    kind = get_completion_class(shell)
    if not kind:
        raise click.UsageError(f"{shell} can't be completed")
    script = kind(main, {}, "simulator", COMPLETE_VARIABLE).source()
    program = f"{sys.executable} -m simulator"
    called = {"bash": " $1)", "zsh": " simulator)", "fish": " simulator)"}[shell]
    define = f"function simulator; {program} $argv; end" if shell == "fish" else f'simulator() {{ {program} "$@"; }}'
    click.echo(f"{define}\n{script.replace(called, f' {program})')}")


@main.command()
@click.argument("sentence", required=False)
@click.option("--locale", default="en-GB", show_default=True)
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A sentence a line.")
def hear(*, sentence: str | None, locale: str, path: Path | None) -> None:
    """Print how a sentence is heard and understood, how surely, and what came second. Alexa may hear otherwise."""
    if bool(sentence) == bool(path):
        raise click.UsageError("give a sentence, or --file with one sentence a line")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path else [sentence or ""]
    recognizer, understanding = _recognizer(from_environment(), locale), _understanding(from_environment(), locale)
    rows = ((*_row(recognizer, line), *_meant(understanding, line)) for line in lines if line.strip())
    table = [("said", "intent", "slots", "score", "runner-up", "meant", "sure", "second", "because of"), *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@main.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--locale", default="en-GB", show_default=True)
@click.option("--why", is_flag=True, help="Show what was heard and answered, for each sentence that is not right.")
def asked(*, path: Path, locale: str, why: bool) -> None:
    """Print how a file of sentences fares.

    Sentences, one a line: how many are understood as what. A table as in tests/asked/asked.tsv: verdicts by topic.
    """
    from simulator.asked.kinds import figures

    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    if any("\t" in line for line in lines if not line.startswith("#")):
        found = _judged(path, locale, why=why)
    else:
        found = list(figures(lines, _understanding(from_environment(), locale)))
    for line in found:
        click.echo(line)


def _judged(path: Path, locale: str, *, why: bool) -> list[str]:
    from simulator.asked.lines import read_lines
    from simulator.asked.report import report

    try:
        lines = read_lines(path)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    settings = from_environment()
    logging.disable()  # the skill's own lines would stand between
    try:
        with closing(_stage(settings, locale)) as stage:
            return list(report(lines, _recognizer(settings, locale), stage, why=why))
    finally:
        logging.disable(logging.NOTSET)


def _stage(settings: Settings, locale: str) -> Stage:
    from simulator.asked.scenes import Stage
    from simulator.language import language_in
    from skill.content.catalog import load_catalog
    from skill.content.locales import language_of

    language = language_in(settings.content, language_of(locale))
    return Stage(load_catalog(settings.content), _model(settings, locale), language, locale)


def _recorder(locale: str) -> Recorder:
    from simulator.recorder import Recorder
    from simulator.sound import find_program

    program = find_program()
    if not program:
        raise click.ClickException("espeak-ng is not on the PATH, so nothing can be recorded: install it")
    return Recorder(program, locale)


def _skill(settings: Settings, profiles: Profiles) -> Callable[[dict[str, Any]], dict[str, Any]]:
    from skill.alexa.api_client import BoundedApiClient
    from skill.alexa.skill import as_callable, create_skill
    from skill.content.catalog import load_catalog

    return as_callable(create_skill(load_catalog(settings.content), profiles, api_client=BoundedApiClient()))


def _recognizer(settings: Settings, locale: str) -> Recognizer:
    from simulator.language import language_in
    from simulator.recognizer.recognizer import Recognizer
    from simulator.recognizer.signs import SignRecognizer
    from skill.content.catalog import load_catalog
    from skill.content.locales import language_of

    language = language_in(settings.content, language_of(locale))
    signs = SignRecognizer(load_catalog(settings.content)[locale])
    return Recognizer(_model(settings, locale), language, signs=signs)


def _model(settings: Settings, locale: str) -> dict[str, Any]:
    from simulator.web import read_models
    from skill.content.catalog import load_catalog
    from skill.content.locales import language_of

    locales = load_catalog(settings.content).published()
    if locale not in locales:
        raise click.UsageError(f"there is no country {locale}: choose one of {', '.join(locales)}")
    return read_models(settings)[language_of(locale)]


def _understanding(settings: Settings, locale: str) -> Understanding:
    from skill.content.catalog import load_catalog
    from skill.understanding.meaning import Understanding

    return Understanding(load_catalog(settings.content)[locale])


def _meant(understanding: Understanding, said: str) -> tuple[str, ...]:
    meaning = understanding.understand(said)
    about = meaning.command or "/".join(filter(None, (meaning.question, meaning.choice))) or " or ".join(meaning.near)
    return f"{meaning.kind}: {about}", f"{meaning.confidence:.2f}", meaning.second, meaning.why


def _row(recognizer: Recognizer, said: str) -> tuple[str, ...]:
    recognized = recognizer.recognize(said)
    slots = ", ".join(f"{name}: {slot.value} → {slot.id or 'not listed'}" for name, slot in recognized.slots.items())
    other = f"{recognized.runner_up[0]} {recognized.runner_up[1]:.2f}" if recognized.runner_up else ""
    return said, recognized.intent, slots, f"{recognized.score:.2f}", other
