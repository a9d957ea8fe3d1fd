"""A conversation recorded: what is said, how long nothing is, and who says it."""

import wave
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from fake_skill import BRITAIN

from simulator.cli import main
from simulator.recorder import FULL_SCALE, LISTENING_SECONDS, SAMPLES_PER_SECOND, THINKING_SECONDS, Recorder, measure
from simulator.sound import AMPLITUDES, find_program
from simulator.spoken import Spoken
from simulator.talk import talk


@pytest.fixture
def recorder():
    return Recorder(find_program(), "en")


def recorded(fake, recorder, *lines):
    """Record a conversation, and return what is measured in it."""
    left = [*lines]

    def read_line(_prompt):
        if not left:
            raise EOFError
        return left.pop(0)

    now = datetime(2026, 11, 23, 2, tzinfo=UTC)
    talk(fake.invoke, BRITAIN, locale="en-GB", now=now, read_line=read_line, recorder=recorder)
    return measure(recorder.samples)


def test_a_hold_is_as_long_in_the_recording_as_it_is_sent(fake, recorder):
    found = recorded(fake, recorder, "help with my leg cramp")
    holds = [length for _, length in found.silences if length > 2 * THINKING_SECONDS]
    assert holds == [pytest.approx(10.0, abs=0.05)]


def test_recording_is_silent_while_alexa_listens(fake, recorder):
    found = recorded(fake, recorder, "help with my leg cramp", "")
    listening = [length for _, length in found.silences if length == pytest.approx(LISTENING_SECONDS, abs=0.05)]
    assert len(listening) == 1


def test_a_line_for_the_simulator_is_not_recorded(fake, recorder):
    assert recorded(fake, recorder, "/why").seconds == 0


def test_the_person_has_another_voice_than_alexa(recorder):
    other = Recorder(find_program(), "en")
    recorder.say(Spoken("Has it eased?"))
    other.hear("Has it eased?")
    assert recorder.samples != other.samples[round(SAMPLES_PER_SECOND * THINKING_SECONDS) :]


def test_a_whisper_is_heard_as_one():
    aloud, whispered = Recorder(find_program(), "en"), Recorder(find_program(), "en")
    aloud.say(Spoken("Has it eased?"))
    whispered.say(Spoken("Has it eased?", whispered=True))
    assert aloud.samples != whispered.samples


def test_slow_words_take_longer(recorder):
    recorder.say(Spoken("Hold it there, and breathe."))
    usual = recorder.clock()
    recorder.say(Spoken("Hold it there, and breathe.", rate=70))
    assert recorder.clock() - usual > 1.2 * usual


def test_levels_are_below_full_scale_and_silence_has_none(recorder):
    recorder.wait(1)
    assert measure(recorder.samples).peak == float("-inf")
    recorder.say(Spoken("Well?"))
    found = measure(recorder.samples)
    assert -40 < found.mean < found.peak <= 0
    assert found.silences == ((0.0, pytest.approx(1.0, abs=0.01)),)


def test_record_writes_a_file_and_remembers_its_visit(tmp_path):
    path = tmp_path / "night.wav"
    said = "open leg cramp helper\nstop\nopen leg cramp helper\nstop\n"
    result = CliRunner().invoke(main, ["talk", "--record", str(path)], input=said)
    assert result.exit_code == 0
    assert result.output.count("Back again?") == 1
    assert f"{path}: " in result.output
    with wave.open(str(path)) as written:
        assert written.getnframes() / written.getframerate() > 10


def test_recording_is_not_mixed_with_another_way_of_playing(tmp_path):
    for flag in ("--fast", "--speak"):
        result = CliRunner().invoke(main, ["talk", "--record", str(tmp_path / "night.wav"), flag])
        assert result.exit_code == 2
        assert "leave --fast and --speak out" in result.output


def test_missing_espeak_is_reported_and_records_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = CliRunner().invoke(main, ["talk", "--record", str(tmp_path / "night.wav")])
    assert result.exit_code == 1
    assert "espeak-ng is not on the PATH" in result.output


def test_no_volume_is_cut_off_at_full_scale(recorder):
    loudest = max(AMPLITUDES, key=AMPLITUDES.get)
    recorder.say(Spoken("Straighten your leg, and gently pull your toes up.", volume=loudest))
    assert FULL_SCALE / 10 < max(map(abs, recorder.samples)) < FULL_SCALE
