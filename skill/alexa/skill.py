"""The skill as Alexa's SDK knows it, and as a plain callable: JSON in, JSON out. Verifying is the door's business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill_builder import CustomSkillBuilder

from skill.alexa.can_fulfill import CanFulfill
from skill.alexa.lifecycle import Disabled, LastResort, ScreenFailed, Unheard
from skill.alexa.serializer import TolerantSerializer
from skill.alexa.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_core.skill import CustomSkill
    from ask_sdk_model.services import ApiClient

    from skill.library.shelf import Shelf
    from skill.storage.profiles import Profiles


def create_skill(
    shelf: Shelf,
    profiles: Profiles | None = None,
    *,
    skill_id: str | None = None,
    api_client: ApiClient | None = None,
    failed: Callable[[], object] = lambda: None,
) -> CustomSkill:
    """Make the skill.

    With a skill id it refuses every other skill's requests.
    Without profiles it knows nobody again, and without an API client it calls nobody.
    `failed` is called when a turn fails and an apology is said instead.
    """
    builder: Any = CustomSkillBuilder()
    builder.skill_id = skill_id
    builder.api_client = api_client
    builder.add_request_handler(Turns(shelf, profiles))
    if profiles:
        builder.add_request_handler(Disabled(profiles))
    builder.add_request_handler(CanFulfill(shelf))
    builder.add_request_handler(ScreenFailed())
    builder.add_request_handler(Unheard())
    builder.add_exception_handler(LastResort(shelf, failed))
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
