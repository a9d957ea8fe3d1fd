"""The practice page's texts: in the language that is asked for, each one there is, and a file at fault is named."""

import json
import re
from html import unescape

import pytest
from fake_skill import BRITAIN
from msgspec import structs
from the_skill import ROOT
from web_echo import COUNTRIES, TEXTS, client_of

from simulator.page_texts import FILE, page_texts
from skill.errors import ContentError

PAGE = ROOT / "simulator" / "page"
GERMAN = structs.replace(TEXTS["en"], skip="Zum Gesagten <springen>")


def pages(fake, *asked):
    """Return the language, the countries and what is handed to the scripts of pages that were asked for."""
    client = client_of(fake, countries={**COUNTRIES, "de-DE": BRITAIN}, texts={**TEXTS, "de": GERMAN})
    for path, accepted in asked:
        page = client.get(path, headers={"Accept-Language": accepted} if accepted else {}).text
        (data,) = re.findall(r'<script type="application/json" id="texts">(.*)</script>', page)
        (skip,) = re.findall(r'<a class="skip" href="#words">(.*)</a>', page)
        assert json.loads(data)["skip"] == unescape(skip)
        yield re.findall(r'<html lang="(.*)">', page), re.findall(r"<option data-numbers.*>(.*)</option>", page), skip


def test_page_is_in_the_requested_or_else_preferred_language(fake):
    english, german = TEXTS["en"].skip, "Zum Gesagten &lt;springen&gt;"
    asked = [("/", "de-AT,en;q=0.5"), ("/", ""), ("/", "fr"), ("/?language=de", "en"), ("/?language=fr", "en")]
    told = [(["de-DE"], ["de-DE"], german), *[(["en-GB"], ["en-GB"], english)] * 2]
    told += [(["de-DE"], ["de-DE"], german), (["en-GB"], ["en-GB"], english)]
    assert list(pages(fake, *asked)) == told


def test_every_text_that_a_script_reads_is_there():
    scripts = "\n".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    named = set(re.findall(r"(?<!/)\btexts((?:\.[a-z_]+)+)", scripts))
    assert len(named) > 10
    for path in named:
        found = TEXTS["en"]
        for part in path.strip(".").split("."):
            found = getattr(found, part)
        assert found, path
    chips = set(re.findall(r'"([a-z_]+)"', scripts.split("const YES_OR_NO")[1].split("};")[0]))
    assert [name for name in chips if not getattr(TEXTS["en"].chips, name)] == []


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        (lambda _: "", "missing"),
        (lambda text: text.replace('send = "Send"', ""), "send"),
        (lambda text: text + "\nmoer = 1", "moer"),
        (lambda text: text.replace('send = "Send"', "send ="), "Invalid"),
    ],
)
def test_a_file_at_fault_is_named_with_the_key(tmp_path, harm, fault):
    (tmp_path / "en").mkdir()
    if text := harm((ROOT / "content" / "en" / FILE).read_text("utf-8")):
        (tmp_path / "en" / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=rf"en/page\.toml: .*{fault}"):
        page_texts(tmp_path, "en")
