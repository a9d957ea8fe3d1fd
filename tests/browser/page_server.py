"""The practice page, of which a browser keeps the files: tests open it again and again. `page_server.py PORT`."""

import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from simulator.server import listen, serve
from simulator.web import create_app

KEPT = (".js", ".css", ".svg", ".png", ".webmanifest")
KEPT_SECONDS = 600
LONGEST_SECONDS = 3600
"""After so long it ends by itself, should nobody have ended it."""


def keeping(app):
    """Let a browser keep the files of the page, but neither the page itself nor what is said."""

    def answer(environ, start_response):
        def start(status, headers, *more):
            if environ["PATH_INFO"].endswith(KEPT):
                others = [header for header in headers if header[0] != "Cache-Control"]
                headers = [*others, ("Cache-Control", f"max-age={KEPT_SECONDS}")]
            return start_response(status, headers, *more)

        return app(environ, start)

    return answer


if __name__ == "__main__":
    signal.alarm(LONGEST_SECONDS)
    with listen("127.0.0.1", int(sys.argv[1])) as listener:
        serve(keeping(create_app()), listener)
