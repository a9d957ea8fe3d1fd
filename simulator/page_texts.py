"""The texts of the practice page in one language: content/en/page.toml. A key that is missing or unknown is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from simulator.language import read_shape

if TYPE_CHECKING:
    from pathlib import Path

FILE = "page.toml"
State = Literal[
    "loading", "idle", "thinking", "speaking", "holding", "listening", "quiet", "heeding", "ended", "failed"
]
"""What the Echo is doing, in the order of the page."""


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A table of texts."""


class TroubleTexts(Texts, frozen=True):
    lost: str
    too_long: str
    content_mistaken: str
    skill_failed: str
    other: str


class TranscriptTexts(Texts, frozen=True):
    you: str
    echo: str
    missed: str
    hold: str
    card: str
    silence: str
    touches: str
    ended: str


class AlarmTexts(Texts, frozen=True):
    name: str
    rule: str
    open: str
    repeat: str
    call: str
    in_emergency: str


class SetupTexts(Texts, frozen=True):
    name: str
    title: str
    chosen: str
    language: str
    screen: str
    no_screen: str
    show: str
    show_5: str
    spot: str
    time: str
    volume: str
    pace: str
    fast: str
    chosen_fast: str
    who: str
    fresh: str
    returning: str
    voiceless: str
    shortcuts: str


class ChipTexts(Texts, frozen=True):
    begin: list[str]
    """What is offered to begin with. The first opens the skill."""
    cramp: str
    stretch: str
    yes: str
    no: str
    pause: str
    resume: str
    start_over: str
    next: str
    repeat: str
    stop: str
    label: str
    label_begin: str
    label_answer: str
    more: str
    say_nothing: str


class PageTexts(Texts, frozen=True):
    title: str
    name: str
    skip: str
    echo: str
    clock: str
    tools: str
    mute: str
    mute_title: str
    talk: str
    notice: str
    notice_more: str
    screen: str
    screen_title: str
    log: str
    turns: str
    welcome: str
    again: str
    say: str
    say_something: str
    speak: str
    speak_title: str
    send: str
    close: str
    no_script: str
    states: dict[State, str]
    trouble: TroubleTexts
    transcript: TranscriptTexts
    alarm: AlarmTexts
    setup: SetupTexts
    microphone: dict[str, str]
    """By the browser's name of what is wrong."""
    chips: ChipTexts


def page_texts(folder: Path, language: str) -> PageTexts:
    """Read the texts of a language from content/.

    Raises:
        ContentError: there are none, or the file is at fault; the message says what to do.

    """
    return read_shape(folder, language, FILE, PageTexts)
