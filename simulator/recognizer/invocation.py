"""Finds the skill's name in a sentence, and what else is asked in it."""

import re

from skill.understanding.words import Words

Invocation = tuple[str, str | None]
"""("launch", None), or ("oneshot", what is asked)."""

_POLITE = r"(?:please |can you |could you |will you )?"
_LAUNCH = (
    r"(?:open|open up|start|start up|launch|begin|run|load|play|use|enable|resume|go to|talk to|speak to|ask|tell)"
)
_JOINT = r"(?:to|for|about|that|if|whether|and)"
_FROM = r"(?:using|with|from|through)"


def invocation_of(words: Words, name: Words) -> Invocation | None:
    """Read "open NAME" or a bare NAME as a launch, "ask NAME to X" or "X using NAME" as asking X."""
    said, called = " ".join(words), f"(?:the |my )?{re.escape(' '.join(name))}(?: skill)?"
    if re.fullmatch(f"(?:{_POLITE}{_LAUNCH} )?{called}(?: please)?", said):
        return "launch", None
    asked = re.fullmatch(f"{_POLITE}(?:ask|tell|open|start|launch|use) {called} (?:{_JOINT} )?(.+)", said)
    asked = asked or re.fullmatch(f"(.+) {_FROM} {called}(?: please)?", said)
    return ("oneshot", asked[1]) if asked else None
