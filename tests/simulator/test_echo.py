"""The page's server: what is answered, what is refused, and that nothing is kept."""

import logging

import pytest
from fake_skill import FakeSkill
from web_echo import HERE, ask, client_of, fetch

from simulator.echo import LARGEST_BODY_BYTES
from simulator.page_exchange import RETURNING
from simulator.recognizer.recognizer import LONGEST_UTTERANCE_CHARACTERS

FAR_FUTURE = b'{"now":"9999-12-31T23:59:59Z","session":null,"playing":null}'


@pytest.fixture
def client(fake):
    return client_of(fake)


def test_page_and_assets_have_a_strict_policy(client):
    for path in ("/", "/echo/echo.js", "/echo/echo.css", "/echo/echo.svg"):
        answer = fetch(client, path)
        assert answer.status_code == 200
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_said_is_heard_and_answered(client):
    told = ask(client, words="my calf is cramping").get_json()
    (exchange,) = told["exchanges"]
    assert exchange["heard"]["intent"] == "RelieveCrampIntent"
    assert exchange["heard"]["slots"]["muscle"]["id"] == "calf"
    assert exchange["request"]["request"]["timestamp"] == "2026-11-23T03:00:00Z"
    assert [item.get("words") or item["seconds"] for item in exchange["items"]] == [
        "Straighten your leg.",
        10.0,
        "Has it eased?",
    ]
    assert told["in_session"]
    assert told["faults"] == []
    assert told["milliseconds"] >= 0


def test_state_travels_with_the_page_to_any_server(client, fake):
    first = ask(client, words="help with my leg cramp").get_json()
    second = ask(client_of(fake), words="yes", setup=first["setup"], kept=first["kept"], after=5.5, took=5.5).get_json()
    assert fake.requests[-1]["session"]["attributes"] == {"turns": 1}
    assert second["exchanges"][0]["clock"] == "03:00:05"


def test_answer_after_the_time_limit_begins_anew(client):
    first = ask(client, words="help with my leg cramp").get_json()
    late = ask(client, words="yes", setup=first["setup"], kept=first["kept"], after=600.0, took=12.0).get_json()
    assert [one["said"] for one in late["exchanges"]] == ["(silence)", "(silence)", "yes"]
    assert late["exchanges"][-1]["request"]["session"]["new"] is True
    assert late["exchanges"][-1]["clock"] == "03:10:00"


def test_silence_brings_the_reprompt_then_the_end_then_nothing(client):
    told = ask(client, "launch").get_json()
    reprompt = ask(client, "silence", setup=told["setup"], kept=told["kept"]).get_json()
    assert reprompt["exchanges"][0]["items"][0]["words"] == "Which muscle is it?"
    assert reprompt["exchanges"][0]["request"] is None
    end = ask(client, "silence", setup=told["setup"], kept=reprompt["kept"]).get_json()
    assert end["exchanges"][0]["ended"]
    assert not end["in_session"]
    nobody = ask(client, "silence", setup=told["setup"], kept=end["kept"])
    assert (nobody.status_code, nobody.get_json()) == (409, {"error": "nobody-listens"})


def test_visitor_is_new_each_session_unless_returning(fake):
    persons = []
    client = client_of(fake, persons)
    first = ask(client, "launch").get_json()
    again = ask(client, words="yes", setup=first["setup"], kept=first["kept"]).get_json()
    over = ask(client, words="stop", setup=first["setup"], kept=again["kept"]).get_json()
    later = ask(client, "launch", setup=first["setup"], kept=over["kept"]).get_json()
    assert first["setup"]["user"] == again["setup"]["user"] != later["setup"]["user"]
    returning = {"locale": "en-GB", "person": "returning", "user": "somebody else"}
    assert ask(client, "launch", setup=returning).get_json()["setup"]["user"] == RETURNING
    assert persons == ["fresh"] * 4 + ["returning"]


NONSENSE = (
    b"",
    b"\xff\xfe",
    b"[]",
    b'{"kind":"words"}',
    b'{"kind":"shout","setup":{"locale":"en-GB"}}',
    b'{"kind":"launch","setup":{"locale":"fr-FR"}}',
    b'{"kind":"launch","setup":{"locale":"en-GB","at":"25:00"}}',
    b'{"kind":"launch","setup":{"locale":"en-GB"},"after":-1}',
    b'{"kind":"launch","setup":{"locale":"en-GB"},"after":1e9}',
    b'{"kind":"launch","setup":{"locale":"en-GB"},"more":1}',
    b'{"kind":"launch","setup":{"locale":"en-GB"},"after":9,"kept":' + FAR_FUTURE + b"}",
)


def test_nonsense_is_refused_and_no_more(client):
    for body in NONSENSE:
        refused = client.post("/echo/exchange", data=body, headers=HERE)
        assert (refused.status_code, refused.get_json()) == (400, {"error": "not-understood"}), body


def test_a_body_too_large_is_refused(client):
    refused = client.post("/echo/exchange", data=b" " * (LARGEST_BODY_BYTES + 1), headers=HERE)
    assert (refused.status_code, refused.get_json()) == (413, {"error": "too-long"})


@pytest.mark.parametrize("characters", [LONGEST_UTTERANCE_CHARACTERS + 1, 198_000])
def test_unspeakable_sentence_is_refused_and_forgotten(client, characters):
    begun = ask(client, "launch").get_json()
    refused = ask(client, words=("my leg is cramping " * 10_500)[:characters], kept=begun["kept"], setup=begun["setup"])
    assert (refused.status_code, refused.get_json()) == (413, {"error": "too-long"})
    assert ask(client, words="yes", setup=begun["setup"], kept=begun["kept"]).status_code == 200


def test_the_longest_sentence_is_heard(client):
    told = ask(client, words="a " * (LONGEST_UTTERANCE_CHARACTERS // 2)).get_json()
    assert told["exchanges"][0]["heard"]["intent"] == "AMAZON.FallbackIntent"


def test_raising_skill_gets_an_answer_and_logs_no_words(caplog):
    class Failing(FakeSkill):
        def invoke(self, _):
            raise RuntimeError("my secret complaint")

    with caplog.at_level(logging.DEBUG):
        failed = ask(client_of(Failing()), words="my secret complaint")
    assert (failed.status_code, failed.get_json()) == (500, {"error": "skill-failed"})
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


def test_what_alexa_would_object_to_is_told():
    silent = FakeSkill(
        LaunchRequest={"version": "1.0", "response": {"outputSpeech": {"type": "SSML", "ssml": "<speak>"}}}
    )
    told = ask(client_of(silent), "launch").get_json()
    assert "not well-formed SSML" in told["faults"][0]
    assert told["exchanges"][-1]["ended"]
