"""The sheet a clinician signs holds everything that can be said, and nothing on it takes too long to say."""

import re
import shutil
import subprocess
import wave

import pytest
from click.testing import CliRunner
from scenarios import CONTENT, flat

from skill.cli import main
from skill.content import style_checks
from skill.content.review_document import answer_seconds, answers, review_document, version_of
from skill.dialogue import beats
from skill.stretching.timing import BREATH_SECONDS

LONGEST = 45
"""Seconds for the full list of quinine's effects; any other answer has 30."""
SPELLED = re.compile(r"\d{2,}")


def sheet_of(locale):
    return "\n".join(review_document(CONTENT, locale))


def synthesised_seconds(words, folder):
    """Measure how long a voice takes to say some words; numbers digit by digit, as Alexa is told to."""
    path = folder / "voice.wav"
    said = SPELLED.sub(lambda digits: " ".join(digits[0]), words)
    command = ["espeak-ng", "-s", "170", "-v", "en-gb", "-w", str(path), said]
    subprocess.run(command, check=True, timeout=120)
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def test_the_sheet_holds_every_answer_of_the_locale_with_its_sources(every_content):
    written = sheet_of(every_content.locale)
    for _, _, answer in answers(every_content):
        for text in (*flat(answer.said), *answer.sources, answer.ask):
            assert text in written


def test_the_sheet_holds_every_routine_stretch_and_phrase_of_the_locale(every_content):
    written = sheet_of(every_content.locale)
    for routine in every_content.routines.values():
        assert f"\n{routine.slug}: " in written
        assert routine.coda in written
    for stretch in every_content.stretches.values():
        for text in (
            *stretch.set_up,
            *stretch.brief,
            *stretch.hold,
            *stretch.release,
            stretch.care,
            stretch.short_hold,
        ):
            assert text in written
    for name, text in every_content.phrases.items():
        assert f"{name}: {text}" in written


def test_the_sheet_is_in_the_order_a_reader_needs():
    headings = [line for line in sheet_of("en-GB").splitlines() if line.isupper()]
    assert headings == ["OF THIS COUNTRY", "IN A CRAMP", "BETWEEN CRAMPS", "QUESTIONS", "ALARMS", "PHRASES", "SOURCES"]


def test_alarms_stand_apart_from_questions(content):
    questions, alarms = sheet_of("en-GB").split("\nALARMS\n")
    for name, _, answer in answers(content):
        there, elsewhere = (alarms, questions) if answer.level in ("urgent", "emergency") else (questions, alarms)
        assert f"\n{name}: " in there
        assert f"\n{name}: " not in elsewhere.partition("\nIN A CRAMP\n")[2 if elsewhere is questions else 0]


def test_a_country_is_read_in_its_own_words():
    assert "911, or your local emergency number" in sheet_of("en-US")
    spoken = [line for line in sheet_of("en-US").split("\nSOURCES\n")[0].splitlines() if "source: " not in line]
    assert not [line for line in spoken if "999" in line]


def test_the_version_on_the_sheet_changes_with_any_word_of_the_content(tmp_path):
    copied = shutil.copytree(CONTENT, tmp_path / "content")
    assert version_of(copied) == version_of(CONTENT)
    phrases = copied / "phrases.toml"
    phrases.write_text(phrases.read_text(encoding="utf-8").replace("Carrying on.", "Going on."), encoding="utf-8")
    assert version_of(copied) != version_of(CONTENT)


def test_the_command_prints_the_sheet_with_room_for_a_name_and_a_date():
    printed = CliRunner().invoke(main, ["read", "--locale", "en-IN"])
    assert printed.exit_code == 0
    assert printed.output == sheet_of("en-IN") + "\n"
    assert re.search(r"Reviewed by: _+\nRole and registration: _+\nDate: _+", printed.output)
    assert printed.output.splitlines()[-1].startswith("Longest answer: ")


def test_a_locale_that_is_not_there_is_told_with_those_that_are():
    printed = CliRunner().invoke(main, ["read", "--locale", "en-XX"])
    assert printed.exit_code == 1
    assert "countries/en-XX.toml: missing; there are en-AU, en-CA" in printed.output


def test_the_longest_answer_is_over_in_45_seconds_by_the_estimate(every_content):
    general = answer_seconds((every_content.phrase("general-information"),))
    for _, question, answer in answers(every_content):
        assert answer_seconds(answer.said) + general * question.about_quinine <= LONGEST


def test_no_answer_but_the_list_of_side_effects_takes_more_than_30_seconds(every_content):
    longer = [name for name, _, answer in answers(every_content) if answer_seconds(answer.said) > 30]
    assert longer == ["quinine-side-effects"]


def test_the_longest_answers_are_over_in_45_seconds_when_a_voice_says_them(every_content, tmp_path):
    longest = sorted(answers(every_content), key=lambda item: -answer_seconds(item[2].said))[:3]
    assert longest[0][0] == "quinine-side-effects"
    for name, _, answer in longest:
        breaths = BREATH_SECONDS * style_checks.breaths_in(answer.said)
        assert 5 < synthesised_seconds(" ".join(flat(answer.said)), tmp_path) + breaths <= LONGEST, name


def test_an_answer_is_as_long_on_the_sheet_as_it_is_when_it_is_spoken(content):
    said = content.questions["quinine-side-effects"].general.said
    assert answer_seconds(said) == pytest.approx(beats.seconds(beats.statements(said)))
