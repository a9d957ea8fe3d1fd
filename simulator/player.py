"""What is heard, shown in a terminal as it happens: a line for words, a countdown for a silence, and a voice."""

import subprocess
import time
from collections.abc import Callable, Iterable

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from simulator.sound import find_program, spelled, voice_of
from simulator.spoken import SHOWN_SILENCE, Item, Silence, Spoken

_TICK = 0.1
_SLACK = 10.0
"""Seconds a voice may take beyond three times the estimate before it counts as stuck."""


def find_voice(locale: str) -> Callable[[Spoken], None] | None:
    """Find espeak-ng on the PATH; None if it isn't there. The voice returns when it has spoken."""
    program = find_program()
    if not program:
        return None
    voice = voice_of(locale)

    def say(spoken: Spoken) -> None:
        command = [program, "--stdin", "-s", "170", "-v", f"{voice}+whisper" if spoken.whispered else voice]
        limit = 3 * spoken.seconds + _SLACK
        words = spelled(spoken.words).encode()
        subprocess.run(command, input=words, stderr=subprocess.DEVNULL, timeout=limit, check=True)  # noqa: S603

    return say


class Player:
    """Plays items in real time, or all at once when `fast`."""

    def __init__(
        self,
        console: Console,
        *,
        fast: bool = False,
        voice: Callable[[Spoken], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._console, self._fast, self._voice = console, fast, voice
        self._clock, self._wait = clock, wait

    def play(self, items: Iterable[Item]) -> None:
        """Play to the end; KeyboardInterrupt goes through, and is how somebody interrupts."""
        for item in items:
            if isinstance(item, Spoken):
                self._say(item)
            elif item.seconds >= SHOWN_SILENCE:
                self._hold(item)
            else:
                self._sit_out(item.seconds)

    def _say(self, spoken: Spoken) -> None:
        self.line(f"alexa{spoken.told}: {spoken.words}")
        if not self._voice:
            self._sit_out(spoken.seconds)
            return
        try:
            self._voice(spoken)
        except (OSError, subprocess.SubprocessError) as error:
            self._voice = None
            self.line(f"(no sound: {type(error).__name__}; going on in silence)")

    def _hold(self, silence: Silence) -> None:
        self.line(f"       [hold {silence.seconds:g} s]")
        if not self._console.is_terminal:
            self._sit_out(silence.seconds)
            return
        columns = (TextColumn("      "), BarColumn(), TextColumn("{task.fields[left]:.0f} s"))
        with Progress(*columns, console=self._console, transient=True) as progress:
            task = progress.add_task("", total=silence.seconds, left=silence.seconds)
            self._sit_out(
                silence.seconds,
                lambda left: progress.update(task, completed=silence.seconds - left, left=left),
            )

    def _sit_out(self, seconds: float, tell: Callable[[float], None] = lambda _: None) -> None:
        end = self._clock() + seconds
        while not self._fast and (left := end - self._clock()) > 0:
            tell(left)
            self._wait(min(_TICK, left))

    def line(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
