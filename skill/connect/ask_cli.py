"""Calls by ask-cli, which keeps the sign-in itself: `ask smapi NAME … --full-response` prints what came back."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

from skill.connect.calls import VENDORS, Reply
from skill.connect.complaints import complaint, unreadable
from skill.connect.smapi import upload
from skill.connect.trouble import AGAIN, ConnectError, plain

if TYPE_CHECKING:
    from urllib3 import PoolManager

    from skill.connect.calls import Arguments, Call

LONGEST_SECONDS = 120.0
LONGEST_SIGN_IN_SECONDS = 900.0
STATUS = re.compile(r"status code:? (\d{3})")
UNKNOWN_PROFILE = re.compile(r"ask configure|cli_config|refresh_token|Refresh LWA tokens|invalid_grant", re.IGNORECASE)
VERSION = re.compile(r"(\d+)\.\d+\.\d+")
OLDEST = 2
VENDOR_OF_PROFILE = "the profile's"
"""ask-cli adds it by itself."""


class AskCli:
    """Amazon's Skill Management API, called by ask-cli."""

    def __init__(self, program: str, profile: str, connections: PoolManager) -> None:
        self._program, self._profile, self._pool = program, profile, connections

    def order(self, call: Call, arguments: Arguments) -> list[str]:
        """Return the command line of a call."""
        options = [part for name, value in arguments.items() if name != "vendor-id" for part in (f"--{name}", value)]
        return [self._program, "smapi", call.name, *options, "--profile", self._profile, "--full-response"]

    def send(self, call: Call, arguments: Arguments) -> Reply:
        """Make a call."""
        done = self._run(self.order(call, arguments), call)
        if done.returncode:
            raise self._failed(call, done.stderr or done.stdout)
        told = _printed(done.stdout)
        if not isinstance(told, dict) or not isinstance(told.get("body") or {}, dict):
            raise unreadable(call)
        status = told.get("statusCode")
        if isinstance(status, int) and status >= 300:  # noqa: PLR2004 - what is no success
            raise complaint(call, status, told.get("body"))
        return Reply(told.get("body") or {}, _header(told.get("headers"), "location"))

    def upload(self, url: str, data: bytes) -> None:
        """Put the package where Amazon said: that address needs no sign-in."""
        upload(self._pool, url, data)

    def is_signed_in(self) -> bool:
        """Return whether the profile can make calls. Raises ConnectError if something else is wrong."""
        done = self._run(self.order(VENDORS, {}), VENDORS)
        if not done.returncode:
            return True
        if UNKNOWN_PROFILE.search(done.stderr + done.stdout) or "status code 401" in done.stderr:
            return False
        raise self._failed(VENDORS, done.stderr or done.stdout)

    def sign_in(self) -> None:
        """Run `ask configure` at this terminal. Raises ConnectError."""
        order = [self._program, "configure", "--profile", self._profile]
        try:
            done = subprocess.run(order, check=False, timeout=LONGEST_SIGN_IN_SECONDS)  # noqa: S603 - found on the path
        except (OSError, subprocess.TimeoutExpired) as error:
            raise self._stuck(error) from None
        if done.returncode or not self.is_signed_in():
            raise not_signed_in(self._profile)

    def check_version(self) -> None:
        """Raise ConnectError if the program on the path isn't ask-cli, or is too old for this."""
        done = self._run([self._program, "--version"], None)
        found = VERSION.search(done.stdout)
        if done.returncode or not found or int(found[1]) < OLDEST:
            raise ConnectError(
                "The program `ask` on the path is not ask-cli 2.\n"
                "What to do: npm install --global ask-cli, or leave it aside with --by smapi."
            )

    def _run(self, order: list[str], call: Call | None) -> subprocess.CompletedProcess[str]:
        try:
            return subprocess.run(  # noqa: S603 - found on the path
                order, capture_output=True, text=True, check=False, timeout=LONGEST_SECONDS, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError) as error:
            raise self._stuck(error, call) from None

    @staticmethod
    def _stuck(error: Exception, call: Call | None = None) -> ConnectError:
        unknown = "" if call is None or call.repeatable else " Whether the package was taken isn't known."
        return ConnectError(
            f"ask-cli did not end by itself: {type(error).__name__}.{unknown}\n"
            f"What to do: try `ask smapi get-vendor-list`; then {AGAIN}, with --by smapi if ask-cli stays stuck."
        )

    def _failed(self, call: Call, words: str) -> ConnectError:
        found = STATUS.search(words)
        if found:
            return complaint(call, int(found[1]), _printed(words))
        if UNKNOWN_PROFILE.search(words):
            return not_signed_in(self._profile)
        return ConnectError(f'ask-cli could not {call.purpose}: "{plain(words)}".\nWhat to do: {AGAIN}.')


def not_signed_in(profile: str) -> ConnectError:
    """Return what to raise if ask-cli's profile can't make calls."""
    return ConnectError(
        f"ask-cli's profile {profile!r} is not signed in.\n"
        f"What to do: `ask configure --profile {profile}`, and {AGAIN}."
    )


def _printed(words: str) -> Any:
    """Return the JSON in what was printed. ask-cli may write of a newer version before it."""
    start = words.find("{")
    try:
        return json.JSONDecoder().raw_decode(words[start:])[0] if start >= 0 else None
    except (ValueError, RecursionError):
        return None


def _header(headers: Any, name: str) -> str:
    """Return a header; ask-cli writes them as an object, or as a list of pairs."""
    pairs = headers.items() if isinstance(headers, dict) else []
    if isinstance(headers, list):
        pairs = [(one.get("key", ""), one.get("value", "")) for one in headers if isinstance(one, dict)]
    return next((str(value) for key, value in pairs if str(key).lower() == name), "")
