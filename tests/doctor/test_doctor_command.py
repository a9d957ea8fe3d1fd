"""`python -m skill doctor`: what it prints, how it ends, and the addresses and stores that it takes."""

import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner
from clinic import serving

from bench.product import PEOPLE
from skill.cli import main
from skill.doctor.asking import Place, place_of
from skill.doctor.surroundings import PROBE, store_findings
from skill.errors import SettingsError
from skill.storage.opening import open_profiles
from skill.stretching.profile import Profile


def doctor(*order, **environment):
    return CliRunner().invoke(main, ["doctor", *order], env=environment)


def test_command_prints_a_line_per_check_and_each_remedy(product, network):
    with serving(product()) as port:
        done = doctor(f"http://127.0.0.1:{port}")
    lines = done.output.splitlines()
    assert done.exit_code == 1  # Amazon can't be reached
    assert f"ok    address      somebody listens at 127.0.0.1, port {port}" in lines
    assert "ok    webhook      2 forgeries got their 400" in lines
    sick = lines.index(next(line for line in lines if line.startswith("SICK")))
    assert lines[sick].startswith("SICK  s3 ")
    assert lines[sick + 1].strip().startswith("→ open the way")


def test_an_address_is_taken_as_people_write_it():
    assert place_of("skill.example.com") == Place("skill.example.com", 443, secure=True)
    assert place_of("https://skill.example.com/alexa") == Place("skill.example.com", 443, secure=True)
    assert place_of("http://127.0.0.1:8000/") == Place("127.0.0.1", 8000, secure=False)
    assert place_of("https://[::1]:8443") == Place("::1", 8443, secure=True)


def test_invalid_server_address_is_refused_in_a_sentence():
    parts = ("https://a.example/b", "https://a:99999", "https://[", f"https://{'a' * 70}.example")
    for url in ("", "ftp://skill.example.com", "https://", *parts):
        with pytest.raises(SettingsError, match="URL"):
            place_of(url)
        refused = doctor(url)
        assert refused.exit_code != 0, url
        assert "Traceback" not in refused.output, url


def test_a_store_takes_a_record_and_is_left_as_it_was(tmp_path):
    file = tmp_path / PEOPLE
    profiles = open_profiles(str(file), file)
    profiles.save("somebody", Profile(), Profile(whisper=True))
    profiles.close()
    (found,) = store_findings(str(file))
    assert found.state == "ok"
    with closing(sqlite3.connect(file)) as kept:
        keys = [key for (key,) in kept.execute("SELECT key FROM people")]
    assert keys == ["somebody"]
    assert PROBE not in keys


def test_a_store_that_takes_no_record_is_sick(tmp_path):
    file = tmp_path / PEOPLE
    file.write_bytes(b"")
    with closing(sqlite3.connect(file)) as locked:
        locked.execute("BEGIN EXCLUSIVE")
        (found,) = store_findings(str(file))
    assert (found.state, "disk" in found.do) == ("SICK", True)


def test_a_store_without_a_file_is_not_made(tmp_path):
    (found,) = store_findings(str(tmp_path / PEOPLE))
    assert found.state == "?"
    assert not (tmp_path / PEOPLE).exists()
    assert store_findings(None) == []
