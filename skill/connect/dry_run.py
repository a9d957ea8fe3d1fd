"""Shows each request and sends none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from skill.connect.calls import CREATE, UPDATE, Reply
from skill.connect.smapi import SMAPI

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.connect.ask_cli import AskCli
    from skill.connect.calls import Arguments, Call


class DryRun:
    """A transport that only writes down what it would send, and takes examples for answers."""

    def __init__(self, say: Callable[[str], None], cli: AskCli | None) -> None:
        self._say, self._cli = say, cli

    def send(self, call: Call, arguments: Arguments) -> Reply:
        """Write down a call."""
        if self._cli:
            self._say("   would run: " + " ".join(self._cli.order(call, arguments)))
        else:
            path, body = call.target(arguments)
            self._say(f"   would send: {call.method} {SMAPI}{path}{' ' + json.dumps(body) if body else ''}")
        return Reply(dict(call.example), "/v1/skills/imports/IMPORT-ID" if call in (CREATE, UPDATE) else "")

    def upload(self, url: str, data: bytes) -> None:
        """Write down an upload."""
        self._say(f"   would send: PUT {url} ({len(data):,} bytes of zip)")
