"""Words that differ by country: each country hears its own, and none of a neighbour's."""

import re

import pytest
from everything_said import found, is_said

GB, US, AU, CA, IN = "en-GB", "en-US", "en-AU", "en-CA", "en-IN"
OWN = {
    "a painkiller": {GB: "paracetamol", US: "acetaminophen", AU: "paracetamol", CA: "acetaminophen", IN: "paracetamol"},
    "a dose": {GB: "tablets?", US: "pills?", AU: "tablets?", CA: "pills?", IN: "tablets?"},
    "what makes water": {GB: "water tablets", US: "water pills", AU: "fluid tablets", CA: "water pills"},
    "what a medicine comes in": {GB: "the box in", US: "the bottle in", AU: "the box in", CA: "the bottle in"},
    "its small print": {GB: "your leaflet", US: "your medication guide", CA: "your package insert", IN: "your leaflet"},
    "whom to see": {GB: "your GP", US: "your doctor", AU: "your GP", CA: "your doctor", IN: "your doctor"},
    "the hospital at night": {
        GB: "A and E",
        US: "the emergency room",
        AU: "the emergency department",
        CA: "the emergency room",
        IN: "the nearest hospital",
    },
    "who treats muscles": {
        GB: "physiotherap(?:y|ist)",
        US: "physical therap(?:y|ist)",
        AU: "physiotherap(?:y|ist)",
        CA: "physiotherap(?:y|ist)",
        IN: "physiotherap(?:y|ist)",
    },
    "where babies are born": {
        GB: "maternity unit",
        US: "labor and delivery unit",
        AU: "maternity unit",
        CA: "labour and delivery unit",
        IN: "maternity hospital",
    },
    "convulsions": {GB: "fits?", US: "seizures?", AU: "fits?", CA: "seizures?", IN: "fits?"},
    "not well": {GB: "feel(?:s)? ill", US: "feel(?:s)? sick", AU: "feel(?:s)? ill", CA: "feel(?:s)? sick"},
    "nausea": {GB: "is feeling sick,", US: "feeling sick to your stomach", IN: "feeling like vomiting"},
    "a bad stomach": {GB: "a stomach upset", US: "an upset stomach", AU: "an upset stomach", CA: "an upset stomach"},
    "an operation": {GB: "operation", US: "surgery", AU: "operation", CA: "surgery", IN: "operation"},
    "nerves that fail": {GB: "motor neurone disease", US: "A L S", AU: "motor neurone disease", CA: "A L S"},
    "heat of a sudden": {GB: "[Hh]ot flushes", US: "[Hh]ot flashes", AU: "[Hh]ot flushes", CA: "[Hh]ot flashes"},
    "after fifty": {GB: "the menopause", US: "whether menopause", AU: "whether menopause", CA: "whether menopause"},
    "in an allergy": {GB: "adrenaline", US: "epinephrine", AU: "adrenaline", CA: "epinephrine", IN: "adrenaline"},
    "salts to drink": {GB: "a rehydration drink", US: "a rehydration drink", IN: "an O R S drink"},
    "a light": {
        GB: "put a light on",
        US: "turn on a light",
        AU: "turn a light on",
        CA: "turn on a light",
        IN: "switch on a light",
    },
    "shoes that hold": {GB: "firm shoes", US: "sturdy shoes", AU: "sturdy shoes", CA: "sturdy shoes", IN: "firm shoes"},
    "a distance": {GB: "a metre", US: "three feet", AU: "a metre", CA: "a metre", IN: "a metre"},
    "a button for help": {
        GB: "pendant alarm",
        US: "medical alert button",
        AU: "personal alarm",
        CA: "medical alert button",
    },
    "a phone to hear across a room": {GB: "on loudspeaker", US: "on speakerphone", CA: "on speakerphone"},
    "what a call costs": {GB: "need credit", US: "need a phone plan", CA: "need a phone plan", IN: "need balance"},
    "next door": {GB: "a neighbour", US: "a neighbor", AU: "a neighbour", CA: "a neighbour", IN: "a neighbour"},
    "a way": {GB: "towards", US: "toward", AU: "towards", CA: "toward", IN: "towards"},
    "red or brown": {GB: "colour", US: "color", AU: "colour", CA: "colour", IN: "colour"},
    "black and white": {GB: "grey", US: "gray", AU: "grey", CA: "grey", IN: "grey"},
    "loose": {GB: "diarrhoea", US: "diarrhea", AU: "diarrhoea", CA: "diarrhea", IN: "diarrhoea"},
}
"""What has another name in another country. Where a country is left out, it hears one of the others'."""
NOT_BRITISH = (
    r"acetaminophen|Tylenol|emergency room|physical therap|epinephrine|color|neighbor|center|gray|toward|diarrhea|"
    r"seizures?|pills?|flashlight|drugstore|sneakers|diaper|mom|gotten|bathroom|faucet|fall asleep over|three feet"
)
NEVER = {
    GB: NOT_BRITISH + r"|chemist's shop|O R S",
    US: r"paracetamol|tablets?|packet|A and E|GP|physiotherap\w+|metres?|colour|neighbour|grey|centre|towards|flushes|"
    r"diarrhoea|fits|a fit|fortnight|whilst|torch|chemist|plaster|loo|wee|poorly|nappy|mum|cot|trainers|shall|"
    r"bedclothes|loudspeaker|adrenaline|O R S|round your|bottom",
    AU: NOT_BRITISH + r"|A and E|N H S|pendant|the menopause|O R S",
    CA: r"paracetamol|tablets?|packet|A and E|GP|color|neighbor|gray|center|flushes|towards|fits|a fit|fortnight|"
    r"whilst|torch|chemist|plaster|loo|wee|poorly|nappy|mum|cot|shall|trainers|bedclothes|loudspeaker|adrenaline|"
    r"physical therap\w+|three feet|O R S|round your|bottom",
    IN: NOT_BRITISH + r"|A and E|GP|NHS 111|pendant|maternity unit",
}
"""Words that nobody in a country says, whatever they are for."""
OF_THE_SOURCE = ("questions/source: answer",)
"""Names a British page in every country."""


def names():
    """Return each meaning with a country and its word for it."""
    return [(meaning, locale, word) for meaning, by in OWN.items() for locale, word in by.items()]


@pytest.mark.parametrize("locale", NEVER)
def test_each_country_hears_its_own_words(catalog, locale):
    own = [(meaning, word) for meaning, country, word in names() if country == locale]
    assert len(own) > 18
    assert [pair for pair in own if not found(rf"\b{pair[1]}", catalog[locale])] == []


@pytest.mark.parametrize("locale", NEVER)
def test_no_country_hears_a_neighbours_word(catalog, locale):
    said = [one for one in is_said(catalog[locale]) if one[0] not in OF_THE_SOURCE]
    never = re.compile(rf"\b(?:{NEVER[locale]})\b", re.IGNORECASE)
    assert [(where, never.findall(text)) for where, text in said if never.search(text)] == []


def test_where_words_differ_no_country_hears_two(catalog):
    exclusive = ("a painkiller", "convulsions", "a dose", "a distance", "in an allergy", "a light", "red or brown")
    for meaning in exclusive:
        for locale, word in OWN[meaning].items():
            others = {other for other in OWN[meaning].values() if other != word}
            heard = [other for other in others if found(rf"\b(?:{other})\b", catalog[locale])]
            assert heard == [], (meaning, locale)
