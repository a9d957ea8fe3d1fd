"""The skill as tests drive it: Alexa's JSON in and out, with a memory and a pretend API of its own."""

import json
import sqlite3
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from simulator.fake_alexa_api import FakeAlexaApi
from skill.alexa.api_client import BoundedApiClient
from skill.alexa.skill import as_callable, create_skill
from skill.content.catalog import load_catalog
from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore

ROOT = Path(__file__).resolve().parent.parent


@cache
def catalog() -> Any:
    return load_catalog(ROOT / "content")


class AtHome(BoundedApiClient):
    """Calls nobody but this machine."""

    def invoke(self, request: Any) -> Any:
        assert urlsplit(request.url).hostname == "127.0.0.1"
        return super().invoke(request)


class TheSkill:
    """Answers requests and remembers people until it is closed."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="leg-cramp-helper-")
        self._file = Path(self._folder.name) / "memory.db"
        self.profiles = Profiles(SqliteStore(self._file))
        self.api, self._client = FakeAlexaApi(), AtHome()
        self._invoke = as_callable(create_skill(catalog(), self.profiles, api_client=self._client))

    def __call__(self, envelope: dict[str, Any]) -> dict[str, Any]:
        return self._invoke(envelope)

    def records(self) -> list[dict[str, Any]]:
        """Return every record kept, as it stands in the file."""
        if not self._file.exists():
            return []
        connection = sqlite3.connect(self._file)
        try:
            return [json.loads(document) for (document,) in connection.execute("SELECT document FROM people")]
        finally:
            connection.close()

    def close(self) -> None:
        self.profiles.close()
        self._client.close()
        self.api.close()
        self._folder.cleanup()
