"""The SDK's skill, and the skill as a function of JSON. Requests have been verified before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import CustomSkillBuilder

from skill.alexa.alexa_errors import AlexaErrorReporter
from skill.alexa.can_fulfill import CanFulfillHandler
from skill.alexa.dialogue_handler import DialogueHandler
from skill.alexa.lifecycle import ErrorHandler, FallbackHandler, SkillDisabledHandler
from skill.alexa.wire import WireSerializer, decode_request, plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_model import ResponseEnvelope
    from ask_sdk_model.services import ApiClient

    from skill.alexa.models import RequestEnvelope
    from skill.content.catalog import Catalog
    from skill.storage.profiles import Profiles


class Skill(CustomSkill):
    """The SDK's skill with wire.py as its serializer and `handle` as its one dispatch path."""

    def __init__(self, configuration: Any) -> None:
        super().__init__(configuration)
        self.serializer = WireSerializer()  # type: ignore[assignment]  # the SDK takes any serializer

    def handle(self, envelope: RequestEnvelope) -> ResponseEnvelope:
        """Return the response. The webhook, Lambda and the simulator all call this.

        Raises:
            AskSdkException: the request is another skill's.
            NotForgottenError: the user has disabled the skill, and the store fails.

        """
        request: Any = envelope
        response: ResponseEnvelope = super().invoke(request, None)
        return response

    def invoke(self, request_envelope: Any, context: object) -> ResponseEnvelope:  # noqa: ARG002
        """Return the response, under the name that the SDK's adapters call."""
        return self.handle(request_envelope)


def create_skill(
    catalog: Catalog,
    profiles: Profiles | None = None,
    *,
    skill_id: str | None = None,
    api_client: ApiClient | None = None,
    failed: Callable[[], object] = lambda: None,
    alexa_failed: Callable[[str, str], object] = lambda _request, _error: None,
    came_of: Callable[[str], object] = lambda _outcome: None,
) -> Skill:
    """Return the skill.

    With a skill id, it refuses other skills' requests.
    Without profiles it remembers nobody, and without an API client it calls no API of Alexa's.
    `failed` is called if a turn fails and an apology is said instead.
    `alexa_failed` is called with the types of request and error if Alexa reports an error.
    `came_of` is called with each outcome of a turn.
    """
    builder: Any = CustomSkillBuilder()
    builder.skill_id = skill_id
    builder.api_client = api_client
    builder.add_global_request_interceptor(AlexaErrorReporter(alexa_failed))
    builder.add_request_handler(DialogueHandler(catalog, profiles, came_of))
    if profiles:
        builder.add_request_handler(SkillDisabledHandler(profiles))
    builder.add_request_handler(CanFulfillHandler(catalog))
    builder.add_request_handler(FallbackHandler())
    builder.add_exception_handler(ErrorHandler(catalog, failed))
    return Skill(builder.skill_configuration)


def as_callable(skill: Skill) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return `skill.handle` as a function from one JSON object to another, for Lambda and the simulator."""

    def handle(envelope: dict[str, Any]) -> dict[str, Any]:
        response: dict[str, Any] = plain(skill.handle(decode_request(envelope)))
        return response

    return handle
