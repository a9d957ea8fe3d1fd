"""content/en/store.toml: read like every other file, and shown in the words of each country."""

from skill.content.files import read
from skill.content.store_page import store_pages

STORE = "store.toml"


def test_a_page_speaks_the_words_of_its_country(copy):
    pages = store_pages(read(copy.folder))
    assert "Ask your GP about" in pages["en-GB"].description
    assert "Ask your doctor about" in pages["en-US"].description
    assert "call 911, or your local emergency number" in pages["en-US"].description
    assert "{" not in "".join(str(page) for page in pages.values()).replace("{'", "")


def test_only_published_locales_have_a_page(copy):
    before = list(store_pages(read(copy.folder)))
    copy.replace("countries/en-IN.toml", "published = true", "published = false")
    assert "en" not in before
    assert list(store_pages(read(copy.folder))) == [locale for locale in before if locale != "en-IN"]


def test_a_page_that_is_missing_is_told(copy):
    copy.path(STORE).unlink()
    assert copy.problems() == ["store.toml: FileNotFoundError: No such file or directory"]


def test_missing_key_of_the_page_is_reported(copy):
    copy.put(STORE, "summary", None)
    assert any(line.startswith("store.toml: the key `summary` is missing") for line in copy.problems())


def test_forbidden_speech_is_forbidden_on_the_page(copy):
    copy.put(STORE, "summary", '"The cure for leg cramps."')
    (line,) = copy.problems()
    assert line.startswith("store.toml: summary: never say 'cure'")


def test_unfilled_brace_on_the_page_is_reported(copy):
    copy.put(STORE, "summary", '"For {nobody}."')
    assert any(line.startswith("store.toml: summary: {nobody}") for line in copy.problems())
