"""A server's threads share two arenas of glibc's, so that memory stays flat however many have come and gone."""

import subprocess
import sys

from production import ROOT

PROGRAM = """
import ctypes, runpy, sys, threading
if sys.argv[1:] == ["limited"]:
    runpy.run_path("deploy/serve.py")["limit_arenas"]()
ready = threading.Barrier(17)
def hold():
    kept = [bytes(5_000) for _ in range(50)]
    ready.wait()
    ready.wait()
for _ in range(16):
    threading.Thread(target=hold).start()
ready.wait()
library = ctypes.CDLL(None)
library.fdopen.restype = ctypes.c_void_p
output = ctypes.c_void_p(library.fdopen(1, b"w"))
library.malloc_info(0, output)
library.fflush(output)
ready.wait()
"""


def arenas(*limited):
    """Return how many arenas sixteen threads have that hold memory at the same time."""
    order = [sys.executable, "-c", PROGRAM, *limited]
    return subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True).stdout.count("<heap nr")


def test_threads_of_a_server_share_two_arenas():
    assert arenas("limited") == 2 < arenas()
