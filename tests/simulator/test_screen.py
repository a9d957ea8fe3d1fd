"""The web Echo with a screen, without a browser: what it tells the skill, and what its frame may do."""

import pytest
from fake_skill import FakeSkill
from web_echo import ask, client_of, fetch

APL = "Alexa.Presentation.APL"


@pytest.fixture
def fake():
    return FakeSkill()


@pytest.fixture
def client(fake):
    return client_of(fake)


def interfaces(fake):
    return fake.requests[-1]["context"]["System"]["device"]["supportedInterfaces"]


@pytest.mark.parametrize("screen", ["show", "show-5", "spot"])
def test_device_with_a_screen_declares_it(client, fake, screen):
    assert ask(client, words="help", setup={"locale": "en-GB", "screen": screen}).status_code == 200
    assert interfaces(fake) == {APL: {"runtime": {"maxVersion": "1.4"}}}


def test_a_device_without_one_says_nothing_of_it(client, fake):
    ask(client, words="help")
    assert APL not in interfaces(fake)


def test_touch_reaches_the_skill_in_its_session_and_time(client, fake):
    first = ask(client, kind="launch", setup={"locale": "en-GB", "screen": "show"}).get_json()
    touched = {"token": "practice", "arguments": ["pause"]}
    told = ask(client, kind="touch", touched=touched, setup=first["setup"], kept=first["kept"], after=4.0)
    assert told.status_code == 200
    request = fake.requests[-1]
    assert request["request"]["type"] == f"{APL}.UserEvent"
    assert request["request"]["arguments"] == ["pause"]
    assert request["request"]["timestamp"] == "2026-11-23T03:00:04Z"
    assert request["session"]["sessionId"] == fake.requests[0]["session"]["sessionId"]
    assert told.get_json()["faults"] == []


def test_a_touch_without_a_session_is_refused(client):
    touched = {"token": "practice", "arguments": ["pause"]}
    assert ask(client, kind="touch", touched=touched).status_code == 409


def test_frame_may_run_the_engine_and_contact_nobody(client):
    for path in ("/echo/screen", "/echo/screen/screen.js", "/echo/screen/engine.js"):
        answer = fetch(client, path)
        policy = answer.headers["Content-Security-Policy"]
        assert answer.status_code == 200
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert "connect-src data:" in policy
        assert "frame-ancestors 'self'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_engine_is_started_by_the_script_loading_it(fake, tmp_path):
    viewhost = tmp_path / "index.js"
    viewhost.write_text("window.AplRenderer = {}", encoding="utf-8")
    engine = fetch(client_of(fake, viewhost=viewhost), "/echo/screen/engine.js").get_data(as_text=True)
    assert engine.startswith("window.AplRenderer = {}")
    assert "initEngine()" in engine


def test_without_the_engine_the_frame_draws_a_sketch(client):
    assert fetch(client, "/echo/screen/engine.js").get_data() == b""
    assert b"screen/sketch.js" in fetch(client, "/echo/screen").get_data()
    assert b"function sketch(" in fetch(client, "/echo/screen/sketch.js").get_data()
