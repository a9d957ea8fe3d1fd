"""Amazon's standard intents: which there are, which a skill must have, and the phrases that Alexa keeps for them."""

from __future__ import annotations

STANDARD = frozenset(
    {
        "AMAZON.CancelIntent",
        "AMAZON.FallbackIntent",
        "AMAZON.HelpIntent",
        "AMAZON.LoopOffIntent",
        "AMAZON.LoopOnIntent",
        "AMAZON.MoreIntent",
        "AMAZON.NavigateHomeIntent",
        "AMAZON.NavigateSettingsIntent",
        "AMAZON.NextIntent",
        "AMAZON.NoIntent",
        "AMAZON.PageDownIntent",
        "AMAZON.PageUpIntent",
        "AMAZON.PauseIntent",
        "AMAZON.PreviousIntent",
        "AMAZON.RepeatIntent",
        "AMAZON.ResumeIntent",
        "AMAZON.ScrollDownIntent",
        "AMAZON.ScrollLeftIntent",
        "AMAZON.ScrollRightIntent",
        "AMAZON.ScrollUpIntent",
        "AMAZON.SelectIntent",
        "AMAZON.ShuffleOffIntent",
        "AMAZON.ShuffleOnIntent",
        "AMAZON.StartOverIntent",
        "AMAZON.StopIntent",
        "AMAZON.YesIntent",
    }
)
REQUIRED = (
    "AMAZON.CancelIntent",
    "AMAZON.FallbackIntent",
    "AMAZON.HelpIntent",
    "AMAZON.NavigateHomeIntent",
    "AMAZON.StopIntent",
)
_PHRASES = {
    "AMAZON.CancelIntent": ("cancel", "never mind", "forget it"),
    "AMAZON.HelpIntent": ("help", "help me", "can you help me"),
    "AMAZON.NavigateHomeIntent": ("go home",),
    "AMAZON.NextIntent": ("next", "skip", "skip forward"),
    "AMAZON.NoIntent": ("no", "no thanks"),
    "AMAZON.PauseIntent": ("pause", "pause that"),
    "AMAZON.PreviousIntent": ("go back", "skip back", "back up"),
    "AMAZON.RepeatIntent": ("repeat", "repeat that", "say that again"),
    "AMAZON.ResumeIntent": ("resume", "continue", "keep going"),
    "AMAZON.StartOverIntent": ("start over", "restart", "start again"),
    "AMAZON.StopIntent": ("stop", "off", "shut up"),
    "AMAZON.YesIntent": ("yes", "yes please", "sure"),
}
RESERVED = {phrase: intent for intent, phrases in _PHRASES.items() for phrase in phrases}
"""Alexa hears these, word for word, as its own intents; the list is the table of common utterances, not the whole."""
