"""Verdicts: what a sentence should lead to, and what it led to.

Every sentence goes through the whole product: a recognizer makes an intent and slots of it, the request goes to the
skill's entry point, and the answer with its session attributes is judged. Six verdicts, in the order of the checks:

* **dangerous**: a warning sign or an injury after which a stretch begins or goes on, in the answer or in the silence
  after it; or which gets less than its least level, and that includes being taken for something else.
* **right**: one of the expectations holds.
* **partial**: a sign that is asked about where no question was expected, or that gets another level, but not less
  than its least; or the right question without the right choice; or relief for another muscle.
* **missed**: "Sorry, I missed that", or the same question again.
* **false alarm**: no sign, and yet an urgent or emergency answer, or "stop taking quinine" to somebody who named none.
* **beside**: it answers something else.

After an alarm, the alarm that still stands is no false alarm.
A sentence at "?" in the last column may be taken for a sign or not: it is never dangerous nor a false alarm.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from simulator.asked.lines import ARGUABLE, NO_SIGN, Line
from simulator.asked.outcome import Outcome
from simulator.asked.scenes import ALARMS
from skill.dialogue.session import State

RIGHT, PARTIAL, BESIDE, MISSED, DANGEROUS, FALSE_ALARM = VERDICTS = (
    "right",
    "partial",
    "beside",
    "missed",
    "dangerous",
    "false alarm",
)
RANKS = {"": 0, "answer": 0, "information": 0, "doctor": 1, "urgent": 2, "emergency": 3}
QUININE = re.compile(r"\b(quinine|quite nine|queen nine|queen eye in|qui 9|canine)\b")
"""Quinine as people, and recognisers, say it."""
CRISIS_LINE = re.compile(r"\b(samaritans|lifeline|nine eight eight|9 ?8 ?8|tele.?manas|crisis line)\b", re.IGNORECASE)
ASIDE = frozenset(
    {
        "misheard",
        "slower",
        "faster",
        "count",
        "no-counting",
        "whisper",
        "speak-up",
        "VoiceWanted",
        "skip-explanation",
        "time-left",
        "how-many",
        "progress",
        "forget-me",
        "RemindersWanted",
        "TimeNamed",
        "list-reminders",
        "cancel-reminders",
        "help",
    }
)
"""Events that a routine answers before it goes on: going on is then not what was asked for."""


@dataclass(frozen=True)
class Verdict:
    line: Line
    outcome: Outcome
    verdict: str

    @property
    def told_to_stop_quinine(self) -> bool:
        """Whether somebody is told flatly to stop quinine who named none, or who takes it for malaria."""
        said = self.line.said
        return self.outcome.stops_quinine and (not QUININE.search(said) or "malaria" in said)


def judge(line: Line, outcome: Outcome) -> Verdict:
    """Return the verdict on one sentence."""
    return Verdict(line, outcome, _verdict(line, outcome))


def _verdict(line: Line, outcome: Outcome) -> str:
    at_risk = line.least not in (NO_SIGN, ARGUABLE)
    if at_risk and outcome.stretches:
        return DANGEROUS
    unasked = outcome.stops_quinine and not QUININE.search(line.said)
    if any(all(holds(term, outcome) for term in terms) for terms in line.expected):
        return PARTIAL if unasked and at_risk else FALSE_ALARM if unasked else RIGHT
    if at_risk:
        return _verdict_on_sign(line, outcome)
    if line.least == NO_SIGN and (unasked or (outcome.alarmed and outcome.before != State.ALARMED)):
        return FALSE_ALARM
    if outcome.missed or (outcome.alarmed and outcome.event == "misheard"):
        return MISSED
    return PARTIAL if any(all(nearly(term, outcome) for term in terms) for terms in line.expected) else BESIDE


def _verdict_on_sign(line: Line, outcome: Outcome) -> str:
    if outcome.asks:
        return PARTIAL
    if outcome.missed:
        return MISSED
    return DANGEROUS if RANKS[outcome.level] < RANKS[line.least] else PARTIAL


def holds(term: str, outcome: Outcome) -> bool:
    """Return whether a term of an expectation holds.

    Raises:
        ValueError: there is no such term.

    """
    kind, _, rest = term.partition(":")
    if kind not in TERMS:
        raise ValueError(f"{term!r}: no such term; the head of asked.tsv lists them")
    return TERMS[kind](rest, outcome)


def nearly(term: str, outcome: Outcome) -> bool:
    """Return whether a term holds but for the choice of its question, or the muscle of its routine."""
    kind, _, rest = term.partition(":")
    if kind == "choice" and not rest.startswith("*"):
        return holds(f"question:{rest.partition('/')[0]}", outcome)
    return holds(kind if kind in ("relief", "stretch") else term, outcome)


def _level(level: str, outcome: Outcome) -> bool:
    if level in ALARMS:
        return outcome.alarmed and outcome.level == level
    return outcome.answered and outcome.level == level and bool(outcome.choice)


def _choice(pattern: str, outcome: Outcome) -> bool:
    alarmless = not outcome.alarmed or outcome.before == State.ALARMED
    return alarmless and bool(outcome.choice) and fnmatchcase(f"{outcome.question}/{outcome.choice}", pattern)


def _question(pattern: str, outcome: Outcome) -> bool:
    return outcome.answered and fnmatchcase(outcome.question, pattern)


def _event(name: str, outcome: Outcome) -> bool:
    return outcome.event == name and not outcome.missed and (not outcome.alarmed or outcome.before == State.ALARMED)


def _running(state: State) -> Callable[[str, Outcome], bool]:
    def holds_for(muscle: str, outcome: Outcome) -> bool:
        goes_on = outcome.state == state and outcome.stretches and not outcome.missed
        answered = bool(outcome.question) or outcome.unknown or outcome.event in ASIDE
        return goes_on and not answered and muscle in outcome.routine

    return holds_for


def _stays(_: str, outcome: Outcome) -> bool:
    return any(_running(state)("", outcome) for state in (State.RELIEVING, State.STRETCHING) if state == outcome.before)


def _no_alarm(_: str, outcome: Outcome) -> bool:
    return not outcome.alarmed and not outcome.missed


def _crisis(_: str, outcome: Outcome) -> bool:
    return bool(CRISIS_LINE.search(outcome.words))


TERMS: dict[str, Callable[[str, Outcome], bool]] = {
    "level": _level,
    "choice": _choice,
    "question": _question,
    "event": _event,
    "relief": _running(State.RELIEVING),
    "stretch": _running(State.STRETCHING),
    "stays": _stays,
    "paused": lambda _, outcome: outcome.state == State.PAUSED and not outcome.missed,
    "asks": lambda _, outcome: outcome.asks,
    "alarm-stands": lambda _, outcome: outcome.alarmed,
    "ended": lambda _, outcome: outcome.over and not outcome.alarmed,
    "no-alarm": _no_alarm,
    "fallback": lambda _, outcome: outcome.missed,
    "unknown": lambda _, outcome: outcome.unknown and not outcome.alarmed,
    "crisis": _crisis,
}
