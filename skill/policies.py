"""The pages /privacy and /terms, from docs/, with the operator's name. They use no script and no other host.

They are in English, or in the language that a browser prefers if it has `docs/privacy.<language>.md` and the others.
"""

from __future__ import annotations

import re
from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING

from flask import Response, request

from skill.settings import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask

    from skill.settings import Operator

DOCS = ROOT / "docs"
POLICIES = ("privacy", "terms")
OPERATOR = "operator"
"""The page in docs/ that ends both pages if the operator is known. Its braces are filled in."""
LANGUAGE = "en"
"""The language of the pages in docs/ without a language in their names."""
HEADING = re.compile("<h1>(.*?)</h1>")
PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.1rem/1.6 system-ui, sans-serif; max-width: 38rem; margin: 2rem auto; padding: 0 1rem; }}
:root {{ color-scheme: light dark; }}
td, th {{ text-align: left; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; }}
</style>
{body}
</html>
"""
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "Vary": "Accept-Language",
    "X-Content-Type-Options": "nosniff",
}


def add_policies(app: Flask, operator: Operator | None) -> None:
    """Return the blueprint of both pages."""
    languages = languages_in(DOCS)
    for name in POLICIES:
        app.add_url_rule(f"/{name}", endpoint=name, view_func=partial(_view, name, operator, languages))


def languages_in(folder: Path) -> tuple[str, ...]:
    """Return the languages in which every page exists, the default language first."""
    written = ({path.suffixes[0][1:] for path in folder.glob(f"{name}.*.md")} for name in (*POLICIES, OPERATOR))
    return LANGUAGE, *sorted(set.intersection(*written))


def _view(name: str, operator: Operator | None, languages: tuple[str, ...]) -> Response:
    preferred = (tag.lower().partition("-")[0] for tag in request.accept_languages.values())
    language = next((one for one in preferred if one in languages), LANGUAGE)
    return Response(page(name, operator, language), mimetype="text/html", headers=HEADERS)


@cache
def page(name: str, operator: Operator | None, language: str = LANGUAGE, folder: Path = DOCS) -> str:
    """Return a page as HTML. Its heading is the title."""
    body = _rendered(name, language, folder)
    heading = HEADING.search(body)
    if operator:
        body += _filled(_rendered(OPERATOR, language, folder), operator)
    return PAGE.format(language=language, title=heading[1] if heading else name, body=body)


def _rendered(name: str, language: str, folder: Path) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - at the first request, because start-up time counts

    file = folder / (f"{name}.md" if language == LANGUAGE else f"{name}.{language}.md")
    return str(MarkdownIt("commonmark").enable("table").render(file.read_text(encoding="utf-8")))


def _filled(body: str, operator: Operator) -> str:
    """Return the operator's part, as a section with an id."""
    contact = escape(operator.contact)
    address = contact if contact.startswith("https://") else f"mailto:{contact}"
    told = body.format(
        name=escape(operator.name), contact=f'<a href="{address}">{contact}</a>', date=operator.date.isoformat()
    )
    return f'<section id="{OPERATOR}">{told}</section>'
