"""No answer takes too long to say: by our estimate, and by a voice."""

import re
import subprocess
import wave

import pytest
from scenarios import flat

from skill.content import style_checks
from skill.content.style_checks import answer_seconds
from skill.dialogue import beats
from skill.stretching.timing import BREATH_SECONDS

LONGEST_SECONDS = 45
"""For the full list of quinine's effects; any other answer has 30."""
SPELLED = re.compile(r"\d{2,}")


def answers(content):
    """Return every answer with its question, under the names of both."""
    for question in content.questions.values():
        for choice, answer in question.answers():
            yield "/".join(filter(None, (question.slug, choice))), question, answer


def synthesised_seconds(words, folder):
    """Measure how long a voice takes to say some words; numbers digit by digit, as Alexa is told to."""
    path = folder / "voice.wav"
    said = SPELLED.sub(lambda digits: " ".join(digits[0]), words)
    command = ["espeak-ng", "-s", "170", "-v", "en-gb", "-w", str(path), said]
    subprocess.run(command, check=True, timeout=120)
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def test_the_longest_answer_is_over_in_45_seconds_by_the_estimate(countries):
    for content in countries:
        general = answer_seconds((content.phrase("general-information"),), content.speech)
        for _, question, answer in answers(content):
            assert answer_seconds(answer.said, content.speech) + general * question.about_quinine <= LONGEST_SECONDS, (
                content.locale
            )


def test_only_the_side_effects_take_over_30_seconds(countries):
    for content in countries:
        longer = [name for name, _, answer in answers(content) if answer_seconds(answer.said, content.speech) > 30]
        assert longer == ["quinine-side-effects"], content.locale


def test_a_voice_says_the_longest_answers_in_45_seconds(countries, tmp_path):
    every = [(name, answer) for content in countries for name, _, answer in answers(content)]
    longest = sorted(every, key=lambda item: -answer_seconds(item[1].said, countries[0].speech))[:3]
    assert longest[0][0] == "quinine-side-effects"
    for name, answer in longest:
        breaths = BREATH_SECONDS * style_checks.breaths_in(answer.said)
        assert 5 < synthesised_seconds(" ".join(flat(answer.said)), tmp_path) + breaths <= LONGEST_SECONDS, name


def test_an_answer_is_estimated_as_it_is_when_it_is_spoken(content):
    said = content.questions["quinine-side-effects"].general.said
    assert answer_seconds(said, content.speech) == pytest.approx(beats.seconds(beats.statements(said)))
