"""Two kinds of people take quinine: who takes it for an infection is never told to stop it."""

from scenarios import COUNTRIES

from skill.content.words import said_when


def begin(content, taken_for):
    """Return the first words of an urgent answer about quinine, by what it is taken for."""
    return content.phrase(f"stop-quinine-{taken_for}")


def test_quinine_for_cramps_is_stopped_with_help_at_any_hour(countries):
    for content in countries:
        words = begin(content, "cramps")
        advice = COUNTRIES[content.locale]["facts"]["advice"]["say"]
        assert words == f"Stop taking quinine, and contact {said_when(advice, '{called} now')}.", content.locale


def test_for_an_infection_quinine_is_never_stopped_by_the_voice(countries):
    for content in countries:
        words = begin(content, "infection")
        assert words.startswith("Contact "), content.locale
        assert "don't just stop it" in words, content.locale
        assert "Stop taking" not in words, content.locale
