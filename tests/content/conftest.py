"""A copy of content/ to break."""

import re

import pytest

from skill.content.catalog import load_catalog
from skill.content.files import SHARED
from skill.errors import ContentError


class Copy:
    """content/ in a folder of its own."""

    def __init__(self, folder):
        self.folder = folder

    def path(self, name):
        """Return a file's path, by its name in the language's folder or beside it."""
        return self.folder / ("" if name.startswith(SHARED) else "en") / name

    def replace(self, name, old, new):
        """Replace the first place of some words in a file; they must be there."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def put(self, name, key, value):
        """Replace the first value of a key in a file, or take key and value out where there is none."""
        path = self.path(name)
        text = path.read_text(encoding="utf-8")
        line = "" if value is None else f"{key} = {value}"
        changed, count = re.subn(rf"(?ms)^{key} = (\[\n.*?^\]|[^\n]*)$", lambda _: line, text, count=1)
        assert count
        path.write_text(changed, encoding="utf-8")

    def append(self, name, text):
        path = self.path(name)
        path.write_text(path.read_text(encoding="utf-8") + "\n" + text + "\n", encoding="utf-8")

    def open(self):
        return load_catalog(self.folder)

    def problems(self):
        """Return the lines of the error that opening the copy raises, each file by its name in its folder."""
        with pytest.raises(ContentError) as raised:
            self.open()
        return [line.removeprefix("en/") for line in str(raised.value).splitlines()]


@pytest.fixture
def copy(content_copy):
    return Copy(content_copy)
