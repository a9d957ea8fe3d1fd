"""From nothing to a first answer: `python -m bench.first_answer MODULE MAKER FOLDER` prints moments as JSON.

The moments are the system's monotonic clock, so that whoever started this process can tell when that was.
Nothing but the standard content may be imported before the application is.
"""

from __future__ import annotations

import json
import sys
import time
from importlib import import_module
from pathlib import Path

from bench.signed import answer, load


def first_answer(module: str, maker: str, folder: str) -> dict[str, float]:
    """Import an application, make it, and have it answer once. Return the moments at which each was done."""
    environ = load(Path(folder))[0].environ()
    ready = time.monotonic()
    found = import_module(module)
    imported = time.monotonic()
    app = getattr(found, maker)(folder)
    made = time.monotonic()
    answer(app, environ)
    return {"ready": ready, "imported": imported, "made": made, "answered": time.monotonic()}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(first_answer(*sys.argv[1:])))
