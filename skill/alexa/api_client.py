"""Calls to Alexa's own API, behind the SDK's port: so short in all, however many, that they can't eat a turn."""

from __future__ import annotations

import logging
import math
from contextvars import ContextVar
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec
from ask_sdk_core.exceptions import ApiClientException
from ask_sdk_model.services import ApiClient, ApiClientResponse

from skill.deadlines import call_with_timeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from ask_sdk_model.services import ApiClientRequest
    from urllib3 import PoolManager

BUDGET_SECONDS = 2.0
CONNECT_SECONDS = 0.9
"""A connection is tried twice within the budget; an answer that doesn't come is not asked for again."""
LONGEST_ANSWER = 256 * 1024
"""Bytes."""
SERVICE_AT_FAULT = 500
"""Statuses from here on."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
CONNECTIONS = 8
"""Kept for each host."""

_deadline: ContextVar[float] = ContextVar("_deadline", default=math.inf)


class Budget:
    """Lets all calls that are made within it take so long together."""

    def __init__(self, seconds: float = BUDGET_SECONDS) -> None:
        self.seconds = seconds

    def __enter__(self) -> None:
        self.before = _deadline.set(min(_deadline.get(), monotonic() + self.seconds))

    def __exit__(self, *_error: object) -> None:
        _deadline.reset(self.before)


class BoundedApiClient(ApiClient):
    """Sends a request of the SDK's; connections are kept and used again."""

    def __init__(self, failed: Callable[[], object] = lambda: None) -> None:
        """Set up with what to call if no answer comes, or one that says the service is at fault."""
        self.failed = failed

    @cached_property
    def pool(self) -> PoolManager:
        """The connections; nothing of the network is imported before the first call, since start-up time counts."""
        from urllib3 import PoolManager, Retry  # noqa: PLC0415 - see above

        logging.getLogger("urllib3.connectionpool").setLevel(logging.ERROR)  # what it warns of names the device
        retries = Retry(total=1, connect=1, read=0, redirect=0, status=0, other=0, backoff_factor=0)
        return PoolManager(retries=retries, maxsize=CONNECTIONS)

    def invoke(self, request: ApiClientRequest) -> ApiClientResponse:
        """Send a request.

        Raises:
            ApiClientException: there was no answer in time, or none that can be read; the message holds no contents.

        """
        address = urlsplit(request.url or "")
        if address.scheme != "https" and address.hostname not in LOOPBACK:
            raise ApiClientException("only https is spoken")
        left = min(BUDGET_SECONDS, _deadline.get() - monotonic())
        if left <= 0:
            raise ApiClientException("no answer: out of time")
        try:
            answer = call_with_timeout(left, lambda: self._send(request, left))
        except Exception as error:  # noqa: BLE001 - whatever it is, the turn goes on without an answer
            self.failed()
            raise ApiClientException(f"no answer: {type(error).__name__}") from None
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
        whole = answer.read(LONGEST_ANSWER + 1)
        if len(whole) > LONGEST_ANSWER:
            answer.close()
            raise ApiClientException("no answer: too long")
        answer.release_conn()
        text = whole.decode("utf-8", "replace")
        return ApiClientResponse(headers=list(answer.headers.items()), status_code=answer.status, body=text)

    def close(self) -> None:
        """Close the connections."""
        self.pool.clear()
