"""Amazon's answers as structs, whichever way the calls are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from skill.connect.calls import CREATE, ENABLE, IMPORTED, SKILLS, STAGE, STATUS, UPDATE, UPLOAD, VENDORS
from skill.connect.complaints import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.connect.calls import Call, Transport

T = TypeVar("T")
MOST_ON_A_PAGE = "50"
MOST_PAGES = 40
RUNNING, DONE = "IN_PROGRESS", "SUCCEEDED"


class _Answer(msgspec.Struct, rename="camel"):
    """Part of an answer; what it holds beside is left out."""


class Fault(_Answer):
    """An error or a warning."""

    message: str | None = None
    code: str | None = None
    validation_details: dict[str, Any] | None = None


class Part(_Answer):
    """One thing in a package: the manifest, or one locale's model."""

    name: str | None = None
    status: str | None = None
    errors: list[Fault] | None = None
    warnings: list[Fault] | None = None


class Imported(_Answer):
    """The skill that an import made or changed."""

    skill_id: str | None = None
    resources: list[Part] | None = None


class Import(_Answer):
    """How far an import is."""

    status: str
    errors: list[Fault] | None = None
    warnings: list[Fault] | None = None
    skill: Imported | None = None


class Vendor(_Answer):
    """An account that skills belong to."""

    id: str
    name: str | None = None


class _Vendors(_Answer):
    vendors: list[Vendor] | None = None


class Summary(_Answer):
    """A skill in a list."""

    skill_id: str
    stage: str | None = None
    name_by_locale: dict[str, str] | None = None


class _Skills(_Answer):
    skills: list[Summary] | None = None
    is_truncated: bool | None = None
    next_token: str | None = None


class _Upload(_Answer):
    upload_url: str


class Build(_Answer):
    """How far the building of a model is."""

    status: str | None = None
    errors: list[Fault] | None = None


class _Model(_Answer):
    last_update_request: Build | None = None


class _Status(_Answer):
    interaction_model: dict[str, _Model] | None = None


class Amazon:
    """Amazon's Skill Management API, for one developer. Every method raises ConnectError."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def vendors(self) -> list[Vendor]:
        """Return the vendors that the developer may act for."""
        return self._ask(VENDORS, _Vendors).vendors or []

    def skills(self, vendor: str) -> Iterator[Summary]:
        """Yield the vendor's skills."""
        more: dict[str, str] = {}
        for _ in range(MOST_PAGES):
            page = self._ask(SKILLS, _Skills, **{"vendor-id": vendor, "max-results": MOST_ON_A_PAGE, **more})
            yield from page.skills or ()
            if not (page.is_truncated and page.next_token):
                return
            more = {"next-token": page.next_token}

    def upload(self, data: bytes) -> str:
        """Upload a zipped package, and return the address that stands for it."""
        address = self._ask(UPLOAD, _Upload).upload_url
        self._transport.upload(address, data)
        return address

    def start_import(self, location: str, *, skill_id: str, vendor: str) -> str:
        """Have an uploaded package taken for a skill, or for a new one if there is no id; return the import's id."""
        if skill_id:
            call, whose = UPDATE, {"skill-id": skill_id}
        else:
            call, whose = CREATE, {"vendor-id": vendor}
        reply = self._transport.send(call, {"location": location, **whose})
        import_id = reply.location.partition("?")[0].rstrip("/").rpartition("/")[2]
        if not import_id:
            raise unreadable(call)
        return import_id

    def imported(self, import_id: str) -> Import:
        """Return how far an import is."""
        return self._ask(IMPORTED, Import, **{"import-id": import_id})

    def models(self, skill_id: str) -> dict[str, Build]:
        """Return how far the building of the models is, by locale."""
        found = self._ask(STATUS, _Status, **{"skill-id": skill_id, "resource": "interactionModel"})
        models = found.interaction_model or {}
        return {locale: model.last_update_request or Build() for locale, model in models.items()}

    def enable(self, skill_id: str) -> None:
        """Enable the skill on the developer's own devices."""
        self._transport.send(ENABLE, {"skill-id": skill_id, "stage": STAGE})

    def _ask(self, call: Call, kind: type[T], **arguments: str) -> T:
        reply = self._transport.send(call, arguments)
        try:
            return msgspec.convert(reply.body, kind)
        except msgspec.ValidationError as error:
            raise unreadable(call) from error
