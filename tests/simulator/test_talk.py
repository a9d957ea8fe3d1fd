"""A conversation in a terminal, with a scripted person and a clock that only waiting moves."""

import io
import os
from datetime import UTC, datetime

import pytest
from fake_skill import BRITAIN, FakeSkill, answer
from rich.console import Console

from simulator.talk import talk


class Terminal:
    """Reads from a script; time passes only by waiting, and Ctrl-C comes when it is due."""

    def __init__(self, *lines, interrupted_at=None):
        self.lines, self.interrupted_at = list(lines), interrupted_at
        self.seconds, self.out = 0.0, io.StringIO()
        self.console = Console(file=self.out, width=200)

    def read_line(self, prompt):
        assert prompt == "you: "
        if not self.lines:
            raise EOFError
        line = self.lines.pop(0)
        if isinstance(line, tuple):
            self.seconds += line[0]
            line = line[1]
        return line

    def wait(self, seconds):
        self.seconds += seconds
        if self.interrupted_at is not None and self.seconds >= self.interrupted_at:
            self.interrupted_at = None
            raise KeyboardInterrupt

    def talk(self, fake, **settings):
        now = datetime(2026, 11, 23, 2, tzinfo=UTC)
        wired = {"console": self.console, "read_line": self.read_line, "wait": self.wait, "clock": lambda: self.seconds}
        talk(fake.invoke, BRITAIN, locale="en-GB", now=now, **wired, **settings)
        return self.out.getvalue()


def test_a_fast_conversation_reads_like_one_and_waits_for_nothing(fake):
    terminal = Terminal("help with my leg cramp", "", "no")
    said = terminal.talk(fake, fast=True)
    heard = ["alexa: Straighten your leg.", "       [hold 10 s]", "alexa: Has it eased?"]
    again = ["alexa: And again.", "       [hold 5 s]", "alexa: Has it eased?"]
    assert said.splitlines()[1:] == [*heard, *again, "alexa: Take care.", "(the session ends)"]
    assert terminal.seconds == 0.0


def test_silences_last_as_long_as_they_say(fake):
    terminal = Terminal("help with my leg cramp")
    terminal.talk(fake)
    spoken = (len("Straighten your leg.") + len("Has it eased?")) / 15
    assert terminal.seconds == pytest.approx(10 + spoken, abs=0.01)


def test_control_c_interrupts_and_counts_from_there(fake):
    terminal = Terminal("help with my leg cramp", (30.0, "give me a moment"), interrupted_at=5.0)
    said = terminal.talk(fake)
    assert "(interrupted)" in said
    assert [request["request"]["timestamp"][-4:] for request in fake.requests] == [":00Z", ":05Z"]


def test_typing_slowly_is_not_silence(fake):
    terminal = Terminal("help with my leg cramp", (60.0, "give me a moment"))
    terminal.talk(fake)
    assert [request["request"]["type"] for request in fake.requests] == ["IntentRequest", "IntentRequest"]


def test_devices_clock_follows_the_real_one_between_sessions(fake):
    terminal = Terminal((90.0, "stop"), (3600.0, "stop"))
    terminal.talk(fake)
    assert [request["request"]["timestamp"][11:16] for request in fake.requests] == ["02:01", "03:01"]


def test_saying_nothing_until_the_session_ends_is_told(fake):
    said = Terminal("", "open leg cramp helper", "", "", "").talk(fake, fast=True)
    assert said.splitlines()[-1] == "(the session ends)"
    assert [request["request"]["type"] for request in fake.requests] == ["LaunchRequest", "SessionEndedRequest"]


def test_json_is_shown_only_when_asked_for(fake):
    assert "LaunchRequest" not in Terminal("open leg cramp helper").talk(fake, fast=True)
    assert "LaunchRequest" in Terminal("open leg cramp helper").talk(FakeSkill(), fast=True, show_json=True)


def test_alexas_objections_are_shown_at_once():
    said = Terminal("open leg cramp helper").talk(FakeSkill(LaunchRequest=answer("Well.")), fast=True)
    assert "(Alexa would object: " in said


def test_a_whisper_and_a_card_are_told():
    whisper = '<amazon:effect name="whispered">Well?</amazon:effect>'
    fake = FakeSkill(LaunchRequest=answer(whisper, card={"type": "Simple", "title": "A title"}))
    said = Terminal("open leg cramp helper").talk(fake, fast=True)
    assert "alexa (whispering): Well?" in said
    assert "(card: A title)" in said


def test_missing_voice_is_reported_by_name(fake, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "espeak-ng is not on the PATH" in Terminal().talk(fake, speak=True)


def test_a_voice_is_given_the_words_and_numbers_are_spelt(fake, monkeypatch, tmp_path):
    program = tmp_path / "espeak-ng"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/said\ncat >> {tmp_path}/said\n', encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    fake = FakeSkill(LaunchRequest=answer("Ring 999 now?"))
    Terminal("open leg cramp helper").talk(fake, speak=True)
    assert (tmp_path / "said").read_text(encoding="utf-8") == "--stdin -s 170 -a 65 -v en\nRing 9 9 9 now?"


def test_failing_voice_is_given_up_and_words_stay(fake, monkeypatch, tmp_path):
    program = tmp_path / "espeak-ng"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    said = Terminal("help with my leg cramp").talk(fake, speak=True)
    assert said.count("(no sound: CalledProcessError") == 1
    assert "alexa: Has it eased?" in said
