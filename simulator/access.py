"""Access to the practice page: from this machine, and from that page only."""

from urllib.parse import urlsplit

from flask import Request, Response

from skill.proxies import came_through_proxy

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_ITS_OWN = ("Content-Security-Policy", "Cross-Origin-Resource-Policy")
"""Headers that a response may set itself."""


def at_this_machine(request: Request) -> bool:
    """Return whether a request comes from this machine: by its peer, and by its Host, against DNS rebinding."""
    here = request.remote_addr in LOOPBACK and _name(f"//{request.host}") in LOOPBACK
    return here and not came_through_proxy(request.headers)


def from_this_page(request: Request) -> bool:
    """Return whether a page of the same origin sent a request, by the browser's headers."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is None and origin is None:
        return False
    return site in {None, "same-origin"} and origin in {None, f"{request.scheme}://{request.host}"}


def with_security_headers(response: Response) -> Response:
    """Forbid other hosts, inline scripts and styles, and framing, unless the response allows it itself."""
    own = {header: response.headers[header] for header in _ITS_OWN if header in response.headers}
    response.headers.update({**_HEADERS, **own})
    return response


def _name(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
