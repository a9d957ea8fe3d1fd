"""The first requests of a new process may all come at once: msgspec makes what it reads by before any thread needs it.

Two threads that have it made at once end the process with SIGSEGV, which a worker that replaces another met. The
processes are forks of one that has imported all and read nothing, as a server's workers are.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = 8
AT_ONCE = """
import json, os, sys
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
def read_at_once():
    threads = [Thread(target=read) for _ in range(16)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
for _ in range(int(sys.argv[1])):
    if not (process := os.fork()):
        read_at_once()
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]))
"""


def test_many_first_requests_at_once_end_no_process():
    order = [sys.executable, "-c", AT_ONCE, str(PROCESSES)]
    ended = subprocess.run(order, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert ended.stdout.split() == ["0"] * PROCESSES
