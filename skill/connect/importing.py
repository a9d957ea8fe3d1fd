"""Sends the package, and waits until Amazon has taken it and built the models: in a bounded time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from skill.connect.advice import build_faults, faults, lines, warnings
from skill.connect.amazon import DONE, RUNNING, Build
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from skill.connect.amazon import Amazon, Import
    from skill.connect.state import Kept

FIRST_PAUSE_SECONDS, GROWTH, LONGEST_PAUSE_SECONDS = 2.0, 1.3, 15.0
TAKEN_BACK = "ROLLBACK_SUCCEEDED"


@dataclass(frozen=True)
class Polling:
    """Polls Amazon until something is done, with growing pauses, for at most `seconds`."""

    seconds: float = 900.0
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic

    def attempts(self) -> Iterator[None]:
        """Yield at each attempt, with growing pauses, until the time is up."""
        ends, pause = self.clock() + self.seconds, FIRST_PAUSE_SECONDS
        while True:
            yield
            if self.clock() + pause > ends:
                return
            self.sleep(pause)
            pause = min(pause * GROWTH, LONGEST_PAUSE_SECONDS)


def wait_for_import(amazon: Amazon, kept: Kept, say: Callable[[str], None], polling: Polling) -> None:
    """Wait for the import that is under way. The skill's id is kept as soon as it is known.

    Raises:
        ConnectError: Amazon refuses the package, or takes too long.

    """
    for _ in polling.attempts():
        came = amazon.imported(kept.state.import_id)
        found = came.skill.skill_id if came.skill else None
        if found and found != kept.state.skill_id:
            kept.change(skill_id=found)
            say(f"   the skill is {found}")
        if came.status != RUNNING:
            taken = {"package": kept.state.sent} if came.status == DONE else {}
            kept.change(import_id="", sent="", **taken)
            _judge(came, say, known=bool(kept.state.skill_id))
            return
    raise ConnectError(
        f"Amazon has not taken the package within {polling.seconds / 60:.0f} minutes; it may still do so.\n"
        f"What to do: {AGAIN}: it goes on waiting for the same import."
    )


def resume_import(amazon: Amazon, kept: Kept, say: Callable[[str], None], polling: Polling) -> None:
    """Wait for an import that an earlier run began, if there is one. Raises ConnectError as waiting does."""
    if not kept.state.import_id:
        return
    say("   an import is under way since last time: waiting for it")
    try:
        wait_for_import(amazon, kept, say, polling)
    except ConnectError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        say("   Amazon doesn't know that import any more")
        kept.change(import_id="", sent="")


def _judge(came: Import, say: Callable[[str], None], *, known: bool) -> None:
    for warning in warnings(came):
        say(f"   Amazon remarks: {warning}")
    if came.status == DONE:
        return
    skill = "The skill is as it was before" if came.status == TAKEN_BACK else "The skill may be changed in part"
    if not known:
        skill = "No skill was made"
    told = "\n".join(lines(list(faults(came)))) or "It gives no reason; the developer console may show one."
    raise ConnectError(
        f"Amazon did not take the package ({came.status}). {skill}.\n{told}\nWhat to do: that, and {AGAIN}."
    )


def wait_for_models(
    amazon: Amazon, skill_id: str, locales: Collection[str], say: Callable[[str], None], polling: Polling
) -> None:
    """Wait until the models of these locales are built.

    Raises:
        ConnectError: a model can't be built, or takes too long.

    """
    told: set[str] = set()
    for _ in polling.attempts():
        models = {locale: build for locale, build in amazon.models(skill_id).items() if locale in locales}
        for locale in sorted(set(_with(models, DONE)) - told):
            say(f"   model of {locale}: built")
            told.add(locale)
        if told >= set(locales):
            return
        if failed := [locale for locale in models if models[locale].status not in (None, RUNNING, DONE)]:
            why = (
                "\n".join(lines(build_faults(models))) or "Amazon gives no reason; the developer console may show one."
            )
            raise ConnectError(
                f"The model of {', '.join(failed)} can't be built.\n{why}\nWhat to do: that, and {AGAIN}."
            )
    raise ConnectError(
        f"Amazon has not built the models of {', '.join(sorted(set(locales) - told))} within"
        f" {polling.seconds / 60:.0f} minutes; it may still do so.\nWhat to do: {AGAIN}."
    )


def _with(models: dict[str, Build], status: str) -> list[str]:
    return [locale for locale, build in models.items() if build.status == status]
