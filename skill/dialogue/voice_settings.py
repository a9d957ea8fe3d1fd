"""Actions that change the voice: pace, volume, clarity, tone. They never shorten a hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from skill.dialogue.greeting import misunderstand
from skill.dialogue.preferences import adjusted
from skill.dialogue.voice import LOUDEST, SOFTEST, USUAL_VOLUME

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.dialogue.context import Context
    from skill.dialogue.events import Event, VoiceWanted
    from skill.dialogue.turn import Turn

PACE_SECONDS = (-2, 0, 2, 4, 6)
"""What is added to each release. The rate of words follows it: stretching/rate.py."""


def slow_down(ctx: Context, _event: Event) -> Turn:
    """Speak a step slower, with longer pauses and releases."""
    before = ctx.session.profile.pace
    pace = next((pace for pace in PACE_SECONDS if pace > before), PACE_SECONDS[-1])
    return adjusted(ctx, ctx.session.like(pace=pace), "slower" if pace != before else "slowest")


def speed_up(ctx: Context, _event: Event) -> Turn:
    """Speak a step faster, with shorter releases."""
    before = ctx.session.profile.pace
    pace = next((pace for pace in reversed(PACE_SECONDS) if pace < before), PACE_SECONDS[0])
    return adjusted(ctx, ctx.session.like(pace=pace), "faster" if pace != before else "fastest")


def whisper(ctx: Context, _event: Event) -> Turn:
    """Whisper, in fewer words, until the user changes it."""
    return adjusted(ctx, ctx.session.like(whisper=True, volume=USUAL_VOLUME), "whispering")


def speak_up(ctx: Context, _event: Event) -> Turn:
    """Speak a step louder, or in the usual voice after a whisper. Say how to turn up the device."""
    profile = ctx.session.profile
    if profile.whisper:
        return adjusted(ctx, ctx.session.like(whisper=False, volume=USUAL_VOLUME), "speaking-up")
    volume = min(profile.volume + 1, LOUDEST)
    return adjusted(ctx, ctx.session.like(volume=volume), "louder" if volume != profile.volume else "loudest")


def soften(ctx: Context, _event: Event) -> Turn:
    """Speak a step softer. Below the softest is a whisper."""
    profile = ctx.session.profile
    if profile.whisper:
        return adjusted(ctx, ctx.session, "quietest")
    if profile.volume <= SOFTEST:
        return whisper(ctx, _event)
    return adjusted(ctx, ctx.session.like(volume=profile.volume - 1), "quieter")


def clear_up(ctx: Context, event: Event) -> Turn:
    """Say what matters twice. If that is on already, speak slower."""
    if ctx.session.profile.clear:
        return slow_down(ctx, event)
    return adjusted(ctx, ctx.session.like(clear=True), "clearer")


def reset(ctx: Context, _event: Event) -> Turn:
    """Reset the voice."""
    usual = ctx.session.like(pace=0, volume=USUAL_VOLUME, clear=False, whisper=False)
    return adjusted(ctx, usual, "usual-voice")


def play_tone(ctx: Context, _event: Event) -> Turn:
    """Play a soft tone as a hold ends."""
    return adjusted(ctx, ctx.session.like(tone=True), "tone-on")


def play_no_tone(ctx: Context, _event: Event) -> Turn:
    """Play no tone."""
    return adjusted(ctx, ctx.session.like(tone=False), "tone-off")


WISHES: dict[str, Callable[[Context, Event], Turn]] = {
    "quieter": soften,
    "clearer": clear_up,
    "usual": reset,
    "tone": play_tone,
    "no-tone": play_no_tone,
}
"""By slug of slots.voice."""


def change(ctx: Context, event: VoiceWanted) -> Turn:
    """Change the voice as asked. An unknown wish is not understood."""
    return WISHES.get(event.wish or "", misunderstand)(ctx, event)
