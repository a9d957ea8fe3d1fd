"""What a status of Amazon's means to who runs the command, and what to do about it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from skill.connect.trouble import AGAIN, ConnectError, plain

if TYPE_CHECKING:
    from skill.connect.calls import Call

AT_FAULT = 500
SAID = {
    HTTPStatus.UNAUTHORIZED: (
        "the sign-in isn't taken: it has ended, or belongs to another account",
        "sign in anew (`ask configure`, or a new refresh token), and {again}",
    ),
    HTTPStatus.FORBIDDEN: (
        "this account may not do that for this vendor or skill",
        "sign in as the skill's owner, or name another vendor with --vendor, and {again}",
    ),
    HTTPStatus.NOT_FOUND: (
        "Amazon doesn't know the skill that this checkout remembers",
        "if the skill was deleted, delete build/connect.json and build/.ask too; or name another with --skill-id",
    ),
    HTTPStatus.CONFLICT: (
        "the skill is being changed at this moment, by another import or in the console",
        "wait a minute, and {again}",
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("the package is too large", "`python -m skill check` says what is"),
    HTTPStatus.TOO_MANY_REQUESTS: ("too many requests were made by this account", "wait some minutes, and {again}"),
}


def complaint(call: Call, status: int, body: Any) -> ConnectError:
    """Return what to raise for a status that is no success."""
    asked = f"Amazon was asked to {call.purpose}, and answered {status}"
    if status >= AT_FAULT:
        known = "the fault is Amazon's", "wait some minutes, and {again}; https://status.aws.amazon.com may say more"
    else:
        known = SAID.get(HTTPStatus(status) if status in set(HTTPStatus) else HTTPStatus.IM_A_TEAPOT) or (
            "it doesn't take the request",
            "its words say what to change; if they name nothing of yours, this command is at fault",
        )
    meaning, advice = known
    words = said_by(body)
    quoted = f' It says: "{words}".' if words else ""
    then = "" if call.repeatable or status < AT_FAULT else _UNKNOWN
    return ConnectError(f"{asked}: {meaning}.{quoted}{then}\nWhat to do: {advice.format(again=AGAIN)}.", status)


_UNKNOWN = " Whether the package was taken isn't known; the next run looks first."


def said_by(body: Any) -> str:
    """Return the message of an error of Amazon's, with what it calls violations; empty if there is none."""
    if not isinstance(body, dict):
        return ""
    found = [body.get("message"), body.get("error_description")]
    more = body.get("violations") or body.get("errors") or ()
    found += [one.get("message") if isinstance(one, dict) else one for one in more if isinstance(more, list)]
    return plain("; ".join(str(one) for one in dict.fromkeys(found) if one))


def unreadable(call: Call) -> ConnectError:
    """Return what to raise for an answer that isn't what Amazon's models promise."""
    return ConnectError(
        f"Amazon was asked to {call.purpose}, and its answer can't be read.\n"
        f"What to do: {AGAIN}; if it stays so, a proxy may stand in between, or Amazon has changed the call."
    )
