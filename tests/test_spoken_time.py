"""The whole bedtime stretch as it is heard, measured in a recording made with a real voice."""

from itertools import chain

import pytest
from speaking import CORNERS, holds_of, holds_sent, parts, record, table

from skill.stretching.timing import LISTENING_SECONDS

FIVE_MINUTES = 300
LONGEST_RESPONSE_SECONDS, LONGEST_REPROMPT_SECONDS = 240, 90
"""The only figures Alexa documents."""


@pytest.fixture(scope="module", params=CORNERS)
def corner(request):
    return request.param


@pytest.fixture(scope="module")
def recordings(corner):
    return [record(part) for part in parts(corner)]


def test_every_audible_hold_lasts_five_seconds(recordings):
    lengths = list(chain.from_iterable(map(holds_of, recordings)))
    assert len(lengths) >= 12
    assert lengths == [pytest.approx(5.0, abs=0.1)] * len(lengths)


def test_every_hold_that_is_sent_is_heard(recordings, corner):
    assert [len(holds_of(recording)) for recording in recordings] == holds_sent(corner)


def test_whole_practice_is_five_minutes_with_its_listening_pause(recordings):
    spoken = sum(recording.seconds for recording in recordings)
    assert spoken + LISTENING_SECONDS == pytest.approx(FIVE_MINUTES, abs=15)


def test_neither_part_outlasts_a_turn(recordings):
    spoken, unanswered = recordings
    assert spoken.seconds < LONGEST_RESPONSE_SECONDS
    assert unanswered.seconds < LONGEST_REPROMPT_SECONDS


def test_the_figures_can_be_read(recordings, corner, capsys):
    lines = list(table(corner))
    with capsys.disabled():
        print("", *lines, sep="\n")  # noqa: T201 - the figures are what this test is for
    assert len(lines) == 2 + len(recordings)
