"""Reloads edited content while the practice page is served, and shows mistakes."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from flask import Flask, Response, jsonify, request

from simulator import access
from skill.errors import SkillError

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOOK_SECONDS = 0.5
READ = frozenset({".toml", ".svg", ".json"})
CHANGED = "content/ has changed, and was read again."
MISTAKEN = "content/ has a mistake. Mend it, and it goes on by itself:"
Stamps = dict[Path, tuple[int, int]]
PAGE = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>content/ has a mistake</title>
<style>body {{ font: 1rem/1.5 system-ui, sans-serif; margin: 1.5rem; color-scheme: light dark; }}
li {{ overflow-wrap: anywhere; margin: 0.5rem 0; }}</style>
<h1>content/ has a mistake</h1>
<p>Mend it, and this page goes on by itself.</p>
<ul>{lines}</ul>
</html>
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


class Reloader:
    """A WSGI application that is created again after files have changed. For `make run` only."""

    def __init__(
        self,
        make: "Callable[[], WSGIApplication]",
        folders: Iterable[Path],
        *,
        exposed: bool,
        tell: Callable[[str], None],
    ) -> None:
        """Create the application for the first time, which may raise.

        `tell` receives lines for the terminal. Mistakes are shown to other machines only if `exposed`.
        """
        self._folders, self._exposed, self._tell = tuple(folders), exposed, tell
        self._read = self._seen = stamps(self._folders)
        self._make, self._app = make, make()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        return self._app(environ, start_response)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Check for changes during the block."""
        over = Event()

        def look() -> None:
            while not over.wait(LOOK_SECONDS):
                self.look()

        thread = Thread(target=look, daemon=True, name="reloader")
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def look(self) -> None:
        """Create the application again if files have changed, but not since the last check."""
        now, before = stamps(self._folders), self._seen
        self._seen = now
        if now != before or now == self._read:
            return
        self._read = now
        try:
            self._app = self._make()
        except SkillError as error:
            self._mistaken(str(error))
        except Exception as error:  # noqa: BLE001 - whatever is wrong, the server continues and shows it
            self._mistaken(f"{type(error).__name__}: {error}")
        else:
            self._tell(CHANGED)

    def _mistaken(self, told: str) -> None:
        self._app = mistake_page(told.splitlines(), exposed=self._exposed)
        self._tell(f"{MISTAKEN}\n{told}")


def stamps(folders: Iterable[Path]) -> Stamps:
    """Return when each file under some folders was last written, and its size."""
    found: Stamps = {}
    for path in (path for folder in folders for path in folder.rglob("*") if path.suffix in READ):
        try:
            status = path.stat()
        except FileNotFoundError:  # an editor is replacing it
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def mistake_page(lines: Sequence[str], *, exposed: bool) -> Flask:
    """Return an application that shows the mistake. An open page receives the name of the fault."""
    app = Flask(__name__, static_folder=None)
    listed = "".join(f"<li>{escape(line)}</li>" for line in lines)

    @app.before_request
    def refusal() -> Response | None:
        return None if exposed or access.at_this_machine(request) else Response(status=403)

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response:
        del path
        return Response(PAGE.format(lines=listed), 503, {"Content-Security-Policy": POLICY}, mimetype="text/html")

    @app.post("/<path:path>")
    def exchange(path: str) -> tuple[Response, int]:
        del path
        return jsonify(error="content-mistaken"), 503

    app.after_request(access.with_security_headers)
    return app
