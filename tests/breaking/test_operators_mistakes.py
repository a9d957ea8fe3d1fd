"""Mistakes of an operator: settings with white space, a database that is no file, orders that make no sense."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner
from the_skill import models, take_loaded
from transcripts import recognizer_of

from simulator.cli import main as simulator
from simulator.commands.loading import Loaded
from simulator.device import Device
from simulator.device_state import DeviceState
from simulator.envelopes import Session
from simulator.web import create_app
from skill.cli import main
from skill.errors import SettingsError
from skill.settings import Settings, addresses, from_environment
from skill.storage.opening import open_profiles
from skill.stretching.profile import Profile
from tests.simulator.fake_skill import RECOGNIZER, TWO_AT_NIGHT, FakeSkill
from tests.storage.visitors import ONE, someone


def test_white_space_around_a_setting_is_no_part_of_it():
    given = from_environment({"ALEXA_SKILL_ID": " amzn1.ask.skill.x\n", "SKILL_DATABASE": " "})
    assert (given.skill_id, given.database) == ("amzn1.ask.skill.x", None)


@pytest.mark.parametrize(
    "url", ["https://x.example/?page=1", "https://x.example/#top", "https://x.ex ample", "https://é"]
)
def test_uncallable_address_is_not_packed(url):
    with pytest.raises(SettingsError, match="SKILL_URL"):
        addresses({"SKILL_URL": url, "SKILL_TERMS_URL": "https://x.example/terms?v=2"})
    given = addresses({"SKILL_URL": "https://x.example/ \n", "SKILL_TERMS_URL": "https://x.example/terms?v=2"})
    assert given.endpoint == "https://x.example/alexa"


def test_unusable_database_is_left_alone_and_stores_nothing(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    pipe.chmod(0o666)
    profiles = open_profiles(str(pipe), tmp_path / "unused.db")
    assert profiles.load(someone()) == Profile()
    assert pipe.stat().st_mode & 0o777 == 0o666
    profiles.close()


@pytest.mark.parametrize(
    ("program", "order", "words"),
    [
        (main, ["forget", " "], "USER is empty"),
        (simulator, ["run", "--port", "-1"], "not in the range"),
        (simulator, ["run", "--port", "99999"], "not in the range"),
    ],
)
def test_invalid_option_is_refused_in_one_line(program, order, words):
    refused = CliRunner().invoke(program, order)
    assert refused.exit_code == 2
    assert words in refused.output


@pytest.fixture
def one_recognizer(monkeypatch):
    """The recognizer that other tests share: to make another takes seconds."""
    monkeypatch.setattr(Loaded, "recognizer", lambda _: recognizer_of("en-GB"))


def test_binary_file_of_sentences_counts_as_empty(tmp_path, one_recognizer):
    file = Path(tmp_path, "sentences")
    file.write_bytes(b"stop\n\xff\xfe\x00\n")
    heard = CliRunner().invoke(simulator, ["hear", "--file", str(file)])
    assert heard.exit_code == 0
    assert "AMAZON.StopIntent" in heard.output
    assert "AMAZON.FallbackIntent" in heard.output


def test_bytes_that_are_no_text_do_not_end_a_talk(one_recognizer):
    ended = CliRunner().invoke(simulator, ["talk", "--fast"], input=b"open leg cramp helper\n\xff\xfe\nstop\n")
    assert ended.exit_code == 0
    assert "Goodbye" in ended.output


def test_device_given_an_unheard_session_can_be_spoken_to_late():
    device = Device(FakeSkill().invoke, RECOGNIZER, locale="en-GB", now=TWO_AT_NIGHT, user_id="u", device_id="d")
    device.state = DeviceState(TWO_AT_NIGHT, Session(new=False))
    assert device.say("stop", after=600).response


@pytest.fixture
def content_once(monkeypatch):
    """The content that is loaded already, and its models."""
    take_loaded(monkeypatch)
    monkeypatch.setattr("skill.alexa.publishing.interaction_model.interaction_models", lambda _: models())


def test_garbled_interaction_model_is_named_with_the_remedy(tmp_path, monkeypatch, content_once):
    (tmp_path / "en.json").write_bytes(b"<<<<<<< HEAD\xff")
    garbled = Settings(models=tmp_path, simulator=True)
    monkeypatch.setattr("skill.cli.from_environment", lambda: garbled)
    monkeypatch.setattr("simulator.commands.loading.from_environment", lambda: garbled)
    for program, order in ((simulator, ["hear", "stop"]), (simulator, ["talk"]), (main, ["models", "--check"])):
        refused = CliRunner().invoke(program, order)
        assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
        assert "make models" in refused.output
    with pytest.raises(SettingsError, match="make models"):
        create_app(garbled)


def test_deleting_an_unknown_user_reports_nothing_deleted(tmp_path):
    where = {"SKILL_DATABASE": str(tmp_path / "people.db")}
    profiles = open_profiles(where["SKILL_DATABASE"], tmp_path / "unused.db")
    profiles.save(someone(), Profile(), Profile(disclaimer_given=True))
    profiles.close()
    told = [CliRunner().invoke(main, ["forget", user], env=where).output for user in (f"{ONE}x", f" {ONE}", ONE)]
    assert [line.split()[0] for line in told] == ["nothing", "deleted", "nothing"]
