"""Findings: each check passes, fails, or can't be made from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

State = Literal["ok", "SICK", "?"]


class Finding(NamedTuple):
    """One line of the report."""

    name: str
    state: State
    told: str
    do: str = ""
    """What to do about it. A failed check always has it."""


def well(name: str, told: str) -> Finding:
    return Finding(name, "ok", told)


def sick(name: str, told: str, do: str) -> Finding:
    return Finding(name, "SICK", told, do)


def unseen(name: str, told: str, do: str = "") -> Finding:
    return Finding(name, "?", told, do)


def report(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines of the report."""
    for one in findings:
        yield f"{one.state:<5} {one.name:<12} {one.told}"
        if one.do:
            yield f"{'':18} → {one.do}"
