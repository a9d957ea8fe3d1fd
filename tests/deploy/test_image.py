"""The container file, tried without a container engine: what it says, and that what it copies runs."""

import json
import re
import shutil
import subprocess
import sys
import tomllib

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


@pytest.fixture
def image(tmp_path):
    """What the image holds of ours; and the bytecode beside it, so that it needn't be made anew."""
    for source, target in COPIED:
        place = tmp_path / "app" / (source if target == "./" else target)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / source, place) if (ROOT / source).is_dir() else shutil.copy(ROOT / source, place)
    return tmp_path / "app"


def test_the_copied_files_serve_and_pass_the_health_check(image, tmp_path):
    said = dict(re.findall(r"(\w+)=(\S+)", " ".join(of("ENV"))))
    assert said["SKILL_ENVIRONMENT"] == "production"
    assert said["SKILL_DATABASE"].startswith(of("VOLUME")[0] + "/")
    here = {"SKILL_DATABASE": str(tmp_path / "data" / "people.db"), "ALEXA_SKILL_ID": SKILL_ID, "WEB_CONCURRENCY": "1"}
    held = sorted(image.rglob("*"))
    settings = {name: said[name] for name in said if name != "PATH"} | here
    with served(folder=image, address=free_port(), **settings) as port:
        assert ask(port, "GET", "/healthz") == (200, b"ok\n")
        assert [ask(port, "GET", path)[0] for path in ("/privacy", "/terms")] == [200, 200]
        assert ask(port, "POST", "/alexa", b"{}") == (400, b"")
        assert health_check(image, port) == 0
    assert health_check(image, port) != 0
    assert sorted(image.rglob("*")) == held


def health_check(image, port):
    _, command = of("HEALTHCHECK")[0].split("CMD ")
    _, *arguments = json.loads(command.replace(":8000", f":{port}"))
    order = [sys.executable, *arguments]
    return subprocess.run(order, cwd=image, check=False, capture_output=True, timeout=20).returncode
