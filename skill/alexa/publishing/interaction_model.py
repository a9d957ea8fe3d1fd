"""Content → Alexa's interaction model of a language. Templates are hassil's. Alexa's rules for samples are kept."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hassil import parse_sentence
from hassil.sample import sample_expression

from skill.alexa.publishing.model_rules import PHRASE, rule_problems
from skill.alexa.publishing.problem_places import placed
from skill.content.catalog import read_checked
from skill.content.heard import values_of
from skill.content.intents import intent_name
from skill.content.samples import SLOT
from skill.errors import ContentError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from skill.content.files import ContentFiles, Files
    from skill.content.language_schema import LanguageFile

BUILT_IN = "AMAZON."
QUERY = "query"
"""The slot for words that nobody can list."""
FALLBACK = "MEDIUM"
"""How readily Alexa takes words for nothing we know. LOW forces most matches, and a sign forced onto a neighbour is
dangerous; HIGH also refuses cramps in pained or garbled words: docs/decisions/0017."""
FEWEST_SAMPLES = 40
FEWEST_SAMPLES_OF_A_CHOICE = 12


@lru_cache(maxsize=8192)
def expand(sample: str) -> tuple[str, ...]:
    """Return every sentence that a template stands for, slots left in braces.

    Parsing takes most of a model's time, and a build reads templates twice.

    Raises:
        ContentError: the template can't be read.

    """
    try:
        sentences = list(sample_expression(parse_sentence(sample).expression, expand_lists=False))
    except Exception as error:
        raise ContentError(f"can't be read as a template: {sample!r}") from error
    return tuple(re.sub(r"\s+", " ", sentence).strip() for sentence in sentences)


def expand_all(samples: Iterable[str]) -> list[str]:
    """Expand templates, each sentence once, in the order written."""
    return list(dict.fromkeys(sentence for sample in samples for sentence in expand(sample) if sentence))


def _language_model(files: Files, invocation_name: str) -> dict[str, Any]:
    return {
        "invocationName": invocation_name,
        "intents": [*_commands(files), *_questions(files)],
        "types": _types(files),
        "modelConfiguration": {"fallbackIntentSensitivity": {"level": FALLBACK}},
    }


def intents_of_choices(files: Files) -> set[str]:
    """Return the intents of single choices, which need fewer samples."""
    return {
        intent_name(choice.slug) for q in files.questions.values() for choice in q.choices.values() if choice.samples
    }


def _commands(files: Files) -> Iterator[dict[str, Any]]:
    for command in files.commands.values():
        yield _intent(files, command.intent, command.slots, command.samples)


def _questions(files: Files) -> Iterator[dict[str, Any]]:
    for slug, question in files.questions.items():
        if question.samples:
            slots = [question.slot] if question.slot else []
            yield _intent(files, intent_name(slug), [*slots, *_slots_in(question.samples)], question.samples)
        for choice in question.choices.values():
            if choice.samples:
                yield _intent(files, intent_name(choice.slug), _slots_in(choice.samples), choice.samples)


def _slots_in(samples: Iterable[str]) -> list[str]:
    return [slot for sample in samples for slot in SLOT.findall(sample)]


def _intent(files: Files, name: str, slots: Iterable[str], samples: Iterable[str]) -> dict[str, Any]:
    said = {"samples": expand_all(samples)}
    if name.startswith(BUILT_IN):
        return {"name": name, **said}
    kinds = files.slot_types()
    types = {slot: slot_type(kinds[slot], alexas=files.slots.get(slot) == {}) for slot in slots}
    return {"name": name, "slots": [{"name": slot, "type": kind} for slot, kind in types.items()], **said}


def slot_type(slot: str, *, alexas: bool = False) -> str:
    """Return the slot type of a slot's name: muscle → Muscle; one that is Alexa's own: time → AMAZON.TIME."""
    if slot == QUERY:
        return PHRASE
    return f"{BUILT_IN}{slot.upper()}" if alexas else slot.capitalize()


def _types(files: Files) -> list[dict[str, Any]]:
    types: dict[str, list[dict[str, Any]]] = {}
    for value in values_of(files):
        synonyms = [word for word in value.synonyms if word != value.name]
        entry = {"id": value.slug, "name": {"value": value.name, "synonyms": synonyms}}
        types.setdefault(slot_type(value.slot), []).append(entry)
    return [{"name": name, "values": entries} for name, entries in types.items()]


def interaction_models(folder: Path) -> dict[str, dict[str, Any]]:
    """Read and check a content folder, and build the interaction model of each language.

    Raises:
        ContentError: the content is at fault, or a sentence stands in two intents.

    """
    return models_of(read_checked(folder))


def models_of(files: ContentFiles) -> dict[str, dict[str, Any]]:
    """Build the interaction model of each language, by language.

    Its invocation name is the longest of its countries', because Amazon limits a model's size.

    Raises:
        ContentError: Amazon would refuse a model, or a sentence stands in two intents.

    """
    built, refused = {}, list[str]()
    for language, one in files.by_language.items():
        names = [country.invocation_name for country in one.countries.values()]
        model = {"interactionModel": {"languageModel": _language_model(one, max(names, key=len))}}
        found = [
            *model_problems(model, one.language, intents_of_choices(one)),
            *rule_problems(model, one.language.reserved),
        ]
        refused += placed(dict.fromkeys(found), one)
        built[language] = model
    if refused:
        raise ContentError("\n".join(dict.fromkeys(refused)))
    return built


def model_problems(model: dict[str, Any], language: LanguageFile, few: Collection[str] = ()) -> Iterator[str]:
    """List what Alexa, or we, would refuse in a model: a sentence in two intents, too few samples, odd characters."""
    word = rf"(?:[{language.letters}']+|\{{[a-z]+\}}(?:'s)?)"
    sample = re.compile(rf"{word}(?: {word})*")
    wake_word = re.compile(rf"\b(?:{'|'.join(language.invocation_name.wake_words)})\b")
    intent_of: dict[str, str] = {}
    for intent in model["interactionModel"]["languageModel"]["intents"]:
        name, said = intent["name"], intent["samples"]
        fewest = FEWEST_SAMPLES_OF_A_CHOICE if name in few else FEWEST_SAMPLES
        if not name.startswith(BUILT_IN) and len(said) < fewest:
            yield f"{name}: {len(said)} samples; give at least {fewest}"
        for sentence in said:
            other = intent_of.setdefault(sentence, name)
            if other != name:
                yield f"{sentence!r} stands in {other} and in {name}; keep it in one"
            if not sample.fullmatch(sentence) or wake_word.search(sentence):
                yield f"{name}: {sentence!r}: lower-case words, apostrophes and slots only, and no wake word"
