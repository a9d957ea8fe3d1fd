"""/healthz, /readyz and /metrics: what they tell, and whom."""

import sqlite3
from contextlib import closing

import pytest
from scenarios import PUBLISHED

from skill.monitoring.pages import CACHE_SECONDS, remembered
from skill.proxies import HEADERS
from skill.storage.opening import open_profiles


def test_with_content_and_store_it_is_ready_and_alive(app):
    client = app.test_client()
    ready = client.get("/readyz").json
    build = ready.pop("build")
    words = ready.pop("words")
    assert ready == {"status": "ready", "content": "loaded", "store": "there"}
    assert words == dict.fromkeys(PUBLISHED, "unsigned")
    alive = client.get("/healthz")
    assert alive.data == b"ok\n"
    assert build == {name: alive.headers[f"Skill-{name.title()}"] for name in ("version", "content", "models")}


@pytest.mark.parametrize("state", ["signed", "outdated", "unsigned"])
def test_readiness_page_names_the_words_signature(catalog, monkeypatch, app, state):
    monkeypatch.setitem(catalog.signed, "en-GB", state)
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (200, "ready")
    assert answer.json["words"] == {**dict.fromkeys(catalog.published(), "unsigned"), "en-GB": state}


def test_looking_whether_the_store_answers_leaves_nothing_in_it(tmp_path):
    profiles = open_profiles(str(tmp_path / "people.db"), tmp_path)
    assert profiles.is_reachable()
    profiles.close()
    with closing(sqlite3.connect(tmp_path / "people.db")) as file:
        assert file.execute("SELECT count(*) FROM people").fetchone() == (0,)


def test_the_store_is_not_asked_at_every_look():
    now, asked = [0.0], []
    look = remembered(lambda: not asked.append(now[0]), clock=lambda: now[0])
    for moment in (0, CACHE_SECONDS - 1, CACHE_SECONDS, CACHE_SECONDS + 1):
        now[0] = moment
        assert look()
    assert asked == [0, CACHE_SECONDS]


def test_the_counts_are_not_shown_to_other_machines(app):
    for address in ("192.0.2.7", "10.0.0.1", "::ffff:192.0.2.7", "", "nonsense"):
        answer = app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": address})
        assert (answer.status_code, answer.data) == (404, b""), address


def test_the_counts_are_not_shown_through_a_proxy(app):
    assert len(HEADERS) == 6
    for header in HEADERS:
        assert app.test_client().get("/metrics", headers={header: "127.0.0.1"}).status_code == 404, header


def test_the_counts_are_shown_to_this_machine(app):
    for address in ("127.0.0.1", "::1"):
        answer = app.test_client().get("/metrics", environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == 200, address
        assert b"# TYPE skill_requests_total counter" in answer.data


def test_metrics_are_shown_at_a_unix_socket(app):
    here = {"REMOTE_ADDR": "", "SERVER_NAME": "/run/leg-cramp-helper/skill.sock"}
    assert app.test_client().get("/metrics", environ_overrides=here).status_code == 200
    assert app.test_client().get("/metrics", environ_overrides=here | {"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    proxied = {"X-Forwarded-For": "192.0.2.7"}
    assert app.test_client().get("/metrics", environ_overrides=here, headers=proxied).status_code == 404
