"""What comes of a sentence that is said in a state."""

from dataclasses import dataclass

from simulator.recognizer.recognized import RecognizedIntent
from skill.dialogue.session import State


@dataclass(frozen=True)
class Outcome:
    """What came of a sentence."""

    heard: RecognizedIntent
    event: str
    """The name of the event that a command is; QuestionAsked for everything else that was understood."""
    before: str
    state: str
    routine: str
    question: str
    """The question that was answered, asked about or that stands in an alarm; empty if none was."""
    choice: str
    level: str
    """Of that answer."""
    missed: bool
    """Whether it was not understood: an apology, or the same question again."""
    unknown: bool
    """Whether the answer says that it isn't known."""
    stretches: bool
    """Whether the answer, or the silence after it, leads into a stretch."""
    stops_quinine: bool
    """Whether somebody is told to stop quinine, with no "if"."""
    over: bool
    words: str
    """All that is spoken."""

    @property
    def alarmed(self) -> bool:
        return self.state == State.ALARMED

    @property
    def asks(self) -> bool:
        """Whether one short question is asked, to sort a sign from what is none."""
        return self.state == State.CHECKING

    @property
    def answered(self) -> bool:
        """Whether a question was answered, and none that alarms."""
        return bool(self.question) and not self.alarmed and not self.asks
