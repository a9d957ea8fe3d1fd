"""The page at /privacy: docs/privacy.md as HTML, for people to read. No script, no other host."""

from __future__ import annotations

from functools import cache

from flask import Response

from skill.settings import ROOT

PAGE = """<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Privacy: leg cramp helper</title>
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


@cache
def page() -> str:
    """Return the page as HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - not before somebody wants to read it: start-up time counts

    text = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    return PAGE.format(body=MarkdownIt("commonmark").enable("table").render(text))


def privacy_page() -> Response:
    """Serve the page."""
    return Response(page(), mimetype="text/html", headers=HEADERS)
