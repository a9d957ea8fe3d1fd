"""A conversation in a terminal: typed words in, spoken lines and countdowns out.

A line that begins with a slash is for the simulator: /help lists them.
"""

import sys
import time
from collections.abc import Callable
from datetime import datetime

from rich.console import Console

from simulator.country import Country
from simulator.device import Device
from simulator.envelopes import Json
from simulator.exchange import Exchange
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.player import Player, find_voice
from simulator.recorder import Recorder
from simulator.visit import Visit

_PROMPT = "you: "
_HOW = (
    'Say "open {name}", or anything you would ask it. An empty line says nothing; '
    "Ctrl-C interrupts while Alexa speaks; Ctrl-D leaves; /help lists commands."
)
_NO_VOICE = "espeak-ng is not on the PATH, so nothing will be heard: install it, or leave --speak out."


def talk(
    invoke: Callable[[Json], Json],
    country: Country,
    *,
    locale: str,
    now: datetime,
    fast: bool = False,
    speak: bool = False,
    show_json: bool = False,
    api: FakeAlexaApi | None = None,
    console: Console | None = None,
    read_line: Callable[[str], str] | None = None,
    echo: bool | None = None,
    recorder: Recorder | None = None,
    clock: Callable[[], float] = time.monotonic,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Talk with a skill until the end of input.

    Unless `fast`, silences last as long as they say, and the device's clock follows the real one;
    an interruption counts from Ctrl-C, and typing as at most the eight seconds for which a device listens.
    A `recorder` replaces the voice, the clock and the waiting.
    `clock` and `wait` are in seconds. `echo` repeats what was read, as a terminal does: for input from a pipe.
    """
    console = console or Console()
    read = _reader(read_line, console, echo=echo)
    visit = Visit(invoke, country, locale, now, api)
    if recorder:
        read, clock, wait = _recorded(read, recorder), recorder.clock, recorder.wait
    voice = recorder.say if recorder else find_voice(country.voice) if speak else None
    player = Player(console, fast=fast, voice=voice, clock=clock, wait=wait)
    player.line(_HOW.format(name=visit.device.called))
    if speak and not voice:
        player.line(_NO_VOICE)
    _converse(visit, player, console, read, fast=fast, show_json=show_json, clock=clock)


def _converse(
    visit: Visit,
    player: Player,
    console: Console,
    read: Callable[[str], str],
    *,
    fast: bool,
    show_json: bool,
    clock: Callable[[], float],
) -> None:
    """Answer line by line until the input ends."""
    began, interrupted = clock(), None
    while (said := _next(read)) is not None:
        elapsed = clock() - began if interrupted is None else interrupted
        if said.startswith("/"):
            visit.command(said, console, player)
        elif exchange := visit.answer(said, None if fast else elapsed):
            for reminder in visit.rung:
                player.line(reminder.said)
                player.play(reminder.spoken)
            began = clock()
            finished = _show(exchange, console, player, show_json=show_json)
            interrupted = None if finished else clock() - began
            _object(visit.device, player)


def _reader(read_line: Callable[[str], str] | None, console: Console, *, echo: bool | None) -> Callable[[str], str]:
    """Return the function that reads a line after a prompt. By default it echoes input from a pipe."""
    piped = read_line is None and not sys.stdin.isatty()
    read = read_line or input
    return _echoing(read, console) if (piped if echo is None else echo) else read


def _echoing(read_line: Callable[[str], str], console: Console) -> Callable[[str], str]:
    """Return a reader that shows each line after its prompt, as a terminal would."""

    def read(prompt: str) -> str:
        line = read_line("")
        console.print(f"{prompt}{line}", markup=False, highlight=False, soft_wrap=True)
        return line

    return read


def _recorded(read_line: Callable[[str], str], recorder: Recorder) -> Callable[[str], str]:
    """Return a reader that also records its lines."""

    def read(prompt: str) -> str:
        line = read_line(prompt)
        if not line.strip().startswith("/"):
            recorder.hear(line.strip())
        return line

    return read


def _next(read_line: Callable[[str], str]) -> str | None:
    try:
        return read_line(_PROMPT).strip()
    except (EOFError, KeyboardInterrupt):
        return None


def _show(exchange: Exchange, console: Console, player: Player, *, show_json: bool) -> bool:
    """Play an exchange. Return False if it was interrupted."""
    if show_json and exchange.request:
        console.print_json(data={"request": exchange.request, "response": exchange.response})
    if exchange.card and exchange.card.get("title"):
        player.line(f"(card: {exchange.card['title']})")
    try:
        player.play(exchange.spoken)
        finished = True
    except KeyboardInterrupt:
        player.line("(interrupted)")
        finished = False
    if exchange.ended_session:
        player.line("(the session ends)")
    return finished


def _object(device: Device, player: Player) -> None:
    for fault in device.faults:
        player.line(f"(Alexa would object: {fault})")
    device.faults.clear()
