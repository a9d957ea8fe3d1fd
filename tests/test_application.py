"""The application finds its routes as Flask does: only /alexa without a look at the host."""

from itertools import product

import pytest
from flask import Flask

from bench.product import SKILL_ID
from skill.settings import Settings
from skill.web import create_app

PATHS = ("/alexa", "/alexa/", "//alexa", "/ALEXA", "/alexa?a=b", "/healthz", "/privacy", "/terms", "/nothing")


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    return create_app(Settings(SKILL_ID, database=str(tmp_path_factory.mktemp("memory") / "people.db")))


def found(app, path, method):
    request = app.test_request_context(path, method=method, base_url="http://skill.example").request
    refused = request.routing_exception
    return request.endpoint, request.view_args, refused and (type(refused), getattr(refused, "new_url", ""))


def test_a_path_leads_where_flask_leads_it(app, monkeypatch):
    asked = [*product(PATHS, ("POST", "GET", "OPTIONS"))]
    ours = {(path, method): found(app, path, method) for path, method in asked}
    monkeypatch.setattr(type(app), "create_url_adapter", Flask.create_url_adapter)
    assert ours == {(path, method): found(app, path, method) for path, method in asked}


def test_an_unsigned_request_is_refused_at_any_host(app):
    for host in ("skill.example:8443", "example..com", ".x", "", "ü.example"):
        answer = app.test_client().post("/alexa", data=b"{}", headers={"Host": host.encode().decode("latin1")})
        assert (answer.status_code, answer.data) == (400, b""), host
