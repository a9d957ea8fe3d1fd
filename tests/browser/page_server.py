"""Serves the practice page with files that a browser may cache, because tests open it often. `page_server.py PORT`."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from simulator.server import listen, serve
from simulator.web import create_app

CACHED = (".js", ".css", ".svg", ".png", ".webmanifest")
CACHE_SECONDS = 600
LONGEST_SECONDS = 3600
"""How long it runs if nobody ends it."""


def with_cached_files(app):
    """Return an application whose files a browser may cache, but neither the page nor what is said."""

    def answer(environ, start_response):
        def start(status, headers, *more):
            if environ["PATH_INFO"].endswith(CACHED):
                others = [header for header in headers if header[0] != "Cache-Control"]
                headers = [*others, ("Cache-Control", f"max-age={CACHE_SECONDS}")]
            return start_response(status, headers, *more)

        return app(environ, start)

    return answer


if __name__ == "__main__":
    signal.alarm(LONGEST_SECONDS)
    with listen("127.0.0.1", int(sys.argv[1])) as listener:
        serve(with_cached_files(create_app()), listener)
