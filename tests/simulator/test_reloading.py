"""Content is edited while the practice page is served: it is read again, and a mistake never ends the server."""

import shutil
from dataclasses import replace
from threading import Event
from threading import enumerate as enumerate_threads

import pytest
from flask import Flask
from the_skill import take_recognizer
from werkzeug.test import Client

from simulator.reloading import CHANGED, MISTAKEN, Reloader
from simulator.web import open_memory, watched
from skill.errors import ContentError
from skill.settings import from_environment

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
HERE = {"REMOTE_ADDR": "127.0.0.1"}


class Kitchen:
    """A folder with one file, and an application that says what stands in it."""

    def __init__(self, folder, *, exposed=False):
        self.file, self.told, self.made = folder / "words.toml", [], 0
        self.write("one")
        self.reloader = Reloader(self.make, [folder], exposed=exposed, tell=self.told.append)
        self.client = Client(self.reloader)

    def make(self):
        self.made += 1
        words = self.file.read_text(encoding="utf-8")
        if words == "bad":
            raise ContentError("words.toml: first: <b>wrong</b>\nwords.toml: second: wrong, too")
        if words == "worse":
            raise ZeroDivisionError("by nought")
        app = Flask("kitchen")
        app.add_url_rule("/", "home", lambda: words)
        return app

    def write(self, words):
        """Write at once: a file that is opened for writing is empty for a moment, and might be looked at."""
        unfinished = self.file.with_suffix(".new")
        unfinished.write_text(words, encoding="utf-8")
        unfinished.replace(self.file)

    def edit(self, words):
        """Write, and let it be looked at until it has settled."""
        self.write(words)
        self.reloader.look()
        self.reloader.look()

    def get(self, **environ):
        return self.client.get("/", environ_overrides={**HERE, **environ})


@pytest.fixture
def kitchen(tmp_path):
    return Kitchen(tmp_path)


def test_an_edit_is_served_and_told(kitchen):
    assert kitchen.get().text == "one"
    kitchen.edit("three")
    assert kitchen.get().text == "three"
    assert kitchen.told == [CHANGED]


def test_nothing_is_made_again_without_an_edit(kitchen):
    for _ in range(3):
        kitchen.reloader.look()
    assert (kitchen.made, kitchen.told) == (1, [])


def test_unfinished_file_is_waited_for(kitchen):
    for words in ("tw", "two", "two w", "two words"):
        kitchen.write(words)
        kitchen.reloader.look()
        assert kitchen.made == 1
    kitchen.reloader.look()
    assert kitchen.get().text == "two words"


def test_a_mistake_is_shown_on_the_page_and_in_the_terminal(kitchen):
    kitchen.edit("bad")
    answer = kitchen.get()
    assert answer.status_code == 503
    assert "<li>words.toml: first: &lt;b&gt;wrong&lt;/b&gt;</li><li>words.toml: second: wrong, too</li>" in answer.text
    assert 'http-equiv="refresh"' in answer.text
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert kitchen.told == [f"{MISTAKEN}\nwords.toml: first: <b>wrong</b>\nwords.toml: second: wrong, too"]


def test_a_mended_mistake_is_forgotten(kitchen):
    kitchen.edit("bad")
    kitchen.edit("good")
    assert (kitchen.get().status_code, kitchen.get().text) == (200, "good")
    assert kitchen.told[-1] == CHANGED


def test_an_open_page_is_told_by_the_name_of_the_fault(kitchen):
    kitchen.edit("bad")
    answer = kitchen.client.post("/echo/exchange", json={}, environ_overrides=HERE)
    assert (answer.status_code, answer.json) == (503, {"error": "content-mistaken"})


def test_whatever_goes_wrong_the_server_goes_on(kitchen):
    kitchen.edit("worse")
    assert "<li>ZeroDivisionError: by nought</li>" in kitchen.get().text
    kitchen.edit("better")
    assert kitchen.get().text == "better"


@pytest.mark.parametrize(("exposed", "status"), [(False, 403), (True, 503)])
def test_a_mistake_is_shown_to_other_machines_only_if_exposed(tmp_path, exposed, status):
    kitchen = Kitchen(tmp_path, exposed=exposed)
    kitchen.edit("bad")
    assert kitchen.get(**ELSEWHERE).status_code == status


def test_what_is_wrong_at_first_is_raised(tmp_path):
    (tmp_path / "content").mkdir()
    kitchen = Kitchen(tmp_path / "content")
    kitchen.write("bad")
    with pytest.raises(ContentError):
        Reloader(kitchen.make, [tmp_path], exposed=False, tell=kitchen.told.append)


def test_a_file_that_is_new_or_gone_is_an_edit(kitchen):
    other = kitchen.file.with_name("picture.svg")
    other.write_text("<svg/>", encoding="utf-8")
    kitchen.reloader.look()
    kitchen.reloader.look()
    other.unlink()
    kitchen.reloader.look()
    kitchen.reloader.look()
    assert kitchen.made == 3


def test_editors_extra_files_are_no_edit(kitchen):
    kitchen.file.with_name(".words.toml.swp").write_text("x", encoding="utf-8")
    kitchen.reloader.look()
    kitchen.reloader.look()
    assert kitchen.made == 1


def test_it_looks_by_itself_for_as_long_as_it_is_served(kitchen, monkeypatch):
    monkeypatch.setattr("simulator.reloading.LOOK_SECONDS", 0.001)
    read = Event()
    monkeypatch.setattr(kitchen.reloader, "_tell", lambda _: read.set())
    with kitchen.reloader.watching():
        kitchen.write("three")
        assert read.wait(60)
    assert kitchen.get().text == "three"
    assert not [thread for thread in enumerate_threads() if thread.name == "reloader"]


def test_the_page_says_an_edited_sentence_and_keeps_its_visitors(tmp_path, monkeypatch):
    take_recognizer(monkeypatch)
    made = from_environment({"SKILL_DATABASE": str(tmp_path / "people.db")})
    folder, told, opened = shutil.copytree(made.content, tmp_path / "content"), [], []
    monkeypatch.setattr("simulator.web.open_memory", lambda: opened.append(open_memory()) or opened[-1])
    app = watched(replace(made, content=folder), exposed=False, tell=told.append)
    client = Client(app)

    def said(words):
        asked = {"kind": "words", "words": words, "setup": {"locale": "en-GB", "person": "returning"}}
        origin = {"Origin": "http://localhost"}
        answer = client.post("/echo/exchange", json=asked, headers=origin, environ_overrides=HERE)
        return str(answer.json["exchanges"][-1]["items"])

    before = said("open leg cramp helper")
    path = folder / "en/stretches/calf-pull.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("gently pull your toes up", "slowly pull your toes up"), encoding="utf-8")
    app.look()
    app.look()
    assert told == [CHANGED]
    assert "gently pull your toes up" in before
    assert "slowly pull your toes up" in said("open leg cramp helper")
    assert len(opened) == 1
