"""The pages for operators name only what there is. tests/walkthroughs/walk.sh carries their commands out."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml

from skill.cli import main
from skill.monitoring.metrics import Metrics

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("deploy", "operations", "upgrading", "device-tests")
PAGES = {name: (ROOT / "docs" / f"{name}.md").read_text("utf-8") for name in NAMES}
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
LONGEST_WAY_WORDS = 300
"""A page of a screen or two."""


def commands():
    """Return each line of each fenced block, and where it stands; a line that goes on is one."""
    for name, text in PAGES.items():
        for block in re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            yield from ((name, line) for line in block.replace("\\\n", " ").splitlines())


def test_every_make_target_and_module_exists():
    makefile, text = (ROOT / "Makefile").read_text("utf-8"), "\n".join(PAGES.values())
    targets = set(re.findall(r"\bmake ([\w-]+)`", text)) | {
        word for _, line in commands() for word in re.findall(r"(?:^|\| )make ([\w-]+)", line)
    }
    assert {"build-Skill", "connect", "package", "runtime"} <= targets
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    named = set(re.findall(r"-m skill ([\w-]+)", text))
    assert {"backup", "doctor", "forget", "logs"} <= named <= set(main.commands)


def test_every_option_of_ours_exists():
    for _, line in commands():
        for name, rest in re.findall(r"-m skill ([\w-]+)([^|]*)", line):
            known = {option for parameter in main.commands[name].params for option in parameter.opts}
            assert {word for word in rest.split() if word.startswith("--")} <= known, line


def test_every_file_in_a_command_exists():
    gone = {"deploy/leg-cramp-helper.service", "deploy/leg-cramp-helper.socket"}
    named = {
        path
        for _, line in commands()
        for path in re.findall(
            r"(?<![\w/.-])(?:\.\./)?((?:deploy|tests)/[\w./@-]+\w|requirements\S*\.lock|app\.py)", line
        )
    }
    assert {"deploy/Caddyfile", "deploy/leg-cramp-helper@.service", "tests/requests/launch.json"} <= named
    assert [path for path in named - gone if not (ROOT / path).exists()] == []


def test_every_service_and_unit_in_a_command_exists():
    for _, line in commands():
        for service in re.findall(r"docker compose (?:exec -T|run --rm --no-deps -T|stop|start) (\S+)", line):
            assert service in COMPOSE["services"], line
        for unit in re.findall(r"leg-cramp-helper@(\w*)\.service", line):
            assert unit in ("", "a", "b"), line
    assert (ROOT / "deploy" / "leg-cramp-helper@.service").exists()


def test_every_setting_of_ours_is_in_the_readme_or_gone():
    readme, gone = (ROOT / "README.md").read_text("utf-8"), {"PROMETHEUS_MULTIPROC_DIR"}
    compose = {"SKILL_HOST", "SKILL_FIGURES_AT"}  # the Caddyfile's
    named = set(re.findall(r"\b(?:SKILL|ALEXA|PROMETHEUS)_[A-Z_]+\b", "\n".join(PAGES.values())))
    assert {"ALEXA_SKILL_ID", "SKILL_DATABASE"} <= named
    assert [name for name in named - gone - compose if f"`{name}`" not in readme] == []


def test_every_count_to_watch_is_counted():
    counted = {f"skill_{family.name.removeprefix('skill_')}" for family in Metrics().collect()}
    named = set(re.findall(r"`(skill_\w+?)(?:_total)?(?:\{|`)", PAGES["operations"]))
    assert named
    assert named <= counted


@pytest.mark.parametrize("way", ["A container", "systemd", "AWS"])
def test_each_way_to_deploy_is_short_and_ends_with_a_check(way):
    text = PAGES["deploy"].split(f"\n## {way}\n")[1].split("\n## ")[0]
    assert len(text.split()) <= LONGEST_WAY_WORDS
    assert text.lstrip().startswith("You need ")
    assert "\nIt worked if " in text
    assert "\nTo upgrade" in text


def test_the_region_and_the_stack_are_those_of_samconfig():
    told = tomllib.loads((ROOT / "deploy" / "samconfig.toml").read_text("utf-8"))["default"]["deploy"]["parameters"]
    for page in ("deploy", "operations"):
        assert {told["region"]} <= set(re.findall(r"(?:us|eu|ap)-\w+-\d", PAGES[page]))
    assert f"--stack-name {told['stack_name']} --region {told['region']}" in PAGES["deploy"]
