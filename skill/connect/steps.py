"""The steps of a connection, in the order in which one thing rests on another. Each says what it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.connect.bundle import digest, zipped
from skill.connect.find_skill import find_skill
from skill.connect.importing import Polling, resume_import, wait_for_import, wait_for_models
from skill.connect.look import NEEDED, NEEDED_BEFORE_THE_ID, in_the_way
from skill.connect.placing import what_to_start, write_id
from skill.connect.sentences import lines
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from pathlib import Path

    from skill.connect.amazon import Amazon
    from skill.connect.hosting import Hosting
    from skill.connect.person import Person
    from skill.connect.sentences import Sentence
    from skill.connect.state import Kept
    from skill.doctor.findings import Finding

WELL = "nothing stands in Alexa's way"
UNKNOWN_ID = "SKILL-ID"
"""What a dry run calls a skill that isn't made."""


@dataclass(frozen=True)
class Task:
    """What is to be done."""

    hosting: Hosting
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
    polling: Polling


def connect(task: Task, tools: Tools) -> None:
    """Run the steps that are left.

    Raises:
        ConnectError: a step can't be taken.

    """
    say, kept = tools.say, tools.kept
    say("2  The skill at Amazon")
    vendor = find_skill(task, tools)
    say("3  The server")
    ready = _look_before(task, tools)
    say("4  The package")
    _send(task, tools, vendor)
    skill_id = kept.state.skill_id or UNKNOWN_ID
    say("5  The skill's id")
    _place(task, tools, skill_id, ready=ready)
    if task.hosting.awaits_function:
        say("\nThis is half of it: the skill is at Amazon, and there is no function yet that answers.")
        return
    if task.hosting.has_server and not ready:
        _look_after(task, tools)
    say("6  Testing")
    tools.amazon.enable(skill_id)
    kept.change(enabled=True)
    if not task.dry:
        say("   enabled on the devices of this account")
    say("\nOn an Echo of the same account, say these. The first opens the skill; the others are said once it is open:")
    for line in lines(tools.sentences()):
        say(line)


def _look_before(task: Task, tools: Tools) -> bool:
    """Look at the server before Amazon is told of it. Return True if it is ready, and needs no second look."""
    if not task.hosting.has_server:
        tools.say("   a function can't be looked at from here; AWS lets in Alexa alone, for this skill's id")
        return False
    if task.dry:
        tools.say("   would look at it with `python -m skill doctor`")
        return False
    known = bool(tools.kept.state.skill_id and tools.kept.state.package)
    needed = NEEDED if known else NEEDED_BEFORE_THE_ID
    well = _until_ready(task, tools, needed, "The server is not ready ({}), so Amazon was told nothing.")
    if well:
        tools.say(f"   {WELL}" if known else "   it gets the skill's id in step 5, and is looked at again")
    return known and well


def _until_ready(task: Task, tools: Tools, needed: Collection[str], refusal: str) -> bool:
    """Look at the server until nothing needed is sick. Return False if it is to go on all the same.

    Raises:
        ConnectError: it is sick, and there is nobody who mends it now.

    """
    while sick := in_the_way(tools.examine(), needed, tools.say):
        names = ", ".join(sick)
        if task.unchecked:
            return False
        if not tools.person.again(f"   Not ready yet: {names}. Look again"):
            raise ConnectError(
                f"{refusal.format(names)}\n"
                f"What to do: as the arrows say, and {AGAIN}: it goes on from here. --unchecked goes on all the same."
            )
    return True


def _send(task: Task, tools: Tools, vendor: str) -> None:
    state, say = tools.kept.state, tools.say
    resume_import(tools.amazon, tools.kept, say, tools.polling)
    mark = digest(task.built)
    if state.package == mark and state.skill_id and not task.anew:
        say("   Amazon has this package already (--anew sends it again)")
    else:
        data = zipped(task.built)
        say(f"   {len(task.built)} files, {len(data):,} bytes as a zip")
        location = tools.amazon.upload(data)
        started = tools.amazon.start_import(location, skill_id=state.skill_id, vendor=vendor)
        hosting = task.hosting
        tools.kept.change(
            import_id=started, sent=mark, hosting=hosting.kind, address=hosting.address, pages=hosting.pages
        )
        if not task.dry:
            say("   uploaded; Amazon is looking at it, which takes some minutes")
        wait_for_import(tools.amazon, tools.kept, say, tools.polling)
    if task.dry:
        tools.amazon.models(state.skill_id or UNKNOWN_ID)
        return
    if not state.skill_id:
        raise ConnectError(
            f"Amazon took the package and named no skill.\nWhat to do: {AGAIN}; it looks for the skill first."
        )
    wait_for_models(tools.amazon, state.skill_id, task.locales, say, tools.polling)


def _place(task: Task, tools: Tools, skill_id: str, *, ready: bool) -> None:
    written = None if task.dry or not task.hosting.has_server else task.env_file
    if written:
        changed = write_id(written, skill_id)
        tools.say(f"   {'written into' if changed else 'stands in'} {written.name}")
    if not task.hosting.has_server and not task.hosting.awaits_function:
        tools.say("   the function has it: AWS checks it with each request")
        return
    if ready:
        tools.say(f"   {skill_id}, which the server answers if it was started with it")
        return
    for line in what_to_start(task.hosting, skill_id, written):
        tools.say(f"   {line}")


def _look_after(task: Task, tools: Tools) -> None:
    """Look at the server that was started without the id before, or not at all."""
    if task.dry:
        tools.say("   would look at the server again")
    elif _until_ready(task, tools, NEEDED, "The skill is at Amazon, and its server is not ready ({})."):
        tools.say(f"   {WELL}")
