"""Which language answers a request, and folders and countries that belong to none."""

import shutil

import pytest

from skill.content.locales import language_of, locale_for
from skill.errors import ContentError


@pytest.mark.parametrize(
    ("locale", "answers"),
    [("xx-ZZ", "xx-ZZ"), ("xx-YY", "xx"), ("xx", "xx"), ("en-NZ", "en"), ("fr-FR", "en"), ("", "en"), (None, "en")],
)
def test_a_locale_is_answered_by_itself_its_language_or_english(locale, answers):
    assert locale_for(locale, ("en", "xx", "en-GB", "xx-ZZ")) == answers


def test_the_language_of_a_locale_stands_before_the_hyphen():
    assert (language_of("de-AT"), language_of("de")) == ("de", "de")


def test_main_country_of_a_language_is_the_parent_of_others(catalog):
    assert catalog.main_locale() == "en-GB"
    assert list(catalog.by_language()) == ["en"]
    assert catalog.by_language()["en"] is catalog["en"]


def test_a_country_without_its_languages_folder_is_told(copy):
    (copy.folder / "countries/en-AU.toml").rename(copy.folder / "countries/de-AT.toml")
    assert copy.problems() == ["countries/de-AT.toml: there is no folder de/ of its language"]


def test_a_folder_that_is_no_languages_is_told(copy):
    (copy.folder / "german").mkdir()
    assert copy.problems() == ["german/: nothing reads this: a language's folder is called en or de"]


def test_the_default_language_is_missed(copy):
    for path in (copy.folder / "countries").glob("en*"):
        path.unlink()
    shutil.move(copy.folder / "en", copy.folder / "de")
    with pytest.raises(ContentError, match="\nen/: missing; it answers requests in every language without a folder"):
        copy.open()
