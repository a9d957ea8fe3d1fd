"""Which scene a turn is, in every state and locale, and what it says."""

from scenarios import NIGHT, alarms, examples, session_in, sign, turns, words_of

from skill.dialogue import events as e
from skill.dialogue.beats import Ask, Say
from skill.dialogue.engine import take_turn
from skill.dialogue.session import Session, State
from skill.screen.card import card_of
from skill.screen.scenes import Scenes

DOCUMENT = {
    State.WELCOMED: "relief",
    State.RELIEVING: "relief",
    State.STRETCHING: "practice",
    State.PAUSED: "practice",
    State.OFFERED: "words",
    State.ANSWERED: "answer",
    State.CHECKING: "alarm",
    State.CAUTIONED: "answer",
    State.ALARMED: "alarm",
    State.RETURNING: "relief",
    State.READY: "relief",
    State.FORGETTING: "words",
    State.CANCELLING: "words",
    State.REMINDING: "words",
}


def scene_after(content, *events):
    """Return the scene of the last of some events."""
    *_, (turn, _) = turns(content, [(1, event) for event in events])
    return Scenes(content).scene_of(turn)


def texts_of(scene):
    return [scene.data["texts"][row[3]] for row in scene.data["steps"]]


def test_each_asking_state_has_a_document_of_its_words(content):
    assert set(DOCUMENT) == set(State) - {State.FRESH, State.FINISHED}
    for state, document in DOCUMENT.items():
        turn = take_turn(session_in(state, content), e.Command("repeat"), content, NIGHT)
        scene = Scenes(content).scene_of(turn)
        assert turn.session.state is state
        assert scene.document == document, state
        said = [beat.words for beat in turn.beats if isinstance(beat, Say | Ask)]
        assert " ".join(dict.fromkeys(texts_of(scene))).startswith(" ".join(dict.fromkeys(said))), state


def test_nothing_said_is_no_scene(content):
    turn = take_turn(session_in(State.STRETCHING, content), e.FellSilent(), content, NIGHT)
    assert Scenes(content).scene_of(turn) is None


def test_a_goodbye_is_shown_without_buttons(content):
    scene = scene_after(content, e.StretchRequested(), e.Command("stop"))
    assert (scene.document, scene.data["buttons"]) == ("words", [])


def test_practice_shows_its_repetition_part_and_time_left(content):
    scene = scene_after(content, e.StretchRequested())
    rows, texts = scene.data["steps"], scene.data["texts"]
    counts = list(dict.fromkeys(texts[row[5]] for row in rows))
    assert len(counts) > 20
    assert counts == [f"{number} of {len(counts)}" for number in range(1, len(counts) + 1)]
    places = list(dict.fromkeys(texts[row[6]] for row in rows))
    assert (places[0], places[-1]) == ("Part 1 of 2 · 5 minutes left", "Part 2 of 2 · A minute left")


def test_relief_shows_each_steps_drawing_when_it_is_told(content):
    scene = scene_after(content, e.CrampReported("calf"))
    assert [picture["graphic"] for picture in scene.data["pictures"]] == ["calf-pull", "calf-massage"]
    holds = [row[7] for row in scene.data["steps"] if row[2]]
    assert holds == [0, 1] * (len(holds) // 2)
    rub = content.stretches["calf-massage"].set_up[0]
    assert {row[7] for row in scene.data["steps"] if scene.data["texts"][row[3]] == rub} == {1}
    assert "drawn up towards the shin" in scene.data["pictures"][0]["describe"]


def test_every_stretch_of_every_routine_has_its_drawing(content):
    for routine in content.routines.values():
        for stretch in routine.steps:
            assert content.pictures[stretch.slug].strokes


def test_emergency_shows_the_number_and_urgent_the_contact(every_content):
    scenes = Scenes(every_content)
    number = every_content.emergency.split(",")[0]
    for asked, answer in alarms(every_content):
        *_, (turn, _) = turns(every_content, [(1, event) for event in asked])
        scene = scenes.scene_of(turn)
        assert scene.document == "alarm"
        assert scene.data["lead"] == words_of(answer, every_content)[0]
        expected = number if answer.level == "emergency" and number.isdigit() else ""
        assert (scene.data["number"], scene.data["raised"]) == (expected, 0)


def test_alarm_stays_on_the_screen_through_questions(content):
    raised = e.QuestionAsked("emergency", "chest-pain")
    first = scene_after(content, raised)
    for asked in (sign("while-you-wait", content), e.QuestionAsked("source"), e.QuestionAsked("source", unlisted=True)):
        scene = scene_after(content, raised, asked)
        assert scene.document == "alarm"
        assert [scene.data[key] for key in ("headline", "number", "lead")] == [
            first.data[key] for key in ("headline", "number", "lead")
        ]


def test_check_is_a_calm_question_until_silence(content):
    scene = scene_after(content, e.QuestionAsked("leg-pain"))
    raised, texts = scene.data["raised"], texts_of(scene)
    assert texts[0] == content.questions["leg-pain"].check
    assert texts[raised] == scene.data["lead"] == content.questions["leg-pain"].general.said[0]


def test_answer_has_its_question_as_headline_and_its_source(content):
    for slug, question in content.questions.items():
        turn = take_turn(Session(), e.QuestionAsked(slug), content, NIGHT)
        scene = Scenes(content).scene_of(turn)
        if turn.session.state is State.ANSWERED:
            assert (scene.document, scene.data["headline"]) == ("answer", question.headline)
            assert scene.data["source"].startswith("Source: ")
            assert "http" not in scene.data["source"]


def test_every_event_in_every_state_can_be_shown(content):
    scenes = Scenes(content)
    for session in (session_in(state, content) for state in State):
        for event in examples(content):
            turn = take_turn(session, event, content, NIGHT)
            scene = scenes.scene_of(turn)
            assert (scene is None) is (turn.beats == ())
            if scene:
                starts, texts = [row[0] for row in scene.data["steps"]], scene.data["texts"]
                assert starts == sorted(starts)
                assert all(0 <= row[3] < len(texts) for row in scene.data["steps"])


def test_card_comes_only_with_an_answer_or_the_finish(content):
    after = {
        state: card_of(take_turn(session_in(state, content), e.Command("repeat"), content, NIGHT), content)
        for state in State
        if state is not State.FRESH
    }
    assert {state for state, card in after.items() if card} == {State.ANSWERED, State.CAUTIONED}
    assert after[State.ANSWERED].title == content.questions["cramp-cause"].headline
    assert "Source: " in after[State.ANSWERED].text
    routine = content.routine_for("practice", None)
    finish = take_turn(
        Session(state=State.OFFERED, routine=routine.slug, offer=routine.slug), e.Command("repeat"), content, NIGHT
    )
    assert card_of(finish, content).text == routine.finish
