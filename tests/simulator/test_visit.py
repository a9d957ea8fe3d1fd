"""What a line with a slash does in `talk`, and how piped input looks."""

from test_talk import Terminal

from simulator.saved import COMMENT


def test_piped_input_is_echoed_after_its_prompt(fake):
    terminal = Terminal()
    terminal.read_line = iter_lines("help with my leg cramp", "no")
    assert "you: help with my leg cramp" in terminal.talk(fake, fast=True, echo=True)


def iter_lines(*lines):
    """Read from a pipe, which shows no prompt."""
    left = list(lines)

    def read(prompt):
        assert prompt == ""
        if not left:
            raise EOFError
        return left.pop(0)

    return read


def test_a_time_begins_a_new_conversation_at_that_time(fake):
    said = Terminal("/at 22:00", "open leg cramp helper").talk(fake, fast=True)
    assert "it is 22:00" in said
    assert fake.requests[-1]["request"]["timestamp"][11:16] == "22:00"


def test_invalid_time_is_refused_with_an_example(fake):
    assert "as in /at 22:00" in Terminal("/at noon").talk(fake, fast=True)


def test_somebody_who_returns_is_another_user(fake):
    Terminal("open leg cramp helper", "/as returning", "open leg cramp helper").talk(fake, fast=True)
    first, second = (request["session"]["user"]["userId"] for request in fake.requests)
    assert first != second
    assert second.endswith("RETURNING")


def test_why_names_the_intent_its_score_and_the_second_best(fake):
    said = Terminal("help with my leg cramp", "/why").talk(fake, fast=True)
    assert "score 1.00" in said
    assert "second best: " in said


def test_why_says_so_if_no_sample_is_near(fake):
    said = Terminal("purple bicycles sing", "/why").talk(fake, fast=True)
    assert "(AMAZON.FallbackIntent" in said
    assert "sample: none: a sign's words" in said


def test_json_shows_the_last_request(fake):
    assert "IntentRequest" in Terminal("help with my leg cramp", "/json").talk(fake, fast=True)


def test_before_anything_was_said_there_is_nothing_to_show(fake):
    said = Terminal("/json", "/why", "/save").talk(fake, fast=True)
    assert said.count("nothing has been said yet") == 3


def test_an_unknown_command_lists_those_there_are(fake):
    assert "/save FILE" in Terminal("/help").talk(fake, fast=True)


def test_a_saved_conversation_is_a_transcript(fake, tmp_path):
    file = tmp_path / "one.txt"
    Terminal("help with my leg cramp", "", "no", f"/save {file}").talk(fake, fast=True)
    assert file.read_text(encoding="utf-8").splitlines() == [
        COMMENT,
        "@ en-GB 2026-11-23T02:00:00Z",
        "you: help with my leg cramp",
        "alexa: Straighten your leg.",
        "       [hold 10 s]",
        "alexa: Has it eased?",
        "(silence)",
        "alexa: And again.",
        "       [hold 5 s]",
        "alexa: Has it eased?",
        "you: no",
        "alexa: Take care.",
        "(the session ends)",
    ]


def test_a_file_that_cannot_be_written_is_named(fake, tmp_path):
    said = Terminal("help with my leg cramp", f"/save {tmp_path}/none/one.txt").talk(fake, fast=True)
    assert "not saved: No such file" in said
