"""The exceptions that this product raises on purpose, by who can do something about them."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


class SkillError(Exception):
    """Base class of this product's exceptions."""


class ContentError(SkillError):
    """For writers: a file in content/ is at fault. The message names file and key."""


class SettingsError(SkillError):
    """For operators: a setting can't be used. The message names it."""


class VerificationError(SkillError):
    """A request that could not be verified as Alexa's. The message is never sent."""


class NotForgottenError(SkillError):
    """The profile of a user who has disabled the skill could not be deleted now."""


class SaveConflictError(SkillError):
    """A profile could not be saved, because other devices kept changing it."""


def reported(error: BaseException) -> str:
    """Return an error for a log: its class and our innermost line of code. Its message may contain what was said."""
    return type(error).__name__ + place_of(error)


def place_of(error: BaseException) -> str:
    """Return where an error was raised, by our innermost line of code (" at web.py:12"); empty if none is."""
    place, step = "", error.__traceback__
    while step:
        path = Path(step.tb_frame.f_code.co_filename)
        if path.is_relative_to(HERE):
            place = f" at {path.relative_to(HERE)}:{step.tb_lineno}"
        step = step.tb_next
    return place
