"""README, docs and code agree."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from simulator.cli import main as simulator
from skill.cli import main as skill
from skill.dialogue.transition_table import drawing

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / "content").glob("*.md"),
    *(ROOT / "deploy").glob("*/*.md"),  # not what sam built
]
README = (ROOT / "README.md").read_text(encoding="utf-8")
QUOTED = ROOT / "tests" / "conversations" / "first-visit-yes.txt"
MOVING = "docs/screens/echo-practice-moving.png"
LARGEST_PICTURE_BYTES = 1_000_000
"""What a reader waits for."""
METAPHOR = re.compile(r"\b(?:doors?|rooms?|houses?|homes?|shel(?:f|ves)|ears?|hooks?)\b", re.IGNORECASE)
LINK = re.compile(r"""(?:\]\(|src(?:set)?=")(?!https?:)([^)"#]*)(?:#([^)"]+))?""")


@cache
def anchors(page):
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_transitions_page_is_what_draw_prints():
    page = (ROOT / "docs" / "transitions.md").read_text(encoding="utf-8")
    assert page.split("<!-- drawn -->\n")[1].strip() == drawing().strip()


def test_architecture_page_draws_the_checked_layers():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [rule["layers"] for rule in rules if rule["type"] == "layers"]
    assert page.split("## Layers")[1].split("```\n")[1].splitlines() == layers


def test_every_link_leads_somewhere():
    found = [(page, *link) for page in PAGES for link in LINK.findall(page.read_text("utf-8"))]
    links = [(page.name, page.parent / link if link else page, anchor) for page, link, anchor in found]
    assert len(links) > 50
    assert [one for one in links if not one[1].exists() or (one[2] and one[2] not in anchors(one[1]))] == []


def test_every_make_target_and_command_of_a_page_exists():
    makefile, text = (ROOT / "Makefile").read_text("utf-8"), "\n".join(page.read_text("utf-8") for page in PAGES)
    targets = set(re.findall(r"(?:^|`)(?:\w+=\S+ )*make ([\w-]+)", text, re.MULTILINE))
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    assert set(re.findall(r"-m skill (\w+)", text)) <= set(skill.commands)
    assert set(re.findall(r"-m simulator (\w+)", text)) <= set(simulator.commands)


def test_readmes_dialogue_is_a_real_conversation():
    quoted = README.split("```\n")[1].splitlines()
    assert [line[:6].strip() for line in quoted] == ["you:", "alexa:"] * 3
    assert quoted[0] == "you:   Alexa, open leg cramp helper"
    pieces = [piece.strip() for line in quoted for piece in line[7:].removeprefix("Alexa, ").split("…")]
    heard = " ".join(re.sub(r"^(?:you|alexa): ", "", line).strip() for line in QUOTED.read_text("utf-8").splitlines())
    for piece in filter(None, pieces):
        assert piece in heard
        heard = heard.split(piece, 1)[1]


def test_readme_begins_with_what_it_is_and_how_to_try_it():
    first = [re.escape(f"## {heading}\n") for heading in ("Try it", "Put it on an Echo", "Change its words")]
    assert re.search(".*?".join([MOVING, "you: ", *first]), README, re.DOTALL)
    assert re.findall("^## (.+)$", README, re.MULTILINE)[:3] == ["Try it", "Put it on an Echo", "Change its words"]
    assert README.split("## Try it\n")[1].split("```\n")[1] == "make run\n"
    for page in ("docs/deploy.md", "content/README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"):
        assert f"]({page})" in README


def test_a_routine_opens_the_skill_in_four_steps():
    steps = re.findall(r"^\d\. (.+)$", README.split("## Put it on an Echo")[1].split("\n## ")[0], re.MULTILINE)
    assert len(steps) == 4
    assert "`help with my leg cramp`" in steps[1]
    assert "`open leg cramp helper`" in steps[2]


def test_the_moving_picture_moves_and_loads_at_once():
    picture = (ROOT / MOVING).read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert b"acTL" in picture[:64]
    assert len(picture) < LARGEST_PICTURE_BYTES


def test_the_newest_section_of_the_changelog_is_the_version():
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    sections = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    release, _, under_way = version.partition(".dev")
    assert sections[0] == (f"{release} (in progress)" if under_way else release)
    numbers = [tuple(map(int, section.split()[0].split("."))) for section in sections]
    assert numbers == sorted(set(numbers), reverse=True)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_a_stranger_reads_plain_words(page):
    assert METAPHOR.findall((ROOT / page).read_text(encoding="utf-8")) == []


def test_every_setting_in_the_code_is_in_the_readme():
    settings = (ROOT / "skill" / "settings.py").read_text(encoding="utf-8")
    assert [name for name in re.findall(r'environ\.get\("(\w+)"\)', settings) if f"`{name}`" not in README] == []


def test_every_command_says_what_it_does():
    for program in (skill, simulator):
        shown = CliRunner().invoke(program, ["--help"]).output
        assert all(re.search(rf"^  {name} +\S", shown, re.MULTILINE) for name in program.commands)


def test_no_lock_records_a_download_address():
    locks = [*ROOT.glob("requirements*.lock"), *(ROOT / "tests").rglob("package-lock.json")]
    assert len(locks) > 3
    addresses = re.compile(r"https?://|\"resolved\"|index-url|find-links")
    assert [lock.name for lock in locks if addresses.search(lock.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("program", ["transcripts.py", "asked/report.py --help", "icons.py", "licences.py"])
def test_a_program_for_developers_starts_from_the_top_folder(program):
    order = [sys.executable, *f"tests/{program}".split()]
    done = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
    assert "Traceback" not in done.stderr
    assert program.split()[0].rpartition("/")[2] in done.stdout + done.stderr
