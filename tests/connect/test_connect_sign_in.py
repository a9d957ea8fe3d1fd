"""Signing in without ask-cli: on Amazon's page in a browser, whose answer comes to this machine."""

import socket
from threading import Thread
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import urlopen

import pytest
from login_stand_in import CLIENT, CODE, REFRESH, SECRET
from workstation import HOST, Somebody

from skill.connect import sign_in
from skill.connect.trouble import ConnectError


@pytest.fixture
def port(monkeypatch):
    """A free port in place of 9090, which this machine may use for something else."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setattr(sign_in, "PORT", port)
    return port


class Browser:
    """Opens the address that is said, signs in, and is sent on to this machine."""

    def __init__(self, port, **answer):
        self.port, self.answer, self.opened, self.statuses = port, answer, None, []

    def __call__(self, line):
        if "https://www.amazon.com/ap/oa" in line:
            self.opened = {name: one[0] for name, one in parse_qs(urlsplit(line.split()[-1]).query).items()}
            Thread(target=self.come_back, daemon=True).start()

    def come_back(self):
        told = {"state": self.opened["state"], **self.answer}
        for path in ("/favicon.ico", f"/cb?{urlencode(told)}"):
            try:
                with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
                    self.statuses.append(answer.status)
            except HTTPError as error:
                self.statuses.append(error.code)


def test_a_code_comes_from_the_browser(port):
    browser = Browser(port, code=CODE)
    assert sign_in.code_from_browser(CLIENT, browser, seconds=20) == CODE
    assert browser.opened["redirect_uri"] == "http://127.0.0.1:9090/cb"
    assert browser.opened["response_type"] == "code"
    assert browser.opened["scope"].split() == [
        "alexa::ask:skills:readwrite",
        "alexa::ask:models:readwrite",
        "alexa::ask:skills:test",
    ]
    assert browser.statuses[0] == 404


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"state": "another"}, "belongs to another sign-in"),
        ({"error": "access_denied"}, "access_denied"),
        ({}, "no code"),
    ],
)
def test_an_answer_that_is_no_sign_in_is_refused(answer, told, port):
    with pytest.raises(ConnectError, match=told):
        sign_in.code_from_browser(CLIENT, Browser(port, **answer), seconds=20)


def test_nobody_is_waited_for_without_end(port):
    with pytest.raises(ConnectError, match="Nobody signed in"):
        sign_in.code_from_browser(CLIENT, lambda _: None, seconds=0)


def test_a_taken_port_is_said(port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        with pytest.raises(ConnectError, match="--paste"):
            sign_in.code_from_browser(CLIENT, lambda _: None, seconds=1)


class Paster(Somebody):
    """Somebody whose browser is on another machine: copies the address at which it ended."""

    def secret(self, question, _):
        self.asked.append(question)
        if "Address" in question:
            return f"http://127.0.0.1:9090/cb?{urlencode({'code': CODE, 'state': self.state})}"
        return self.answers.pop(0)


def test_a_developer_signs_in_for_the_first_time_without_ask_cli(workstation, monkeypatch):
    for name in ("ASK_REFRESH_TOKEN", "ASK_LWA_CLIENT_ID", "ASK_LWA_CLIENT_CONFIRMATION"):
        del workstation.environ[name]
    somebody = Paster([CLIENT, SECRET])
    somebody.state = "made-up-state"
    monkeypatch.setattr(sign_in.secrets, "token_urlsafe", lambda _: somebody.state)
    output, error = workstation.at_terminal(somebody, own_host=HOST, paste=True)
    assert error is None, output
    assert workstation.skill["enabled"]
    assert "Allowed Return URLs: http://127.0.0.1:9090/cb" in output
    for secret in (SECRET, REFRESH, CODE, "Atza|"):
        assert secret not in output
