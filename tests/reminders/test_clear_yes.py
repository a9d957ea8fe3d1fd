"""No reminder is set without a clear yes to a question that said its times and that it repeats every day."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from reminded import PERSON, device_of, heard
from scenarios import NIGHT, among, examples, visit_of

from skill.dialogue import effect_results as results
from skill.dialogue import effects
from skill.dialogue import events as e
from skill.dialogue.consent import FAILURES
from skill.dialogue.engine import take_turn
from skill.dialogue.hours import spoken
from skill.dialogue.keys import key_of
from skill.dialogue.session import Session, State
from skill.stretching.profile import Profile

OUTCOMES = (
    results.RemindersListed,
    results.RemindersLacking,
    results.RemindersFailed,
    results.PermissionGranted,
    results.PermissionRefused,
    results.PermissionUnanswered,
)
ABOUT_REMINDERS = [e.RemindersWanted(), e.TimeNamed("10:00"), e.Command("yes"), e.Command("yes"), e.Command("no")]


class World:
    """Carries out what turns want, well or badly, and holds them to the rule."""

    def __init__(self, content, draw):
        self.content, self.draw = content, draw
        self.session, self.turn = Session(), None
        self.agreed, self.asked, self.set = None, None, []

    def happen(self, event):
        before = self.turn
        if event == e.Command("yes") and before and before.ask and self.session.state is State.REMINDING:
            self.agreed = before.ask.words
        elif not isinstance(event, OUTCOMES):
            self.agreed = None
        self.turn = take_turn(self.session, event, self.content, NIGHT)
        self.session = self.turn.session
        for effect in self.turn.effects:
            outcome = self.carry_out(effect)
            if outcome:
                self.happen(outcome)
                return

    def carry_out(self, effect):
        failures = [results.RemindersFailed(reason, getattr(effect, "times", ())) for reason in FAILURES]
        match effect:
            case effects.SetReminders(times=times):
                self.hold_to_the_rule(times)
                outcome = self.draw(st.sampled_from([None, *failures]))
                self.set += [] if outcome else [times]
                return outcome
            case effects.AskPermission(times=times):
                self.hold_to_the_rule(times)
                self.asked = times
            case effects.ListReminders():
                return self.draw(st.sampled_from([results.RemindersListed(("06:00",)), *failures]))
            case effects.LookForReminders():
                return self.draw(st.sampled_from([None, results.RemindersLacking()]))
        return None

    def hold_to_the_rule(self, times):
        assert self.agreed
        assert spoken(times, self.content) in self.agreed
        assert "every day" in self.agreed

    def alexa_reports(self):
        """Report, as Alexa, what was answered to its question; the session's attributes may be gone."""
        times, self.asked = self.asked, None
        self.session = self.draw(st.sampled_from([self.session, Session()]))
        self.happen(
            self.draw(
                st.sampled_from(
                    [
                        results.PermissionGranted(times),
                        results.PermissionRefused(),
                        results.PermissionUnanswered(),
                    ]
                )
            )
        )


@given(data=st.data())
def test_no_random_conversation_sets_times_without_a_yes(content, data):
    kinds = {}
    for event in examples(content):
        if not isinstance(event, OUTCOMES):
            kinds.setdefault(key_of(event), []).append(event)
    said = among(list(kinds.values())).flatmap(among)
    world = World(content, data.draw)
    for event in data.draw(st.lists(st.one_of(said, st.sampled_from(ABOUT_REMINDERS)), max_size=20)):
        if world.asked:
            world.alexa_reports()
        elif world.turn and world.turn.over:
            world.session = Session()
        world.happen(event)


def test_the_walks_do_set_reminders(content):
    world = World(content, lambda _: None)
    for event in (e.RemindersWanted(), e.TimeNamed("10:00"), e.Command("yes")):
        world.happen(event)
    assert world.set == [("22:00",)]


NO_YES = [
    e.Command("resume"),
    e.Command("next"),
    e.Command("eased"),
    e.Command("misheard"),
    e.Command("repeat"),
    e.Command("help"),
    e.Command("start-over"),
]


def test_nothing_but_yes_is_a_yes(content):
    for event in NO_YES:
        proposed = take_turn(Session(), e.RemindersWanted(), content, NIGHT)
        turn = take_turn(proposed.session, event, content, NIGHT)
        wanted = [effect for effect in turn.effects if isinstance(effect, effects.SetReminders | effects.AskPermission)]
        assert wanted == [], event


def test_reminders_spoken_words_name_no_reason(content):
    wanted = take_turn(Session(state=State.REMINDING, times=("22:00",)), e.Command("yes"), content, NIGHT)
    effect = wanted.effects[0]
    assert not re.search(r"cramp|leg|calf|thigh|pain|ache|quinine|medicine|tablet|doctor", effect.words.lower())
    assert effect.words


@pytest.mark.parametrize(
    ("refused", "state"), [(results.PermissionRefused(), State.FRESH), (e.Command("yes"), State.CANCELLING)]
)
def test_refused_reminders_are_never_offered_again(content, refused, state):
    before = structs.replace(visit_of(Profile()), state=state)
    turn = take_turn(before, refused, content, NIGHT)
    assert turn.session.profile.reminders_refused
    assert effects.Remember() in turn.effects
    practised = Session(state=State.OFFERED, offer="practice-calf", routine="practice-calf", counted=True)
    again = take_turn(practised.like(reminders_refused=True), e.Command("no"), content, NIGHT)
    assert effects.LookForReminders() not in again.effects
    assert effects.LookForReminders() in take_turn(practised, e.Command("no"), content, NIGHT).effects


def test_later_request_allows_the_offer_again(content):
    session = Session(state=State.REMINDING, times=("22:00",)).like(reminders_refused=True)
    assert not take_turn(session, e.Command("yes"), content, NIGHT).session.profile.reminders_refused


def test_permission_without_times_leads_to_the_question(device, the_skill):
    device.event(
        {
            "type": "Connections.Response",
            "name": "AskFor",
            "token": "somebody else's",
            "payload": {"status": "ACCEPTED"},
        }
    )
    assert the_skill.api.accounts[PERSON].reminders == {}
    assert "alerts" not in " ".join(the_skill.api.calls)


def test_one_persons_reminders_are_not_anothers(the_skill, trusting):
    trusting.say("remind me only at bedtime")
    trusting.say("yes")
    other = device_of(the_skill, "amzn1.ask.account.OTHER")
    other.say("remind me at noon")
    other.say("yes")
    assert "noon" in heard(other.say("yes"))
    assert [len(account.reminders) for account in the_skill.api.accounts.values()] == [1, 1]
