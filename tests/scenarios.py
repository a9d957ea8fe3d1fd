"""Steps through the conversation for tests: every event with examples, a way into every state, every alarm."""

import tomllib
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

from hypothesis import strategies as st
from msgspec import convert
from msgspec.structs import replace

from skill.alexa.requests import WITH_DATA
from skill.dialogue import effect_results as results
from skill.dialogue import events as e
from skill.dialogue.answer import CHECK, check_of, told_of
from skill.dialogue.beats import Ask, Breath, Hold
from skill.dialogue.consent import FAILURES
from skill.dialogue.engine import take_turn
from skill.dialogue.keys import key_of
from skill.dialogue.session import Session, State, attributes_of
from skill.dialogue.voice_settings import PACE_SECONDS
from skill.stretching.coach import TENTH_VISIT
from skill.stretching.profile import Bookmark, Profile

CONTENT = Path(__file__).resolve().parent.parent / "content"
COUNTRIES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((CONTENT / "countries").glob("*.toml"))
}
"""The countries as content/ writes them, by locale."""
PUBLISHED = tuple(locale for locale, country in COUNTRIES.items() if country["published"])
NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUR_SECONDS = 3600
ALARMING = ("urgent", "emergency")

KINDS = [
    kind
    for kind in (*vars(e).values(), *vars(results).values())
    if isinstance(kind, type) and issubclass(kind, e.Event) and kind not in (e.Event, e.Command)
]
"""Every class of events, as its module names it."""
COMMANDS = [
    name
    for name in tomllib.loads((CONTENT / "en" / "commands.toml").read_text(encoding="utf-8"))
    if name not in ("slots", "aliases", *WITH_DATA)
]
"""Every command whose event is its name alone."""
BARE = [*map(e.Command, COMMANDS), *(kind() for kind in KINDS if kind is not e.QuestionAsked)]
"""Every event with the least it can carry."""

WAYS = [
    (State.FRESH, ()),
    (State.WELCOMED, (e.Opened(),)),
    (State.RELIEVING, (e.CrampReported("calf"),)),
    (State.STRETCHING, (e.StretchRequested(),)),
    (State.FINISHED, (e.StretchRequested(),)),
    (State.PAUSED, (e.StretchRequested(), e.Command("pause"))),
    (State.OFFERED, (e.CrampReported("foot"), e.Command("eased"))),
    (State.ANSWERED, (e.QuestionAsked("cramp-cause"),)),
    (State.CHECKING, (e.QuestionAsked("leg-pain"),)),
    (State.ALARMED, (e.QuestionAsked("leg-signs", "hot-leg"),)),
    (State.RETURNING, (e.Opened(),)),
    (State.READY, (e.Opened(),)),
    (State.FORGETTING, (e.Command("forget-me"),)),
    (State.REMINDING, (e.RemindersWanted(),)),
    (State.CAUTIONED, (e.QuestionAsked("see-doctor", "walking-pain"),)),
    (State.CANCELLING, (e.Command("cancel-reminders"),)),
]
"""Each state, with events that lead into it from the beginning of a visit, a second apart."""
WAYS_IN = dict(WAYS)

REASONS = (*FAILURES, "unseen", "down", "no-such")
"""Why setting or reading reminders may fail. One is unknown to us."""
SPANS = ((), ("22:00",), ("00:00", "18:46"), ("07:05", "12:00", "23:59"))
"""Times of day that reminders are set for."""
HOURS = (
    (None, None),
    ("22:00", None),
    ("10:00", None),
    ("07:05", "morning"),
    ("09:30", "bedtime"),
    ("12:00", "bedtime"),
    (None, "morning"),
    (None, "evening"),
    (None, "no-such"),
)
"""Times and parts of the day that a reminder may be wanted at."""

LEFT_UNFINISHED = Profile(bookmark=Bookmark("practice-calf", 7, int(NIGHT.timestamp()) - 3600))
JUST_REMINDED = Profile(reminded_once=(int(NIGHT.timestamp()) - 60,))
KNOWN = {State.RETURNING: LEFT_UNFINISHED, State.READY: JUST_REMINDED}
"""Who the person has to be for a state to be reached; anybody else is nobody we know."""

EXTREMES = [
    *(
        Profile(counting=c, whisper=w, pace=pace)
        for c, w, pace in product(*((False, True),) * 2, (PACE_SECONDS[0], PACE_SECONDS[-1]))
    ),
    *(
        Profile(counting=True, pace=pace, volume=2, clear=True, tone=True)
        for pace in (PACE_SECONDS[0], PACE_SECONDS[-1])
    ),
    Profile(pace=PACE_SECONDS[0], volume=2, tone=True),
]
"""Those with the fewest and the most repetitions, and with the most markup."""


