"""The judge of tests/asked: each verdict, each term, and the files it reads."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from files import ASKED, AT_NIGHT, IN_STATE, OWN, SUBJECTS

from simulator.asked.judge import BESIDE, DANGEROUS, FALSE_ALARM, MISSED, PARTIAL, RIGHT, TERMS, judge
from simulator.asked.lines import ARGUABLE, NO_SIGN, Line, read_lines
from simulator.asked.outcome import Outcome
from simulator.recognizer.recognized import RecognizedIntent

NOTHING = Outcome(
    heard=RecognizedIntent("AnyIntent"),
    event="QuestionAsked",
    before="fresh",
    state="answered",
    routine="",
    question="",
    choice="",
    level="",
    missed=False,
    unknown=False,
    stretches=False,
    stops_quinine=False,
    over=False,
    words="",
)
RELIEF = replace(NOTHING, event="CrampReported", state="relieving", routine="relief-calf", stretches=True)
EMERGENCY = replace(NOTHING, state="alarmed", question="emergency", choice="chest-pain", level="emergency")
URGENT = replace(NOTHING, state="alarmed", question="see-doctor", choice="hot-leg", level="urgent")
DOCTOR = replace(NOTHING, question="see-doctor", choice="numbness", level="doctor")
CHECK = replace(NOTHING, state="checking", question="leg-pain", level="urgent")
MISS = replace(NOTHING, event="misheard", missed=True)
INFORMATION = replace(NOTHING, question="cramp-cause", choice="age", level="information")
FLAT = replace(INFORMATION, stops_quinine=True)


def line(expected, least, said="anything"):
    return Line("topic", said, "idle", tuple(tuple(one.split(" & ")) for one in expected.split(" | ")), least)


@pytest.mark.parametrize(
    ("expected", "least", "outcome", "verdict"),
    [
        ("level:urgent", "urgent", URGENT, RIGHT),
        ("level:urgent", "urgent", EMERGENCY, PARTIAL),
        ("level:emergency", "emergency", URGENT, DANGEROUS),
        ("level:urgent", "urgent", DOCTOR, DANGEROUS),
        ("level:urgent", "urgent", NOTHING, DANGEROUS),
        ("level:urgent", "urgent", RELIEF, DANGEROUS),
        ("level:urgent", "urgent", MISS, MISSED),
        ("level:urgent", "urgent", replace(MISS, stretches=True), DANGEROUS),
        ("level:urgent", "urgent", CHECK, PARTIAL),
        ("level:urgent | asks", "urgent", CHECK, RIGHT),
        ("level:urgent", "urgent", replace(URGENT, stops_quinine=True), PARTIAL),
        ("level:doctor", "doctor", DOCTOR, RIGHT),
        ("level:doctor", "doctor", replace(DOCTOR, choice=""), PARTIAL),
        ("asks", "answer", RELIEF, DANGEROUS),
        ("asks", "answer", INFORMATION, PARTIAL),
        ("relief", NO_SIGN, RELIEF, RIGHT),
        ("relief:foot", NO_SIGN, RELIEF, PARTIAL),
        ("relief", NO_SIGN, replace(RELIEF, question="cramp-cause"), BESIDE),
        ("relief", NO_SIGN, URGENT, FALSE_ALARM),
        ("relief", NO_SIGN, replace(URGENT, before="alarmed"), BESIDE),
        ("relief", ARGUABLE, URGENT, BESIDE),
        ("relief", ARGUABLE, RELIEF, RIGHT),
        ("asks", ARGUABLE, RELIEF, BESIDE),
        ("relief", NO_SIGN, MISS, MISSED),
        ("relief | fallback", NO_SIGN, MISS, RIGHT),
        ("choice:cramp-cause/age*", NO_SIGN, INFORMATION, RIGHT),
        ("choice:cramp-cause/statins", NO_SIGN, INFORMATION, PARTIAL),
        ("choice:*/statins", NO_SIGN, INFORMATION, BESIDE),
        ("question:cramp-*", NO_SIGN, INFORMATION, RIGHT),
        ("question:cramp-* & level:doctor", NO_SIGN, INFORMATION, BESIDE),
        ("no-alarm", NO_SIGN, FLAT, FALSE_ALARM),
        ("level:emergency & crisis", "emergency", EMERGENCY, PARTIAL),
        ("level:emergency & crisis", "emergency", replace(EMERGENCY, words="Call Samaritans."), RIGHT),
        ("event:CrampReported", NO_SIGN, RELIEF, RIGHT),
        ("stays", NO_SIGN, replace(RELIEF, before="relieving"), RIGHT),
        ("stays", NO_SIGN, RELIEF, BESIDE),
        ("alarm-stands", NO_SIGN, replace(URGENT, before="alarmed"), RIGHT),
        ("ended", NO_SIGN, replace(NOTHING, over=True), RIGHT),
        ("unknown", NO_SIGN, replace(NOTHING, unknown=True), RIGHT),
        ("paused", NO_SIGN, replace(NOTHING, state="paused"), RIGHT),
    ],
)
def test_each_verdict(expected, least, outcome, verdict):
    assert judge(line(expected, least), outcome).verdict == verdict


def test_a_flat_stop_is_wrong_without_quinine_or_with_malaria():
    assert judge(line("no-alarm", NO_SIGN), FLAT).told_to_stop_quinine
    assert judge(line("no-alarm", NO_SIGN, "i take quinine for malaria"), FLAT).told_to_stop_quinine
    assert not judge(line("no-alarm", NO_SIGN, "i take quinine"), FLAT).told_to_stop_quinine


def test_every_term_of_the_files_is_known_and_explained():
    lines = [one for file in (ASKED, OWN, IN_STATE, SUBJECTS, AT_NIGHT) for one in read_lines(file)]
    used = {term.partition(":")[0] for one in lines for terms in one.expected for term in terms}
    explained = set(re.findall(r"^# ([a-z-]+)[ :,]", ASKED.read_text(encoding="utf-8"), re.MULTILINE))
    assert used <= TERMS.keys()
    assert used <= explained


def test_no_sentence_is_judged_twice_in_a_state():
    said = Counter((one.said, one.state) for file in (ASKED, OWN, IN_STATE, SUBJECTS) for one in read_lines(file))
    assert {sentence: number for sentence, number in said.items() if number > 1} == {}


@pytest.mark.parametrize("text", ["too\tfew", "a\tb\tno-such-state\trelief\t-", "a\tb\tidle\trelief\tno-such-level"])
def test_a_line_that_cannot_be_read_is_named(text, tmp_path):
    file = tmp_path / "asked.tsv"
    file.write_text(f"# a head\n{text}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"asked\.tsv:2: "):
        read_lines(file)


def test_an_unknown_term_is_named():
    with pytest.raises(ValueError, match="no-such-term"):
        judge(line("no-such-term", NO_SIGN), NOTHING)
