"""The hashes that tell one content from another, and what needs new interaction models from what doesn't."""

import pytest

from skill.content.files import read
from skill.content.version import version_of


@pytest.fixture
def folder(content_copy):
    return content_copy


def edited(folder, name, old, new):
    """Change the first of some words in a file."""
    (path,) = folder.rglob(name)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_same_content_elsewhere_has_the_same_version(folder, catalog):
    assert version_of(read(folder)) == catalog.version


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("phrases.toml", 'sorry = "', 'sorry = "So '),
        ("stretches/heel-walk.toml", "times = ", "# as said\ntimes = "),
        ("icon.svg", "<svg", "<!-- --><svg"),
    ],
)
def test_other_words_are_another_content_and_need_no_models(folder, catalog, name, old, new):
    edited(folder, name, old, new)
    version = version_of(read(folder))
    assert version.models == catalog.version.models
    assert version.content != catalog.version.content


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("commands.toml", "samples = [\n", 'samples = [\n  "an odd thing to say",\n'),
        ("cramp-cause.toml", "samples = [", 'samples = [\n  "an odd thing to say",'),
        ("en-GB.toml", 'invocation_name = "', 'invocation_name = "the '),
    ],
)
def test_changed_samples_need_other_models(folder, catalog, name, old, new):
    edited(folder, name, old, new)
    version = version_of(read(folder))
    assert version.models != catalog.version.models
    assert version.content != catalog.version.content
