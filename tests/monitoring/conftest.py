"""The product in this process, what it writes down of a request, and what it has counted."""

import json
import logging

import pytest
from test_served import fresh

from bench.product import CHAIN, ROOTS, make
from tests.alexa.certificate_authority import sign


@pytest.fixture
def folder(authority, tmp_path):
    (tmp_path / CHAIN).write_bytes(authority.chain)
    (tmp_path / ROOTS).write_bytes(authority.root.pem)
    return tmp_path


@pytest.fixture
def app(folder, loaded):
    return make(str(folder))


@pytest.fixture
def heard(app, authority, caplog):
    """Post an envelope; give the one line that was written about it."""

    def post(envelope, **headers):
        caplog.clear()
        body = json.dumps(fresh(envelope)).encode()
        with caplog.at_level(logging.INFO):
            app.test_client().post("/alexa", data=body, headers=sign(authority, body) | headers)
        (line,) = [record.msg for record in caplog.records if record.name == "skill.requests"]
        return line

    return post


@pytest.fixture
def counts(app):
    def read():
        text = app.test_client().get("/metrics").get_data(as_text=True)
        pairs = (line.rsplit(" ", 1) for line in text.splitlines() if line and not line.startswith("#"))
        return {name: float(value) for name, value in pairs if "_created" not in name}

    return read
