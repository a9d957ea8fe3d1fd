"""Checks responses for what Alexa or Amazon's reviewers would refuse."""

import json
from collections.abc import Iterator
from typing import Any

from simulator.envelopes import Json
from simulator.spoken import Item, words_of

LONGEST_SPEECH_CHARACTERS = 8000
"""The limit of one outputSpeech, with markup."""
MOST_SOUNDS = 5
"""How many `<audio>` in speech and reprompt together: Amazon's figure of 2015, for which there is no newer one."""
LARGEST_RESPONSE_BYTES = 24 * 1024
"""Alexa's older limit; the newer one is 120 KB."""
TALK = frozenset({"LaunchRequest", "IntentRequest", "Connections.Response"})
"""Types of requests whose answer is heard."""
_CLOSING_QUOTES = "\"')\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"


def size_faults(response: Json) -> Iterator[str]:
    """Yield what is too long: the response, its speech, its reprompt."""
    size = len(json.dumps(response, ensure_ascii=False, separators=(",", ":")).encode())
    if size > LARGEST_RESPONSE_BYTES:
        yield f"the response has {size} bytes, over {LARGEST_RESPONSE_BYTES}"
    body = response.get("response") or {}
    sounds = sum((speech.get("ssml") or "").count("<audio") for _, speech in _speeches(body))
    if sounds > MOST_SOUNDS:
        yield f"the response plays {sounds} sounds, over {MOST_SOUNDS}"
    for name, speech in _speeches(body):
        length = len(speech.get("ssml") or speech.get("text") or "")
        if length > LONGEST_SPEECH_CHARACTERS:
            yield f"the {name} has {length} characters, over {LONGEST_SPEECH_CHARACTERS}"


def session_faults(kind: str, response: Json, spoken: tuple[Item, ...]) -> Iterator[str]:
    """Yield whether a session stays open without a question or is closed after one. `kind` is the request's type."""
    if kind not in TALK:
        return
    ends = (response.get("response") or {}).get("shouldEndSession")
    asks = words_of(spoken).rstrip(_CLOSING_QUOTES).endswith("?")
    if ends is None:
        yield "shouldEndSession is missing"
    elif ends and asks:
        yield "a question is asked, and the session closed"
    elif not ends and not asks:
        yield "the session is left open without a question"


def farewell_faults(response: Json) -> Iterator[str]:
    """Yield what must not be in an unheard answer: to a SessionEndedRequest, or outside a session."""
    body = response.get("response") or {}
    for name in ("outputSpeech", "reprompt", "card"):
        if body.get(name):
            yield f"a {name} where nobody listens"


def _speeches(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    reprompt = (body.get("reprompt") or {}).get("outputSpeech")
    yield from [("outputSpeech", body["outputSpeech"])] if body.get("outputSpeech") else []
    yield from [("reprompt", reprompt)] if reprompt else []
