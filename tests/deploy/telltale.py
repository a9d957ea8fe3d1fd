"""An application that says which process loaded it and which one answers, and what to wait for of its server."""

import time

from bench.soak import family

PROGRAM = """
import os, time
LOADED_BY = os.getpid()
def app(environ, start_response):
    if environ["PATH_INFO"] == "/die":
        os._exit(3)
    if environ["PATH_INFO"] == "/slow":
        open("asked", "w").close()
        time.sleep(0.8)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{LOADED_BY} {os.getpid()}".encode()]
"""


def await_two_workers(server, besides=None):
    until = time.monotonic() + 60
    while len(set(family(server)[1:]) - {besides}) < 2:
        assert time.monotonic() < until, "there are no two workers"
        time.sleep(0.02)
