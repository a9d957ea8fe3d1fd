"""Templates of content/ as expressions: words, choices, options, slots and gaps."""

import pytest

from skill.understanding.templates import NOT_IN_A_GAP, Expression, Marker, contracted, normalised, parsed

DENIALS = ("isn't", "not")
MARK = Marker({"muscle": ("leg", "legs", "left", "left calf"), "person": ("mum",), NOT_IN_A_GAP: DENIALS})


def found(template, text):
    words = MARK(normalised(text))
    expression = Expression([parsed(template, MARK.words)])
    return any(expression.in_text(words, frozenset(normalised(text).split())))


NORMALISED = [
    ("My leg has gone COLD!", "my leg has gone cold "),
    ("der Zeh tut weh, à gauche", "der zeh tut weh à gauche "),
    ("I can\N{RIGHT SINGLE QUOTATION MARK}t feel it", "i cant feel it "),
    ("999", "999 "),
    ("' !", ""),
    ("", ""),
]


def test_text_is_normalised_to_words():
    for text, words in NORMALISED:
        assert normalised(text) == words, (text, words)


def test_the_words_of_a_slot_are_marked():
    assert MARK("my left calf and mums leg ") == "my ~left ~calf and mums ~leg "
    assert MARK("my mum isnt ") == "my @mum !isnt "
    assert MARK.words == {"leg", "legs", "left", "calf", "mum", "isnt", "not"}


MATCHED = [
    ("my {muscle} is cold", ["my leg is cold", "my left calf is cold"], ["my arm is cold", "my leg cold"]),
    ("my leg is cold", ["my leg is cold"], ["my legs is cold"]),
    ("(cold|stone cold) [{muscle}]", ["cold", "stone cold", "cold legs"], ["colder", "scold"]),
    ("face * dropped", ["face dropped", "face has just dropped"], ["face a b c d e dropped", "faces dropped"]),
    ("i [really] can't", ["i can't", "I really cant"], ["i really"]),
    (
        "my {muscle} (is|went) [all] (cold|[quite] white)",
        ["my leg went quite white", "my leg is all cold"],
        ["my leg is"],
    ),
    ("{person} (collapsed|fell)", ["my mum fell"], ["my dad fell"]),
    ("cold{nothing}", [], ["cold"]),
    ("", [], ["cold"]),
]


def test_a_template_matches_whole_words():
    for template, yes, no in MATCHED:
        assert [text for text in (*yes, *no) if found(template, text)] == yes, (template, yes, no)


def test_a_template_inside_a_sentence_is_found():
    assert found("{muscle} is cold", "help, my leg is cold and white")


def test_a_gap_holds_no_word_that_denies():
    assert found("{muscle} * swollen", "leg is swollen")
    assert not found("{muscle} * swollen", "leg isn't swollen")
    assert found("{muscle} isn't swollen", "leg isn't swollen")


def test_two_templates_are_found_in_either_order():
    for text in ["my leg was in plaster and is numb now", "numb now my leg is in plaster"]:
        assert found("(plaster|cast) & numb", text), text
        assert not found("(plaster|cast) & numb", text.replace("is", "is not")), text
        assert not found("(plaster|cast) & blue", text), text


def test_of_two_templates_the_longer_is_found():
    expression = Expression([parsed(template) for template in ("cold", "cold and white", "")])
    found = expression.in_text("my cold and white leg ", frozenset(["cold"]))
    assert [match[0] for match in found] == ["cold and white "]


def test_no_templates_match_nothing():
    assert not list(Expression([]).in_text("my leg ", frozenset(["my", "leg"])))


def test_unclosed_bracket_is_an_error():
    for template in ["(cold|warm", "cold)", "[cold", "cold]", "(cold]"]:
        with pytest.raises(ValueError, match="bracket"):
            parsed(template)


LONGEST = [
    ("my leg is cold", {"cold"}),
    ("my leg is (cold|white)", {"cold", "white"}),
    ("my leg is [cold]", {"leg"}),
    ("(my leg|[cold])", set()),
    ("* {muscle}", set()),
    ("my & (cold|white)", {"cold", "white"}),
]


def test_longest_required_words_are_returned():
    for template, words in LONGEST:
        assert parsed(template).words == words, (template, words)


def test_a_contraction_replaces_whole_words_only():
    assert contracted("i cannot ", {"cannot": "cant"}) == "i cant "
    assert contracted("cannots ", {"cannot": "cant"}) == "cannots "
