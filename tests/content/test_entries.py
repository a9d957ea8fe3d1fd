"""What a professional reads and signs of a country is everything that can be said there."""

from dataclasses import replace

from everything_said import is_said, texts_of
from msgspec import structs
from scenarios import flat

from skill.content.entries import entries_of
from skill.content.signatures import digests_of

ALARMS = ("urgent", "emergency")
PUT_TOGETHER = ("asks", "still_here", "stop_here", "first_minute", "last_minute", "last_one")
"""Words of routines that are phrases, and entries of their own."""
FOLLOW_UP = "asked for the rest"
LABELS = {
    *("", "stretches", "position", "minutes", "seated", "extra"),
    *("begin", "between", "onward", "done", "done early", "finish", "coda"),
    *("hold seconds", "rest seconds", "halfway seconds", "times"),
    *("set up", "care", "brief", "hold", "release", "form", "breath", "feel", "stop if", "halfway"),
    *("short hold", "short release", "asked first", "asked again", "after a clear no", "to take it back"),
    *("in a cramp", "and once", FOLLOW_UP, "in words", "publisher", "kind", "grade", "address"),
}
"""Of the lines. They are signed, too: a changed label has to be signed again."""


def by_name(content):
    return {entry.name: entry for entry in entries_of(content)}


def words_of(entry):
    return " ".join((entry.title, *(line.text for line in entry.lines)))


def test_every_spoken_text_stands_in_an_entry(countries):
    for content in countries:
        read = " ".join(map(words_of, entries_of(content)))
        said = {text for question in content.questions.values() for text in _answer_texts(question)}
        said |= {*content.phrases.values(), *(picture.describe for picture in content.pictures.values())}
        said |= {fact.say for fact in content.facts.values()}
        for thing in (*content.routines.values(), *content.stretches.values()):
            named = [name for name in thing.__struct_fields__ if name not in PUT_TOGETHER]
            said |= {text for name in named if name != "kind" for text in texts_of(getattr(thing, name))}
        keys = {*content.sources, *content.stretches, *content.routines, *content.slots["muscle"]}
        assert sorted(text for text in said - keys if text not in read) == [], content.locale
        assert len(said) > 1000, content.locale
        assert len(list(is_said(content))) > 500, content.locale


def _answer_texts(question):
    yield from (question.headline, question.check, question.check_again, question.follow_up)
    for answer in (question.general, *question.choices.values()):
        yield from (*flat(answer.said), *flat(answer.in_relief), answer.ask, answer.ask_again, answer.confirm)


def test_every_entry_has_a_name_of_its_own(countries):
    for content in countries:
        entries = entries_of(content)
        assert len({entry.name for entry in entries}) == len(entries), content.locale


def test_entries_are_in_the_order_a_reader_needs(content):
    sections = list(dict.fromkeys(entry.section for entry in entries_of(content)))
    assert sections == ["facts", "relief", "practice", "questions", "alarms", "phrases", "pictures", "sources"]


def test_a_fact_that_only_copies_state_is_marked(catalog):
    content = catalog["en-IN"]
    marked = {entry.name for entry in entries_of(content) if entry.section == "facts" and entry.copies_only}
    assert marked == {f"facts/{name}" for name, fact in content.facts.items() if fact.copies_only} != set()


def test_a_follow_up_belongs_to_the_entry_of_its_whole_question(content):
    asked = {name for name, entry in by_name(content).items() for line in entry.lines if line.label == FOLLOW_UP}
    assert asked == {f"questions/{slug}" for slug, question in content.questions.items() if question.follow_up} != set()


def test_lines_have_the_labels_that_were_signed(content):
    assert {line.label for entry in entries_of(content) for line in entry.lines} == LABELS


def test_alarms_stand_apart_from_questions(content):
    entries = entries_of(content)
    assert {entry.level in ALARMS for entry in entries if entry.section == "alarms"} == {True}
    assert {entry.level in ALARMS for entry in entries if entry.section == "questions"} == {False}


def test_every_source_of_an_entry_is_an_entry(countries):
    for content in countries:
        found = by_name(content)
        named = {key for entry in found.values() for key in entry.sources}
        assert named, content.locale
        assert named == {
            name.removeprefix("sources/") for name, entry in found.items() if entry.section == "sources"
        }, content.locale


def test_what_a_clear_no_leads_to_is_an_entry(content):
    found = by_name(content)
    led = {line.text for entry in found.values() for line in entry.lines if line.label == "after a clear no"}
    assert len(led) > 5
    assert led <= found.keys()


def test_a_stretch_is_read_once_though_two_routines_have_it(content):
    shared = [step.slug for routine in content.routines.values() for step in routine.steps]
    assert len(shared) > len(set(shared))
    assert sorted(name for name in by_name(content) if name.startswith("stretches/")) == sorted(
        f"stretches/{slug}" for slug in set(shared)
    )


def test_a_country_is_read_in_its_own_words(catalog):
    words = " ".join(words_of(entry) for entry in entries_of(catalog["en-US"]) if entry.section != "sources")
    assert "911, or your local emergency number" in words
    assert "999" not in words


def changed_by(content, **changes):
    before, after = digests_of(entries_of(content)), digests_of(entries_of(replace(content, **changes)))
    return {name for name in before | after if before.get(name) != after.get(name)}


def test_a_changed_word_changes_its_entry_alone(content):
    phrases = {**content.phrases, "goodbye": "Sleep well."}
    assert changed_by(content, phrases=phrases) == {"phrases/goodbye"}


def test_a_changed_level_changes_its_entry_alone(content):
    question = content.questions["minerals"]
    choices = {**question.choices, "magnesium": structs.replace(question.choices["magnesium"], level="doctor")}
    questions = {**content.questions, "minerals": structs.replace(question, choices=choices)}
    assert changed_by(content, questions=questions) == {"questions/minerals/magnesium"}


def test_a_changed_hold_changes_its_stretch_alone(content):
    lean = content.stretches["wall-lean"]
    longer = structs.replace(lean, hold_seconds=6)
    routines = {
        slug: structs.replace(routine, steps=tuple(longer if step is lean else step for step in routine.steps))
        for slug, routine in content.routines.items()
    }
    assert changed_by(content, routines=routines) == {"stretches/wall-lean"}
