"""Amazon's standard intents: which there are, and which a skill must have."""

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
