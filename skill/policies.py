"""The pages at /privacy and /terms, from docs/, with the operator's name. No script, no other host."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from flask import Response

from skill.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from skill.settings import Operator

POLICIES = ("privacy", "terms")
OPERATOR = "operator"
"""The page under docs/ that ends both, if the operator is known: its words in braces are filled in."""
PAGE = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: leg cramp helper</title>
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
    "X-Content-Type-Options": "nosniff",
}


def add_policies(app: Flask, operator: Operator | None) -> None:
    """Serve both pages."""
    for name in POLICIES:
        app.add_url_rule(f"/{name}", endpoint=name, view_func=_view(name, operator))


def _view(name: str, operator: Operator | None) -> Callable[[], Response]:
    return lambda: Response(page(name, operator), mimetype="text/html", headers=HEADERS)


@cache
def page(name: str, operator: Operator | None) -> str:
    """Return a page as HTML."""
    body = _rendered(name)
    if operator:
        body += _filled(_rendered(OPERATOR), operator)
    return PAGE.format(title=name.capitalize(), body=body)


def _rendered(name: str) -> str:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - not before somebody wants to read it: start-up time counts

    text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    return str(MarkdownIt("commonmark").enable("table").render(text))


def _filled(body: str, operator: Operator) -> str:
    """Return the operator's page, as a part that can be found by its id."""
    contact = escape(operator.contact)
    address = contact if contact.startswith("https://") else f"mailto:{contact}"
    date = f"{operator.date.day} {operator.date:%B %Y}"
    told = body.format(name=escape(operator.name), contact=f'<a href="{address}">{contact}</a>', date=date)
    return f'<section id="{OPERATOR}">{told}</section>'
