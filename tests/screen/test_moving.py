"""What moves on a screen moves with the speech, and what is touched says which command it stands for."""

import pytest
from renderer import VIEWPORTS
from scenarios import NIGHT, session_in

from simulator.exchange import items_of
from simulator.spoken import Silence
from skill.alexa.responses import response_of
from skill.dialogue import events as e
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State
from skill.screen.documents import data_of, document_of
from skill.screen.scene import Scene
from skill.screen.scenes import Scenes
from skill.screen.timeline import Ring, timeline
from skill.stretching.timing import CHARACTERS_PER_SECOND, LISTENING_SECONDS

HUB = VIEWPORTS[2]
RATES = (CHARACTERS_PER_SECOND, CHARACTERS_PER_SECOND - 0.5, CHARACTERS_PER_SECOND + 0.5)
"""Characters a second: the plan's own estimate, and voices that are a little slower and faster."""
DRIFT = 1 / 60
"""Seconds a second."""


def starts_heard(turn, rate):
    """Return when each silence of a turn begins, in speech and then in silence, as a device hears it."""
    response, at = response_of(turn), 0.0
    for speech, pause in ((response.output_speech, LISTENING_SECONDS), (response.reprompt.output_speech, 0)):
        for item in items_of({"type": "SSML", "ssml": speech.ssml}, rate):
            if isinstance(item, Silence):
                yield at
            at += item.seconds
        at += pause


@pytest.mark.parametrize("way", ["standing", "seated"])
def test_the_ring_fills_from_the_silence_on_and_hardly_drifts(content, way):
    practice = content.routine_for("practice", None, way)
    turn = take_turn(Session(state=State.PAUSED, routine=practice.slug), e.Command("resume"), content, NIGHT)
    shown = [moment.at for moment in timeline(turn.beats) if moment.ring is Ring.FILLING]
    for rate in RATES:
        heard = list(starts_heard(turn, rate))[::2]
        assert len(shown) == len(heard) > 20
        for on_screen, in_speech in zip(shown, heard, strict=True):
            assert abs(on_screen - in_speech) <= 1 + DRIFT * in_speech, rate


def scene_with(steps, texts):
    """Return a scene of the practice with moments of our own."""
    data = {"steps": steps, "texts": ["", *texts], "lasts": 5000, "buttons": [["pause", "Pause"]], "pictures": []}
    return Scene("practice", data, {})


def test_ring_fills_in_a_hold_and_empties_in_the_rest(amazons):
    steps = [[0, 400, 0, 1, 0, 0, 0, 0], [400, 1000, 1, 1, 0, 0, 0, 0], [1400, 1000, 2, 2, 0, 0, 0, 0]]
    scene = scene_with(steps, ["Lean in", "And release"])
    assert amazons.draw(document_of(scene), data_of(scene), HUB) == "drawn"
    seen = amazons.page.evaluate("watched", "And release")
    fillings = [filled for filled, words in seen if words == "Lean in"]
    emptyings = [filled for filled, words in seen if words == "And release"]
    assert fillings == sorted(fillings)
    assert max(fillings) > 50
    assert emptyings == sorted(emptyings, reverse=True)
    assert emptyings[-1] == 0
    assert amazons.complaints() == []


def test_a_hold_counts_down_its_seconds_in_the_ring(amazons):
    scene = scene_with([[0, 15_000, 1, 1, 0, 0, 0, 0]], ["Hold it there."])
    amazons.draw(document_of(scene), data_of(scene), HUB)
    amazons.page.wait_for_function("() => document.getElementById('view').innerText.split('\\n').includes('15')")
    assert amazons.complaints() == []


def test_each_button_sends_the_command_it_is_named_for(amazons, content):
    touched = set()
    for state in State:
        turn = take_turn(session_in(state, content), e.Command("repeat"), content, NIGHT)
        scene = Scenes(content).scene_of(turn)
        buttons = {(scene.document, command): label for command, label in scene.data["buttons"]}
        assert buttons or state in (State.FRESH, State.FINISHED)
        if buttons.keys() - touched:
            amazons.draw(document_of(scene), data_of(scene), HUB)
        for document, command in buttons.keys() - touched:
            assert touch(amazons.page, buttons[document, command]) == [command]
        touched |= buttons.keys()


def touch(page, label):
    """Touch a button until it is felt, and return what it sends: the engine hears nothing before it has settled."""
    for _ in range(10):
        if middle := page.evaluate("middle", label):
            page.mouse.click(*middle)
        if sent := page.evaluate("felt()"):
            return sent[0]["arguments"]
    pytest.fail(f"{label}: nothing was sent")
