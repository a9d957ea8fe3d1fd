"""The page that a health professional reads: all of it, what changed on top, no script and no other host."""

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from msgspec import structs

from skill.content.entries import entries_of
from skill.content.signatures import Signature, Standing, code_of, digests_of, hash_of, standing
from skill.review.page import Reading, page, told

DAY = date(2026, 12, 1)
MARKED = 'style="background'
UNSIGNED = Standing("unsigned")


def page_of(content, found=UNSIGNED, due=()):
    return page(Reading(content, entries_of(content), found, "0123456789ab", tuple(due)), DAY)


def signed(content, role="doctor"):
    said = digests_of(entries_of(content))
    return Signature(role=role, date=DAY, content=hash_of(said), said=said)


def since(content, signature):
    return standing(digests_of(entries_of(content)), signature)


class Parts(HTMLParser):
    """What a page is made of: ids, tags with their addresses, and text."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.tags, self.links, self.words = [], set(), [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.add(tag)
        self.ids += [attributes["id"]] if "id" in attributes else []
        self.links += [attributes["href"]] if "href" in attributes else []

    def handle_data(self, data):
        self.words.append(data)


def changes_of(text):
    return text.partition('<section id="changes">')[2].partition("</section>")[0]


def test_the_page_holds_every_word_of_the_country(content):
    words = " ".join(Parts(page_of(content)).words)
    for entry in entries_of(content):
        assert entry.title in words
        assert [line.text for line in entry.lines if line.text not in words] == [], entry.name


def test_an_entry_has_its_level_its_sources_and_their_grades(content):
    text = page_of(content)
    start = text.index('id="questions/minerals/magnesium"')
    article = text[start : text.index("</article>", start)]
    assert '<b class="information">information</b>' in article
    for key in content.questions["minerals"].choices["magnesium"].sources:
        assert f'<a href="#sources/{key}">{key}</a> {content.sources[key].grade}' in article


def test_second_hand_claims_are_marked(content):
    marked = sum(entry.copies_only for entry in entries_of(content))
    assert page_of(content).count("Only copies support it.") == marked > 0


def test_the_page_has_no_script_and_asks_no_other_host(content):
    text = page_of(content)
    parts = Parts(text)
    assert parts.tags.isdisjoint({"script", "link", "img", "iframe", "form", "base", "object"})
    assert "default-src 'none'" in text
    assert "url(" not in text
    assert not re.search(r"\son\w+=", text)


def test_every_link_within_the_page_leads_somewhere(content):
    parts = Parts(page_of(content, since(content, signed(content)), due=["hse-leg-cramps"]))
    within = {link.removeprefix("#") for link in parts.links if link.startswith("#")}
    assert within <= set(parts.ids)
    assert len(parts.ids) == len(set(parts.ids))


def test_unsigned_words_are_new_as_a_whole(content):
    text = page_of(content)
    assert "all of it is new" in changes_of(text)
    assert text.count("These words are not signed.") == 3


def test_unchanged_words_have_nothing_on_top(content):
    text = page_of(content, since(content, signed(content)))
    assert "<p>Nothing.</p>" in changes_of(text)
    assert "<article" not in changes_of(text)
    assert text.count("These words were signed by a doctor on 2026-12-01.") == 3


def test_changes_stand_on_top_and_only_they_are_marked(content):
    lean = content.stretches["wall-lean"]
    other = structs.replace(lean, stop_if=("If it hurts, stop.", *lean.stop_if[1:]))
    routines = {
        slug: structs.replace(routine, steps=tuple(other if step is lean else step for step in routine.steps))
        for slug, routine in content.routines.items()
    }
    now = replace(content, routines=routines)
    text = page_of(now, since(now, signed(content)))
    changes = changes_of(text)
    assert re.findall(r'<article id="([^"]+)"', changes) == ["changed/stretches/wall-lean"]
    (marked,) = re.findall(rf"<p {MARKED}[^>]*>(.*?)</p>", changes)
    assert marked == "<i>stop if:</i> If it hurts, stop."
    assert MARKED not in text.replace(changes, "")


def test_a_changed_level_is_marked_at_the_title(content):
    question = content.questions["minerals"]
    choices = {**question.choices, "magnesium": structs.replace(question.choices["magnesium"], level="urgent")}
    now = replace(content, questions={**content.questions, "minerals": structs.replace(question, choices=choices)})
    changes = changes_of(page_of(now, since(now, signed(content))))
    assert changes.count(MARKED) == 1
    assert f"<h3 {MARKED}" in changes


def test_what_is_not_said_any_more_is_named(content):
    fewer = {name: text for name, text in content.phrases.items() if name != "goodbye"}
    now = replace(content, phrases=fewer)
    assert "Not said any more: phrases/goodbye." in changes_of(page_of(now, since(now, signed(content))))


def test_the_foot_says_how_to_sign_and_leaves_room_to_do_so(content):
    code = code_of(digests_of(entries_of(content)))
    foot = page_of(content).partition('<footer id="sign">')[2]
    assert f"python -m skill sign en-GB --role ROLE --code {code}" in foot
    assert re.findall("class=blank>([^<]+)", foot) == ["Name", "Role and registration", "Date", "Signature"]


def test_sources_to_be_read_again_are_named_at_the_head(content):
    assert 'again within a month, or overdue: <a href="#sources/hse-leg-cramps">' in page_of(
        content, due=["hse-leg-cramps"]
    )
    assert "overdue" not in page_of(content)


def test_what_changed_is_counted_in_words(content):
    said = digests_of(entries_of(content))
    kept = signed(content, "clinical-safety-officer")
    one = said | {"phrases/goodbye": "0"}
    assert told(standing(one, kept)).startswith(
        "1 entry has changed since these words were signed by a clinical safety"
    )
    assert told(standing(one | {"phrases/new": "0"}, kept)).startswith("2 entries have changed")
