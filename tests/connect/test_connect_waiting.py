"""Waiting for Amazon has an end, and what was waited for is taken up again."""

from functools import partial

from workstation import HOST

from skill.connect import importing, preparing


def test_waiting_for_amazon_has_an_end_and_is_taken_up_again(workstation):
    workstation.amazon.slow = 1000
    done = workstation.connect("--own-host", HOST, "--minutes", "2")
    assert (done.exit_code, "within 2 minutes" in done.output) == (1, True)
    assert 60 < workstation.hours.now <= 120
    assert workstation.state()["import_id"]
    (under_way,) = workstation.amazon.imports.values()
    under_way["left"] = 0
    next(iter(workstation.amazon.skills.values()))["left"] = 1000
    slow = workstation.connect("--own-host", HOST, "--minutes", "1")
    assert (slow.exit_code, "has not built the models of en-AU, en-CA" in slow.output) == (1, True)
    next(iter(workstation.amazon.skills.values()))["left"] = 0
    assert "an import is under way since last time" in slow.output
    assert workstation.connect("--own-host", HOST).exit_code == 0
    assert (len(workstation.amazon.imports), len(workstation.amazon.skills)) == (1, 1)


def test_who_ends_it_is_told_how_far_it_came(workstation, monkeypatch):
    def interrupted(seconds):
        if workstation.amazon.skills:
            raise KeyboardInterrupt
        workstation.hours.now += seconds

    monkeypatch.setattr(workstation.hours, "sleep", interrupted)
    monkeypatch.setattr(
        preparing, "Polling", partial(importing.Polling, sleep=interrupted, clock=workstation.hours.clock)
    )
    done = workstation.connect("--own-host", HOST)
    assert (done.exit_code, done.output.splitlines()[-1]) == (1, "Aborted!")
    assert (
        f"So far: the skill at Amazon is {workstation.skill['id']}; an import is under way; it is not enabled"
        in done.output
    )
    monkeypatch.setattr(
        preparing, "Polling", partial(importing.Polling, sleep=lambda _: None, clock=workstation.hours.clock)
    )
    assert workstation.connect().exit_code == 0
    assert (len(workstation.amazon.imports), len(workstation.amazon.skills)) == (1, 1)
