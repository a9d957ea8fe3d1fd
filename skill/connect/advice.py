"""What Amazon says is wrong with a package, and where in this repository it is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.connect.trouble import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from skill.connect.amazon import Build, Fault, Import

MODEL = "InteractionModel"
PLACES = (
    (
        ("lambda", "trigger", "arn:aws"),
        "deploy the function with this skill's id (`sam deploy`), then name its ARN again",
    ),
    (("endpoint", "sslcertificate"), "name the server's address again, with --own-host, --tunnel or --lambda"),
    (("privacypolicy", "termsofuse"), "set SKILL_PRIVACY_URL and SKILL_TERMS_URL, or SKILL_URL, to pages over https"),
    (("iconuri", "image"), "`make icons`, then again"),
    (
        ("publishinginformation", "examplephrase", "keyword", "summary", "description"),
        "the words are in store.toml in content/; docs/alexa-model-rules.md has Amazon's rules",
    ),
    (("compliance", "agreement"), "accept Amazon's agreement in the developer console"),
    (("expired",), "nothing is wrong with the package: upload it again"),
)
"""By what stands in an error, in lower case."""
OF_A_MODEL = (
    "the words are in content/; `python -m skill check` knows most rules, and docs/alexa-model-rules.md all of ours"
)
OTHERWISE = "if it names nothing of yours, tell us with these words"


def faults(came: Import) -> Iterator[tuple[str, Fault]]:
    """Yield every error of an import with the name of what it is about."""
    yield from (("package", one) for one in came.errors or ())
    for part in came.skill.resources or () if came.skill else ():
        yield from ((part.name or "package", one) for one in part.errors or ())


def warnings(came: Import) -> Iterator[str]:
    """Yield every warning of an import."""
    found = [("package", one) for one in came.warnings or ()]
    for part in came.skill.resources or () if came.skill else ():
        found += [(part.name or "package", one) for one in part.warnings or ()]
    yield from dict.fromkeys(f"{name}: {words(one)}" for name, one in found)


def words(fault: Fault) -> str:
    """Return what Amazon says."""
    return plain(fault.message or fault.code or "no reason given")


def advice(name: str, fault: Fault) -> str:
    """Return what to do about a fault."""
    about = f"{fault.message} {fault.code} {fault.validation_details}".lower()
    for marks, told in PLACES:
        if any(mark in about for mark in marks):
            return told
    return OF_A_MODEL if name.startswith(MODEL) else OTHERWISE


def lines(found: list[tuple[str, Fault]]) -> Iterator[str]:
    """Yield what is wrong and what to do; what many locales share is said once."""
    by_words: dict[str, list[str]] = {}
    first: dict[str, tuple[str, Fault]] = {}
    for name, fault in found:
        by_words.setdefault(words(fault), []).append(name)
        first.setdefault(words(fault), (name, fault))
    for said, names in by_words.items():
        yield f'{", ".join(dict.fromkeys(names))}: "{said}"'
        yield f"   → {advice(*first[said])}"


def build_faults(models: dict[str, Build]) -> list[tuple[str, Fault]]:
    """Return the errors of models that couldn't be built."""
    return [(f"{MODEL}.{locale}", one) for locale, build in models.items() for one in build.errors or ()]
