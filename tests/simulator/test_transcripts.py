"""The runner of tests/conversations, on the fake skill."""

from datetime import UTC, datetime

import pytest
import transcripts
from fake_skill import RECOGNIZER, FakeSkill, answer

from simulator.exchange import Exchange
from simulator.saved import heard_lines
from simulator.spoken import listen

WRITTEN = """\
# A leg straightens.
@ en-GB 2026-11-23T02:00:00Z
you: help with my leg cramp
alexa: Straighten your leg.
       [hold 10 s]
alexa: Has it eased?
you (12 s in): give me a moment
alexa: Straighten your leg.
       [hold 10 s]
alexa: Has it eased?

# Nobody answers.
(silence)
alexa: And again.
       [hold 5 s]
alexa: Has it eased?
(silence)
(the session ends)

@ +20 h
you: open leg cramp helper
alexa: Where is it?
you: stop
alexa: Take care.
(the session ends)
"""


def model_for(locale):
    assert locale == "en-GB"
    return RECOGNIZER


def render(text, fake=None):
    return transcripts.render(text, lambda: (fake or FakeSkill()).invoke, model_for)


def test_correct_conversation_is_rewritten_unchanged():
    assert render(WRITTEN) == WRITTEN


def test_alexas_lines_are_rewritten_and_the_users_kept():
    inputs = "\n".join(line for line in WRITTEN.splitlines() if not line.startswith(("alexa", "   ", "(the")))
    assert render(inputs) == WRITTEN
    assert render(WRITTEN.replace("Straighten", "Bend")) == WRITTEN


def test_skill_sees_interruptions_and_hours_between_sessions():
    fake = FakeSkill()
    render(WRITTEN, fake)
    stamps = [request["request"]["timestamp"] for request in fake.requests]
    assert stamps[:2] == ["2026-11-23T02:00:00Z", "2026-11-23T02:00:12Z"]
    assert stamps[3].startswith("2026-11-23T22:0")


def test_sentences_have_a_line_each_and_whispers_are_told():
    whisper = 'One. Two?<break time="500ms"/>Three.<amazon:effect name="whispered">Four?</amazon:effect>'
    fake = FakeSkill(LaunchRequest=answer(whisper))
    text = render("@ en-GB 2026-11-23T02:00:00Z\nyou: open leg cramp helper\n", fake)
    assert text.splitlines()[2:] == ["alexa: One.", "       Two?", "       Three.", "alexa (whispering): Four?"]


def test_the_settings_of_a_scene_reach_the_device():
    fake = FakeSkill()
    slow = "@ en-GB 2026-11-23T02:00:00Z characters_per_second=1\nyou: open leg cramp helper\nyou: yes\n"
    render(slow, fake)
    assert fake.requests[-1]["request"]["timestamp"] == "2026-11-23T02:00:14Z"


def test_faults_are_collected():
    fake = FakeSkill(LaunchRequest=answer("Well."))
    text = "@ en-GB 2026-11-23T02:00:00Z\nyou: open leg cramp helper\n"
    assert len(transcripts.replay(text, lambda: fake.invoke, model_for).faults) == 1


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("you: yes\n", "line 1, 'you: yes': a scene must be set first"),
        ("@ en-GB tomorrow\n", "line 1"),
        ("@ en-GB 2026-11-23T02:00:00Z\nAlexa: Hello\n", "line 2, 'Alexa: Hello': neither said"),
        ("@ en-GB 2026-11-23T02:00:00Z colour=red\n", "unknown settings: colour"),
        ("@ en-GB 2026-11-23T02:00:00Z\n(silence)\n", "no session is open"),
        ("@ en-GB 2026-11-23T02:00:00Z\nyou: open leg cramp helper\n@ +1 h\n", "line 3, '@ \\+1 h': a session is open"),
        ("@ en-GB 2026-11-23T02:00:00Z\n@ en-GB 2026-11-23T03:00:00Z\n", "a scene is"),
        ("@ +1 h\n", "a scene must be set first"),
    ],
)
def test_a_line_that_can_not_be_replayed_is_named(text, complaint):
    with pytest.raises(ValueError, match=complaint):
        render(text)


def test_accepting_rewrites_the_file_and_tells_its_faults(tmp_path, capsys):
    fake = FakeSkill(LaunchRequest=answer("Well."))
    file = tmp_path / "a-conversation.txt"
    file.write_text("@ en-GB 2026-11-23T02:00:00Z\nyou: open leg cramp helper\nalexa: Old words.\n", encoding="utf-8")
    transcripts.accept([file], lambda: fake.invoke, model_for)
    assert file.read_text(encoding="utf-8").splitlines()[2:] == ["alexa: Well."]
    assert "a-conversation.txt: " in capsys.readouterr().out


def of_holds(number):
    beats = "".join(f"Hold {one}.<break time='5s'/>" for one in range(number))
    return Exchange(
        "stretch", datetime(2026, 11, 23, 2, tzinfo=UTC), spoken=listen(f"<speak>{beats}Well done.</speak>")
    )


def test_long_routine_is_folded_unless_wanted_whole():
    folded = [*heard_lines(of_holds(20))]
    assert folded[:2] == ["alexa: Hold 0.", "       [hold 5 s]"]
    assert folded[8:] == ["       [16 more silences, some 1 min 30 s]", "alexa: Well done."]
    assert len([*heard_lines(of_holds(20), whole=True)]) == 41


def test_a_short_routine_is_never_folded():
    assert [*heard_lines(of_holds(8))] == [*heard_lines(of_holds(8), whole=True)]
