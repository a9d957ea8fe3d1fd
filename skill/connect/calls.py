"""The calls of Amazon's Skill Management API that a connection makes, each by ask-cli's name for it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from collections.abc import Mapping

    Arguments = Mapping[str, str]

PLACE = re.compile(r"\{([\w-]+)\}")
STAGE = "development"


@dataclass(frozen=True)
class Call:
    """One kind of request. Arguments have ask-cli's names: those that its path doesn't name go into query or body."""

    name: str
    """`ask smapi NAME`."""
    method: str
    path: str
    purpose: str
    """Completes "Amazon was asked to …"."""
    repeatable: bool = True
    """Whether it can be sent again if nobody knows what came of it."""
    example: Mapping[str, Any] = field(default_factory=dict)
    """What a dry run takes for the answer."""

    def target(self, arguments: Arguments) -> tuple[str, dict[str, str]]:
        """Return the path with its query, and what the body holds."""
        path = PLACE.sub(lambda found: quote(arguments[found[1]], safe=""), self.path)
        named = PLACE.findall(self.path)
        rest = {_camel(name): value for name, value in arguments.items() if name not in named}
        if self.method != "GET":
            return path, rest
        return path + ("?" + urlencode(rest) if rest else ""), {}


def _camel(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(map(str.capitalize, others))


VENDORS = Call(
    "get-vendor-list",
    "GET",
    "/v1/vendors",
    "list the vendors of this account",
    example={"vendors": [{"id": "VENDOR-ID"}]},
)
SKILLS = Call("list-skills-for-vendor", "GET", "/v1/skills", "list the skills of this vendor")
UPLOAD = Call(
    "create-upload-url",
    "POST",
    "/v1/skills/uploads",
    "give an address to upload to",
    example={"uploadUrl": "https://ADDRESS-FROM-THE-ANSWER-ABOVE"},
)
CREATE = Call("create-skill-package", "POST", "/v1/skills/imports", "make the skill", repeatable=False)
UPDATE = Call("import-skill-package", "POST", "/v1/skills/{skill-id}/imports", "take the new package", repeatable=False)
IMPORTED = Call(
    "get-import-status",
    "GET",
    "/v1/skills/imports/{import-id}",
    "say what came of the package",
    example={"status": "SUCCEEDED"},
)
STATUS = Call("get-skill-status", "GET", "/v1/skills/{skill-id}/status", "say how the models are built")
ENABLE = Call(
    "set-skill-enablement",
    "PUT",
    "/v1/skills/{skill-id}/stages/{stage}/enablement",
    "enable the skill for testing",
)


class Reply(NamedTuple):
    """What came back from a call that succeeded."""

    body: dict[str, Any]
    location: str = ""
    """The header Location, where a started import is named."""


class Transport(Protocol):
    """A way to make calls in the name of a signed-in developer."""

    def send(self, call: Call, arguments: Arguments) -> Reply:
        """Make a call and return its reply. Raises ConnectError, which says what to do."""
        ...

    def upload(self, url: str, data: bytes) -> None:
        """Put the zipped package at an address. Raises ConnectError."""
        ...
