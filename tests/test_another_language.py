"""What is said in time and of times, in a language with other rules than English: nothing of it is in the code."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec.structs
import pytest
from scenarios import NIGHT, visit_of

from skill.dialogue.beats import Hold, Say
from skill.dialogue.context import Context
from skill.dialogue.engine import take_turn
from skill.dialogue.events import StretchRequested
from skill.dialogue.hours import listed, spoken, without_part
from skill.dialogue.reminder_words import whens
from skill.dialogue.session import Session
from skill.screen.scenes import Scenes
from skill.speech.ssml import ssml
from skill.stretching.plan import lay_out
from skill.stretching.profile import Profile
from skill.stretching.timing import LISTENING_SECONDS, cycle_seconds

NUMBERS = [
    *("null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"),
    *("dreizehn", "vierzehn", "fünfzehn"),
]
GERMAN = {
    "times-and": "{times} und {time}",
    "times-more": "{times}; {time}",
    "time-on-the-hour": "{hour} Uhr",
    "time-minutes": "{hour} Uhr {minute}",
    "time-minutes-below-ten": "{hour} Uhr {minute}",
    "time-quarter-past": "Viertel nach {hour}",
    "time-half-past": "halb {next}",
    "time-quarter-to": "dreiviertel {next}",
    "time-morning": "{time} morgens",
    "time-afternoon": "{time}",
    "time-evening": "{time}",
    "time-night": "{time}",
    "when-weekly": "jeden {days} um {times}",
}
DAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]


@pytest.fixture
def german(content):
    """The British content with the patterns of another language, which is spoken slower and counts longer."""

    def made(**rules):
        rules = {"characters_per_second": 13.0, "counted_milliseconds": 500, **rules}
        rules |= {"days": DAYS, "numbers": (*NUMBERS, *(f"{number} (in words)" for number in range(16, 60)))}
        speech = msgspec.structs.replace(content.speech, **rules)
        routines = {
            slug: msgspec.structs.replace(routine, characters_per_second=speech.characters_per_second)
            for slug, routine in content.routines.items()
        }
        return replace(content, phrases={**content.phrases, **GERMAN}, speech=speech, routines=routines)

    return made


TOLD = [
    ("08:00", "acht Uhr morgens", "acht Uhr morgens"),
    ("07:30", "halb acht morgens", "halb acht morgens"),
    ("11:45", "dreiviertel zwölf morgens", "dreiviertel zwölf morgens"),
    ("15:05", "drei Uhr fünf", "fünfzehn Uhr fünf"),
    ("00:10", "zwölf Uhr zehn", "null Uhr zehn"),
    ("23:30", "halb zwölf", "halb null"),
]


def test_hours_are_told_by_the_language_s_clock_and_its_patterns(german):
    for hours, column in ((12, 1), (24, 2)):
        content = german(hours=hours)
        assert [spoken((row[0],), content) for row in TOLD] == [row[column] for row in TOLD]
    assert without_part("15:45", german(hours=12)) == "dreiviertel vier"


def test_lists_and_days_are_the_language_s_own(german):
    content = german()
    assert [listed(words, content) for words in ("a", "ab", "abc")] == ["a", "a und b", "a; b und c"]
    assert whens(("TU@08:00",), content, datetime(2026, 11, 23, tzinfo=UTC)) == "jeden Dienstag um acht Uhr morgens"


def test_slower_language_has_fewer_repetitions_in_its_minutes(content, german):
    lengths = {}
    for one in (content, german()):
        plan = lay_out(one.routines["practice-calf"])
        lengths[plan.delivery.characters_per_second] = len(plan.cycles)
        assert sum(part.seconds for part in plan.parts()) + LISTENING_SECONDS == pytest.approx(300, abs=15)
        assert {cycle.speed.characters_per_second for cycle in plan.cycles} == {one.speech.characters_per_second}
    assert lengths[13.0] < lengths[16.0]


def test_a_screen_keeps_the_time_of_the_language(german):
    content = german()
    turn = take_turn(Session(), StretchRequested(None), content, NIGHT)
    steps = Scenes(content).scene_of(turn).data["steps"]
    first = next(length for _, length, ring, *_ in steps if not ring)
    assert first == pytest.approx(1000 * len(turn.beats[0].words) / 13.0, abs=1)
    assert Context(Session(), content, NIGHT).seconds((Say("x" * 26),)) == 2.0


def test_a_counted_number_leaves_the_rest_of_its_second(german):
    turn = take_turn(visit_of(Profile(counting=True)), StretchRequested(None), german(), NIGHT)
    hold = next(beat for beat in turn.beats if isinstance(beat, Hold) and beat.counts)
    assert hold.counts[:2] == ("eins", "zwei")
    assert "eins<break time='500ms'/>zwei<break time='500ms'/>" in ssml((hold,))
    assert cycle_seconds(lay_out(german().routines["practice-calf"]).cycles[0]) > hold.seconds
