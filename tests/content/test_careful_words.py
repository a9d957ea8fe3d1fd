"""Words that must be there and words that must not, in every answer of every country: the proofs of docs/safety.md."""

import re

from scenarios import COUNTRIES, alarms, flat

SIGNS_OF_A_CLOT = ("swollen-leg", "hot-leg", "red-or-dark-leg", "hard-veins", "throbbing-leg")
EXPOSURES = ("over-ten-minutes", "dirty-wound", "lead-or-mercury")
BLEEDING = ("nosebleed", "bleeding-gums", "eye-bleeding", "bruising", "pinpoint-spots", "rash-on-quinine")
FIRST_AID = ("nosebleed", "low-sugar-on-quinine", "fever-on-quinine")
"""Where the emergency half, or what to do at once, comes before quinine."""
MILDER = ("bruises-easily", "no-known-symptom")
"""What asks for an appointment only."""
SEVEN = ("tinnitus", "impaired hearing", "headache", "nausea", "disturbed vision", "confusion", "hot flushes")
FOUR = ("nosebleeds", "bleeding gums", "bleeding inside the eye", "bleeding inside the skull or gut")
COMFORT = re.compile(
    r"nothing (serious|wrong|to worry)|no need to worry|not (serious|dangerous)|harmless|"
    r"(?:you|it)'ll be (fine|all right)|(just|only) a cramp|perfectly normal|you don't need a doctor",
    re.IGNORECASE,
)
NAMES_A_CONDITION = re.compile(r"cramp|quinine|medicine|tablet|pain|calf|leg|spasm", re.IGNORECASE)


def choices(content, question, slugs):
    """Return the answers of some choices of a slot's questions, each as one text with its level."""
    homes = [content.owner_of(slug, content.questions[question]) for slug in slugs]
    return [(home.choices[slug].level, said(content, home.slug, slug)) for slug, home in zip(slugs, homes, strict=True)]


def said(content, question, choice=None):
    return " ".join(flat(content.questions[question].answer(choice).said))


def test_every_sign_of_a_clot_is_urgent_and_says_not_to_stretch(countries):
    for content in countries:
        for level, text in choices(content, "see-doctor", SIGNS_OF_A_CLOT):
            assert level == "urgent", content.locale
            assert "on't stretch" in text, content.locale
            assert "blood clot" in text, content.locale
        for slug in (
            "chest-pain",
            "breathless",
            "leg-and-chest",
            "coughing-blood",
            "cold-or-pale-leg",
            "hot-leg-with-fever",
        ):
            assert "on't stretch" in said(content, content.home_of(slug).slug, slug), (content.locale, slug)


def test_wound_lead_or_mercury_cramps_need_advice_now(countries):
    for content in countries:
        for level, text in choices(content, "see-doctor", EXPOSURES):
            assert level == "urgent", content.locale
            assert text.startswith("Contact "), content.locale
            assert re.search("stop stretching|Don't stretch", text), content.locale


def test_every_effect_of_quinine_gets_stop_and_help_or_the_call(countries):
    for content in countries:
        question = content.questions["quinine-symptom"]
        assert len(question.choices) > 15, content.locale
        for choice, answer in [(None, question.general), *question.choices.items()]:
            if answer.level == "emergency":
                assert answer.said[0].startswith(f"Call {content.emergency_now}"), (content.locale, choice)
                assert re.search("quinine", said(content, "quinine-symptom", choice)), (content.locale, choice)
            elif choice in FIRST_AID:
                assert content.names_emergency(answer.said[0]), (content.locale, choice)
            elif choice not in MILDER:
                assert answer.level == "urgent", (content.locale, choice)
                assert answer.said[0] == "{stop_quinine}", (content.locale, choice)


def test_every_country_names_seven_side_effects_four_bleedings(countries):
    for content in countries:
        text = said(content, "quinine-side-effects").replace("hot flashes", "hot flushes")
        assert [effect for effect in (*SEVEN, *FOUR) if effect not in text] == [], content.locale
        assert "thrombocytopenia" in text, content.locale
        assert "died" in text, content.locale
        assert f"Call {content.emergency}, for heavy bleeding" in text, content.locale
        assert "for malaria, don't stop on your own" in text, content.locale


def test_an_overdose_is_the_call_then_the_poison_line(countries):
    for content in countries:
        text = said(content, "quinine-overdose")
        assert text.startswith(f"Call {content.emergency_now}"), content.locale
        assert content.questions["quinine-overdose"].general.level == "emergency", content.locale
        assert f"call {COUNTRIES[content.locale]['facts']['poison']['say']}." in text, content.locale


def test_after_any_reaction_quinine_is_ruled_out_in_drinks_too(countries):
    for content in countries:
        assert said(content, "quinine-suitability", "past-reaction").startswith("Never have quinine again"), (
            content.locale
        )
        assert "tonic water" in said(content, "quinine-suitability", "past-reaction"), content.locale
        assert "isn't a treatment" in said(content, "quinine-suitability", "tonic-water"), content.locale
        for _, text in choices(content, "quinine-symptom", BLEEDING):
            assert re.search("have (quinine|it) again, even in tonic water", text), content.locale


def test_number_is_always_spoken_with_the_local_one(countries):
    for content in countries:
        number = content.emergency.split(",")[0]
        spoken = [text for _, answer in alarms(content) for text in flat(answer.said) if number in text]
        assert len(spoken) > 10, content.locale
        assert [text for text in spoken if "your local emergency number" not in text] == [], content.locale


def test_standing_is_optional_and_comes_with_a_warning(countries):
    for content in countries:
        for routine in content.routines.values():
            assert routine.position != "standing" or content.routines[routine.seated].position == "seated", (
                content.locale
            )
        for stretch in content.stretches.values():
            if stretch.position == "standing":
                assert re.search("unsteady|hold on to|hold a chair", " ".join((stretch.care, *stretch.set_up))), (
                    content.locale
                )
        for routine in content.routines.values():
            assert routine.position == "standing" or all(step.position != "standing" for step in routine.steps), (
                content.locale
            )


def test_painkillers_are_for_soreness_and_without_a_dose(countries):
    for content in countries:
        question = content.questions["pain-relief"]
        for choice in (None, *question.choices):
            text = said(content, "pain-relief", choice)
            assert re.search("packet|pharmacist", text), content.locale
            assert re.search("too slow", text), content.locale
            assert not re.search(r"\d|\btablets? (a|per) day\b|\bhours\b", text), content.locale


def test_nobody_is_told_that_nothing_is_wrong(countries):
    for content in countries:
        assert COMFORT.search("It's only a cramp."), content.locale
        texts = [*content.phrases.values()]
        texts += [said(content, slug, c) for slug, q in content.questions.items() for c in (None, *q.choices)]
        assert [text for text in texts if COMFORT.search(text)] == [], content.locale


def test_sources_age_is_told_on_request(countries):
    for content in countries:
        assert "January twenty seventeen" in said(content, "source"), content.locale
        assert "I'm not a doctor" in said(content, "source"), content.locale


def test_what_a_reminder_says_names_no_condition(countries):
    for content in countries:
        assert NAMES_A_CONDITION.search("Time for your leg cramp stretch."), content.locale
        assert not NAMES_A_CONDITION.search(content.phrase("reminder")), content.locale
