"""The same hosting by ask-cli, which makes the calls and keeps the sign-in."""

import json
import sys
from pathlib import Path

import pytest
from amazon_stand_in import VENDOR
from workstation import HOST, Somebody

STAND_IN = Path(__file__).with_name("ask_stand_in.py")


TOKENS = ("ASK_REFRESH_TOKEN", "ASK_LWA_CLIENT_ID", "ASK_LWA_CLIENT_CONFIRMATION")


@pytest.fixture
def ask(workstation, tmp_path, monkeypatch):
    """A workstation with ask-cli on the path, which nobody has signed in yet."""
    program = tmp_path / "bin" / "ask"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{STAND_IN}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    token = workstation.amazon.login.token()
    workstation.amazon.slow = 1  # each question to ask-cli is a program that is started
    for name in TOKENS:
        del workstation.environ[name]
    workstation.environ |= {"PATH": str(program.parent), "FAKE_ASK_TOKEN": token, "FAKE_ASK_VENDOR": VENDOR}
    for name, value in workstation.environ.items():
        monkeypatch.setenv(name, value)
    return workstation


@pytest.fixture
def signed_in(ask, tmp_path):
    """The same once somebody has signed in, and has connected the skill by another way."""
    known = {"token": {"access_token": ask.environ["FAKE_ASK_TOKEN"]}, "vendor_id": VENDOR}
    (tmp_path / ".ask").mkdir()
    (tmp_path / ".ask" / "cli_config").write_text(json.dumps({"profiles": {"default": known}}), "utf-8")
    by_token = ask.connect("--own-host", HOST, ASK_ACCESS_TOKEN=ask.environ["FAKE_ASK_TOKEN"])
    assert by_token.exit_code == 0
    return ask


def test_ask_cli_connects_the_skill_once_it_is_signed_in(ask):
    silent = ask.connect("--own-host", HOST)
    assert (silent.exit_code, "`ask configure --profile default`" in silent.output) == (1, True)
    output, error = ask.at_terminal(Somebody([]), own_host=HOST)
    assert error is None
    assert "ask-cli is not signed in yet" in output
    assert "signed in by ask-cli, profile default" in output
    assert ask.skill["enabled"]
    assert ask.environ["FAKE_ASK_TOKEN"] not in output
    states = json.loads((ask.build / ".ask" / "ask-states.json").read_text("utf-8"))
    assert states["profiles"]["default"]["skillId"] == ask.skill["id"]
    assert (ask.build / "skill-package" / "skill.json").is_file()


def test_ask_clis_own_file_is_kept_and_its_skill_changed(signed_in):
    ask, file = signed_in, signed_in.build / ".ask" / "ask-states.json"
    skill_id = ask.skill["id"]
    (ask.build / "connect.json").unlink()
    theirs = {"skillId": skill_id, "skillMetadata": {"lastDeployHash": "x", "lastImportId": "y"}, "other": 1}
    file.write_text(
        json.dumps({"askcliStatesVersion": "2020-03-31", "profiles": {"default": theirs, "b": {}}}), "utf-8"
    )
    assert ask.connect("--own-host", HOST).exit_code == 0
    assert len(ask.amazon.skills) == 1
    kept = json.loads(file.read_text("utf-8"))["profiles"]
    assert kept == {"default": {"skillId": skill_id, "skillMetadata": {"lastImportId": "y"}, "other": 1}, "b": {}}


def test_a_status_that_ask_cli_tells_is_explained(signed_in):
    ask = signed_in
    for status, words in ((409, "is being changed at this moment"), (500, "Amazon's")):
        ask.amazon.instead["import_skill_package_v1"] = [(status, {"message": "…"}, {})]
        done = ask.connect("--anew")
        assert (done.exit_code, words in done.output) == (1, True), done.output
        assert "Traceback" not in done.output
    ask.amazon.login.tokens.clear()
    done = ask.connect("--anew")
    assert (done.exit_code, "ask configure" in done.output) == (1, True)


def test_other_program_named_ask_is_not_used(ask):
    done = ask.connect("--own-host", HOST, FAKE_ASK_VERSION="1.7.23")
    assert (done.exit_code, "is not ask-cli 2" in done.output) == (1, True)


def test_a_dry_run_shows_ask_clis_commands(ask):
    output = ask.connect("--dry-run", "--own-host", HOST).output
    shown = [line.split("would run: ")[1].split() for line in output.splitlines() if "would run" in line]
    assert [words[1:3] for words in shown][-1] == ["smapi", "set-skill-enablement"]
    assert all(words[-3:] == ["--profile", "default", "--full-response"] for words in shown)
    assert not ask.amazon.asked


def test_without_ask_cli_it_can_be_asked_for_in_vain(workstation):
    done = workstation.connect("--own-host", HOST, "--by", "ask")
    assert (done.exit_code, "npm install --global ask-cli" in done.output) == (1, True)


def test_ask_cli_without_json_is_reported_unreadable(ask, tmp_path):
    (tmp_path / "bin" / "ask").write_text('#!/bin/sh\n[ "$1" != --version ] || echo 2.30.7\n', encoding="utf-8")
    done = ask.connect("--own-host", HOST)
    assert (done.exit_code, "can't be read" in done.output) == (1, True)
