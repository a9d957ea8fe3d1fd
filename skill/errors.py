"""What can go wrong, split by whose fault it is; each failure is named once and says what to do about it."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).resolve().parent


class SkillError(Exception):
    """Anything this product raises on purpose."""


class ContentError(SkillError):
    """The writer's: a file in content/ is missing something or says too much. The message names file and key."""


class SettingsError(SkillError):
    """The operator's: the environment asks for something that can't be had."""


class VerificationError(SkillError):
    """A request that could not be verified as Alexa's. The message is never sent."""


class NotForgottenError(SkillError):
    """The profile of a user who has disabled the skill could not be deleted now."""


class SaveConflictError(SkillError):
    """A profile could not be saved, because other devices kept changing it."""


def reported(error: BaseException) -> str:
    """Write an error for a log: its class and the innermost line of ours; never its message, which may hold words."""
    place, step = "", error.__traceback__
    while step:
        path = Path(step.tb_frame.f_code.co_filename)
        if path.is_relative_to(HERE):
            place = f" at {path.relative_to(HERE)}:{step.tb_lineno}"
        step = step.tb_next
    return type(error).__name__ + place
