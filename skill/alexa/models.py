"""The parts of Alexa's JSON that we read, as structs. Fields are named as in Amazon's models, and others ignored."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - msgspec resolves the annotations
from typing import TYPE_CHECKING, Any, cast

from msgspec import Struct, field

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput


class Attributes(dict[str, Any]):
    """Session attributes, which nobody changes: so the SDK's deep copy of them returns the same object."""

    def __deepcopy__(self, _copied: dict[int, Any]) -> Attributes:
        return self


class Model(Struct, frozen=True, rename="camel"):
    """An object in Alexa's JSON."""


class Value(Model, frozen=True):
    """A value of our model that a slot was resolved to."""

    id: str | None = None
    name: str | None = None


class ValueWrapper(Model, frozen=True):
    """An object around a value."""

    value: Value | None = None


class Resolution(Model, frozen=True):
    """The result of one authority's entity resolution."""

    values: list[ValueWrapper | None] | None = None


class Resolutions(Model, frozen=True):
    """The results of all authorities."""

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
    """An error that Alexa reports."""

    object_type: str | None = field(name="type", default=None)


class Request(Model, frozen=True):
    """A request. Each type has only some of these fields."""

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
    """A user's account."""

    user_id: str | None = None


class Person(Model, frozen=True):
    """A person whose voice Alexa recognized."""

    person_id: str | None = None


class Interface(Model, frozen=True):
    """An interface that a device supports."""


class SupportedInterfaces(Model, frozen=True):
    """The interfaces that a device supports."""

    alexa_presentation_apl: Interface | None = field(name="Alexa.Presentation.APL", default=None)


class Device(Model, frozen=True):
    """An Echo."""

    device_id: str | None = None
    supported_interfaces: SupportedInterfaces | None = None


class System(Model, frozen=True):
    """The system that a request comes from."""

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
    """The whole body of a request."""

    context: Context = Context()
    request: Request = Request()
    session: Session | None = None


def envelope_of(handler_input: HandlerInput) -> RequestEnvelope:
    """Return the envelope of a handler's input. It is our struct, because our serializer read it."""
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
    """The skill's reminders, as the API lists them."""

    alerts: list[Reminder | None] | None = None


class Error(Model, frozen=True):
    """An error of the API."""

    code: str | None = None
