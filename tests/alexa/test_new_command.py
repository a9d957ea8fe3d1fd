"""The recipe of CONTRIBUTING.md: a command is added by four edits, and what is forgotten is named."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skill.alexa.requests import EventParser
from skill.content.catalog import load_catalog
from skill.errors import ContentError

ROOT = Path(__file__).resolve().parents[2]
RECIPE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("### … a command\n")[1].split("\n## ")[0]
TABLE = """
[maker]
intent = "MakerIntent"
kind = "control"
during_check = "ask-again"
samples = ["who made you", "who wrote this"]
"""
PHRASE = """
maker = "A few people who know cramps themselves made this."
"""
ACTION = '''

def tell_maker(ctx: Context, _event: Event) -> Turn:
    """Say who made the skill."""
    return phrase_question(ctx.updated(state=State.ANSWERED, routine=""), "anything-else", say(ctx.phrase("maker")))
'''
CONTENT_EDITS = [("content/en/commands.toml", "", TABLE), ("content/en/phrases.toml", "", PHRASE)]
HELP = '"help": greeting.explain,'
CODE_EDITS = [
    ("skill/dialogue/greeting.py", "", ACTION),
    ("skill/dialogue/transitions.py", HELP, f'{HELP} "maker": greeting.tell_maker,'),
]
PROOF = """
from datetime import UTC, datetime
from pathlib import Path

from ask_sdk_model import Intent, IntentRequest

from skill.alexa.requests import EventParser
from skill.dialogue.events import Command, QuestionAsked
from skill.dialogue.session import Session
from skill.dialogue.engine import take_turn
from skill.content.intents import intent_name
from skill.content.catalog import load_catalog
from skill.monitoring.redactor import Redactor

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
catalog = load_catalog(Path("content"))
content = catalog["en-GB"]
event = EventParser(content).event(IntentRequest(intent=Intent(name="MakerIntent")))
print(event == Command("maker"))
print(take_turn(Session(), event, content, NOW).beats[0].words)
checking = take_turn(Session(), QuestionAsked("leg-pain"), content, NOW).session
print(take_turn(checking, event, content, NOW).session.state)
print(Redactor(catalog, intent_name).shown["MakerIntent"])
"""


@pytest.fixture
def folder(content_copy):
    """A folder with a copy of content/ in it."""
    return content_copy.parent


@pytest.fixture
def tree(tmp_path):
    """A folder with content/ and the code, and with its bytecode, of which only what is edited is made anew."""
    for folder in ("skill", "content"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def edited(tree, edits):
    for name, old, new in edits:
        path = tree / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def test_a_command_is_added_by_four_edits(tree):
    edited(tree, CONTENT_EDITS + CODE_EDITS)
    ran = subprocess.run([sys.executable, "-c", PROOF], cwd=tree, capture_output=True, text=True, check=False)
    assert ran.stderr == ""
    assert ran.stdout.splitlines() == [
        "True",
        "A few people who know cramps themselves made this.",
        "checking",
        "MakerIntent",
    ]


def test_the_recipe_names_those_four_files_and_no_other():
    steps = re.findall(r"^\d\. .*", RECIPE, re.MULTILINE)
    assert len(steps) == len(CONTENT_EDITS + CODE_EDITS) == 4
    assert all(name in RECIPE for name, _, _ in (*CONTENT_EDITS, CODE_EDITS[1]))


def problems(folder):
    with pytest.raises(ContentError) as raised:
        EventParser(load_catalog(folder)[None])
    return str(raised.value).splitlines()


def test_a_command_without_a_transition_is_refused(folder):
    edited(folder, CONTENT_EDITS)
    (problem,) = problems(folder / "content")
    assert problem.startswith(
        'en/commands.toml: "maker" has no transition. Add one to ANYWHERE or IN_A_ROUTINE in transitions.py'
    )
    assert "CONTRIBUTING.md" in problem


def test_a_transition_without_a_command_is_refused(folder):
    edited(
        folder,
        [
            ("content/en/commands.toml", "[pause]\n", "[pawse]\n"),
            ("content/en/commands.toml", "[stretch]\n", "[strech]\n"),
        ],
    )
    found = problems(folder / "content")
    assert [re.findall('"(.*?)"', problem)[0] for problem in found] == ["pawse", "strech", "pause", "stretch"]
    assert "is missing, but the skill acts on it. Add [pause]" in found[2]


@pytest.mark.parametrize("key", ["kind", "during_check"])
def test_a_command_without_a_kind_or_a_during_check_is_refused(folder, key):
    edited(folder, [("content/en/commands.toml", "", re.sub(rf"{key} = .*\n", "", TABLE))])
    assert problems(folder / "content") == [
        f"en/commands.toml: maker: the key `{key}` is missing; content/keys.md lists the keys"
    ]
