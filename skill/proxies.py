"""Detects proxies by the headers that they add."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from werkzeug.datastructures import Headers

HEADERS = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def came_through_proxy(headers: Headers) -> bool:
    """Return True if a request has one of the headers that proxies add."""
    return any(name in headers for name in HEADERS)
