"""What is acknowledged is there, whoever is killed when.

Proven here: a writer killed with -9 in the midst of its writes loses none of those it has acknowledged, nor does the
other. Not proven: a machine losing its power; for that the log is synced before each acknowledgement.
`python tests/storage/kill_writers.py 10000` does the same at length.
"""

from kill_writers import kill_writers

WRITES, KILLS = 300, 4


def test_killed_writers_lose_no_acknowledged_write(tmp_path):
    toll = kill_writers(tmp_path / "people.db", WRITES, KILLS)
    assert toll.acknowledged >= WRITES
    assert toll.killed >= KILLS
    assert toll.lost == 0
    assert toll.unheard <= toll.killed
    assert toll.stored == toll.acknowledged + toll.unheard
