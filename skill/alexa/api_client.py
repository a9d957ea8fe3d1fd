"""The SDK's API client, with one time budget for all calls of a turn and a circuit breaker for each API.

A short call, such as for the time zone, has a breaker of its own: if it is too slow for that, it may still be well.
"""

from __future__ import annotations

import logging
import math
from contextvars import ContextVar
from functools import cached_property, lru_cache
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

import msgspec
from ask_sdk_core.exceptions import ApiClientException
from ask_sdk_model.services import ApiClient, ApiClientResponse

from skill.circuit_breaker import CircuitBreaker
from skill.deadlines import call_with_timeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_model.services import ApiClientRequest
    from urllib3 import PoolManager

BUDGET_SECONDS = 2.0
CONNECT_SECONDS = 0.9
"""A connection is tried twice within the budget. A request that was sent is not repeated."""
LONGEST_ANSWER_BYTES = 256 * 1024
FAIR_SECONDS = BUDGET_SECONDS / 2
"""A call that had less time, because others came before it, is no failure of its API."""
MOST_BREAKERS = 16
"""Three regions, two APIs, one of which is also called with a short limit."""
NO_SUCCESS = 300
"""Statuses from here on."""
SERVICE_AT_FAULT = 500
"""Statuses from here on."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECTIONS = 8
"""Kept for each host."""


class Limit(NamedTuple):
    """The monotonic time at which calls must be over, and how long that was from when it was set."""

    deadline: float
    seconds: float

    @property
    def hasty(self) -> bool:
        """Whether it is so short that an API that misses it may still work."""
        return self.seconds < FAIR_SECONDS


ENDLESS = Limit(math.inf, math.inf)
_limit: ContextVar[Limit] = ContextVar("_limit", default=ENDLESS)


class Budget:
    """Limits the total time of all calls that are made within it. An inner budget can only shorten an outer one."""

    def __init__(self, seconds: float = BUDGET_SECONDS) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        deadline = min(_limit.get().deadline, monotonic() + self.seconds)
        self.before = _limit.set(Limit(deadline, self.seconds))

    def __exit__(self, *_error: object) -> None:
        _limit.reset(self.before)


class BoundedApiClient(ApiClient):
    """Sends the SDK's requests over pooled connections."""

    def __init__(self, failed: Callable[[], object] = lambda: None, clock: Callable[[], float] = monotonic) -> None:
        """Set up with what to call if an API doesn't answer, or answers with a server error.

        `clock` returns seconds, for the circuit breakers.
        """
        self.failed = failed
        self.breaker_of = lru_cache(MOST_BREAKERS)(lambda _host, _api, _hasty: CircuitBreaker(clock))

    @cached_property
    def pool(self) -> PoolManager:
        """The connection pool. Network modules are imported at the first call, because start-up time counts."""
        from urllib3 import PoolManager, Retry  # noqa: PLC0415 - see above

        logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # what it warns of names the device
        retries = Retry(total=1, connect=1, read=0, redirect=0, status=0, other=0, backoff_factor=0)
        return PoolManager(retries=retries, maxsize=CONNECTIONS)

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """Send a request.

        Raises:
            ApiClientException: there was no readable answer in time. The message contains nothing that was sent.

        """
        address = urlsplit(request.url or "")
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            raise ApiClientException("only https is spoken")
        limit = _limit.get()
        left = min(BUDGET_SECONDS, limit.deadline - monotonic())
        if left <= 0:
            raise ApiClientException("no answer: out of time")
        breaker = self.breaker_of(address.hostname, _api_in(address.path), limit.hasty)
        if not breaker.allows_call():
            raise ApiClientException("no answer: the last call failed a moment ago")
        try:
            answer = call_with_timeout(left, lambda: self._send(request, left))
        except Exception as error:  # noqa: BLE001 - whatever it is, the turn continues without an answer
            if left >= (limit.seconds / 2 if limit.hasty else FAIR_SECONDS):
                breaker.open()
            if not limit.hasty:
                self.failed()
            raise ApiClientException(f"no answer: {type(error).__name__}") from None
        breaker.close()
        if answer.status_code and answer.status_code >= SERVICE_AT_FAULT:
            self.failed()
        return answer

    def _send(self, request: ApiClientRequest, left: float) -> ApiClientResponse:
        from urllib3 import Timeout  # noqa: PLC0415 - as in pool

        body = request.body if isinstance(request.body, str | None) else msgspec.json.encode(request.body).decode()
        answer = self.pool.request(
            request.method or "GET",
            request.url or "",
            headers=dict(request.headers or []),
            body=body.encode() if body else None,
            timeout=Timeout(connect=min(CONNECT_SECONDS, left), total=left),
            redirect=False,
            preload_content=False,
        )
        whole = answer.read(LONGEST_ANSWER_BYTES + 1)
        if len(whole) > LONGEST_ANSWER_BYTES:
            answer.close()
            raise ApiClientException("no answer: too long")
        answer.release_conn()
        text: Any = _text(whole.decode("utf-8", "replace"), answer.status)
        return ApiClientResponse(headers=list(answer.headers.items()), status_code=answer.status, body=text)

    def close(self) -> None:
        """Close the connections."""
        self.pool.clear()


def _api_in(path: str) -> str:
    """Return the part of a path that names the API: "/v1/alerts" of reminders, "/v2/devices" of settings."""
    return "/".join(path.split("/")[:3])


def _text(body: str, status: int) -> str | None:
    """Return the body, or None if there is none. If a failure's body is no JSON, its status explains it."""
    if not body.strip():
        return None
    if status >= NO_SUCCESS:
        try:
            msgspec.json.decode(body)
        except ValueError:
            return None
    return body
