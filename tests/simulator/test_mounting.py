"""Where the page is there, and where it must never be: by settings, by environment, by the address it is served at."""

import re
from contextlib import nullcontext

import click
import pytest
from click.testing import CliRunner
from the_skill import take_loaded, take_recognizer
from werkzeug.test import Client

from simulator.cli import main
from simulator.web import create_app
from skill.errors import SettingsError
from skill.settings import Settings, from_environment

SKILL = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"


def has_page(settings):
    app = create_app(settings)
    with app.test_client().get("/") as answer:
        return answer.status_code == 200


@pytest.fixture
def ready_made(monkeypatch):
    """The content, and what hears it, as made once for the run: each of these tests makes an application."""
    take_loaded(monkeypatch)
    take_recognizer(monkeypatch)


@pytest.fixture
def database(tmp_path):
    return str(tmp_path / "alexa.db")


def test_the_page_offers_every_country_the_main_one_first(database, ready_made, catalog):
    app = create_app(from_environment({"SKILL_DATABASE": database}))
    page = app.test_client().get("/").text
    offered = re.findall(r"<option data-numbers.*>(.*)</option>", page)
    assert offered == ["en-GB", *sorted(catalog.countries().keys() - {"en-GB"})]
    assert {"en-AU", "en-CA", "en-IN", "en-US"} <= set(offered)


@pytest.mark.parametrize(
    ("environ", "mounted"),
    [
        ({}, True),
        ({"SKILL_SIMULATOR": "0"}, False),
        ({"ALEXA_SKILL_ID": SKILL}, False),
        ({"ALEXA_SKILL_ID": SKILL, "SKILL_SIMULATOR": ""}, False),
        ({"ALEXA_SKILL_ID": SKILL, "SKILL_SIMULATOR": "1"}, True),
        ({"ALEXA_SKILL_ID": SKILL, "SKILL_ENVIRONMENT": "production"}, False),
        ({"ALEXA_SKILL_ID": SKILL, "SKILL_ENVIRONMENT": "production", "SKILL_SIMULATOR": "0"}, False),
    ],
)
def test_the_environment_says_whether_there_is_a_page(environ, mounted, database, ready_made):
    settings = from_environment({**environ, "SKILL_DATABASE": database})
    assert settings.simulator is mounted
    assert has_page(settings) is mounted


def test_production_refuses_to_start_with_a_simulator():
    with pytest.raises(SettingsError, match="production has no simulator"):
        from_environment({"ALEXA_SKILL_ID": SKILL, "SKILL_ENVIRONMENT": "production", "SKILL_SIMULATOR": "1"})


def test_production_has_none_even_if_it_is_told_otherwise(database):
    assert not has_page(Settings(skill_id=SKILL, environment="production", simulator=True, database=database))


def test_the_switch_is_one_or_nought():
    for value in ("yes", "true", "2", "1 0"):
        with pytest.raises(SettingsError, match="SKILL_SIMULATOR is unknown"):
            from_environment({"SKILL_SIMULATOR": value})


@pytest.mark.parametrize("settings", [{}, {"skill_id": SKILL}])
def test_simulated_person_is_unknown_to_alexa(settings, database, tmp_path, ready_made):
    app = create_app(Settings(simulator=True, database=database, **settings))
    asked = {"kind": "words", "words": "start my bedtime stretch", "setup": {"locale": "en-GB", "person": "returning"}}
    told = app.test_client().post("/echo/exchange", json=asked, headers={"Origin": "http://localhost"}).get_json()
    assert told["in_session"]
    assert told["faults"] == []
    assert b"SIMULATED" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


@pytest.fixture
def served(monkeypatch, database, ready_made):
    """What would have been served: the address, and whether other machines are let in."""
    found = {}

    def serve(app, listener, *, https, phone):
        host, port = listener
        elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
        with Client(app).get("/", environ_overrides=elsewhere) as answer:
            found.update(host=host, port=port, exposed=answer.status_code == 200)

    monkeypatch.setattr("simulator.server.listen", lambda *address: nullcontext(address))
    monkeypatch.setattr("simulator.server.serve", serve)
    for name in ("ALEXA_SKILL_ID", "SKILL_ENVIRONMENT", "SKILL_SIMULATOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SKILL_DATABASE", database)
    return found


@pytest.mark.parametrize(
    ("arguments", "host", "exposed"),
    [
        ([], "127.0.0.1", False),
        (["--host", "localhost"], "localhost", False),
        (["--expose-simulator"], "127.0.0.1", False),
        (["--host", "0.0.0.0", "--expose-simulator"], "0.0.0.0", True),
        (["--phone"], "0.0.0.0", True),
        (["--phone", "--host", "127.0.0.1"], "127.0.0.1", False),
    ],
)
def test_simulator_serves_on_loopback_unless_told_otherwise(served, arguments, host, exposed):
    result = CliRunner().invoke(main, ["run", *arguments])
    assert result.exit_code == 0, result.output
    assert (served["host"], served["exposed"]) == (host, exposed)


def test_said_once_it_is_refused(served):
    for host in ("0.0.0.0", "::", "192.0.2.7", "desk.example"):
        result = CliRunner().invoke(main, ["run", "--host", host])
        assert result.exit_code == click.UsageError.exit_code
        assert "--expose-simulator" in result.output
        assert served == {}


def test_production_reads_no_edited_content(served, monkeypatch):
    monkeypatch.setenv("SKILL_ENVIRONMENT", "production")
    monkeypatch.setenv("ALEXA_SKILL_ID", SKILL)
    monkeypatch.setattr("simulator.web.watched", lambda *_, **__: pytest.fail("production watches content/"))
    assert CliRunner().invoke(main, ["run"]).exit_code == 0
    assert served["exposed"] is False
