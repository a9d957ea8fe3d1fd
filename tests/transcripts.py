"""Conversations as plain text: replayed against the skill through the simulated Echo, and written back as they went.

A scene with `holds=all` tells a routine hold by hold. The others fold it after the first ones.
`python tests/transcripts.py --accept [FILES]` rewrites the files; the diff is then to be read.
"""

import json
import logging
import re
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from simulator.device import Device  # noqa: E402
from simulator.exchange import SILENCE, Exchange  # noqa: E402
from simulator.fake_reminders import SCOPE  # noqa: E402
from simulator.recognizer.recognizer import Recognizer  # noqa: E402
from simulator.ringing import RINGS, rung  # noqa: E402
from simulator.saved import SESSION_END, heard_lines  # noqa: E402
from skill.errors import ContentError  # noqa: E402

CONVERSATIONS = ROOT / "tests" / "conversations"
_YOU = re.compile(r"you(?: \((\d+(?:\.\d+)?) s in\))?: +(.+)")
_SETTING = re.compile(r"@ (en-[A-Z]{2}) (\S+)((?: \w+=\S+)*)")
_LATER = re.compile(r"@ \+(\d+) (min|h|d)")
_USER = "amzn1.ask.account.TRANSCRIPT"
_SPANS = {"min": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_KEPT = ("#", "@")
_HEARD = ("alexa", "       ", SESSION_END, RINGS)

Invoke = Callable[[dict[str, Any]], dict[str, Any]]
ModelFor = Callable[[str], dict[str, Any] | Recognizer]


def built_model() -> dict[str, Any]:
    """Read the interaction model of English."""
    model: dict[str, Any] = json.loads((ROOT / "interaction_models" / "en.json").read_text(encoding="utf-8"))
    return model


def recognizer_of(_locale: str) -> Recognizer:
    """Return what hears a locale: all share one."""
    from the_skill import recognizer  # noqa: PLC0415 - the runner's own tests need no skill

    return recognizer()


def invoke_the_skill() -> Invoke:
    """Make the skill from content/, with a memory of its own."""
    from the_skill import TheSkill  # noqa: PLC0415 - the runner's own tests need no skill

    return TheSkill()


class Replay:
    """One conversation, as it goes this time: `text`, and the device's `faults`."""

    def __init__(self, invoke_factory: Callable[[], Invoke], model_for: ModelFor) -> None:
        self._invoke, self._model_for = invoke_factory(), model_for
        self._device: Device | None = None
        self._lines: list[str] = []
        self._whole = False
        self.records: list[dict[str, Any]] = []

    @property
    def text(self) -> str:
        return "\n".join(self._lines) + "\n"

    @property
    def faults(self) -> list[str]:
        return self._device.faults if self._device else []

    def close(self) -> None:
        """Close the skill, and copy what it has stored to `records`."""
        if hasattr(self._invoke, "close"):
            self.records = self._invoke.records()
            self._invoke.close()

    def step(self, number: int, line: str) -> None:
        """Replay one line of the file; what Alexa said last time is passed over."""
        if line.startswith(_HEARD):
            return
        self._lines.append(line)
        try:
            self._act(line)
        except ValueError as error:
            raise ValueError(f"line {number}, {line!r}: {error}") from error

    def _act(self, line: str) -> None:
        if line.startswith("@"):
            self._set_the_scene(line)
        elif line == SILENCE:
            self._hear(self._here().silence())
        elif you := _YOU.fullmatch(line):
            self._hear(self._here().say(you[2], float(you[1]) if you[1] else None))
        elif line and not line.startswith("#"):
            raise ValueError("neither said, heard, a comment nor a scene")

    def _hear(self, exchange: Exchange) -> None:
        self._lines += heard_lines(exchange, whole=self._whole)

    def _set_the_scene(self, line: str) -> None:
        later, scene = _LATER.fullmatch(line), _SETTING.fullmatch(line)
        if later:
            began = self._here().now
            self._here().advance(int(later[1]) * _SPANS[later[2]])
            for reminder in rung(self._here(), began):
                self._lines.append(reminder.said)
                self._hear(reminder)
        elif scene and not self._device:
            self._device = self._new_device(scene[1], datetime.fromisoformat(scene[2]), scene[3].split())
        else:
            raise ValueError("a scene is '@ LOCALE TIMESTAMP [key=value]' once, then '@ +20 h' (or min, or d)")

    def _new_device(self, locale: str, now: datetime, settings: list[str]) -> Device:
        given = dict(setting.split("=", 1) for setting in settings)
        rate = float(given.pop("characters_per_second", 15.0))
        zone = given.pop("timezone", "Europe/London")
        self._whole = given.pop("holds", "") == "all"
        api = getattr(self._invoke, "api", None)
        if api and (failing := given.pop("reminders", "")):
            api.failing["reminders"] = int(failing) if failing.isdigit() else failing
        if api and given.pop("permission", "") == "granted":
            api.admit(_USER, zone).scopes[SCOPE] = "GRANTED"
        if given:
            raise ValueError(f"unknown settings: {', '.join(given)}")
        return Device(
            self._invoke,
            self._model_for(locale),
            locale=locale,
            now=now,
            user_id=_USER,
            device_id="amzn1.ask.device.TRANSCRIPT",
            characters_per_second=rate,
            timezone=zone,
            api=api,
        )

    def _here(self) -> Device:
        if not self._device:
            raise ValueError("a scene must be set first: '@ LOCALE TIMESTAMP'")
        return self._device


def replay(
    text: str,
    invoke_factory: Callable[[], Invoke] = invoke_the_skill,
    model_for: ModelFor = recognizer_of,
) -> Replay:
    """Replay a conversation file from its first line to its last."""
    conversation = Replay(invoke_factory, model_for)
    try:
        for number, line in enumerate(text.splitlines(), start=1):
            conversation.step(number, line.rstrip())
    finally:
        conversation.close()
    return conversation


def render(
    text: str,
    invoke_factory: Callable[[], Invoke] = invoke_the_skill,
    model_for: ModelFor = recognizer_of,
) -> str:
    """Write a conversation file anew: the same words said to the skill, and what is heard back now."""
    return replay(text, invoke_factory, model_for).text


def accept(
    files: list[Path],
    invoke_factory: Callable[[], Invoke] = invoke_the_skill,
    model_for: ModelFor = recognizer_of,
) -> None:
    """Rewrite the files as the skill speaks now."""
    for file in files:
        conversation = replay(file.read_text(encoding="utf-8"), invoke_factory, model_for)
        file.write_text(conversation.text, encoding="utf-8")
        for fault in conversation.faults:
            sys.stdout.write(f"{file.name}: {fault}\n")


if __name__ == "__main__":
    if sys.argv[1:2] != ["--accept"]:
        sys.exit(__doc__)
    logging.disable()  # what fails in a conversation fails on purpose
    try:
        accept([Path(name) for name in sys.argv[2:]] or sorted(CONVERSATIONS.glob("*.txt")))
    except ContentError as error:
        sys.exit(f"content/ has problems; `python -m skill check` says when they are mended:\n{error}")
