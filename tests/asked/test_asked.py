"""What people say, through the whole product and both recognizers. judge.py has the verdicts, report.py prints them.

`asked.tsv` is judged: no sign is met with a stretch or a milder level, nothing alarms without a sign, and signs get
their level. `own.tsv` was written before the content, and is judged only by what must never be said.
"""

from collections import Counter
from functools import cache

from files import ASKED, AT_NIGHT, IN_STATE, OWN, read_harmless
from stage import RECOGNIZERS, outcome_of, recognizer_by, stage

from simulator.asked.judge import DANGEROUS, FALSE_ALARM, RIGHT, judge
from simulator.asked.lines import read_lines
from simulator.asked.report import because
from skill.understanding.en import RULES

LEAST_AT_THEIR_LEVEL = {"simulator": 0.95, "baseline": 0.85}
"""The share of signs that have to get their level, by recognizer."""
LEAST_RIGHT = {"simulator": 0.95, "baseline": 0.80}
"""The share of each topic's sentences that has to be right, by recognizer, where the state decides what is meant."""
IN_STATES = ("control", "eased", "safety-check", "take-back", "not-alarm", "pained-speech")
LEAST_RIGHT_OF_OUR_OWN = 0.85
"""The same of all sentences of our own."""
FAMILY = 10
"""Harmless sentences that are like a sign of a family."""
LONGEST_LISTED_WORDS = 3
"""Of a sentence to judge by that may stand among the samples: "can't breathe" is said by everybody."""
LISTS = (ASKED, OWN, IN_STATE, AT_NIGHT)


@cache
def verdicts(file, recognizer):
    made = recognizer_by(recognizer)
    return [judge(line, outcome_of(line.said, line.state, made.recognize(line.said))) for line in read_lines(file)]


def listed(recognizer, found):
    return "\n" + "\n".join(because(recognizer, verdict) for verdict in found)


def test_what_people_say_is_understood():
    """One test checks all of it: each sentence is heard once, and answered once if both recognizers hear the same."""
    for recognizer in RECOGNIZERS:
        for file in LISTS:
            told = [verdict for verdict in verdicts(file, recognizer) if verdict.told_to_stop_quinine]
            assert not told, "told to stop quinine, though neither it nor malaria was named:" + listed(recognizer, told)
        check_by_topic(recognizer, verdicts(ASKED, recognizer))
        for file in (IN_STATE, AT_NIGHT):
            check_in_their_state(recognizer, verdicts(file, recognizer))


def check_by_topic(recognizer, found):
    harmful = [verdict for verdict in found if verdict.verdict in (DANGEROUS, FALSE_ALARM)]
    assert not harmful, "a stretch or a milder level at a sign, or an alarm without one:" + listed(recognizer, harmful)
    signs = [verdict for verdict in found if verdict.line.sign]
    check_share(recognizer, signs, LEAST_AT_THEIR_LEVEL[recognizer])
    for topic in IN_STATES:
        check_share(recognizer, [verdict for verdict in found if verdict.line.topic == topic], LEAST_RIGHT[recognizer])


def check_in_their_state(recognizer, found):
    harmful = [verdict for verdict in found if verdict.verdict in (DANGEROUS, FALSE_ALARM)]
    assert not harmful, listed(recognizer, harmful)
    check_share(recognizer, found, LEAST_RIGHT_OF_OUR_OWN)


def check_share(recognizer, found, least):
    wrong = [verdict for verdict in found if verdict.verdict != RIGHT]
    assert 1 - len(wrong) / len(found) >= least, listed(recognizer, wrong)


def test_the_lists_are_whole():
    assert [len(read_lines(file)) for file in LISTS] == [623, 105, 64, 91]


def test_each_family_of_signs_has_its_harmless_neighbours():
    families = Counter(family for family, _ in read_harmless())
    assert len(families) >= 16
    assert set(families.values()) == {FAMILY}
    assert len({RULES.words(said) for _, said in read_harmless()}) == FAMILY * len(families)


def test_what_is_only_like_a_sign_raises_no_alarm():
    """By the simulator's recognizer: the baseline knows no grammar, and takes the nearest sample for what was said."""
    for _, said in read_harmless():
        outcome = outcome_of(said, "in-practice", recognizer_by("simulator").recognize(said))
        assert not outcome.alarmed, (said, outcome.heard, outcome.words)
        assert not outcome.stops_quinine, (said, outcome.words)


def written_in(model):
    """Yield every sample and every value of a slot, with where it stands."""
    for intent in model["intents"]:
        yield from ((intent["name"], sample) for sample in intent["samples"])
    for slot in model["types"]:
        for value in (value["name"] for value in slot["values"]):
            yield from ((slot["name"], written) for written in (value["value"], *value.get("synonyms", [])))


def test_no_sentence_to_judge_by_stands_in_the_model():
    """One model stands for all: the locales have the same samples and values."""
    words = {RULES.words(line.said): line.said for file in LISTS for line in read_lines(file)}
    long = {key: said for key, said in words.items() if len(said.split()) > LONGEST_LISTED_WORDS}
    found = {
        f"{name}: {said}"
        for name, written in written_in(stage().model["interactionModel"]["languageModel"])
        if (said := long.get(RULES.words(written)))
    }
    assert not found
