"""deploy/compose.yaml: hardened, one queue for all workers, figures for this machine alone; and its health check."""

import re
import subprocess
import sys

import pytest
import yaml
from production import ROOT, place, served

COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
SKILL, CADDY = COMPOSE["services"]["skill"], COMPOSE["services"]["caddy"]
CADDYFILE = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
SOCKET = "unix:/run/leg-cramp-helper/skill.sock"
APPLICATION = """
from pathlib import Path
def app(environ, start_response):
    start_response("503 Busy" if Path("sick").exists() else "200 OK", [("Content-Length", "0")])
    return []
"""


@pytest.mark.parametrize("service", [SKILL, CADDY], ids=["skill", "caddy"])
def test_container_has_no_rights_and_a_read_only_root(service):
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["restart"] == "unless-stopped"
    assert {"mem_limit", "logging"} <= service.keys()
    assert "privileged" not in service


def test_caddy_alone_is_reached_and_may_do_no_more_than_listen():
    assert "ports" not in SKILL
    assert CADDY["ports"] == ["80:80", "443:443", "127.0.0.1:8000:8000"]
    assert CADDY["cap_add"] == ["NET_BIND_SERVICE"]
    assert "cap_add" not in SKILL


def test_skill_serves_caddys_upstream_and_is_waited_for():
    assert SKILL["command"] == ["python", "deploy/serve.py", f"--bind={SOCKET}"]
    assert SKILL["healthcheck"]["test"] == ["CMD", "python", "deploy/healthy.py", SOCKET]
    assert CADDY["depends_on"] == {"skill": {"condition": "service_healthy"}}
    assert "socket:/run/leg-cramp-helper" in SKILL["volumes"]
    assert {"socket:/run/leg-cramp-helper:ro", "./Caddyfile:/etc/caddy/Caddyfile:ro"} <= set(CADDY["volumes"])
    assert "people:/data" in SKILL["volumes"]


def test_caddy_gets_its_own_settings_and_none_of_the_skills():
    assert SKILL["env_file"] == ".env"
    assert "env_file" not in CADDY
    assert set(CADDY["environment"]) == set(re.findall(r"\{\$(\w+):", CADDYFILE))
    assert CADDY["environment"]["CADDY_BUFFERING"] == "request_buffers 1MB"


def healthy(address):
    order = [sys.executable, "deploy/healthy.py", f"unix:{address}" if not isinstance(address, int) else address]
    return subprocess.run(list(map(str, order)), cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)


def test_the_health_check_tells_a_well_server_from_a_sick_one(tmp_path):
    (tmp_path / "patient.py").write_text(APPLICATION)
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    with served("patient:app", folder=tmp_path) as path:
        assert healthy(path).returncode == 0
        (tmp_path / "sick").touch()
        assert healthy(path).returncode == 1
    with place() as path:
        nobody = healthy(path)
        assert (nobody.returncode, nobody.stderr) == (1, f"no answer at unix:{path}: FileNotFoundError\n")
