"""The server is looked at before Amazon is told of it and after it has the id, and `make serve` reads the id."""

import shutil
import subprocess

import pytest
from urllib3 import PoolManager, ProxyManager
from workstation import HOST, Somebody

from skill.connect.smapi import pool
from skill.connect.trouble import ConnectError
from skill.doctor.findings import sick, well
from skill.settings import ROOT


def test_a_sick_server_stops_it_before_amazon_is_told(workstation):
    workstation.connect("--own-host", HOST)
    workstation.looks[:] = [
        [sick("webhook", "a forgery got 200", "take it out of service"), sick("pages", "no name", "set it")]
    ]
    done = workstation.connect("--tunnel", "https://other.example.org")
    assert (done.exit_code, "not ready (webhook)" in done.output, "→ take it out" in done.output) == (1, True, True)
    assert len(workstation.amazon.imports) == 1
    assert workstation.connect("--tunnel", "https://other.example.org", "--unchecked").exit_code == 0
    assert len(workstation.amazon.imports) == 2


def test_server_waiting_for_its_id_is_checked_again(workstation):
    cold, warm = [sick("webhook", "503", "set ALEXA_SKILL_ID")], [well("webhook", "400")]
    workstation.looks[:] = [cold, cold, warm]
    somebody = Somebody([True])
    output, error = workstation.at_terminal(somebody, own_host=HOST)
    assert error is None
    assert "Not ready yet: webhook" in somebody.asked[0]
    assert output.index("ALEXA_SKILL_ID=") < output.index("nothing stands in Alexa's way") < output.index("enabled")


def test_a_script_ends_if_the_server_is_not_ready_after_all(workstation):
    workstation.looks[:] = [[sick("address", "nobody listens", "start it")]]
    done = workstation.connect("--own-host", HOST)
    assert (done.exit_code, "the skill at Amazon is" in done.output) == (1, True)
    assert not workstation.skill["enabled"]
    workstation.looks[:] = [[sick("chain", "no root", "serve it"), well("alive", "ok")]]
    done = workstation.connect("--own-host", HOST)
    assert "Amazon was told nothing" in done.output
    workstation.looks[:] = [[well("chain", "leads to a root")]]
    assert workstation.connect("--own-host", HOST).exit_code == 0


def test_models_unknown_to_the_server_are_not_sent(workstation):
    workstation.connect("--own-host", HOST)
    workstation.looks[:] = [[sick("models", "the server expects others", "upgrade the server first")]]
    done = workstation.connect("--anew")
    assert (done.exit_code, "not ready (models)" in done.output) == (1, True)
    assert len(workstation.amazon.imports) == 1


@pytest.mark.parametrize("written", [True, False])
def test_make_serve_reads_the_id_written_by_connect(written, tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    program = tmp_path / "bin" / "python"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "$ALEXA_SKILL_ID in $SKILL_ENVIRONMENT: $*"\n', encoding="utf-8")
    program.chmod(0o755)
    if written:
        (tmp_path / ".env").write_text("ALEXA_SKILL_ID=from-file\nSKILL_ENVIRONMENT=development\n", encoding="utf-8")
    order = ["make", "-o", "runtime", "serve", "BIN=bin"]
    environ = {"PATH": "/usr/local/bin:/usr/bin:/bin", "ALEXA_SKILL_ID": "from-environment"}
    done = subprocess.run(order, cwd=tmp_path, env=environ, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == f"from-{'file' if written else 'environment'} in production: deploy/serve.py"


def test_calls_use_the_environments_proxy():
    roots = "roots.pem"
    assert type(pool(roots, {})) is PoolManager
    proxied = pool(roots, {"https_proxy": "http://proxy.example.org:3128"})
    assert isinstance(proxied, ProxyManager)
    assert proxied.proxy.host == "proxy.example.org"
    with pytest.raises(ConnectError, match="HTTPS_PROXY"):
        pool(roots, {"HTTPS_PROXY": "socks5://proxy.example.org"})
