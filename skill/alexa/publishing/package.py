"""The skill package, as ask-cli deploys it: manifest, models and icons, by path."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from skill.alexa.publishing.certification import address_problems, listing_problems
from skill.alexa.publishing.invocation_name import name_problems
from skill.alexa.publishing.manifest import ICONS, icon_path, manifest
from skill.alexa.publishing.manifest_rules import endpoint_problems, manifest_problems
from skill.alexa.publishing.model_rules import as_json, rule_problems
from skill.content.intents import intent_name
from skill.content.locales import language_of, unknown_to_alexa
from skill.content.store_page import store_pages
from skill.errors import ContentError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from skill.content.files import ContentFiles, Files
    from skill.content.store_page import StorePage
    from skill.settings import Addresses

FOLDER = "skill-package"
RESOURCES = {
    "askcliResourcesVersion": "2020-03-31",
    "profiles": {"default": {"skillMetadata": {"src": f"./{FOLDER}"}}},
}
"""No code and no infrastructure: `ask deploy` sends the package alone."""
LAUNCH = "launch"


def package(
    files: ContentFiles,
    models: Mapping[str, dict[str, Any]],
    icons: Mapping[int, bytes],
    addresses: Addresses,
    *,
    can_fulfil: bool = False,
    name_free: bool = False,
) -> dict[str, bytes]:
    """Return every file of the package by its path; `models` by language, `icons` as PNG by their size in pixels.

    Raises:
        ContentError: Amazon would refuse a country or the words, or a model or an icon is not there.
        SettingsError: Amazon would refuse an address.

    """
    if refused := [*address_problems(addresses), *endpoint_problems(addresses)]:
        raise SettingsError("\n".join(refused))
    pages = store_pages(files)
    found = [*unknown_to_alexa(pages), *_missing(pages, models, icons)]
    found += [*_model_problems(files, models), *store_problems(files, models)]
    if found:
        raise ContentError("\n".join(dict.fromkeys(found)))
    written = manifest(pages, addresses, can_fulfil=can_fulfil)
    if broken := list(manifest_problems(written)):
        raise ContentError("\n".join(f"skill.json: {problem}" for problem in broken))
    built = {"skill.json": as_json(written)}
    for locale, page in pages.items():
        model = model_of_country(models[language_of(locale)], page)
        if name_free:
            model = named_by_nobody(model, files[language_of(locale)], page)
        built[f"interactionModels/custom/{locale}.json"] = as_json(model)
    built |= {icon_path(size): icons[size] for size in ICONS.values()}
    return {"ask-resources.json": as_json(RESOURCES), **{f"{FOLDER}/{path}": data for path, data in built.items()}}


def model_of_country(model: dict[str, Any], page: StorePage) -> dict[str, Any]:
    """Return a language's model under a country's invocation name: countries differ in nothing else."""
    language_model = {**model["interactionModel"]["languageModel"], "invocationName": page.invocation_name}
    return {"interactionModel": {**model["interactionModel"], "languageModel": language_model}}


def named_by_nobody(model: dict[str, Any], files: Files, page: StorePage) -> dict[str, Any]:
    """Return a model with the phrases that may reach the skill without its name; only a live skill may have them."""
    samples = [
        {
            **({"type": "LAUNCH"} if key == LAUNCH else {"type": "INTENT", "name": _intent(files, key)}),
            "sampleUtterances": [{"format": "RAW_TEXT", "value": phrase} for phrase in phrases],
        }
        for key, phrases in page.name_free.items()
    ]
    return {"interactionModel": {**model["interactionModel"], "_nameFreeInteraction": {"ingressPoints": samples}}}


def write(built: Mapping[str, bytes], folder: Path) -> None:
    """Write the package into a folder, in place of the one that is there."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)
    for path, data in built.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def _intent(files: Files, key: str) -> str:
    return files.commands[key].intent if key in files.commands else intent_name(key)


def _missing(
    pages: Mapping[str, StorePage], models: Mapping[str, dict[str, Any]], icons: Mapping[int, bytes]
) -> Iterator[str]:
    for language in {language_of(locale) for locale in pages} - models.keys():
        yield f"interaction_models/{language}.json: missing; run `make models`"
    for size in ICONS.values():
        if png_size(icons.get(size, b"")) != (size, size):
            yield f"icons/{size}.png: missing, or not {size} pixels wide and high; run `make icons`"


def _model_problems(files: ContentFiles, models: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    for language, one in files.by_language.items():
        for problem in rule_problems(models[language], one.language.reserved) if language in models else ():
            yield f"interaction_models/{language}.json: {problem}"


def store_problems(files: ContentFiles, models: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """List what Amazon's reviewers would refuse in content/en/store.toml, given the models by language."""
    for locale, page in store_pages(files).items():
        language = files[language_of(locale)]
        for problem in name_problems(page.invocation_name, language.language):
            yield f"countries/{locale}.toml: {problem}"
        where = f"{language.folder}/store.toml"
        if model := models.get(language.folder):
            yield from (f"{where}: {problem} ({locale})" for problem in listing_problems(page, model))
        for key in page.name_free:
            if key not in {LAUNCH, *language.commands, *language.questions}:
                yield f"{where}: name_free.{key}: there is no such command or question"


def png_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG; None for anything else."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR":
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
