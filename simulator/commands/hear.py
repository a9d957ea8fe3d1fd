"""`python -m simulator hear`: what a sentence is heard and understood as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands.loading import Loaded, locale_option

if TYPE_CHECKING:
    from simulator.recognizer.recognizer import Recognizer
    from skill.understanding.meaning import Understanding


@click.command()
@click.argument("sentence", required=False)
@locale_option
@click.option("--file", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A sentence a line.")
def hear(*, sentence: str | None, locale: str | None, path: Path | None) -> None:
    """Print how a sentence is heard and understood, how surely, and what came second. Alexa may hear otherwise.

    From "intent" on stands what the simulator hears instead of Alexa, and from "meant" on what the skill makes of the
    words if Alexa hears no intent of ours and passes them on.
    """
    if bool(sentence) == bool(path):
        raise click.UsageError("give a sentence, or --file with one sentence a line")
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path else [sentence or ""]
    loaded = Loaded(locale)
    recognizer, understanding = loaded.recognizer(), loaded.understanding()
    rows = ((*_row(recognizer, line), *_meant(understanding, line)) for line in lines if line.strip())
    table = [("said", "intent", "slots", "score", "runner-up", "meant", "sure", "second", "because of"), *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _meant(understanding: Understanding, said: str) -> tuple[str, ...]:
    meaning = understanding.understand(said)
    about = meaning.command or "/".join(filter(None, (meaning.question, meaning.choice)))
    near = f"near {' or '.join(meaning.near)}" if meaning.near else ""
    return f"{meaning.kind}: {about or near}", f"{meaning.confidence:.2f}", meaning.second, meaning.why


def _row(recognizer: Recognizer, said: str) -> tuple[str, ...]:
    recognized = recognizer.recognize(said)
    slots = ", ".join(f"{name}: {slot.value} → {slot.id or 'not listed'}" for name, slot in recognized.slots.items())
    other = f"{recognized.runner_up[0]} {recognized.runner_up[1]:.2f}" if recognized.runner_up else ""
    return said, recognized.intent, slots, f"{recognized.score:.2f}", other
