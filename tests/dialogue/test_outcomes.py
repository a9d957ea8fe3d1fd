"""What came of turns, as operators count it: no more, no less, and never by a name that tells of anybody's health."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from scenarios import HOUR_SECONDS, NIGHT, sign, walks

from skill.dialogue import events as e
from skill.dialogue.context import Context
from skill.dialogue.engine import take_turn
from skill.dialogue.outcomes import OUTCOMES, STARTED_AFRESH, outcomes_of
from skill.dialogue.session import Session
from tests.monitoring.health_words import HEALTH

YES, NO, STOP, PAUSE, EASED = map(e.Command, ("yes", "no", "stop", "pause", "eased"))
CRAMP, STRETCH, OPEN, SILENT = e.CrampReported("calf"), e.StretchRequested(), e.Opened(), e.FellSilent()
UNSURE, TAKE_BACK, REPEAT = map(e.Command, ("unsure", "take-back", "repeat"))
HURTS = e.QuestionAsked("leg-pain")


def outcomes(content, *steps):
    """Return what came of some events, each after a second or another gap; a last silence is nobody's answer."""
    session, now, found = Session(), NIGHT, []
    for step in steps:
        gap, event = step if isinstance(step, tuple) else (1, step)
        now += timedelta(seconds=gap)
        turn = take_turn(session, event, content, now)
        unanswered = event is SILENT
        found += outcomes_of(Context(session, content, now), event, turn, unanswered=unanswered)
        session = Session() if turn.over else turn.session
    return found


CASES = {
    "words that mean nothing": ((OPEN, e.MISHEARD), ["misheard"]),
    "what isn't known": ((e.QuestionAsked("subjects", unlisted=True),), ["unknown"]),
    "an answer": ((e.QuestionAsked("cramp-cause"), STOP), []),
    "relief that works": ((CRAMP, EASED, STOP), ["relief-begun", "relief-done"]),
    "relief with another round": ((CRAMP, NO, NO, YES), ["relief-begun", "relief-done"]),
    "relief that eased at the first words": ((OPEN, EASED), ["relief-done"]),
    "relief in silence": ((OPEN, (150, SILENT)), ["relief-begun", "relief-silent"]),
    "relief after a yes, in silence": ((OPEN, YES, (90, SILENT)), ["relief-begun", "relief-silent"]),
    "relief that is stopped": ((CRAMP, STOP), ["relief-begun", "relief-left"]),
    "relief that is paused and left": ((CRAMP, PAUSE, STOP), ["relief-begun", "relief-left"]),
    "relief that lasts too long": ((CRAMP, (700, NO)), ["relief-begun", "alarm-raised"]),
    "relief with an alarm": ((CRAMP, "chest-pain"), ["relief-begun", "alarm-raised"]),
    "the practice to its end": ((STRETCH, (HOUR_SECONDS, SILENT)), ["practice-begun", "practice-done"]),
    "the practice twice": ((STRETCH, (HOUR_SECONDS, YES)), ["practice-begun", "practice-begun", "practice-done"]),
    "the practice in silence": ((STRETCH, (30, SILENT)), ["practice-begun", "practice-silent"]),
    "the practice stopped": ((STRETCH, STOP), ["practice-begun", "practice-left"]),
    "the practice paused and resumed": ((STRETCH, PAUSE, YES, STOP), ["practice-begun", "practice-left"]),
    "a question in the practice": ((STRETCH, e.QuestionAsked("cramp-cause")), ["practice-begun"]),
    "the practice after relief": ((CRAMP, EASED, YES), ["relief-begun", "relief-done", "practice-begun"]),
    "an alarm": (("chest-pain",), ["alarm-raised"]),
    "an alarm said again": (("chest-pain", YES, "chest-pain"), ["alarm-raised"]),
    "an alarm taken back": (("chest-pain", TAKE_BACK, NO), ["alarm-raised", "alarm-taken-back"]),
    "an alarm not taken back": (("chest-pain", TAKE_BACK, YES), ["alarm-raised"]),
    "words of despair": (("despair",), ["alarm-raised"]),
    "a check that is passed": ((HURTS, NO), ["check-asked", "check-passed", "relief-begun"]),
    "a check in relief": ((CRAMP, HURTS), ["relief-begun"]),
    "a check with an unclear answer": ((HURTS, UNSURE), ["check-asked", "asked-again"]),
    "a check that is asked for again": ((HURTS, REPEAT), ["check-asked"]),
    "a check in silence": ((HURTS, (60, SILENT)), ["check-asked", "alarm-raised"]),
    "a check that is left": ((HURTS, STOP), ["check-asked"]),
    "an unclear answer in relief": ((CRAMP, UNSURE), ["relief-begun", "asked-again"]),
}


def test_what_comes_of_a_conversation(content):
    for case, (steps, expected) in CASES.items():
        events = [sign(step, content) if isinstance(step, str) else step for step in steps]
        assert sorted(outcomes(content, *events)) == sorted(expected), case


def test_every_outcome_is_one_of_some_conversation(content):
    assert {outcome for _, expected in CASES.values() for outcome in expected} == {*OUTCOMES} - {STARTED_AFRESH}


def test_a_check_in_a_practice_begins_no_second_practice(content):
    found = outcomes(content, STRETCH, sign("cold-or-pale-leg", content), REPEAT)
    assert found.count("practice-begun") == 1


def test_no_outcome_is_named_by_anything_about_health():
    assert not [outcome for outcome in OUTCOMES if HEALTH.search(outcome)]


@settings(max_examples=60)
@given(data=st.data())
def test_outcomes_of_any_walk_are_known_and_add_up(data, content):
    steps = data.draw(walks(content))
    found = outcomes(content, *steps, (1, STOP))
    assert {*found} <= {*OUTCOMES}
    for kind in ("relief", "practice"):
        ended = sum(found.count(f"{kind}-{how}") for how in ("silent", "left"))
        assert ended <= found.count(f"{kind}-begun")
    assert found.count("alarm-taken-back") <= found.count("alarm-raised")
