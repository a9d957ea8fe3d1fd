"""Checks across content files. Each problem is one line: file, key, what is wrong and what to do."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from skill.content.completeness import missing_problems
from skill.content.country_checks import country_problems
from skill.content.cue_checks import cue_problems
from skill.content.filling import PLACEHOLDER
from skill.content.locales import DEFAULT_LANGUAGE
from skill.content.pictures import drawing_problems, picture_problems
from skill.content.samples import heard_problems
from skill.content.sources import source_problems
from skill.content.speech_checks import alarm_problems, span_problems, speech_problems
from skill.content.style_checks import (
    answer_problems,
    asked_problems,
    expression_problems,
    never_said,
    question_problems,
)
from skill.content.subjects import subject_problems
from skill.content.texts import every_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from skill.content.files import ContentFiles, Files

NEEDED_BY_A_ROUTINE = ("step_slugs", "sources", "between", "finish", "coda")
AT_RUN_TIME = frozenset({
    "count", "left", "done", "times", "time", "hour", "next", "minute", "days", "source", "first", "second",
    "stop_quinine", "sign", "question",
})  # fmt: skip
"""Placeholders of phrases that are filled in during a conversation."""
AND_NOT = f"; while talking only {', '.join(sorted(AT_RUN_TIME))} are filled in"


def problems(files: ContentFiles, *, wording: bool = True) -> list[str]:
    """Return all problems, each once.

    Without `wording`, rules about length and samples are skipped: a server's answers don't depend on them.
    """
    languages = files.by_language.values()
    found = [one.place(line) for one in languages for line in (*country_problems(one), *expression_problems(one))]
    if DEFAULT_LANGUAGE not in files.by_language:
        found.append(f"{DEFAULT_LANGUAGE}/: missing; it answers requests in every language without a folder")
    if found:  # words can be filled in only if the countries are complete
        return found
    found = [one.place(line) for one in languages for line in _language_problems(one, wording=wording)]
    default = files[DEFAULT_LANGUAGE]
    found += [one.place(line) for one in languages for line in missing_problems(one, default)]
    return list(dict.fromkeys((*found, *drawing_problems(files), *source_problems(files))))


def _language_problems(files: Files, *, wording: bool) -> Iterator[str]:
    yield from _stretch_problems(files)
    yield from _routine_problems(files)
    yield from question_problems(files)
    yield from picture_problems(files)
    yield from _command_problems(files)
    texts = list(every_text(files))
    yield from _placeholder_problems(files, texts)
    yield from asked_problems(texts)
    if wording:
        yield from _unused_problems(files)
        yield from heard_problems(files)
        yield from answer_problems(files)
        yield from subject_problems(files)
        yield from cue_problems(files)
        yield from speech_problems(files, texts)
        yield from alarm_problems(files)
        yield from span_problems(files)
    yield from never_said(texts, files.language.never_said)


def _stretch_problems(files: Files) -> Iterator[str]:
    warnings = files.language.warns_of_falls
    for slug, stretch in files.stretches.items():
        where = f"stretches/{slug}.toml"
        if stretch.muscle not in files.slots.get("muscle", {}):
            yield f"{where}: muscle: {stretch.muscle!r} is not a value of slots.muscle in commands.toml"
        told = (stretch.care, *stretch.set_up)
        if stretch.position == "standing" and not any(warning in text for text in told for warning in warnings):
            yield f"{where}: care: warn whoever stands: say {' or '.join(map(repr, warnings))}"
        for key in ("set_up", "brief", "hold", "release", "feel", "stop_if", "sources"):
            if not getattr(stretch, key):
                yield f"{where}: {key}: empty; name at least one"


def _unused_problems(files: Files) -> Iterator[str]:
    used = {step for routine in files.routines.values() for step in routine.step_slugs}
    for slug in sorted(files.stretches.keys() - used):
        yield f"stretches/{slug}.toml: no routine has it; add {slug!r} to the steps of one"


def _routine_problems(files: Files) -> Iterator[str]:
    for slug, routine in files.routines.items():
        where = f"routines/{slug}.toml"
        for step in [step for step in routine.step_slugs if step not in files.stretches]:
            yield f"{where}: steps: there is no stretches/{step}.toml"
        for key in ("seated", "extra"):
            other = getattr(routine, key)
            if other and other not in files.routines:
                yield f"{where}: {key}: there is no routines/{other}.toml"
        if len(set(routine.step_slugs)) < len(routine.step_slugs):
            yield f"{where}: steps: a stretch stands twice; use its `times`"
        for key in [key for key in NEEDED_BY_A_ROUTINE if not getattr(routine, key)]:
            yield f"{where}: {key.replace('_slug', '')}: empty; give at least one"
        if bool(routine.done) != bool(routine.done_early):
            yield f"{where}: done and done_early belong together: give both or neither"
        if routine.position == "standing" and not routine.seated:
            yield f"{where}: seated: missing; name the routine for someone who can't stand"


def _command_problems(files: Files) -> Iterator[str]:
    for name, command in files.commands.items():
        for slot in command.slots:
            if slot not in files.slot_types():
                yield f"commands.toml: {name}.slots: there is no slots.{slot}"
    own = files.slot_types().keys() - files.aliases.keys()
    for alias, slot in files.aliases.items():
        if slot not in own:
            yield f"commands.toml: aliases.{alias}: there is no slot {slot!r}"


def _placeholder_problems(files: Files, texts: Iterable[tuple[str, str]]) -> Iterator[str]:
    known = {locale: words.keys() | AT_RUN_TIME for locale, words in files.words.items()}
    for where, text in texts:
        if "{" not in text and "}" not in text:
            continue
        for word in sorted(set(PLACEHOLDER.findall(text))):
            lacking = [locale for locale, words in known.items() if word not in words]
            if lacking:
                near = get_close_matches(word, set().union(*known.values()) - {word}, 1)
                meant = "".join(f"; did you mean {{{one}}}?" for one in near)
                unknown = f"{{{word}}} is not a word or fact of {', '.join(lacking)} in countries/"
                yield f"{where}: {unknown}{meant or AND_NOT}"
        if set("{}") & set(PLACEHOLDER.sub("", text)):
            yield f"{where}: a brace is left open, or there is more than a name in it; write {{doctor}}: {text!r}"
        if "{emergency_number}" in text:
            yield f"{where}: write {{emergency}}: a number alone may be the wrong country's"
