"""Checks a server's answers: health, refused forgeries, clock, version, models, store."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from skill.alexa.webhook.freshness import TOLERANCE
from skill.alexa.webhook.verify import CHAIN_HEADER, SIGNATURE_HEADER
from skill.alexa.webhook.view import ROUTE
from skill.doctor.asking import Answer, Place, Trouble
from skill.doctor.findings import Finding, sick, unseen, well
from skill.policies import OPERATOR, POLICIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from ssl import SSLContext

    from skill.content.version import ContentVersion

OK, BAD_REQUEST, NOT_FOUND, NO_METHOD, UNAVAILABLE = 200, 400, 404, 405, 503
REDIRECTS, FAILURES = range(300, 400), (502, 504)
LARGEST_DRIFT_SECONDS = 30
"""A clock that is off by more is reported, well before requests are refused."""
NAMED = f'id="{OPERATOR}"'.encode()
SERVICE = "systemctl status 'leg-cramp-helper@*.service', or docker compose ps, and its log"
ON_THE_MACHINE = "run `python -m skill doctor http://127.0.0.1:8000` on the server itself"
FORGERIES: list[tuple[bytes, dict[str, str]]] = [
    (b"{}", {}),
    (b"{}", {CHAIN_HEADER: "https://s3.amazonaws.com/not-echo.api/cert.pem", SIGNATURE_HEADER: "bm8="}),
]
"""Forged requests: without a signature, and with one from another host. Neither makes a server fetch."""
JSON = {"Content-Type": "application/json"}


class Checkout(NamedTuple):
    """The versions of code and content in this checkout."""

    version: str
    content: ContentVersion


class Server:
    """A server, and the TLS context for its connections."""

    def __init__(self, place: Place, context: SSLContext) -> None:
        self.place, self.context = place, context
        self.health: Answer | None = None

    def findings(self, here: Checkout, true_time: datetime | None, our_time: datetime) -> Iterator[Finding]:
        """Yield the findings. `true_time` is Amazon's time, if it could be asked."""
        yield self._alive()
        yield self._clock(true_time, our_time)
        yield self._webhook()
        yield from self._pages()
        yield from self._hidden()
        yield from self._in_step(here)
        yield self._store()

    def _ask(self, path: str, **how: Any) -> Answer | None:
        with suppress(*Trouble):
            return self.place.ask(self.context, path, **how)
        return None

    def _alive(self) -> Finding:
        self.health = answer = self._ask("/healthz")
        if answer is None:
            return sick("alive", "/healthz gets no answer", f"is the server running? {SERVICE}")
        if answer.status == OK and answer.body.strip() == b"ok":
            return well("alive", "/healthz says ok")
        if answer.status in FAILURES or answer.status == UNAVAILABLE:
            told = f"/healthz is {answer.status}: the proxy finds no server"
            return sick("alive", told, f"start it: {SERVICE}")
        told = f"/healthz is {answer.status}, and not the skill's ok"
        return sick(
            "alive",
            told,
            "let the proxy pass /alexa, /privacy, /terms and /healthz on to this skill (deploy/Caddyfile)",
        )

    def _clock(self, true_time: datetime | None, our_time: datetime) -> Finding:
        theirs = self.health.time if self.health else None
        if theirs is None:
            return unseen("clock", "the server says no time")
        seconds = (theirs - (true_time or our_time)).total_seconds()
        measured = "Amazon's" if true_time else "this machine's"
        if abs(seconds) <= LARGEST_DRIFT_SECONDS:
            return well("clock", f"within {LARGEST_DRIFT_SECONDS} seconds of {measured}")
        told = f"{abs(seconds):.0f} seconds {'ahead of' if seconds > 0 else 'behind'} {measured}"
        limit = f"beyond {TOLERANCE.total_seconds():.0f}, Alexa's requests are refused"
        both = "" if true_time else ", and whether it is this machine that is wrong"
        return sick("clock", told, f"look at timedatectl{both}; {limit}")

    def _webhook(self) -> Finding:
        answers = [self._ask(ROUTE, method="POST", body=body, headers=JSON | headers) for body, headers in FORGERIES]
        statuses = {answer.status if answer else None for answer in answers}
        if statuses == {BAD_REQUEST}:
            return well("webhook", f"{len(FORGERIES)} forgeries got their 400")
        if statuses == {NOT_FOUND} and self.place.is_here:
            told = "not at this port, where the proxies of deploy/ show the figures alone"
            return unseen("webhook", told, "run doctor with the https address as well")
        return _not_400(sorted(status for status in statuses - {BAD_REQUEST} if status))

    def _pages(self) -> Iterator[Finding]:
        """Yield whether the policy pages name the operator. The proxy's port for metrics doesn't show these pages."""
        answers = {f"/{name}": self._ask(f"/{name}") for name in POLICIES}
        missing = [path for path, answer in answers.items() if not answer or answer.status != OK]
        if missing and self.place.is_here:
            return
        if missing:
            yield sick(
                "pages", f"{' and '.join(missing)} can't be read", "let the proxy pass them on (deploy/Caddyfile)"
            )
        elif all(answer and NAMED in answer.body for answer in answers.values()):
            yield well("pages", "/privacy and /terms say who runs the skill")
        else:
            told = "/privacy and /terms don't say who runs the skill"
            yield sick("pages", told, "set SKILL_OPERATOR, SKILL_CONTACT and SKILL_POLICY_DATE, and restart")

    def _hidden(self) -> Iterator[Finding]:
        """Yield whether the metrics are hidden from the public. On the machine itself they are shown."""
        if self.place.is_here:
            return
        answer = self._ask("/metrics")
        if answer and answer.status == OK:
            told = "/metrics can be read by everybody"
            yield sick(
                "figures", told, "pass on nothing but /alexa, /privacy, /terms and /healthz, with X-Forwarded-For"
            )
        elif answer:
            yield well("figures", "/metrics is shown to nobody outside")

    def _in_step(self, here: Checkout) -> Iterator[Finding]:
        headers = self.health.headers if self.health else {}
        version, content, models = (headers.get(f"skill-{name}", "") for name in ("version", "content", "models"))
        if not (version and content and models):
            yield unseen(
                "version", "the server doesn't say which it runs", "it is older than 0.2.0, or no skill of ours"
            )
            return
        if (version, content) == (here.version, here.content.content):
            yield well("version", f"{version}, content {content}, as in this checkout")
        else:
            told = f"{version}, content {content}; this checkout has {here.version}, content {here.content.content}"
            yield sick("version", told, "upgrade the server (docs/deploy.md), or check out what it runs")
        if models == here.content.models:
            yield well("models", f"the server expects the models of this checkout, {models}")
        else:
            told = f"the server expects {models}, and this checkout builds {here.content.models}"
            yield sick("models", told, "upgrade the server first; then `make connect` in the same checkout")

    def _store(self) -> Finding:
        answer = self._ask("/readyz")
        told = _parsed(answer.body) if answer and answer.status == OK else {}
        if told.get("store") == "there":
            return well("store", "the server reaches it")
        if told.get("store") == "away":
            return sick("store", "the server can't reach it; people are helped and not remembered", STORE)
        return unseen("store", "shown on the machine itself alone", ON_THE_MACHINE)


STORE = "free disk, rights of its folder, or the table's role and region: deploy/observability/README.md, StoreAway"


def _not_400(statuses: list[int]) -> Finding:
    """Return the advice for a webhook that doesn't refuse a forgery as Amazon demands."""
    status = statuses[0] if statuses else None
    if status is None:
        return sick("webhook", f"POST {ROUTE} gets no answer", f"is the server running? {SERVICE}")
    told = f"a forgery got {status} instead of 400"
    if status == UNAVAILABLE:
        return sick("webhook", told, "set ALEXA_SKILL_ID, or start the server if the proxy finds none")
    if status in (NOT_FOUND, NO_METHOD):
        return sick("webhook", told, f"let the proxy pass POST {ROUTE} on to the skill (deploy/Caddyfile)")
    if status in REDIRECTS:
        return sick("webhook", told, "Alexa follows no redirect: give it the address that it leads to")
    if status == OK:
        return sick(
            "webhook", told, "take it out of service: what answers there verifies nothing, or is no skill of ours"
        )
    return sick("webhook", told, f"look at the proxy's log, then {SERVICE}")


def _parsed(body: bytes) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        told = json.loads(body)
        return told if isinstance(told, dict) else {}
    return {}
