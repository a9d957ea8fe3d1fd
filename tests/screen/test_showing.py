"""The skill on a device with a screen: the same words as without, within the same limits, and never less for it."""

import json
import logging
from copy import deepcopy
from datetime import timedelta
from itertools import product

import pytest
from ask_sdk_core.serialize import DefaultSerializer
from scenarios import EXTREMES, NIGHT
from the_skill import ROOT, TheSkill
from transcripts import CONVERSATIONS, replay

from skill.alexa.responses import response_of
from skill.alexa.screen_renderer import ScreenRenderer
from skill.dialogue import events as e
from skill.dialogue.engine import take_turn
from skill.dialogue.position import plan_of
from skill.dialogue.session import Session, State, attributes_of
from skill.dialogue.voice_settings import PACE_SECONDS
from skill.screen import scenes
from skill.stretching.profile import Profile

LARGEST_RESPONSE_BYTES = 24 * 1024
SCREEN = {"Alexa.Presentation.APL": {"runtime": {"maxVersion": "1.4"}}}
RENDER = "Alexa.Presentation.APL.RenderDocument"
TOPICS = ("asked", "bedtime", "chest", "control", "cramp", "forget", "leg", "memory", "overdose", "remind")
FILES = [
    *(max(CONVERSATIONS.glob(f"{topic}-*.txt"), default=CONVERSATIONS / f"{topic}.txt") for topic in TOPICS),
    CONVERSATIONS / "remind-permission-not-answered.txt",
]
"""One conversation for each way of showing a turn, and one with Alexa's own card."""
FULLEST = [person for person in EXTREMES if person.pace == PACE_SECONDS[0] and (person.tone or person.counting)]
"""Those with the most repetitions and the most markup: nobody else's responses are as large."""


def request(name):
    return json.loads((ROOT / "tests" / "requests" / f"{name}.json").read_text(encoding="utf-8"))


def size(response):
    return len(json.dumps(response, ensure_ascii=False, separators=(",", ":")).encode())


class OnAShow(TheSkill):
    """The skill, asked by a device with a screen."""

    def __init__(self):
        super().__init__()
        self.responses = []

    def __call__(self, envelope):
        envelope["context"]["System"]["device"]["supportedInterfaces"] = SCREEN
        self.responses.append(super().__call__(envelope))
        return self.responses[-1]


@pytest.fixture
def show():
    skill = OnAShow()
    yield skill
    skill.close()


def drawn(response):
    """Return the documents that a response has drawn."""
    return [each for each in response["response"].get("directives", []) if each["type"] == RENDER]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation_has_the_same_words_with_a_screen(file):
    written, skills = file.read_text(encoding="utf-8"), []
    conversation = replay(written, lambda: skills.append(OnAShow()) or skills[-1])
    assert conversation.text.splitlines() == written.splitlines()
    assert conversation.faults == []
    for response in skills[0].responses:
        assert size(response) < LARGEST_RESPONSE_BYTES
        speaks = "outputSpeech" in response["response"]
        asks_alexa = any(each["type"] != RENDER for each in response["response"].get("directives", []))
        assert len(drawn(response)) == (speaks and not asks_alexa)
        assert response["response"].get("card", {}).get("type") in (None, "AskForPermissionsConsent")


def test_a_turn_from_any_repetition_fits_with_its_screen(catalog):
    showing, content, serializer = ScreenRenderer(catalog), catalog["en-US"], DefaultSerializer()
    tone = content.sounds["hold-end"]
    assert FULLEST
    for person, routine in product(FULLEST, content.routines.values()):
        for start in range(len(plan_of(Session(profile=person), routine).cycles)):
            session = Session(state=State.PAUSED, routine=routine.slug, start=start, profile=person)
            turn = take_turn(session, e.Command("resume"), content, NIGHT)
            response = serializer.serialize(response_of(turn, showing.document(turn, content.locale), tone))
            assert (
                size({"sessionAttributes": attributes_of(turn.session), "response": response}) < LARGEST_RESPONSE_BYTES
            )


def test_clear_counted_practice_fits_with_its_screen(catalog):
    showing, content, serializer = ScreenRenderer(catalog), catalog["en-US"], DefaultSerializer()
    for pace, visits, slug in product((PACE_SECONDS[0], 0), (0, 2), ("practice-calf", "practice-calf-seated")):
        known = dict.fromkeys(content.routines, visits)
        person = Profile(pace=pace, counting=True, clear=True, volume=2, tone=True, explained=known)
        offered = Session(state=State.OFFERED, offer=slug, profile=person)
        for night in range(3):
            turn = take_turn(offered, e.Command("yes"), content, NIGHT + timedelta(days=night))
            document = showing.document(turn, content.locale)
            response = serializer.serialize(response_of(turn, document, content.sounds["hold-end"]))
            assert (
                size({"sessionAttributes": attributes_of(turn.session), "response": response}) < LARGEST_RESPONSE_BYTES
            )


def test_launch_gets_a_document_only_with_a_screen(show):
    (directive,) = drawn(show(request("launch-from-show")))
    assert directive["token"] == State.WELCOMED
    assert directive["document"]["version"] == "1.4"
    assert directive["datasources"]["screen"]["buttons"] == [["yes", "Yes"], ["no", "No"]]
    plain = TheSkill()
    try:
        assert "directives" not in plain(request("launch"))["response"]
        assert "card" not in plain(request("launch"))["response"]
        assert plain(request("quinine-side-effects"))["response"]["card"]["type"] == "Simple"
    finally:
        plain.close()


def test_a_touch_does_what_a_voice_does(show, content):
    stretching = take_turn(Session(), e.StretchRequested(), content, NIGHT).session
    touched = request("touch")
    touched["session"]["attributes"] = attributes_of(stretching)
    expected = {"pause": State.PAUSED, "next": State.STRETCHING, "repeat": State.STRETCHING, "stop": State.STRETCHING}
    for command, state in expected.items():
        touched["request"]["arguments"] = [command]
        response = show(deepcopy(touched))
        assert response["sessionAttributes"]["state"] == state, command
        assert response["response"]["shouldEndSession"] is (command == "stop"), command


def test_a_touch_that_nobody_knows_is_misheard(show):
    touched = request("touch")
    for arguments in ([], ["dance"], [None], [["pause"]], [{"pause": 1}], [7]):
        touched["request"]["arguments"] = arguments
        assert "missed that" in show(deepcopy(touched))["response"]["outputSpeech"]["ssml"], arguments


def test_screen_failure_is_logged_by_kind_and_not_heard(show, caplog):
    with caplog.at_level(logging.WARNING):
        assert show(request("screen-error"))["response"] == {}
    assert [record.message for record in caplog.records] == ["a screen failed: LIST_ERROR"]


def test_failing_scene_costs_no_speech(show, monkeypatch, caplog):
    def broken(_self, _turn):
        raise KeyError("quinine")

    monkeypatch.setattr(scenes.Scenes, "scene_of", broken)
    response = show(request("launch-from-show"))
    assert "toes up" in response["response"]["outputSpeech"]["ssml"]
    assert "directives" not in response["response"]
    assert [record.message for record in caplog.records] == ["a turn could not be shown: KeyError"]
