"""A skill small enough to be known by heart: the simulator's own tests talk to it, and nothing of ours is behind it."""

from datetime import UTC, datetime
from typing import Any

from the_skill import ENGLISH

from simulator.country import Country
from simulator.recognizer.recognizer import Recognizer

TWO_AT_NIGHT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
OPEN_QUESTION = "Has it eased?"


def _slot(name, *values):
    return {"name": name, "values": [_value(*value) for value in values]}


def _value(slug, *names):
    return {"id": slug, "name": {"value": names[0], "synonyms": list(names[1:])}}


MODEL: dict[str, Any] = {
    "interactionModel": {
        "languageModel": {
            "invocationName": "leg cramp helper",
            "intents": [
                {
                    "name": "RelieveCrampIntent",
                    "slots": [{"name": "muscle", "type": "MUSCLE"}],
                    "samples": [
                        "help with my leg cramp",
                        "i have a cramp in my {muscle}",
                        "my {muscle} is cramping",
                        "there's a spasm in the back of my {muscle}",
                    ],
                },
                {
                    "name": "QuinineSymptomIntent",
                    "slots": [{"name": "symptom", "type": "SYMPTOM"}],
                    "samples": ["i take quinine and i have {symptom}", "does quinine cause {symptom}", "quinine"],
                },
                {
                    "name": "MoveIntent",
                    "slots": [{"name": "origin", "type": "MUSCLE"}, {"name": "target", "type": "MUSCLE"}],
                    "samples": ["it moved from my {origin} to my {target}"],
                },
                {
                    "name": "RemindIntent",
                    "slots": [{"name": "time", "type": "AMAZON.TIME"}],
                    "samples": ["remind me at {time}", "{time}", "at {time}"],
                },
                {
                    "name": "LengthIntent",
                    "slots": [
                        {"name": "length", "type": "AMAZON.DURATION"},
                        {"name": "times", "type": "AMAZON.NUMBER"},
                    ],
                    "samples": ["stretch for {length}", "stretch {times} times"],
                },
                {"name": "AMAZON.PauseIntent", "samples": ["give me a moment"]},
                *[
                    {"name": f"AMAZON.{name}Intent", "samples": []}
                    for name in ("Yes", "No", "Stop", "Cancel", "Help", "Repeat", "Next", "Fallback")
                ],
            ],
            "types": [
                _slot("MUSCLE", ("calf", "calf", "calf muscle", "lower leg"), ("foot", "foot", "toes")),
                _slot("SYMPTOM", ("ringing-ears", "ringing ears", "tinnitus"), ("bruising", "bruises", "bruise")),
            ],
        }
    }
}
RECOGNIZER = Recognizer(MODEL, ENGLISH)
BRITAIN = Country(RECOGNIZER, "Europe/London", "en")


def answer(ssml, *, reprompt=None, ends=False, attributes=None, **body):
    """Build a response as Alexa's SDK would."""
    told = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{ssml}</speak>"}, "shouldEndSession": ends, **body}
    if reprompt:
        told["reprompt"] = {"outputSpeech": {"type": "SSML", "ssml": f"<speak>{reprompt}</speak>"}}
    return {"version": "1.0", "sessionAttributes": attributes or {}, "response": told}


class FakeSkill:
    """Answers by intent, and keeps what it was asked."""

    def __init__(self, **answers):
        """Set up with answers by intent name, or by request type."""
        self.requests = []
        self.answers = answers

    def invoke(self, request):
        self.requests.append(request)
        asked = request["request"]
        name = asked.get("intent", {}).get("name", asked["type"]).removeprefix("AMAZON.")
        if asked["type"] == "SessionEndedRequest" and name not in self.answers:
            return {"version": "1.0", "response": {}}
        found = self.answers.get(name)
        if found:
            return found
        turns = request.get("session", {}).get("attributes", {}).get("turns", 0) + 1
        return self._ordinary(name, {"turns": turns})

    def _ordinary(self, name, attributes):
        if name in {"StopIntent", "NoIntent"}:
            return answer("Take care.", ends=True)
        if name == "LaunchRequest":
            return answer("Where is it?", reprompt="Which muscle is it?", attributes=attributes)
        hold = 'Straighten your leg.<break time="10s"/> ' + OPEN_QUESTION
        return answer(hold, reprompt='And again.<break time="5s"/>' + OPEN_QUESTION, attributes=attributes)
