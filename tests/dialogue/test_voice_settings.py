"""The voice a person asks for: louder, quieter, clearer, and as at first; what is asked for is kept."""

from scenarios import NIGHT, examples, heard, session_in, visit_of

from skill.dialogue import events as e
from skill.dialogue.beats import seconds
from skill.dialogue.effects import Remember
from skill.dialogue.engine import take_turn
from skill.dialogue.position import delivery_of, plan_of
from skill.dialogue.session import Session, State
from skill.stretching.profile import Profile

LOUDER, QUIETER, CLEARER = e.Command("speak-up"), e.VoiceWanted("quieter"), e.VoiceWanted("clearer")
USUAL = e.VoiceWanted("usual")


PACED = [(-2, True, 0), (-2, False, -2), (4, True, 4)]


def asked(content, person, event):
    """Return what becomes of a person's settings, and the phrase they are told."""
    turn = take_turn(visit_of(person), event, content, NIGHT)
    said = next(heard(turn.beats))
    phrase = next(name for name, words in content.phrases.items() if words == said)
    return turn.session.profile, phrase


WISHES = [
    (Profile(), LOUDER, Profile(volume=1), "louder"),
    (Profile(volume=1), LOUDER, Profile(volume=2), "louder"),
    (Profile(volume=2), LOUDER, Profile(volume=2), "loudest"),
    (Profile(whisper=True), LOUDER, Profile(), "speaking-up"),
    (Profile(volume=2), QUIETER, Profile(volume=1), "quieter"),
    (Profile(), QUIETER, Profile(volume=-1), "quieter"),
    (Profile(volume=-1), QUIETER, Profile(whisper=True), "whispering"),
    (Profile(whisper=True), QUIETER, Profile(whisper=True), "quietest"),
    (Profile(volume=2), e.Command("whisper"), Profile(whisper=True), "whispering"),
    (Profile(), CLEARER, Profile(clear=True), "clearer"),
    (Profile(clear=True), CLEARER, Profile(clear=True, pace=2), "slower"),
    (Profile(clear=True, pace=6), CLEARER, Profile(clear=True, pace=6), "slowest"),
    (Profile(clear=True, pace=6, volume=2, whisper=True), USUAL, Profile(), "usual-voice"),
    (Profile(counting=True, tone=True), USUAL, Profile(counting=True, tone=True), "usual-voice"),
    (Profile(), e.VoiceWanted("tone"), Profile(tone=True), "tone-on"),
    (Profile(tone=True), e.VoiceWanted("no-tone"), Profile(), "tone-off"),
]


def test_a_wish_changes_the_voice_by_a_step_and_says_so(content):
    found = [(before, event, *asked(content, before, event)) for before, event, _, _ in WISHES]
    assert found == WISHES


def test_unknown_wish_is_not_understood(content):
    turn = take_turn(visit_of(Profile()), e.VoiceWanted("no-such"), content, NIGHT)
    assert next(heard(turn.beats)) == content.phrase("misheard")
    assert turn.session.profile == Profile()


def test_louder_says_how_the_device_is_turned_up_in_one_sentence(content):
    for phrase in ("louder", "loudest"):
        assert "say Alexa, volume" in content.phrase(phrase)
        assert "the plus button" in content.phrase(phrase)


def test_chosen_voice_is_used_at_once_and_stored(content):
    turn = take_turn(visit_of(Profile()), LOUDER, content, NIGHT)
    assert turn.voice.volume == 1
    assert Remember() in turn.effects


def test_who_has_it_said_twice_is_never_hurried():
    told = [
        ((pace, clear), delivery_of(Session(profile=Profile(pace=pace, clear=clear))).pace) for pace, clear, _ in PACED
    ]
    assert told == [((pace, clear), delivered) for pace, clear, delivered in PACED]


def test_clear_answer_repeats_only_its_first_sentence(content):
    question = e.QuestionAsked("cramp-cause")
    plain, clear = (take_turn(visit_of(Profile(clear=clear)), question, content, NIGHT) for clear in (False, True))
    assert clear.beats == (plain.beats[0], *plain.beats)


def test_a_clear_alarm_says_whom_to_call_twice(content):
    sign = e.QuestionAsked("leg-signs", "hot-leg")
    plain, clear = (take_turn(visit_of(Profile(clear=clear)), sign, content, NIGHT) for clear in (False, True))
    assert clear.beats == (plain.beats[0], *plain.beats)


def test_clear_routine_doubles_hold_and_release_words_only(content):
    for slug in ("practice-calf", "relief-calf"):
        routine = content.routines[slug]
        plain, clear = (plan_of(Session(profile=Profile(clear=clear)), routine).cycles[0] for clear in (False, True))
        step = routine.steps[0]
        assert clear.cue == f"{plain.cue} {step.short_hold}"
        assert clear.release == f"{plain.release} {step.short_release}".strip()
        assert clear.hold == plain.hold
        assert 0 <= clear.rest - plain.rest <= 4


def test_a_wish_during_a_check_asks_the_check_again(content):
    session = session_in(State.CHECKING, content)
    for event in (LOUDER, QUIETER, CLEARER, e.VoiceWanted("tone"), USUAL):
        turn = take_turn(session, event, content, NIGHT)
        assert turn.session.state is State.CHECKING, event
        assert turn.ask.words.endswith("?"), event


SLOWEST = Profile(disclaimer_given=True, pace=6, clear=True)
LONGEST_RESPONSE_SECONDS, LONGEST_REPROMPT_SECONDS = 215, 85


def test_every_answer_fits_at_the_slowest_and_clearest(longest_content):
    for event in examples(longest_content):
        turn = take_turn(visit_of(SLOWEST), event, longest_content, NIGHT)
        assert seconds(turn.beats, turn.voice.rate) <= LONGEST_RESPONSE_SECONDS, event
        assert seconds(turn.ask.reprompt if turn.ask else (), turn.reprompt_voice.rate) <= LONGEST_REPROMPT_SECONDS, (
            event
        )
