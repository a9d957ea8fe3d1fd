"""Who may use the page: somebody at this machine, from that very page."""

import pytest
from web_echo import ask, client_of, fetch

from skill.proxies import HEADERS


@pytest.fixture
def client(fake):
    return client_of(fake)


def test_a_request_by_another_name_or_through_a_proxy_is_refused(client):
    names = ({"Host": host} for host in ("rebound.example", "127.0.0.1.example:5000", "[::1"))
    for headers in (*names, *({header: "for=127.0.0.1"} for header in HEADERS)):
        assert fetch(client, "/", headers=headers).status_code == 403, headers
        assert fetch(client, "/echo/echo.js", headers=headers).status_code == 403, headers
        asked = ask(client, "launch", headers={**headers, "Sec-Fetch-Site": "same-origin"})
        assert asked.status_code == 403, headers


def test_other_machines_are_refused_unless_exposed(client, fake):
    elsewhere = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}, "headers": {"Host": "desk.example"}}
    assert fetch(client, "/", **elsewhere).status_code == 403
    assert fetch(client_of(fake, exposed=True), "/", **elsewhere).status_code == 200


def test_this_machine_goes_by_several_names(client):
    for host in ("localhost:5000", "127.0.0.1:5000", "[::1]:5000", "LOCALHOST"):
        assert fetch(client, "/", headers={"Host": host}).status_code == 200, host


OTHER_PAGES = (
    {},
    {"Origin": "http://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "https://localhost"},
    {"Origin": "http://localhost:81"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost"},
    {"Sec-Fetch-Site": "none"},
)


@pytest.mark.parametrize("exposed", [False, True])
def test_another_page_may_not_talk_to_it(fake, exposed):
    client = client_of(fake, exposed=exposed)
    for headers in OTHER_PAGES:
        refused = ask(client, "launch", headers=headers)
        assert (refused.status_code, refused.get_json()) == (403, {"error": "not-this-page"}), headers
    assert fake.requests == []
