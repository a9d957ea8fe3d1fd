"""Phrases by name: each that is asked for is there, each that is there is said, and no sentence stands in Python."""

import ast
import re
import tomllib
from functools import cache

from scenarios import CONTENT

SKILL = CONTENT.parent / "skill"
FILLED_IN = {f"stop-quinine-{purpose}" for purpose in ("cramps", "infection", "unknown")}
"""Phrases named by what quinine is taken for."""
STANCES = re.compile(r"-(last-resort|not-approved|no-claim)$")
"""Ends the names of phrases of which each country takes its own by a brace."""
PHRASES = tomllib.loads((CONTENT / "en" / "phrases.toml").read_text(encoding="utf-8"))


@cache
def trees(folder):
    """Return the parsed modules under a folder."""
    return [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(folder.rglob("*.py"))]


def named_constants(modules):
    """Return the texts that modules give a name to."""
    assigned = [node for tree in modules for node in tree.body if isinstance(node, ast.Assign)]
    return {
        target.id: node.value.value
        for node in assigned
        for target in node.targets
        if isinstance(target, ast.Name) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }


def texts_in(node, constants):
    """Return every text that an expression may come to, as far as it can be read off."""
    endings = {
        text.value
        for part in ast.walk(node)
        if isinstance(part, ast.JoinedStr)
        for text in part.values[1:]
        if isinstance(text, ast.Constant)
    }
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value not in endings:
            yield part.value
        if isinstance(part, ast.Name) and part.id in constants:
            yield constants[part.id]


def asked_for(modules):
    """Return the name of each phrase that modules ask for, by calls of `phrase` and `phrase_question`."""
    constants = named_constants(modules)
    for call in (node for tree in modules for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call.func:
            case ast.Attribute(attr="phrase"):
                yield from (
                    name for name in texts_in(call.args[0], constants) if name not in ("stop-quinine", "unknown")
                )
            case ast.Name(id="adjusted"):
                yield from filter(None, texts_in(call.args[2], constants))
            case ast.Name(id="phrase_question"):
                names = texts_in(call.args[1], constants)
                yield from (f"{name}{ending}" for name in names for ending in ("", "-coda"))


COMPOSED = re.compile(r"(eased|not-eased|still-here|relief-ask|between|help|second-hand|coach)-")
"""Names that the skill puts together: by grade, by the kind of routine, by form, and by who says so."""


def test_every_phrase_that_is_asked_for_is_there():
    names = set(asked_for(trees(SKILL / "dialogue")))
    assert len(names) > 20
    whole = {name for name in names if not name.startswith("-") and not name.endswith("-")} - {"finish", "between"}
    missing = sorted(whole - {"check", "check-again"} - PHRASES.keys())
    assert not missing, f"content/en/phrases.toml: add {missing}, or don't ask for them in skill/dialogue/"


def quoted(folder):
    """Return every word and name that stands in quotes in the modules under a folder."""
    sources = (path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    return {text for source in sources for text in re.findall(r"""(?<![\w}])["']([\w-]+)["']""", source)}


def test_every_phrase_is_used():
    constants = quoted(SKILL) | FILLED_IN
    assert {
        name
        for name in PHRASES
        if not STANCES.search(name) and name not in constants and name.removesuffix("-coda") not in constants
        if name.removesuffix("-otherwise") not in constants and not COMPOSED.match(name)
    } == set()


def test_no_python_file_of_the_core_speaks():
    for package in ("stretching", "dialogue", "speech"):
        for tree in trees(SKILL / package):
            nodes = list(ast.walk(tree))
            described = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
            texts = [node.value for node in nodes if isinstance(node, ast.Constant) and id(node) not in described]
            assert [text for text in texts if isinstance(text, str) and re.search(r"\w \w+.*[.?!]$", text)] == []
