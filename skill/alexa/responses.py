"""A Turn → Alexa's response. A question leaves the session open and anything else closes it: the key is always set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ask_sdk_model import Response
from ask_sdk_model.ui import Reprompt, SsmlOutputSpeech

from skill.speech.ssml import ssml

if TYPE_CHECKING:
    from skill.conversation.turn import Turn


def response_of(turn: Turn) -> Response:
    """Render a turn."""
    ask = turn.ask
    return Response(
        output_speech=SsmlOutputSpeech(ssml=ssml(turn.beats)) if turn.beats else None,
        reprompt=Reprompt(output_speech=SsmlOutputSpeech(ssml=ssml(ask.then))) if ask else None,
        should_end_session=turn.over,
    )


def silent() -> Response:
    """Answer a request that nobody hears the answer to."""
    return Response()


def spoken(words: str) -> Response:
    """Say one thing and close."""
    return Response(output_speech=SsmlOutputSpeech(ssml=f"<speak>{words}</speak>"), should_end_session=True)