def carried_by(content):
    """Return each kind of event that carries something, with all it can carry and one thing that nobody knows."""
    muscles = (None, "elbow", *content.slots["muscle"])
    asked = [(slug, choice) for slug, q in content.questions.items() for choice in (None, "no-such", *q.choices)]
    purposes = (*content.slots.get("purpose", ()), "no-such")
    unlisted = [e.QuestionAsked(slug, unlisted=True) for slug in content.questions]
    grades = (None, "no-such", *content.slots["grade"])
    about_quinine = [slug for slug, question in content.questions.items() if question.about_quinine]
    for_what = [e.QuestionAsked(slug, purpose=purpose) for slug in about_quinine for purpose in purposes]
    return [
        (e.CrampReported, [e.CrampReported(*cramp) for cramp in product(muscles, (False, True), (False, True))]),
        (e.PartlyEased, [e.PartlyEased(grade) for grade in grades]),
        (e.VoiceWanted, [e.VoiceWanted(wish) for wish in (None, "no-such", *content.slots["voice"])]),
        (e.StretchRequested, [e.StretchRequested(muscle) for muscle in muscles]),
        (e.QuestionAsked, [e.QuestionAsked(*words) for words in asked] + unlisted + for_what),
        (e.RemindersWanted, [e.RemindersWanted(*hour) for hour in HOURS]),
        (e.TimeNamed, [e.TimeNamed(*hour) for hour in HOURS]),
        (results.RemindersListed, [results.RemindersListed(times) for times in SPANS]),
        (
            results.RemindersFailed,
            [results.RemindersFailed(reason, times) for reason in REASONS for times in ((), ("22:00",))],
        ),
        (results.PermissionGranted, [results.PermissionGranted(times) for times in SPANS]),
        (
            results.PermissionUnanswered,
            [results.PermissionUnanswered(carded) for carded in (False, True)],
        ),
    ]


def examples(content):
    """Return every event there is, with everything it can carry."""
    carried = dict(carried_by(content))
    of_kinds = [event for kind in KINDS for event in carried.get(kind) or [kind()]]
    return [*map(e.Command, COMMANDS), *of_kinds]


def people(practices=()):
    """Draw somebody, by how they want it told and by how often each of some practices was explained to them."""
    flags = {name: st.booleans() for name in ("disclaimer_given", "counting", "whisper", "clear", "tone")}
    visits = st.integers(0, TENTH_VISIT).map(lambda times: dict.fromkeys(practices, times))
    return st.builds(
        Profile, pace=st.sampled_from(PACE_SECONDS), volume=st.sampled_from((-1, 0, 2)), explained=visits, **flags
    )


def among(things):
    """Draw one of things whose written form may be long: hypothesis objects to long ones."""
    return st.integers(0, len(things) - 1).map(lambda number: things[number])


def walks(content, longest=20):
    """Draw events, every kind and every question as likely as each other, each after a gap of up to two hours."""
    kinds: dict[object, list[e.Event]] = {}
    for event in examples(content):
        kinds.setdefault(getattr(event, "question", key_of(event)), []).append(event)
    events = among(list(kinds.values())).flatmap(among)
    gaps = st.one_of(st.floats(0, 400), st.floats(0, 7200))
    return st.lists(st.tuples(gaps, events), max_size=longest)


def turns(content, steps, session=None, now=NIGHT):
    """Yield the turn of each step of (gap in seconds, event), with the time of it."""
    session = session or Session()
    for gap, event in steps:
        now += timedelta(seconds=gap)
        turn = take_turn(session, event, content, now)
        yield turn, now
        session = turn.session


def last(content, steps, session=None, now=NIGHT):
    """Return the last turn of such steps. Its session is one that Alexa can carry."""
    *_, (turn, _) = turns(content, steps, session, now)
    assert convert(attributes_of(turn.session), Session) == turn.session
    return turn


def session_in(state, content):
    """Return a session in a state, as it is a second after the last event of its way in."""
    steps = [(1, event) for event in WAYS_IN[state]]
    begun = visit_of(KNOWN.get(state, Profile()))
    session = [begun, *(turn.session for turn, _ in turns(content, steps, begun))][-1]
    return (
        replace(session, state=state, part_started=session.part_started - HOUR_SECONDS)
        if state is State.FINISHED
        else session
    )


def visit_of(person):
    """Return the session that a visit of somebody begins with."""
    return Session(disclaimer_given=person.disclaimer_given, stored_profile=person, profile=person)


def all_routines_by_heart(content):
    """Return somebody who needs nothing explained any more."""
    return Profile(disclaimer_given=True, explained=dict.fromkeys(content.routines, 99))


def alarms(content):
    """Return every alarm: the events that raise it, and the answer it has to give."""
    for question in content.questions.values():
        for choice, answer in ((None, question.general), *question.choices.items()):
            if answer.level in ALARMING:
                asked = e.QuestionAsked(question.slug, choice)
                yield ((asked, e.Command("yes")) if check_of(question, choice) else (asked,)), answer


def words_of(answer, content):
    """Return the words of an answer as they are heard by somebody who never said what quinine is taken for."""
    return list(heard(told_of(answer.said, Session(), content)))


def sign(choice, content):
    """Return the event of a sign, by its choice."""
    return e.QuestionAsked(content.home_of(choice).slug, choice)


def alarms_in(state, content):
    """Return every alarm that can be raised in a state: that it hurts is no question in the midst of a cramp."""
    in_relief = (e.QuestionAsked(CHECK), e.Command("yes"))
    return [one for one in alarms(content) if state is not State.RELIEVING or one[0] != in_relief]


def heard(beats):
    """Return all words of beats, those heard in silence too, in the order they are heard."""
    for beat in beats:
        if not isinstance(beat, Hold | Breath):
            yield beat.words
        if isinstance(beat, Ask):
            yield from heard(beat.reprompt)


def holds(beats):
    """Return all silences of beats, those heard if nobody answers too."""
    for beat in beats:
        if isinstance(beat, Hold):
            yield beat
        if isinstance(beat, Ask):
            yield from holds(beat.reprompt)


def flat(said):
    """Return the texts of an answer, lists opened up."""
    return [text for item in said for text in ([item] if isinstance(item, str) else item)]


def word(locale, name):
    """Return a country's word, its own or its parent's."""
    country = COUNTRIES[locale]
    return country.get("words", {}).get(name) or word(country["parent"], name)
