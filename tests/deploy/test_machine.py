"""One machine: the systemd units and both proxies say what docs/deploy.md promises. None of them is run here."""

import configparser
import re
import runpy

import pytest
from production import ROOT

from skill.alexa.webhook.view import LARGEST_BODY_BYTES
from skill.settings import Settings
from skill.web import create_app

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"
NOBODY_ELSES = {"/metrics", "/readyz"}
DEPLOY = ROOT / "deploy"
CADDY = (DEPLOY / "Caddyfile").read_text("utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text("utf-8")
SERVE = runpy.run_path(str(DEPLOY / "serve.py"))
SOCKET = "unix:/run/leg-cramp-helper/skill.sock"
MEBIBYTE = 1 << 20


def unit(kind):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / f"leg-cramp-helper@.{kind}")
    return parser


SERVICE = unit("service")["Service"]


def test_the_service_is_hardened():
    expected = {
        "User": "leg-cramp-helper",
        "NoNewPrivileges": "yes",
        "ProtectSystem": "strict",
        "ProtectHome": "yes",
        "PrivateTmp": "yes",
        "PrivateDevices": "yes",
        "PrivateUsers": "yes",
        "CapabilityBoundingSet": "",
        "MemoryDenyWriteExecute": "yes",
        "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
        "StateDirectory": "leg-cramp-helper",
        "StateDirectoryMode": "0700",
        "UMask": "0077",
        "Restart": "always",
        "KillMode": "mixed",
    }
    assert {setting: SERVICE[setting] for setting in expected} == expected


def test_the_service_writes_nowhere_but_in_its_state_directory():
    text = (DEPLOY / "leg-cramp-helper@.service").read_text("utf-8")
    assert "Environment=SKILL_DATABASE=/var/lib/leg-cramp-helper/people.db" in text
    assert "Environment=SKILL_ENVIRONMENT=production" in text
    assert "ReadWritePaths" not in text


def test_service_has_its_socket_and_time_for_a_graceful_stop():
    assert SERVICE["ExecStart"].endswith(f"python deploy/serve.py --bind={SOCKET}")
    assert SERVICE["RuntimeDirectory"] == "leg-cramp-helper"
    assert int(SERVICE["TimeoutStopSec"]) > SERVE["STOPPING_SECONDS"] > 8


def test_instance_stops_after_its_requests_and_keeps_the_folder():
    assert SERVICE["ExecStop"].startswith("/bin/sleep ")
    assert SERVICE["RuntimeDirectoryPreserve"] == "yes"


def test_both_proxies_ask_at_that_socket_alone():
    path = SOCKET.removeprefix("unix:")
    assert set(re.findall(r"reverse_proxy (\S+)", CADDY)) == {f"unix/{path}"}
    assert set(re.findall(r"proxy_pass (\S+);", NGINX)) == {f"http://unix:{path}", "http://leg-cramp-helper"}
    assert set(re.findall(r"^    server (.+);", NGINX, re.MULTILINE)) == {f"unix:{path} max_fails=0"}


def test_metrics_are_local_only_behind_either_proxy():
    _, caddy = CADDY.split("http://127.0.0.1:8000 {")
    assert "bind {$SKILL_FIGURES_AT:127.0.0.1}\n" in caddy
    assert re.search(r"@figures path (.+)", caddy)[1].split() == ["/healthz", "/readyz", "/metrics"]
    assert {"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "Via"} <= set(
        re.findall(r"header_up -(\S+)", caddy)
    )
    *_, nginx = NGINX.split("server {")
    assert "listen 127.0.0.1:8000;" in nginx
    assert "proxy_set_header" not in nginx


@pytest.fixture(scope="module")
def routes(loaded, tmp_path_factory):
    """What production answers."""
    database = str(tmp_path_factory.mktemp("routes") / "people.db")
    app = create_app(Settings(skill_id=SKILL_ID, environment="production", database=database))
    return {rule.rule for rule in app.url_map.iter_rules()}


def test_both_proxies_pass_public_paths_only(routes):
    (caddy,) = re.findall(r"@public path (.+)", CADDY)
    assert set(caddy.split()) == routes - NOBODY_ELSES
    assert len(re.findall(r"handle \{\s+respond 404\s+\}", CADDY)) == 2
    assert set(re.findall(r"location = (\S+) \{ proxy_pass", NGINX)) == routes - NOBODY_ELSES
    assert NGINX.count("location / { return 404; }") == 2


def test_both_proxies_end_slow_bodies_and_pass_large_ones():
    """Neither asks the server before a request is whole."""
    assert re.search(r":buffer_requests\}\n\t+\{\$\w+:max_buffer_size 1MB\}$", CADDY, re.MULTILINE)
    assert int(re.search(r"read_body (\d+)s", CADDY)[1]) <= 5
    assert int(re.search(r"client_body_timeout (\d+)s", NGINX)[1]) <= 5
    assert "proxy_request_buffering on;" in NGINX
    assert int(re.search(r"max_size (\d+)MB", CADDY)[1]) * 1_000_000 > LARGEST_BODY_BYTES
    assert int(re.search(r"client_max_body_size (\d+)m", NGINX)[1]) * MEBIBYTE > LARGEST_BODY_BYTES


def test_neither_proxy_reuses_connections_a_restart_may_close():
    assert re.search(r"transport http \{[^}]+keepalive off$", CADDY, re.MULTILINE)
    assert "proxy_set_header Connection close;" in NGINX


def test_neither_proxy_writes_down_who_asked():
    assert "log" not in re.sub(r"#.*", "", CADDY).split()
    assert re.findall(r"access_log (\w+);", NGINX) == ["off", "off", "off"]
