"""Alexa's question about a permission, and the request that reports the answer."""

from collections.abc import Mapping
from typing import Any

from simulator.envelopes import Consent, Json
from simulator.language import SimulatorLanguage
from simulator.spoken import Item, plain

ACCEPTED, DENIED, NOT_ANSWERED = "ACCEPTED", "DENIED", "NOT_ANSWERED"
_SCOPES = {ACCEPTED: "GRANTED", DENIED: "DENIED"}
_WANTED = {"@type": "AskForPermissionsConsentRequest", "@version": "1"}


def wanted_in(response: Json) -> tuple[Consent | None, tuple[str, ...]]:
    """Return the request for a permission in a response, and what Alexa would refuse about it."""
    directives = (response.get("response") or {}).get("directives") or []
    found = [one for one in directives if one.get("type") == "Connections.SendRequest"]
    if not found:
        return None, ()
    payload, token = found[0].get("payload") or {}, found[0].get("token")
    right = found[0].get("name") == "AskFor" and _WANTED.items() <= payload.items() and isinstance(token, str)
    if not right or not isinstance(payload.get("permissionScope"), str):
        return None, ("a request for a permission that Alexa doesn't know",)
    return Consent(payload["permissionScope"], token), ()


def question(called: str, language: SimulatorLanguage, rate: float) -> tuple[Item, ...]:
    """Return the question in Alexa's words, which a skill can't choose."""
    return plain(language.alexa.permission.format(name=called), rate)


def answer_of(utterance: str, language: SimulatorLanguage) -> str:
    """Return what an utterance means: ACCEPTED, DENIED or NOT_ANSWERED."""
    said = language.rules.spoken_words(utterance)
    return ACCEPTED if said in language.approves else DENIED if said in language.refuses else NOT_ANSWERED


def report(consent: Consent, status: str, scopes: dict[str, str]) -> Mapping[str, Any]:
    """Return the request that reports the answer, and store the answer in the account's `scopes`."""
    if status in _SCOPES:
        scopes[consent.scope] = _SCOPES[status]
    payload = {"permissionScope": consent.scope, "status": status, "isCardThrown": False}
    code = {"code": "200", "message": "OK"}
    return {
        "type": "Connections.Response",
        "name": "AskFor",
        "status": code,
        "token": consent.token,
        "payload": payload,
    }
