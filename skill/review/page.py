"""The review page: everything that is said in a country, as HTML to read and to print. No script, no other host."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from skill.content.signatures import ROLES, code_of, digests_of
from skill.content.style_checks import answer_seconds, words_seconds
from skill.review.style import STYLE
from skill.stretching.plan import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from skill.content.content import Content
    from skill.content.entries import Entry, Line
    from skill.content.signatures import Standing

HEADINGS = {
    "facts": "Numbers and rules of this country",
    "relief": "In a cramp",
    "practice": "Between cramps",
    "questions": "Questions",
    "alarms": "Alarms",
    "phrases": "Phrases",
    "pictures": "Drawings, in words",
    "sources": "Sources",
}
PAGE = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Leg cramp helper, {locale}, {code}</title>
<style>{style}</style>
{body}
</html>
"""
BLANKS = ("Name", "Role and registration", "Date", "Signature")


class Reading(NamedTuple):
    """The data of a page: a country's words, and how they compare to the last signature."""

    content: Content
    entries: list[Entry]
    standing: Standing
    version: str
    """The version of all of content/."""
    due: tuple[str, ...] = ()
    """Keys of the sources that are due to be read again."""


def page(reading: Reading, today: date) -> str:
    """Return the page."""
    code = code_of(digests_of(reading.entries))
    body = "\n".join((*_head(reading, code, today), *_changes(reading), *_everything(reading), *_foot(reading, code)))
    return PAGE.format(locale=escape(reading.content.locale), code=code, style=STYLE, body=body)


def told(standing: Standing) -> str:
    """Return whether the words are signed, as a sentence."""
    if standing.signature is None:
        return "These words are not signed."
    by = standing.signature.in_words
    if standing.state == "signed":
        return f"These words were {by}."
    return f"{counted(len(standing.changed))} changed since these words were {by}."


def counted(entries: int) -> str:
    return f"{entries} entry has" if entries == 1 else f"{entries} entries have"


def _head(reading: Reading, code: str, today: date) -> Iterator[str]:
    locale = escape(reading.content.locale)
    yield f"<header><h1>Leg cramp helper, {locale}</h1>"
    yield f"<p>Everything that it can say there, as of {today}: {len(reading.entries)} entries.</p>"
    yield f"<p><strong>{told(reading.standing)}</strong> Code: <code>{code}</code>.</p>"
    if reading.due:
        links = ", ".join(f'<a href="#sources/{escape(key)}">{escape(key)}</a>' for key in reading.due)
        yield f"<p>Sources to be read again within a month, or overdue: {links}.</p>"
    yield (
        "<p>A level says how grave an answer is. A source of grade C was read in the body's own page or paper, "
        "one of grade C2 in a copy, or in a page that quotes it. Seconds are estimates.</p>"
    )
    sections = dict.fromkeys(entry.section for entry in reading.entries)
    links = " · ".join(f'<a href="#{name}">{HEADINGS[name]}</a>' for name in sections)
    yield f'<nav><a href="#changes">Changes</a> · {links} · <a href="#sign">Sign</a></nav></header>'


def _changes(reading: Reading) -> Iterator[str]:
    """Return what changed since the last signature, with new lines marked."""
    found = reading.standing
    yield '<section id="changes"><h2>Changed since the last signature</h2>'
    if found.signature is None:
        yield "<p>Nobody has signed it yet, so all of it is new.</p></section>"
        return
    yield (
        "<p>Nothing.</p>"
        if not found.changed
        else "<p>What is new is marked. The old words are in the history of <code>content/</code>.</p>"
    )
    changed = {*found.changed}
    for entry in reading.entries:
        if entry.name in changed:
            yield from _entry(reading, entry, "changed/", found.signature.said.get(entry.name, "").split())
    gone = changed - {entry.name for entry in reading.entries}
    if gone:
        yield f"<p>Not said any more: {', '.join(map(escape, sorted(gone)))}.</p>"
    yield "</section>"


def _everything(reading: Reading) -> Iterator[str]:
    for section, entries in groupby(reading.entries, lambda entry: entry.section):
        yield f'<section id="{section}"><h2>{HEADINGS[section]}</h2>'
        for entry in entries:
            yield from _entry(reading, entry)
        yield "</section>"


def _entry(reading: Reading, entry: Entry, prefix: str = "", known: Iterable[str] | None = None) -> Iterator[str]:
    """Return an entry. If digests of the signed one are `known`, new lines are marked."""
    now = digests_of([entry])[entry.name].split()
    new = [known is not None and digest not in known for digest in now]
    yield f'<article id="{prefix}{escape(entry.name)}"><h3{_mark(is_new=new[0])}>{escape(entry.title)}</h3>'
    yield f"<p class=about>{_about(reading, entry)}</p>"
    for line, is_new in zip(entry.lines, new[1:], strict=True):
        yield _line(line, is_new=is_new)
    yield "</article>"


def _about(reading: Reading, entry: Entry) -> str:
    level = f'<b class="{entry.level}">{entry.level}</b> ' if entry.level else ""
    lasts = _seconds(reading.content, entry)
    seconds = f", {lasts:.0f} s" if lasts else ""
    graded = (
        f'<a href="#sources/{escape(key)}">{escape(key)}</a> {reading.content.sources[key].grade}'
        for key in entry.sources
    )
    sources = "; ".join(graded)
    copies = " <b>Only copies support it.</b>" if entry.copies_only else ""
    return f"{level}<code>{escape(entry.name)}</code>{seconds}{f'. {sources}' if sources else ''}{copies}"


def _seconds(content: Content, entry: Entry) -> float:
    """Return how many seconds it takes to say, or 0 if it isn't said as a whole."""
    kind, _, name = entry.name.partition("/")
    if kind == "routines":
        return sum(part.seconds for part in lay_out(content.routines[name]).parts())
    if kind == "questions":
        question, _, choice = name.partition("/")
        return answer_seconds(content.questions[question].answer(choice).said, content.speech)
    return words_seconds([content.phrases[name]], content.speech) if kind == "phrases" else 0


def _line(line: Line, *, is_new: bool) -> str:
    label = f"<i>{escape(line.label)}:</i> " if line.label else ""
    text = escape(line.text)
    if line.label == "address":
        text = f'<a href="{text}" rel="noreferrer">{text}</a>'
    return f"<p{_mark(is_new=is_new)}{'' if line.spoken else ' class=fact'}>{label}{text}</p>"


def _mark(*, is_new: bool) -> str:
    return ' style="background:var(--new);text-decoration:underline"' if is_new else ""


def _foot(reading: Reading, code: str) -> Iterator[str]:
    command = f"python -m skill sign {reading.content.locale} --role ROLE --code {code}"
    yield '<footer id="sign"><h2>Sign</h2>'
    yield f"<p>{told(reading.standing)}</p>"
    yield "<p>Sign this page by hand and keep it. Then run this in the skill's folder, or have it run:</p>"
    yield f"<p><code>{escape(command)}</code></p>"
    yield f"<p>A role is one of: {', '.join(ROLES)}. The file that it writes holds no name.</p>"
    yield "".join(f"<p class=blank>{blank}</p>" for blank in BLANKS)
    yield f"<p>Content {reading.version}, {reading.content.locale} {code}. {told(reading.standing)}</p></footer>"
