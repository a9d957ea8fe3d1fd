"""Finds the skill that this checkout has at Amazon, so that a second one is never made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from skill.connect.importing import resume_import
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from skill.connect.amazon import Amazon, Summary
    from skill.connect.person import Person
    from skill.connect.steps import Task, Tools

SKILL_ID = re.compile(r"amzn1\.ask\.skill\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NEW = "none of these: make a new one"


def find_skill(task: Task, tools: Tools) -> str:
    """Find the skill's id: as given, as kept, or in the list of the vendor's skills. There may be none yet.

    Return the vendor that a new one belongs to; empty if there is a skill.

    Raises:
        ConnectError: it can't be told whether there is one.

    """
    kept, say = tools.kept, tools.say
    if not task.skill_id and not kept.state.skill_id:
        resume_import(tools.amazon, kept, say, tools.polling)
    if task.skill_id and task.skill_id != kept.state.skill_id:
        kept.change(skill_id=task.skill_id, import_id="", package="", enabled=False)
    if kept.state.skill_id:
        say(f"   {kept.state.skill_id}, which is this checkout's")
        return ""
    vendor = find_vendor(tools.amazon, task.vendor, tools.person)
    found = [] if task.new else _alike(tools.amazon, vendor, task.names)
    if found and (chosen := _chosen(found, tools.person)):
        kept.change(skill_id=chosen)
        say(f"   {chosen}, which is this checkout's")
        return ""
    say("   there is none yet: it is made in step 4")
    return vendor


def _alike(amazon: Amazon, vendor: str, names: frozenset[str]) -> list[Summary]:
    """Return the skills in development that are called like this one."""
    return [
        one
        for one in amazon.skills(vendor)
        if one.stage == "development" and names & set((one.name_by_locale or {}).values())
    ]


def _chosen(found: list[Summary], person: Person) -> str:
    """Return the id of the one that is this checkout's; empty if a new one is wanted."""
    choices = [f"{next(iter((one.name_by_locale or {}).values()), '')}  {one.skill_id}" for one in found]
    option = "give its id with --skill-id, or --new if none is this checkout's"
    number = person.choice("   Which of these is this checkout's skill", [*choices, NEW], option)
    return found[number].skill_id if number < len(found) else ""


def find_vendor(amazon: Amazon, given: str, person: Person) -> str:
    """Return the vendor that a new skill belongs to.

    Raises:
        ConnectError: there is none, or it can't be told which.

    """
    if given:
        return given
    vendors = amazon.vendors()
    if not vendors:
        raise ConnectError(
            "This account has no vendor id.\n"
            f"What to do: open https://developer.amazon.com/alexa/console/ask, accept the terms, and {AGAIN}."
        )
    if len(vendors) == 1:
        return vendors[0].id
    names = [f"{one.name or ''}  {one.id}" for one in vendors]
    return vendors[person.choice("   For which of these vendors", names, "give its id with --vendor")].id


def checked_id(text: str) -> str:
    """Return a skill's id as it was given.

    Raises:
        ConnectError: it is none.

    """
    if text and not SKILL_ID.fullmatch(text):
        raise ConnectError(
            f"{text!r} is no skill's id.\nWhat to do: copy it from the console; it begins with amzn1.ask.skill."
        )
    return text
