"""Flask with things left out: whatever is hung on it is still called, and an answer is what it says it is."""

import flask
import pytest
from flask.sessions import SecureCookieSessionInterface

from skill.alexa.application import Application
from skill.alexa.door import ROUTE, hang


@pytest.fixture
def app():
    app = Application("lean", static_folder=None)
    hang(app, lambda: flask.jsonify(welcome=True))
    app.add_url_rule("/other/<name>", view_func=lambda name: flask.jsonify(name=name), endpoint="other")
    return app


@pytest.fixture
def client(app):
    return app.test_client()


def test_the_door_is_found_by_its_path_whatever_the_method_and_other_paths_as_flask_finds_them(client):
    assert {client.open(ROUTE, method=method).status_code for method in ("GET", "POST", "PUT", "OPTIONS")} == {200}
    assert client.get("/other/calf").json == {"name": "calf"}
    assert client.get("/nowhere").status_code == 404
    assert client.post("/other/calf").status_code == 405


def test_hooks_are_called_where_there_are_any(app, client):
    called = []
    app.before_request(lambda: called.append("before"))
    app.after_request(lambda response: called.append("after") or response)
    app.teardown_request(lambda _: called.append("end"))
    assert client.post(ROUTE).json == {"welcome": True}
    assert called == ["before", "after", "end"]


def test_a_hook_before_a_request_may_answer_in_its_place(app, client):
    app.before_request(lambda: ("not now", 503))
    assert (client.post(ROUTE).status_code, client.post(ROUTE).text) == (503, "not now")


def test_a_hook_of_one_request_is_called(app, client):
    def view():
        @flask.after_this_request
        def mark(response):
            response.headers["X-Mark"] = "here"
            return response

        return flask.jsonify(marked=True)

    app.add_url_rule("/marked", view_func=view)
    assert client.get("/marked").headers["X-Mark"] == "here"


def test_whoever_listens_for_the_end_of_requests_hears_it(app, client):
    heard = []
    with flask.request_tearing_down.connected_to(lambda *_, **__: heard.append(1), app):
        client.post(ROUTE)
    client.post(ROUTE)
    assert heard == [1]


def test_nobody_is_known_by_a_cookie_even_one_that_flask_would_trust(app, client):
    app.secret_key = "a key"
    cookie = SecureCookieSessionInterface().get_signing_serializer(app).dumps({"name": "somebody"})
    app.add_url_rule("/known", view_func=lambda: flask.jsonify(dict(flask.session)))
    client.set_cookie("session", cookie)
    answer = client.get("/known")
    assert (answer.json, answer.headers.getlist("Set-Cookie")) == ({}, [])


def test_a_session_cannot_be_written_to(app, client):
    def write():
        flask.session["name"] = "somebody"

    app.secret_key, app.testing = "a key", True
    app.add_url_rule("/write", view_func=write)
    with pytest.raises(RuntimeError):
        client.get("/write")


def test_an_answer_says_how_long_it_is_once(client):
    answer = client.post(ROUTE)
    assert answer.headers.getlist("Content-Length") == [str(len(answer.data))]
    assert answer.content_type == "application/json"


def test_an_answer_to_head_has_no_body_and_says_how_long_it_would_be(client):
    answer = client.head("/other/calf")
    assert (answer.data, answer.headers["Content-Length"]) == (b"", str(len(client.get("/other/calf").data)))


def test_an_answer_that_a_hook_has_changed_is_sent_as_it_is_by_then(app, client):
    def change(response):
        response.set_data(b"{}")
        return response

    app.after_request(change)
    answer = client.post(ROUTE)
    assert (answer.data, answer.headers.getlist("Content-Length")) == (b"{}", ["2"])


def test_what_is_done_to_an_answer_counts(app, client):
    closed = []

    def change(response):
        response.status_code = 404
        response.content_length = len(response.data)
        response.call_on_close(lambda: closed.append(1))
        return response

    app.after_request(change)
    answer = client.post(ROUTE)
    assert (answer.status_code, answer.headers.getlist("Content-Length")) == (404, [str(len(answer.data))])
    answer.close()
    assert closed == [1]


def test_an_answer_that_may_have_no_body_has_none(app, client):
    def empty(response):
        response.status_code = 204
        return response

    app.after_request(empty)
    answer = client.post(ROUTE)
    assert (answer.data, answer.headers.getlist("Content-Length")) == (b"", [])


def test_half_a_character_is_written_as_flask_writes_it(app, client):
    app.add_url_rule("/half", view_func=lambda: flask.jsonify(half="\ud83d"))
    assert client.get("/half").data.strip() == b'{"half": "\\ud83d"}'
