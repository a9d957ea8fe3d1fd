"""`python -m simulator talk`: a conversation in the terminal."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands.loading import Loaded, locale_option

if TYPE_CHECKING:
    from simulator.recorder import Recorder


@click.command()
@locale_option
@click.option("--fast", is_flag=True, help="Skip the waiting.")
@click.option("--speak", is_flag=True, help="Say it aloud with espeak-ng, if that is installed.")
@click.option("--json", "show_json", is_flag=True, help="Show the requests and responses.")
@click.option(
    "--record", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write it as a WAV file."
)
def talk(*, locale: str | None, fast: bool, speak: bool, show_json: bool, record: Path | None) -> None:
    """Type what you would say, read what it says."""
    from simulator.fake_alexa_api import FakeAlexaApi
    from simulator.recorder import measure
    from simulator.talk import talk as converse
    from skill.storage.opening import temporary_profiles

    if record and (fast or speak):
        raise click.UsageError("--record takes as long as it takes to make the sound: leave --fast and --speak out")
    loaded = Loaded(locale)
    recorder = _recorder(loaded.content.voice) if record else None
    now = datetime.now(UTC).replace(microsecond=0)
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    with FakeAlexaApi() as api, temporary_profiles() as profiles:
        converse(
            loaded.skill(profiles),
            loaded.country(),
            locale=loaded.locale,
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


def _recorder(voice: str) -> Recorder:
    from simulator.recorder import Recorder
    from simulator.sound import find_program

    program = find_program()
    if not program:
        raise click.ClickException("espeak-ng is not on the PATH, so nothing can be recorded: install it")
    return Recorder(program, voice)
