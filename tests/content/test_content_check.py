"""`python -m skill check`: what is wrong with a model or the store page is told with the file it comes from."""

import pytest
from click.testing import CliRunner
from scenarios import COUNTRIES

from skill.alexa.publishing import content_check
from skill.alexa.publishing.content_check import check_content
from skill.cli import main
from skill.content import locales
from skill.errors import ContentError

PAIN_RELIEF = "questions/pain-relief.toml"


def found(copy):
    with pytest.raises(ContentError) as raised:
        check_content(copy.folder)
    return [line.removeprefix("en/") for line in str(raised.value).splitlines()]


FAULTS = [
    (
        PAIN_RELIEF,
        '"do i need a painkiller"',
        '"do i need a painkiller", "is {subject} or {subject} better"',
        "questions/pain-relief.toml: PainReliefIntent: 'is {subject} or {subject} better': {subject} stands",
    ),
    (
        PAIN_RELIEF,
        '"do i need a painkiller"',
        '"do i need a painkiller", "[this]\'s enough"',
        "questions/pain-relief.toml: PainReliefIntent: \"'s",
    ),
    (
        "commands.toml",
        '"hurry up"',
        '"hurry up", "never mind"',
        "commands.toml: faster: FasterIntent: 'never mind': Alexa hears",
    ),
    (
        "commands.toml",
        '"hurry up"',
        '"hurry up", "tell alexa"',
        "commands.toml: faster: FasterIntent: 'tell alexa': lower-case",
    ),
    (
        "commands.toml",
        '"NoCountingIntent"',
        '"CountIntent"',
        "commands.toml: no-counting: becomes CountIntent, and so do",
    ),
    (
        "commands.toml",
        '"AMAZON.NextIntent"',
        '"AMAZON.NxtIntent"',
        "commands.toml: next: AMAZON.NxtIntent: Alexa has no",
    ),
    (
        PAIN_RELIEF,
        '"do i need a painkiller"',
        '"do i need a painkiller", "hurry up"',
        "'hurry up' stands in FasterIntent (en/commands.toml: faster) and in PainReliefIntent (en/questions",
    ),
    (
        "countries/en-GB.toml",
        '"leg cramp helper"',
        '"the cramp"',
        "countries/en-GB.toml: invocation_name: 'the' may not stand in",
    ),
    (
        "store.toml",
        '"Start the bedtime stretch"',
        '"Sing the bedtime stretch"',
        "store.toml: examples: 'Sing the bedtime stretch' is not a sample",
    ),
]
OF_A_MODEL = -2
"""Up to here they are a model's, and while it has any, nothing else is checked."""


@pytest.mark.parametrize("faults", [FAULTS[:OF_A_MODEL], FAULTS[OF_A_MODEL:]])
def test_a_fault_is_named_with_the_file_it_comes_from(copy, faults):
    for name, old, new, _ in faults:
        copy.replace(name, old, new)
    told = found(copy)
    for *_, line in faults:
        assert [one for one in told if one.startswith(line)], (line, told)


def test_missing_hassil_is_reported_and_skips_the_models(copy, monkeypatch):
    monkeypatch.setattr(content_check, "find_spec", lambda _: None)
    copy.replace("countries/en-GB.toml", '"leg cramp helper"', '"the cramp"')
    assert check_content(copy.folder).endswith("because hassil is not installed")


def test_the_command_says_that_all_is_well():
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.output.splitlines()[0]) == (0, f"content/ is whole: {len(COUNTRIES)} locales")


def test_a_country_that_no_echo_can_be_set_to_is_named(monkeypatch):
    monkeypatch.setattr(content_check, "check_content", lambda _: "6 locales")
    monkeypatch.setattr(locales, "ALEXAS", locales.ALEXAS - {"en-US"})
    told = [line for line in CliRunner().invoke(main, ["check"]).output.splitlines() if "Alexa has no" in line]
    line = "countries/en-US.toml: published: Alexa has no en-US, so Amazon would refuse it: write false"
    assert told.count(line) == 1
    assert not [line for line in told if "en-GB" in line]
