"""/privacy and /terms: plain pages, with the operator's name at the end of both."""

from datetime import date

import pytest

from skill.policies import OPERATOR as OPERATORS_PAGE
from skill.policies import POLICIES, languages_in, page
from skill.settings import Operator, Settings, from_environment
from skill.web import create_app

OPERATOR = {
    "SKILL_OPERATOR": "Leg Helpers & Sons <b>",
    "SKILL_CONTACT": "help@example.com",
    "SKILL_POLICY_DATE": "2026-11-29",
}


@pytest.fixture
def client(loaded, tmp_path):
    def client(**environ):
        operator = from_environment(environ).operator
        return create_app(Settings(database=str(tmp_path / "people.db"), operator=operator)).test_client()

    return client


@pytest.mark.parametrize("name", POLICIES)
def test_a_page_names_the_operator_the_contact_and_the_day(client, name):
    answer = client(**OPERATOR).get(f"/{name}")
    assert answer.status_code == 200
    assert "<title>Leg cramp helper: " in answer.text
    assert (answer.headers["Vary"], '<html lang="en">' in answer.text) == ("Accept-Language", True)
    told = answer.text.split('<section id="operator">')[1]
    assert "Leg Helpers &amp; Sons &lt;b&gt; runs" in told
    assert '<a href="mailto:help@example.com">help@example.com</a>' in told
    assert "since 2026-11-29" in told
    assert "{" not in told


@pytest.mark.parametrize("name", POLICIES)
def test_without_an_operator_a_page_says_nothing_of_one(client, name):
    text = client().get(f"/{name}").text
    assert "operator" not in text.split("</style>")[1].replace("operator of the service", "")
    assert "</html>" in text


def test_a_contact_may_be_a_page():
    operator = Operator("A", "https://example.com/contact?a=1&b=2", date(2026, 1, 2))
    assert '<a href="https://example.com/contact?a=1&amp;b=2">' in page("terms", operator)
    assert "since 2026-01-02" in page("terms", operator)


def test_the_terms_say_what_the_skill_is_not():
    text = page("terms", None)
    for told in ("no emergency service", "no medical care", "can&#x27;t call anybody", "costs nothing"):
        assert told.replace("&#x27;", "'") in text


def test_no_page_loads_anything_from_elsewhere(client):
    for name in POLICIES:
        answer = client(**OPERATOR).get(f"/{name}")
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert "<script" not in answer.text
        assert "src=" not in answer.text


def test_preferred_languages_pages_are_served(client, monkeypatch, tmp_path):
    for name in (*POLICIES, OPERATORS_PAGE):
        (tmp_path / f"{name}.de.md").write_text(f"# {name} auf Deutsch", encoding="utf-8")
    (tmp_path / "privacy.fr.md").write_text("# Sans les autres", encoding="utf-8")
    assert languages_in(tmp_path) == ("en", "de")
    assert '<html lang="de">' in page("terms", None, "de", tmp_path)
    assert "<title>terms auf Deutsch</title>" in page("terms", None, "de", tmp_path)
    monkeypatch.setattr("skill.policies.languages_in", lambda _: ("en", "de"))
    monkeypatch.setattr("skill.policies.page", lambda _name, _operator, language: language)
    browser, wanted = client(), ("de-AT,de;q=0.9,en;q=0.5", "fr", "en-US,de;q=0.2")
    found = [browser.get("/terms", headers={"Accept-Language": accepted}).text for accepted in wanted]
    assert found == ["de", "en", "en"]
