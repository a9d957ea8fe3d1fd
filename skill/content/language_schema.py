"""Structs of language.toml and understanding.toml."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from skill.content.schema import Shape


class NameRules(Shape, frozen=True, kw_only=True):
    """Words that decide about an invocation name: [invocation_name] of content/en/language.toml."""

    wake_words: list[str]
    launch_words: list[str]
    connectors: list[str]
    names_of_skills: list[str]
    articles: list[str]
    prepositions: list[str]


class SpeechTable(Shape, frozen=True, kw_only=True):
    """Speed of speech, and words for times: [speech] of content/en/language.toml."""

    characters_per_second: Annotated[float, Meta(gt=0)]
    """Characters a second at the usual rate."""
    counted_milliseconds: Annotated[int, Meta(gt=0, lt=1000)]
    """How long it takes to say a number that is counted in a hold."""
    hours: Literal[12, 24]
    """Of the clock that people tell the time by."""
    numbers: Annotated[tuple[str, ...], Meta(min_length=60)]
    """The words for numbers, from zero up."""
    days: Annotated[list[str], Meta(min_length=7, max_length=7)]
    """Of the week, Monday first."""


class LanguageFile(Shape, frozen=True, kw_only=True):
    """content/en/language.toml: how the language is written, heard and checked."""

    emergency: str
    """What {emergency} stands for in a country that has a number."""
    emergency_anywhere: str
    """What it stands for if none is known."""
    letters: str
    """The letters that samples and names are written in, as a range of a regular expression."""
    endings: list[str]
    """Those that change nothing of what a word is about, such as a plural's."""
    longest_sentence_words: int
    never_said: list[str]
    """Regular expressions for whole words."""
    warns_of_falls: list[str]
    """One of them stands before anything that is done standing."""
    calls: list[str]
    """How a sentence begins that sends somebody to help."""
    acts: list[str]
    """How another one begins that says what to do at once."""
    begin_no_instruction: list[str]
    """Words, in lower case."""
    hold: str
    """What is said before a silence with a purpose."""
    rather: dict[str, str]
    """By a regular expression for what isn't said, what people say instead."""
    speech: SpeechTable
    when: dict[Literal["now", "today"], str]
    """What {emergency_now}, {advice_today} and the like stand for: `{called}` is whom to call first."""
    reserved: dict[str, list[str]]
    """By intent of Alexa's own, the phrases that Alexa hears as it word for word."""
    invocation_name: NameRules


class ContextFile(Shape, frozen=True, kw_only=True):
    """content/en/understanding.toml: the words that decide whether a sign is reported or only talked about."""

    limbs: list[str]
    """What `{muscle}` in a pattern stands for, beside the muscles of commands.toml."""
    contractions: dict[str, str]
    """Spellings that count as another."""
    denied: list[str]
    """Templates of what stands before a sign that is denied."""
    claims: list[str]
    """Templates of what may stand between a denial and a whole sentence that it denies: "I don't think …"."""
    fillers: list[str]
    """Words that change nothing: a sign is also looked for in the sentence without them."""
    not_in_a_gap: list[str]
    """Words that `*` never stands for, because they deny what follows."""
    breaks: list[str]
    """Words that begin a new thought, so that what was denied before them is not the sign after them."""
    past: list[str]
    """Templates of what makes a sign one of the past, anywhere in the sentence."""
    now: list[str]
    """Templates of what makes it one of the present all the same."""
    told: list[str]
    """Templates of what stands before a sign that is somebody else's story."""
    excused: list[str]
    """Templates of what stands right after a sign, and makes it harmless."""
    sound: list[str]
    """Templates of what stands right after a body part that alone is asked about, and says that nothing ails it."""
    asked: list[str]
    """Templates of how a question about signs in general begins."""
    own: list[str]
    """Templates of what makes such a question one about somebody's own body."""
    supposed: list[str]
    """Templates of how a question begins that supposes what has not happened."""
    about_another: dict[str, str]
    """Words of checks and alarms that differ if they are about somebody else: "you're" → "they're"."""
    small_words: list[str]
    """Words that say nothing of what a sentence is about."""
    articles: list[str]
    """What may stand before a subject and isn't part of it."""
    never_assumed: list[str]
    """Words that nobody is taken to have meant without saying them."""
    leads: dict[str, list[str]]
    """By command of a phrase slot, what may have stood before the words in it."""
    reports: list[str]
    """Templates of how a cramp is reported, anywhere in a statement."""
    offered: list[str]
    """Choices of {subject} that are offered if what was asked is not known."""
    offered_with: dict[str, list[str]]
    """By some words of a sentence, the choices that are nearer to it than those."""
