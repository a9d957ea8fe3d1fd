"""What can go wrong, split by whose fault it is; each failure is named once and says what to do about it."""


class SkillError(Exception):
    """Anything this product raises on purpose."""


class ContentError(SkillError):
    """The writer's: a file in content/ is missing something or says too much. The message names file and key."""


class SettingsError(SkillError):
    """The operator's: the environment asks for something that can't be had."""


class Forged(SkillError):  # noqa: N818 - it says what the request is, not what failed here
    """Nobody's we serve: a request that did not prove it came from Alexa. The message is never sent."""
