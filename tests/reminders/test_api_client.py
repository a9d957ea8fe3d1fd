"""Calls to Alexa's API: bounded in time whatever happens, tried again only where no connection was made."""

import socket
from threading import Event
from time import monotonic

import pytest
import urllib3
from ask_sdk_core.exceptions import ApiClientException
from ask_sdk_model.services import ApiClientRequest
from reminded import PERSON

from skill.alexa import api_client
from skill.alexa.api_client import BUDGET_SECONDS, Budget

MARGIN_SECONDS = 1.5
"""For a busy machine, and fewer than would let a call with the whole budget pass for one with a part of it."""
ZONE = "/v2/devices/x/settings/System.timeZone"


def request_to(address, path=ZONE, method="GET", body=None):
    headers = [("Authorization", f"Bearer simulated.{PERSON}"), ("Content-type", "application/json")]
    return ApiClientRequest(url=f"{address}{path}", method=method, headers=headers, body=body)


def seconds_until_it_gives_up(client, request):
    began = monotonic()
    with pytest.raises(ApiClientException) as raised:
        client.invoke(request)
    assert PERSON not in str(raised.value)
    return monotonic() - began


@pytest.fixture
def attempts(monkeypatch):
    """Count the connections that are tried; the first `attempts.refused` of them fail."""
    real, made = socket.create_connection, []

    class Attempts:
        refused = 0

        def __len__(self):
            return len(made)

    attempts = Attempts()

    def connect(address, timeout=None, **_):
        made.append(address)
        if len(made) <= attempts.refused:
            raise ConnectionRefusedError
        return real(address, timeout)

    monkeypatch.setattr(urllib3.connection.connection, "create_connection", connect)
    return attempts


def test_an_answer_comes_back_with_its_status_and_text(api, client, account):
    answer = client.invoke(request_to(api.address))
    assert (answer.status_code, answer.body) == (200, '"Europe/London"')
    assert ("Content-Type", "application/json") in answer.headers


def test_connections_are_used_again(api, client, account):
    for _ in range(5):
        client.invoke(request_to(api.address))
    assert (len(api.calls), api.connections) == (5, 1)


@pytest.mark.parametrize(("how", "budget"), [("hang", 0.3), ("drip", 0.3), ("drip", BUDGET_SECONDS)])
def test_no_answer_is_waited_for_longer_than_two_seconds(api, client, monkeypatch, how, budget):
    assert BUDGET_SECONDS == 2
    monkeypatch.setattr(api_client, "BUDGET_SECONDS", budget)
    api.failing["settings"] = how
    assert budget <= seconds_until_it_gives_up(client, request_to(api.address)) < budget + MARGIN_SECONDS
    assert len(api.calls) == 1


def test_neither_is_a_name_that_is_not_resolved(client, monkeypatch):
    let_go = Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: let_go.wait(5) and [])
    with Budget(0.3):
        assert seconds_until_it_gives_up(client, request_to("https://api.invalid")) < 0.3 + MARGIN_SECONDS
    let_go.set()


def test_several_calls_share_one_budget(api, client, account):
    api.failing["settings"] = "hang"
    with Budget(0.4):
        assert seconds_until_it_gives_up(client, request_to(api.address)) < 0.4 + MARGIN_SECONDS
        api.failing.clear()
        seconds_until_it_gives_up(client, request_to(api.address))
    assert len(api.calls) == 1
    assert client.invoke(request_to(api.address)).status_code == 200


def test_failed_connection_is_retried_once(api, client, account, attempts):
    attempts.refused = 1
    assert client.invoke(request_to(api.address)).status_code == 200
    assert len(attempts) == 2


def test_and_not_twice(api, client, attempts):
    attempts.refused = 9
    seconds_until_it_gives_up(client, request_to(api.address))
    assert (len(attempts), len(api.calls)) == (2, 0)


def test_sent_request_is_never_sent_again(api, client, attempts):
    api.failing["reminders"] = "drop"
    seconds_until_it_gives_up(client, request_to(api.address, "/v1/alerts/reminders", "POST", {}))
    assert (len(attempts), len(api.calls)) == (1, 1)


def test_an_endless_answer_is_not_read_to_its_end(api, client, account):
    account.zone = "x" * 300_000
    seconds_until_it_gives_up(client, request_to(api.address))


@pytest.mark.parametrize("address", ["http://192.0.2.1", "ftp://192.0.2.1", ""])
def test_a_token_goes_nowhere_without_encryption(client, attempts, address):
    seconds_until_it_gives_up(client, request_to(address))
    assert len(attempts) == 0
