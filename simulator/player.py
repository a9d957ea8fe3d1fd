"""Plays speech in a terminal: a line for words, a countdown for a silence, and a voice if there is one."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn

from simulator.sound import find_program, how, spelled, tone_wav
from simulator.spoken import SHOWN_SILENCE_SECONDS, Item, Silence, Spoken, Tone
from simulator.ssml_attributes import USUAL_RATE_PERCENT

_TICK_SECONDS = 0.1
_SLACK_SECONDS = 10.0
"""What a voice may take beyond three times the estimate before it counts as stuck."""


Voice = Callable[[Spoken | Tone], None]


def find_voice(voice: str) -> Voice | None:
    """Return a function that speaks with a voice of espeak-ng, or None if that isn't on the PATH.

    It returns when the words were spoken or the tone was played.
    """
    program = find_program()
    if not program:
        return None

    def say(spoken: Spoken | Tone) -> None:
        if isinstance(spoken, Tone):
            _play(tone_wav(spoken.seconds), spoken.seconds)
            return
        manner = how(spoken.rate / USUAL_RATE_PERCENT, spoken.volume)
        command = [program, "--stdin", *manner, "-v", f"{voice}+whisper" if spoken.whispered else voice]
        limit = 3 * spoken.seconds + _SLACK_SECONDS
        words = spelled(spoken.words).encode()
        subprocess.run(command, input=words, stderr=subprocess.DEVNULL, timeout=limit, check=True)  # noqa: S603

    return say


def _play(sound: bytes, seconds: float) -> None:
    """Play a sound with a program of this machine. Without one, wait for its length."""
    program = next(filter(None, map(shutil.which, ("paplay", "aplay", "afplay"))), None)
    if not program:
        time.sleep(seconds)
        return
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(sound)
        file.flush()
        subprocess.run([program, file.name], stderr=subprocess.DEVNULL, timeout=seconds + _SLACK_SECONDS, check=True)  # noqa: S603


class Player:
    """Plays items in real time, or all at once when `fast`."""

    def __init__(
        self,
        console: Console,
        *,
        fast: bool = False,
        voice: Voice | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._console, self._fast, self._voice = console, fast, voice
        self._clock, self._wait = clock, wait

    def play(self, items: Iterable[Item]) -> None:
        """Play to the end. KeyboardInterrupt is raised, and means that the user interrupts."""
        for item in items:
            if isinstance(item, Spoken):
                self._utter(item, f"alexa{item.told}: {item.words}")
            elif isinstance(item, Tone):
                self._utter(item, "       [tone]")
            elif item.seconds >= SHOWN_SILENCE_SECONDS:
                self._hold(item)
            else:
                self._sit_out(item.seconds)

    def _utter(self, spoken: Spoken | Tone, line: str) -> None:
        self.line(line)
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
            self._wait(min(_TICK_SECONDS, left))

    def line(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)
