"""What we read of Alexa's JSON, as structs. Fields have the names of Amazon's Python models; all others are ignored."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec resolves the annotations
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, field

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput


class Attributes(dict[str, Any]):
    """Session attributes as they came. Nobody changes them, so the SDK's copy of them is the same object."""

    def __deepcopy__(self, _copied: dict[int, Any]) -> Attributes:
        return self


class Model(Struct, frozen=True, rename="camel"):
    """An object in Alexa's JSON."""


class Value(Model, frozen=True):
    """A value of ours that a slot was resolved to."""

    id: str | None = None
    name: str | None = None


class ValueWrapper(Model, frozen=True):
    """An object around a value."""

    value: Value | None = None


class Resolution(Model, frozen=True):
    """What one authority resolved a slot to."""

    values: list[ValueWrapper | None] | None = None


class Resolutions(Model, frozen=True):
    """What all authorities resolved a slot to."""

    resolutions_per_authority: list[Resolution | None] | None = None


class Slot(Model, frozen=True):
    """A slot of an intent."""

    value: str | None = None
    resolutions: Resolutions | None = None


class Intent(Model, frozen=True):
    """What the user wants."""

    name: str | None = None
    slots: dict[str, Slot | None] | None = None


class ErrorType(Model, frozen=True):
    """What Alexa says went wrong."""

    object_type: str | None = field(name="type", default=None)


class Request(Model, frozen=True):
    """A request of any type; a type has only some of these fields."""

    object_type: str | None = field(name="type", default=None)
    timestamp: datetime | None = None
    locale: str | None = None
    intent: Intent | None = None
    token: str | None = None
    arguments: list[Any] | None = None
    payload: dict[str, Any] | None = None
    reason: str | None = None
    error: ErrorType | None = None
    errors: list[ErrorType | None] | None = None


class Application(Model, frozen=True):
    """A skill."""

    application_id: str | None = None


class User(Model, frozen=True):
    """Somebody's account."""

    user_id: str | None = None


class Person(Model, frozen=True):
    """Somebody whose voice Alexa recognised."""

    person_id: str | None = None


class Interface(Model, frozen=True):
    """Something that a device can do."""


class SupportedInterfaces(Model, frozen=True):
    """What a device can do."""

    alexa_presentation_apl: Interface | None = field(name="Alexa.Presentation.APL", default=None)


class Device(Model, frozen=True):
    """An Echo."""

    device_id: str | None = None
    supported_interfaces: SupportedInterfaces | None = None


class System(Model, frozen=True):
    """Where a request comes from."""

    application: Application = Application()
    user: User | None = None
    person: Person | None = None
    device: Device | None = None
    api_access_token: str | None = None
    api_endpoint: str | None = None


class Context(Model, frozen=True):
    """The state of the device."""

    system: System = field(name="System", default=System())


class Session(Model, frozen=True):
    """A conversation."""

    session_id: str | None = None
    attributes: Attributes | None = None
    user: User | None = None


class RequestEnvelope(Model, frozen=True):
    """All that Alexa sends at once."""

    context: Context = Context()
    request: Request = Request()
    session: Session | None = None


def envelope_of(handler_input: HandlerInput) -> RequestEnvelope:
    """Return the request that the SDK hands to a handler: it is one of ours, since our serializer read it."""
    return cast("RequestEnvelope", handler_input.request_envelope)


class Recurrence(Model, frozen=True):
    """When a reminder rings again."""

    recurrence_rules: list[str | None] | None = None


class Trigger(Model, frozen=True):
    """When a reminder rings."""

    recurrence: Recurrence | None = None
    scheduled_time: str | None = None
    offset_in_seconds: Any = None


class Reminder(Model, frozen=True):
    """A reminder that is set."""

    alert_token: str | None = None
    status: str | None = None
    created_time: str | None = None
    trigger: Trigger | None = None


class GetRemindersResponse(Model, frozen=True):
    """Our reminders, as the API lists them."""

    alerts: list[Reminder | None] | None = None


class Error(Model, frozen=True):
    """Why the API refuses something."""

    code: str | None = None
