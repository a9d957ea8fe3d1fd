"""The skill in this process, with a store and a fake of Alexa's APIs: Alexa's JSON in and out."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from simulator.fake_alexa_api import FakeAlexaApi
from skill.alexa.api_client import BoundedApiClient
from skill.alexa.skill import as_callable, create_skill
from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore

if TYPE_CHECKING:
    from skill.content.catalog import Catalog


class LoopbackApiClient(BoundedApiClient):
    """An API client that only calls this machine."""

    def invoke(self, request: Any) -> Any:
        if urlsplit(request.url).hostname != "127.0.0.1":
            raise ValueError("the local skill calls no other machine")
        return super().invoke(request)


class LocalSkill:
    """Answers requests, and keeps profiles until it is closed."""

    def __init__(self, catalog: Catalog) -> None:
        self._folder = TemporaryDirectory(prefix="leg-cramp-helper-")
        self.file = Path(self._folder.name) / "memory.db"
        self.profiles = Profiles(SqliteStore(self.file))
        self.api, self._client = FakeAlexaApi(), LoopbackApiClient()
        self._invoke = as_callable(create_skill(catalog, self.profiles, api_client=self._client))

    def __call__(self, envelope: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a request."""
        return self._invoke(envelope)

    def close(self) -> None:
        self.profiles.close()
        self._client.close()
        self.api.close()
        self._folder.cleanup()
