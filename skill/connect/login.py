"""Login with Amazon: what a client's id, its secret and a refresh token are exchanged for. Nothing is kept on disk."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from urllib3.exceptions import HTTPError

from skill.connect.complaints import said_by
from skill.connect.smapi import checked, no_way
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from urllib3 import PoolManager

TOKENS = "https://api.amazon.com"
TOKEN_PATH = "/auth/o2/token"  # noqa: S105 - a path
REFRESH, ACCESS, CLIENT, SECRET = (
    "ASK_REFRESH_TOKEN",
    "ASK_ACCESS_TOKEN",
    "ASK_LWA_CLIENT_ID",
    "ASK_LWA_CLIENT_CONFIRMATION",
)
FORM = {"Content-Type": "application/x-www-form-urlencoded;charset=UTF-8"}
OK = 200
WRITTEN = re.compile(r"[!-~]+")
"""What can stand in a header."""


@dataclass(frozen=True)
class Client:
    """A security profile of the developer's."""

    id: str
    secret: str = field(repr=False)


class Login:
    """Somebody who is signed in, for as long as this process runs."""

    def __init__(
        self,
        connections: PoolManager,
        client: Client | None = None,
        *,
        refresh: str = "",
        access: str = "",
        base: str = TOKENS,
    ) -> None:
        self._pool, self._client, self._base = connections, client, base
        self._refresh, self._access = refresh, access

    def token(self) -> str:
        """Return a token that calls are made with. Raises ConnectError if Amazon gives none."""
        if not self._access:
            self._exchange({"grant_type": "refresh_token", "refresh_token": self._refresh})
        if not WRITTEN.fullmatch(self._access):
            raise ConnectError(
                f"The access token is no token: it holds a blank or worse.\nWhat to do: copy it again; then {AGAIN}."
            )
        return self._access

    def renew(self) -> bool:
        """Forget a token that isn't taken any more; True if another can be had."""
        if not (self._refresh and self._client):
            return False
        self._access = ""
        return True

    def with_code(self, code: str, return_url: str) -> None:
        """Sign in by the code that Amazon gave to the browser. Raises ConnectError."""
        self._exchange({"grant_type": "authorization_code", "code": code, "redirect_uri": return_url})

    def _exchange(self, grant: Mapping[str, str]) -> None:
        if self._client is None:
            raise ConnectError(f"{CLIENT} and {SECRET} are missing.\nWhat to do: set both, and {AGAIN}.")
        fields = {**grant, "client_id": self._client.id, "client_secret": self._client.secret}
        url = checked(self._base, "ASK_LWA_TOKEN_HOST") + TOKEN_PATH
        try:
            answer = self._pool.request("POST", url, body=urlencode(fields), headers=FORM, redirect=False)
        except HTTPError as error:
            raise no_way("Login with Amazon", error, None) from None
        told = _object(answer.data)
        if answer.status != OK or not isinstance(told.get("access_token"), str):
            raise _refused(answer.status, told)
        self._access = told["access_token"]
        self._refresh = str(told.get("refresh_token") or self._refresh)


def _object(data: bytes) -> dict[str, Any]:
    try:
        told = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


ADVICE = {
    "invalid_grant": "the refresh token has ended or belongs to another security profile: make a new one",
    "invalid_client": "the security profile's id and its secret don't belong together: copy both again",
    "unauthorized_client": "the security profile's id and its secret don't belong together: copy both again",
    "invalid_scope": "the security profile may not manage skills: it must belong to your developer account",
}


def _refused(status: int, told: Mapping[str, Any]) -> ConnectError:
    reason = str(told.get("error", ""))
    advice = ADVICE.get(reason, "wait a minute")
    words = said_by(told)
    quoted = f': "{words}"' if words else ""
    return ConnectError(
        f"Login with Amazon answered {status}{f' ({reason})' if reason in ADVICE else ''}{quoted}.\n"
        f"What to do: {advice}; then {AGAIN}."
    )
