"""An application by its name, for servers that take no arguments: `bench.entry:application`."""

from __future__ import annotations

import os
from importlib import import_module

_module, _, _maker = os.environ["BENCH_APPLICATION"].partition(":")
application = getattr(import_module(_module), _maker)(os.environ["BENCH_FOLDER"])
