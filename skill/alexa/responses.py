"""A Turn → Alexa's response. `shouldEndSession` is always set: false if the turn asks, else true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ask_sdk_model import Response
from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from ask_sdk_model.interfaces.connections import SendRequestDirective
from ask_sdk_model.ui import AskForPermissionsConsentCard, Reprompt, SimpleCard, SsmlOutputSpeech

from skill.alexa.reminders import SCOPE
from skill.alexa.times import token_of
from skill.dialogue.effects import AskPermission, SendConsentCard
from skill.speech.ssml import ssml
from skill.speech.tones import audible, with_room

if TYPE_CHECKING:
    from ask_sdk_model import Directive

    from skill.content.schema import Sound
    from skill.dialogue.beats import Beat
    from skill.dialogue.turn import Turn


def response_of(
    turn: Turn, shown: RenderDocumentDirective | SimpleCard | None = None, tone: Sound | None = None
) -> Response:
    """Render a turn, with a screen or a card, and a tone at the end of holds if the user wants one."""
    ask = turn.ask
    reprompt_beats = ask.reprompt if ask else ()
    beats: tuple[Beat, ...] = turn.beats
    after: tuple[Beat, ...] = reprompt_beats
    play = ""
    if tone and turn.session.profile.tone:
        beats, after = (with_room(part, tone.seconds) for part in audible(beats, reprompt_beats, tone.most))
        play = tone.play
    spoken = ssml(beats, turn.voice, play)
    reprompt = ssml(after, turn.reprompt_voice, play) if ask else ""
    return Response(
        output_speech=SsmlOutputSpeech(ssml=spoken) if turn.beats else None,
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=reprompt)) if ask else None,
        should_end_session=turn.over,
        card=_card(turn) or (shown if isinstance(shown, SimpleCard) else None),
        directives=_directives(turn, shown) or None,
    )


def _card(turn: Turn) -> AskForPermissionsConsentCard | None:
    wanted = any(isinstance(effect, SendConsentCard) for effect in turn.effects)
    return AskForPermissionsConsentCard(permissions=[SCOPE]) if wanted else None


def _directives(turn: Turn, shown: RenderDocumentDirective | SimpleCard | None) -> list[Directive]:
    drawn = [shown] if isinstance(shown, RenderDocumentDirective) else []
    return [*drawn, *(_question(effect) for effect in turn.effects if isinstance(effect, AskPermission))]


def _question(effect: AskPermission) -> SendRequestDirective:
    """Return the directive that asks for the permission. Session attributes may be lost, so its token has the times."""
    payload: Any = {"@type": "AskForPermissionsConsentRequest", "@version": "1", "permissionScope": SCOPE}
    return SendRequestDirective(name="AskFor", payload=payload, token=token_of(effect.times))


def silent() -> Response:
    """Return an empty response, for a request whose answer is not heard."""
    return Response()


def spoken(words: str) -> Response:
    """Return a response that says some words and ends the session."""
    return Response(output_speech=SsmlOutputSpeech(ssml=f"<speak>{words}</speak>"), should_end_session=True)
