"""README, docs and code agree."""

import re
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
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def test_the_architecture_page_holds_the_table_as_it_is():
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert page.split("<!-- drawn -->\n")[1].strip() == drawing().strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_make_target_and_command_in_the_readme_exists():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^make (\w+)", readme, re.MULTILINE)) | set(re.findall(r"`make (\w+)`", readme))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert [target for target in targets if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []
    commands = set(re.findall(r"-m skill (\w+)", readme))
    assert commands
    assert commands <= set(main.commands)


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
