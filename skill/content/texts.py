"""All texts of content/ that can be said or shown, as they are written, with file and key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.content.entries import SAID_OF_A_ROUTINE, SAID_OF_A_STRETCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from skill.content.files import Files
    from skill.content.questions import Question, Said

SPOKEN_OF_STRETCHES = ("name", *SAID_OF_A_STRETCH)
SPOKEN_OF_ROUTINES = ("name", *SAID_OF_A_ROUTINE)
SPOKEN_OF_QUESTIONS = ("headline", "follow_up", "check", "check_again", "confirm")
SPOKEN_OF_CHOICES = ("name", "ask", "ask_again", "confirm")
SHOWN_IN_THE_STORE = ("name", "summary", "description", "examples", "keywords", "testing")


def every_text(files: Files) -> Iterator[tuple[str, str]]:
    """Return all texts that can be said or shown, with file and key."""
    for slug, stretch in files.stretches.items():
        yield from _texts_of(stretch, SPOKEN_OF_STRETCHES, f"stretches/{slug}.toml: ")
    for slug, routine in files.routines.items():
        yield from _texts_of(routine, SPOKEN_OF_ROUTINES, f"routines/{slug}.toml: ")
    for slug, question in files.questions.items():
        yield from _texts_of(question, SPOKEN_OF_QUESTIONS, f"questions/{slug}.toml: ")
        for choice in question.choices.values():
            yield from _texts_of(choice, SPOKEN_OF_CHOICES, f"questions/{slug}.toml: {choice.slug}.")
        for key, answer in answers_of(question):
            yield from ((f"questions/{slug}.toml: {key}", text) for text in texts_in(answer))
    yield from ((f"pictures.toml: {slug}.describe", picture.describe) for slug, picture in files.pictures.items())
    yield from ((f"phrases.toml: {name}", text) for name, text in files.phrases.items())
    yield from _texts_of(files.store, SHOWN_IN_THE_STORE, "store.toml: ")
    for locale, country in files.countries.items():
        where = f"countries/{locale}.toml"
        yield from ((f"{where}: phrases.{name}", text) for name, text in country.phrases.items())
        yield from ((f"{where}: words.{name}", text) for name, text in country.words.items())
        yield from ((f"{where}: facts.{name}", fact.say) for name, fact in country.facts.items())


def _texts_of(shape: object, keys: tuple[str, ...], where: str) -> Iterator[tuple[str, str]]:
    """Return the texts of some keys. Empty ones are left out."""
    for key in keys:
        value: str | tuple[str, ...] = getattr(shape, key)
        yield from ((f"{where}{key}", text) for text in ([value] if isinstance(value, str) else value) if text)


def answers_of(question: Question) -> Iterator[tuple[str, Said]]:
    """Return the answers of a question, with their keys."""
    for slug, source in question.answers():
        name = slug or "answer"
        if source.said:
            yield name, source.said
        if source.in_relief:
            yield f"{name}.in_relief", source.in_relief
        for stance, answer in source.stances.items():
            yield f"{name}.stances.{stance}", answer.said


def texts_in(answer: Sequence[str | Sequence[str]]) -> list[str]:
    """Return the texts of an answer, with lists flattened."""
    return [text for item in answer for text in ([item] if isinstance(item, str) else item)]


def versions(files: Files, texts: Sequence[str]) -> Iterable[Sequence[str]]:
    """Return texts as they are said in each country, every version once; themselves if they have no placeholder."""
    if not any("{" in text for text in texts):
        return [texts]
    return dict.fromkeys(zip(*map(files.in_each_country, texts), strict=True))
