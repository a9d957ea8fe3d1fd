"""README, docs and code agree."""

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from skill.cli import main
from skill.conversation.drawing import drawing

ROOT = Path(__file__).resolve().parent.parent
PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / "content").glob("*.md"),
]
QUOTED = ("cramp-in-silence", "asked-about-quinine-symptoms")
LINK = re.compile(r"""(?:\]\(|src=")(?!https?:)([^)"#]*)(?:#([^)"]+))?""")
BY_PAGE = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def anchors(page):
    """Give the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_architecture_page_holds_the_table_as_it_is():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert page.split("<!-- drawn -->\n")[1].strip() == drawing().strip()


def test_the_architecture_page_draws_the_layers_that_are_checked():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rules = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = [rule["layers"] for rule in rules if rule["type"] == "layers"]
    assert page.split("## The rooms")[1].split("```\n")[1].splitlines() == layers


@BY_PAGE
def test_every_link_leads_somewhere(page):
    links = [(page.parent / link if link else page, anchor) for link, anchor in LINK.findall(page.read_text("utf-8"))]
    assert [link for link, anchor in links if not link.exists() or (anchor and anchor not in anchors(link))] == []


@BY_PAGE
def test_every_make_target_and_command_that_a_page_names_exists(page):
    text, makefile = page.read_text("utf-8"), (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"(?:^|`)(?:\w+=\S+ )*make (\w+)", text, re.MULTILINE))
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    assert set(re.findall(r"-m skill (\w+)", text)) <= set(main.commands)


def test_what_the_readme_says_it_sounds_like_is_heard_in_the_conversations():
    quoted = (ROOT / "README.md").read_text("utf-8").split("```\n")[1]
    wanted = [line[7:].removesuffix(" …") for line in quoted.splitlines() if not line.startswith("you:")]
    files = [ROOT / "tests" / "conversations" / f"{name}.txt" for name in QUOTED]
    heard = iter([line[7:] for file in files for line in file.read_text("utf-8").splitlines()])
    assert len(wanted) > 5
    assert [line for line in wanted if line not in heard] == []


def test_every_setting_in_the_code_is_in_the_readme():
    settings = (ROOT / "skill" / "settings.py").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in re.findall(r'environ\.get\("(\w+)"\)', settings) if f"`{name}`" not in readme] == []


def test_every_command_says_what_it_does():
    shown = CliRunner().invoke(main, ["--help"]).output
    assert all(re.search(rf"^  {name} +\S", shown, re.MULTILINE) for name in main.commands)


def test_no_lock_records_where_anything_is_downloaded_from():
    locks = [*ROOT.glob("requirements*.lock"), *(ROOT / "tests").rglob("package-lock.json")]
    assert len(locks) > 3
    addresses = re.compile(r"https?://|\"resolved\"|index-url|find-links")
    assert [lock.name for lock in locks if addresses.search(lock.read_text(encoding="utf-8"))] == []
