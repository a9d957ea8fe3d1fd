"""The container file, tried without a container engine: what it says, and that what it copies runs."""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from typing import NamedTuple

import pytest
from production import ROOT, ask, free_port, served

DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
STEPS = [line for line in DOCKERFILE.replace("\\\n", " ").splitlines() if re.match(r"[A-Z]+ ", line)]
LAST_STAGE = STEPS[max(index for index, step in enumerate(STEPS) if step.startswith("FROM ")) :]
COPIED = [step.split()[1:] for step in LAST_STAGE if step.startswith("COPY ") and "--from" not in step]
SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


def of(instruction):
    """Return what follows an instruction in the last stage, once for each time it stands there."""
    return [" ".join(step.split()[1:]) for step in LAST_STAGE if step.startswith(f"{instruction} ")]


def test_image_uses_the_oldest_slim_python_of_the_locks():
    oldest = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    assert f"ARG PYTHON=python:{oldest.removeprefix('>=')}-slim" in STEPS
    assert {step for step in STEPS if step.startswith("FROM")} == {"FROM ${PYTHON} AS build", "FROM ${PYTHON}"}


def test_image_installs_only_hashed_packages_of_the_lock():
    installs = [step for step in STEPS if "pip install" in step]
    assert len(installs) == 1
    assert {"--require-hashes", "--only-binary=:all:", "--no-cache-dir"} <= set(installs[0].split())
    assert not re.search(r"apt|curl|wget|\bADD\b", "\n".join(STEPS))
    locks = set(re.findall(r"requirements\S*\.lock", DOCKERFILE))
    assert {lock for lock in locks if (ROOT / lock).exists()} == {"requirements.lock", "requirements-dynamodb.lock"}


def test_image_runs_as_an_unprivileged_user():
    assert of("USER") == ["10001:10001"]
    after = LAST_STAGE[LAST_STAGE.index("USER 10001:10001") + 1 :]
    assert {step.split()[0] for step in after} == {"EXPOSE", "HEALTHCHECK", "CMD"}


def test_signals_reach_the_server_process():
    assert json.loads(of("CMD")[0]) == ["python", "deploy/serve.py", "--bind=0.0.0.0:8000"]
    assert not of("ENTRYPOINT")


def test_build_holds_only_copied_files():
    first, *allowed = [
        line
        for line in (ROOT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert first == "*"
    locks = {"requirements.lock", "requirements-dynamodb.lock"}
    assert {line[1:] for line in allowed if line.startswith("!")} == {source for source, _ in COPIED} | locks


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """What the image holds of ours; and the bytecode beside it, so that it needn't be made anew."""
    image = tmp_path_factory.mktemp("image") / "app"
    for source, target in COPIED:
        place = image / (source if target == "./" else target)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / source, place) if (ROOT / source).is_dir() else shutil.copy(ROOT / source, place)
    return image


@pytest.fixture(scope="module")
def settings(tmp_path_factory):
    """The image's environment, with a database on this machine."""
    said = dict(re.findall(r"(\w+)=(\S+)", " ".join(of("ENV"))))
    assert said["SKILL_ENVIRONMENT"] == "production"
    assert said["SKILL_DATABASE"].startswith(of("VOLUME")[0] + "/")
    database = tmp_path_factory.mktemp("data") / "data" / "people.db"
    here = {"SKILL_DATABASE": str(database), "ALEXA_SKILL_ID": SKILL_ID, "WEB_CONCURRENCY": "2"}
    return {name: said[name] for name in said if name != "PATH"} | here


class Served(NamedTuple):
    """What came of serving the files, and of stopping the server."""

    answers: list
    figures: set
    healthy: list
    """Before the stop, and after it."""
    log: str


@pytest.fixture(scope="module")
def ran(image, settings, tmp_path_factory):
    said = tmp_path_factory.mktemp("log") / "said"
    held = sorted(image.rglob("*"))
    with said.open("wb") as errors, served(folder=image, address=free_port(), errors=errors, **settings) as port:
        pages = [
            ask(port, "GET", "/healthz"),
            *(ask(port, "GET", path)[0] for path in ("/privacy?for=somebody", "/terms")),
        ]
        refused = [ask(port, "POST", "/alexa", b'{"said": "somewords"}') for _ in range(20)]
        figures = {ask(port, "GET", "/metrics")[1] for _ in range(10)}
        healthy = [health_check(image, port)]
    healthy.append(health_check(image, port))
    assert sorted(image.rglob("*")) == held
    return Served([*pages, *refused], figures, healthy, said.read_text())


def test_the_copied_files_serve_and_pass_the_health_check(ran):
    assert ran.answers == [(200, b"ok\n"), 200, 200] + [(400, b"")] * 20
    well, stopped = ran.healthy
    assert well == 0 != stopped


def test_workers_share_counts_and_log_no_words(ran):
    refusals = {re.search(rb'\nskill_refusals_total\{reason="headers"\} (.+)\n', page)[1] for page in ran.figures}
    assert refusals == {b"20.0"}
    lines = [json.loads(line) for line in ran.log.splitlines() if line.startswith("{")]
    assert [line["outcome"] for line in lines if line.get("event") == "request"] == ["refused"] * 20
    assert [word for word in ("somebody", "somewords", "/privacy", "GET", "Traceback") if word in ran.log] == []


def health_check(image, port):
    _, command = of("HEALTHCHECK")[0].split("CMD ")
    _, *arguments = json.loads(command.replace(":8000", f":{port}"))
    order = [sys.executable, *arguments]
    return subprocess.run(order, cwd=image, check=False, capture_output=True, timeout=20).returncode
