"""The first requests of a new process may all come at once: msgspec makes what it reads by before any thread needs it.

Two threads that have it made at once end the process with SIGSEGV, which a worker that replaces another met.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = 8
AT_ONCE = """
import json, sys
from threading import Barrier, Thread
from skill.alexa.wire import decode_request
from skill.dialogue.session import restore
from simulator.echo import DECODER
sys.setswitchinterval(1e-6)
text = open("tests/requests/yes.json").read()
attributes, asked = json.loads(text)["session"]["attributes"], '{"kind": "launch", "setup": {"locale": "en-GB"}}'
barrier = Barrier(16)
def read():
    barrier.wait()
    decode_request(text), restore(attributes), DECODER.decode(asked)
threads = [Thread(target=read) for _ in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


def test_many_first_requests_at_once_end_no_process():
    order = [sys.executable, "-c", AT_ONCE]
    ended = [subprocess.run(order, cwd=ROOT, check=False, timeout=120).returncode for _ in range(PROCESSES)]
    assert ended == [0] * PROCESSES
