"""The content as it stands, read once: `shelf` has every locale, `library` is British, `every_library` each in turn."""

import tomllib

import pytest
from hypothesis import settings
from walks import CONTENT

from skill.library.shelf import open_shelf

LOCALES = tuple(tomllib.loads((CONTENT / "locales.toml").read_text(encoding="utf-8")))

settings.register_profile("core", deadline=None)
settings.load_profile("core")


@pytest.fixture(scope="session")
def shelf():
    return open_shelf(CONTENT)


@pytest.fixture(scope="session")
def library(shelf):
    return shelf["en-GB"]


@pytest.fixture(scope="session", params=LOCALES)
def locale(request):
    return request.param


@pytest.fixture(scope="session")
def every_library(shelf, locale):
    return shelf.libraries[locale]
