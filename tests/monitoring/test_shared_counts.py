"""Counting in several processes at once, and what happens where there is no room."""

import os
import re

import pytest

from skill.monitoring import shared_counts
from skill.monitoring.metrics import BUCKET_SECONDS, Metrics
from skill.monitoring.shared_counts import ENTRIES, NAME_BYTES, ROWS, SharedCounts

FEW = 5
ONE = ("requests", "LaunchRequest", "answered")


@pytest.fixture
def few_rows(monkeypatch):
    """Fewer rows than in earnest, since each is tried by a process of its own."""
    monkeypatch.setattr(shared_counts, "ROWS", FEW)


def in_a_child(function):
    """Run a function in a forked process, as a worker is one, and wait for it."""
    child = os.fork()
    if not child:
        try:
            function()
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 0


def test_counts_of_all_workers_add_up_and_outlive_them(few_rows):
    counts = SharedCounts()
    for _ in range(FEW + 3):  # each takes over the row of the one before
        in_a_child(lambda: [counts.add(ONE) for _ in range(5)])
    counts.add(ONE, 0.5)
    assert counts.sums() == {ONE: 5 * (FEW + 3) + 0.5}


def test_concurrent_workers_write_separate_rows():
    counts = SharedCounts()
    counts.add(ONE)

    def nested(depth):
        counts.add(ONE)
        counts.add(("depth", str(depth)))
        if depth:
            in_a_child(lambda: nested(depth - 1))
        counts.add(ONE)

    in_a_child(lambda: nested(3))
    assert counts.sums() == {ONE: 9, **{("depth", str(depth)): 1 for depth in range(4)}}


def test_worker_beyond_the_last_row_counts_nothing(few_rows):
    counts = SharedCounts()
    counts.add(ONE)

    def nested(depth):
        counts.add(ONE)
        if depth:
            in_a_child(lambda: nested(depth - 1))

    in_a_child(lambda: nested(FEW + 1))
    assert counts.sums() == {ONE: FEW}


def test_count_without_room_is_dropped_and_others_go_on():
    counts = SharedCounts()
    counts.add(("x" * (NAME_BYTES + 1),))
    for number in range(ENTRIES + 5):
        counts.add((str(number),))
    counts.add(("0",))
    assert len(counts.sums()) == ENTRIES
    assert counts.sums()["0",] == 2


def test_nothing_can_take_the_memory_away():
    counts = SharedCounts()
    with pytest.raises(PermissionError):
        os.ftruncate(counts.file, 0)
    assert os.fstat(counts.file).st_blocks * 512 >= ROWS * shared_counts.ROW_BYTES  # every page is there by now


@pytest.mark.parametrize("missing", ["memfd_create", "posix_fallocate"])
def test_without_shared_memory_each_process_counts_alone(monkeypatch, missing):
    def fail(*_):
        raise OSError

    monkeypatch.setattr(os, missing, fail)
    counts = SharedCounts()
    counts.add(ONE)
    in_a_child(lambda: counts.add(ONE))
    assert counts.sums() == {ONE: 1}


def test_histogram_counts_in_every_bucket_at_or_above():
    metrics = Metrics()
    for seconds in (0.0, BUCKET_SECONDS[0], 0.3, 99.0):
        metrics.counts.add_all(metrics.seconds.amounts(seconds))
    page = metrics.exposition().decode()
    found = {bound: float(count) for bound, count in re.findall(r'_bucket{le="(.+?)"} (.+)', page)}
    assert (found["0.0005"], found["0.25"], found["0.5"], found["5.0"], found["+Inf"]) == (2, 2, 3, 3, 4)
    assert "skill_answer_seconds_count 4.0" in page
    assert f"skill_answer_seconds_sum {0.0005 + 0.3 + 99.0}" in page


def test_the_environment_of_prometheus_client_changes_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "nowhere"))
    metrics = Metrics()
    metrics.failed("store")
    assert 'skill_failures_total{what="store"} 1.0' in metrics.exposition().decode()
