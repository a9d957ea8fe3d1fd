"""The steps of a connection, in the order in which one thing rests on another. Each says what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.connect.bundle import digest, zipped
from skill.connect.find_skill import find_skill
from skill.connect.importing import Patience, wait_for_import, wait_for_models
from skill.connect.look import NEEDED, NEEDED_BEFORE_THE_ID, in_the_way
from skill.connect.placing import what_to_start, write_id
from skill.connect.sentences import lines
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from skill.connect.amazon import Amazon
    from skill.connect.person import Person
    from skill.connect.roads import Road
    from skill.connect.sentences import Sentence
    from skill.connect.state import Kept
    from skill.doctor.findings import Finding

UNKNOWN_ID = "SKILL-ID"
"""What a dry run calls a skill that isn't made."""


@dataclass(frozen=True)
class Task:
    """What is to be done."""

    road: Road
    built: Mapping[str, bytes]
    """The package, by path."""
    locales: tuple[str, ...]
    names: frozenset[str]
    """What the skill is called in the store."""
    skill_id: str = ""
    vendor: str = ""
    new: bool = False
    """Make a new skill, whatever the vendor has."""
    env_file: Path | None = None
    anew: bool = False
    """Send the package even if Amazon has it."""
    unchecked: bool = False
    """Go on if the server is sick."""
    dry: bool = False


@dataclass(frozen=True)
class Tools:
    """What it is done with."""

    amazon: Amazon
    kept: Kept
    person: Person
    say: Callable[[str], None]
    examine: Callable[[], Iterable[Finding]]
    sentences: Callable[[], list[Sentence]]
    patience: Patience


def connect(task: Task, tools: Tools) -> None:
    """Take every step that is left.

    Raises:
        ConnectError: a step can't be taken.

    """
    say, kept = tools.say, tools.kept
    say("2  The skill at Amazon")
    vendor = find_skill(task, tools)
    say("3  The server")
    _look_before(task, tools)
    say("4  The package")
    _send(task, tools, vendor)
    skill_id = kept.state.skill_id or UNKNOWN_ID
    say("5  The skill's id")
    _place(task, tools, skill_id)
    if task.road.awaits_function:
        say("\nThis is half of it: the skill is at Amazon, and there is no function yet that answers.")
        return
    if task.road.has_server:
        _look_after(task, tools)
    say("6  Testing")
    tools.amazon.enable(skill_id)
    kept.change(enabled=True)
    if not task.dry:
        say("   enabled on the devices of this account")
    say("\nOn an Echo of the same account, say these. The first opens the skill; the others are said once it is open:")
    for line in lines(tools.sentences()):
        say(line)


def _look_before(task: Task, tools: Tools) -> None:
    if not task.road.has_server:
        tools.say("   a function can't be looked at from here; AWS lets in Alexa alone, for this skill's id")
        return
    if task.dry:
        tools.say("   would look at it with `python -m skill doctor`")
        return
    known = bool(tools.kept.state.skill_id) and bool(tools.kept.state.package)
    sick = in_the_way(tools.examine(), NEEDED if known else NEEDED_BEFORE_THE_ID, tools.say)
    if not sick:
        tools.say(
            "   nothing stands in the way" if known else "   it gets the skill's id in step 5, and is looked at again"
        )
    elif not task.unchecked:
        raise ConnectError(
            f"The server is not ready ({', '.join(sick)}), so Amazon was told nothing.\n"
            f"What to do: as the arrows say, and {AGAIN}; --unchecked goes on all the same."
        )


def _send(task: Task, tools: Tools, vendor: str) -> None:
    state, say = tools.kept.state, tools.say
    if state.import_id:
        say("   an import is under way since last time: waiting for it")
        wait_for_import(tools.amazon, tools.kept, say, tools.patience)
    mark = digest(task.built)
    if state.package == mark and state.skill_id and not task.anew:
        say("   Amazon has this package already (--anew sends it again)")
    else:
        data = zipped(task.built)
        say(f"   {len(task.built)} files, {len(data):,} bytes as a zip")
        location = tools.amazon.upload(data)
        started = tools.amazon.start_import(location, skill_id=state.skill_id, vendor=vendor)
        road = task.road
        tools.kept.change(import_id=started, sent=mark, road=road.kind, address=road.address, pages=road.pages)
        if not task.dry:
            say("   uploaded; Amazon is looking at it, which takes some minutes")
        wait_for_import(tools.amazon, tools.kept, say, tools.patience)
    if task.dry:
        tools.amazon.models(state.skill_id or UNKNOWN_ID)
        return
    if not state.skill_id:
        raise ConnectError(
            f"Amazon took the package and named no skill.\nWhat to do: {AGAIN}; it looks for the skill first."
        )
    wait_for_models(tools.amazon, state.skill_id, task.locales, say, tools.patience)


def _place(task: Task, tools: Tools, skill_id: str) -> None:
    written = None if task.dry or not task.road.has_server else task.env_file
    if written:
        changed = write_id(written, skill_id)
        tools.say(f"   {'written into' if changed else 'stands in'} {written.name}")
    if not task.road.has_server and not task.road.awaits_function:
        tools.say("   the function has it: AWS checks it with each request")
        return
    for line in what_to_start(task.road, skill_id, written):
        tools.say(f"   {line}")


def _look_after(task: Task, tools: Tools) -> None:
    """Look until nothing stands in the way: the server was started without the id, or not at all."""
    if task.dry:
        tools.say("   would look at the server again")
        return
    while sick := in_the_way(tools.examine(), NEEDED, tools.say):
        if task.unchecked:
            return
        if not tools.person.again(f"   Not ready yet: {', '.join(sick)}. Look again"):
            raise ConnectError(
                f"The skill is at Amazon, and its server is not ready ({', '.join(sick)}).\n"
                f"What to do: as the arrows say, and {AGAIN}: it goes on from here."
            )
    tools.say("   the server is well")
