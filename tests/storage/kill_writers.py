"""`python tests/storage/kill_writers.py 10000`: kill -9 two writers in the midst of their writes, again and again.

Both write about the same people in the same file, and say whom once it is acknowledged.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from writer import ROOT  # isort: skip - it puts the skill on the path

from visitors import sessions, someone

from skill.storage.opening import open_profiles

WRITER = ROOT / "tests" / "storage" / "writer.py"
PEOPLE = 50
SOME = 10
FOR_EVER = 10**9


@dataclass
class Toll:
    """What came of it."""

    acknowledged: int = 0
    stored: int = 0
    lost: int = 0
    """Writes that were acknowledged and are not there."""
    unheard: int = 0
    """Writes that are there and were not acknowledged before the end; at most one for each writer killed."""
    killed: int = 0


def kill_writers(path, count, least_kills=8):
    """Kill pairs of writers until so many writes are acknowledged, then compare what they said with what is there."""
    said, killed = Counter(), 0
    share = max(count // least_kills, 1)
    while sum(said.values()) < count or killed < least_kills:
        said += _pair(path, random.randint(share // 2, share))
        killed += 2
    return _toll(path, said, killed)


def _pair(path, enough):
    """Run two writers until each has acknowledged some, both together enough, and a moment more; kill both."""
    command = [sys.executable, str(WRITER), str(path), str(PEOPLE), str(FOR_EVER)]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    heard = [[], []]
    readers = [Thread(target=lambda w=w, h=h: h.extend(w.stdout)) for w, h in zip(writers, heard, strict=True)]
    for reader in readers:
        reader.start()
    until = time.monotonic() + 120
    while min(map(len, heard)) < SOME or sum(map(len, heard)) < enough:
        assert time.monotonic() < until, "a writer is out of reach of its file"
        time.sleep(0.01)
    time.sleep(random.uniform(0, 0.005))
    for writer in writers:
        writer.kill()
    for writer, reader in zip(writers, readers, strict=True):
        assert writer.wait(60) == -9, "a writer ended by itself"
        reader.join(60)
        writer.stdout.close()
    return Counter(int(line) for line in heard[0] + heard[1] if line.endswith(b"\n"))


def _toll(path, said, killed):
    profiles = open_profiles(str(path), path)
    stored = Counter({person: sessions(profiles, someone(f"person-{person}")) for person in range(PEOPLE)})
    profiles.close()
    lost, unheard = said - stored, stored - said
    return Toll(said.total(), stored.total(), lost.total(), unheard.total(), killed)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(f"{kill_writers(Path(folder) / 'people.db', int(sys.argv[1]))}\n")
