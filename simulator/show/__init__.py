"""The Echo's screen in a frame of its own: Amazon's renderer or our sketch, a page around it, and what they may do.

Knows files and headers.
"""

from collections.abc import Callable
from pathlib import Path

from flask import Blueprint, Response

_HERE = Path(__file__).parent
_STARTED = b"\n;window.ready = window.AplRenderer.initEngine();\n"
"""The engine has to be started in the very task that loads it."""
_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval'; style-src 'unsafe-inline'; img-src data:; "
    "connect-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
"""The engine makes code and styles as it runs, so it is shut in: nothing here may be fetched from anywhere."""
_KINDS = {"html": "text/html", "js": "text/javascript"}


def add_screen(blueprint: Blueprint, viewhost: Path | None) -> None:
    """Add the frame's page and its scripts to the simulator's; without a `viewhost` the page draws a sketch."""
    engine = viewhost if viewhost and viewhost.is_file() else None
    blueprint.add_url_rule("/echo/screen", "screen", _file("screen.html"))
    blueprint.add_url_rule("/echo/screen/screen.js", "screen_script", _file("screen.js"))
    blueprint.add_url_rule("/echo/screen/sketch.js", "screen_sketch", _file("sketch.js"))
    blueprint.add_url_rule("/echo/screen/engine.js", "screen_engine", lambda: _engine(engine))


def _file(name: str) -> Callable[[], Response]:
    return lambda: _shut_in((_HERE / name).read_bytes(), _KINDS[name.split(".")[1]])


def _engine(viewhost: Path | None) -> Response:
    return _shut_in(viewhost.read_bytes() + _STARTED if viewhost else b"", _KINDS["js"])


def _shut_in(content: bytes, kind: str) -> Response:
    """Answer for a frame that has no origin: whatever asks from in there counts as a stranger."""
    response = Response(content, mimetype=kind)
    response.headers["Content-Security-Policy"] = _POLICY
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
