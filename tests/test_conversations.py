"""The contract: each file in tests/conversations is heard today word for word as it was accepted."""

import pytest
from transcripts import CONVERSATIONS, replay

MAY_BE_KEPT = {
    "version",
    "told",
    "explained",
    "done",
    "bookmark",
    "begun",
    "marks",
    "pace",
    "volume",
    "clear",
    "tone",
    "last_visit",
    "reminders",
    "reminded_once",
    "counting",
    "whisper",
    "reminders_refused",
}
"""All that is ever stored about a person: docs/privacy.md."""
FILES = sorted(CONVERSATIONS.glob("*.txt"))


def test_there_are_conversations_to_hold_the_skill_to():
    assert FILES


def test_three_quarters_of_the_conversations_begin_with_open():
    begun = [next(line for line in file.read_text("utf-8").splitlines() if line.startswith("you")) for file in FILES]
    assert 4 * begun.count("you: open leg cramp helper") >= 3 * len(FILES)


def test_three_conversations_unfold_their_routine():
    whole = [file.stem for file in FILES if "holds=all" in file.read_text("utf-8")]
    assert whole == ["bedtime-stretch-in-silence", "control-counting", "memory-third-visit"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_conversation_matches_its_transcript_without_faults(file):
    written = file.read_text(encoding="utf-8")
    conversation = replay(written)
    assert conversation.text.splitlines() == written.splitlines()
    assert conversation.faults == []
    assert all(record.keys() <= MAY_BE_KEPT for record in conversation.records)
