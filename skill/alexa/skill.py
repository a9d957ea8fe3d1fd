"""The skill as Alexa's SDK knows it, and as a plain callable: JSON in, JSON out. Verifying is the door's business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill_builder import CustomSkillBuilder

from skill.alexa.lifecycle import LastResort, Unheard
from skill.alexa.serializer import TolerantSerializer
from skill.alexa.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.skill import CustomSkill

    from skill.library.shelf import Shelf


def create_skill(shelf: Shelf, *, skill_id: str | None = None) -> CustomSkill:
    """Make the skill; with a skill id it refuses every other skill's requests."""
    builder: Any = CustomSkillBuilder()
    builder.skill_id = skill_id
    builder.add_request_handler(Turns(shelf))
    builder.add_request_handler(Unheard())
    builder.add_exception_handler(LastResort(shelf))
    skill: CustomSkill = builder.create()
    vars(skill)["serializer"] = TolerantSerializer()
    return skill


def as_callable(skill: CustomSkill) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Give the skill as a function from a request envelope to a response envelope, both as JSON objects."""

    def invoke(envelope: dict[str, Any]) -> dict[str, Any]:
        serializer: Any = skill.serializer
        response: dict[str, Any] = serializer.serialize(skill.invoke(serializer.envelope(envelope), None))
        return response

    return invoke
