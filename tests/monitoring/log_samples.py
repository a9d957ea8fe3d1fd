"""Lines of a log, as the skill writes them."""

import json

NIGHT = "2026-11-29T02:00:00.000+00:00"


def request(time=NIGHT, **fields):
    line = {"time": time, "level": "info", "event": "request", "id": "amzn1.echo-api.request.1"}
    line |= {"type": "IntentRequest", "intent": "relief", "kind": "relief", "locale": "en-GB", "ms": 2.0}
    return json.dumps(line | {"outcome": "answered"} | fields)


def refused(reason, **fields):
    return request(id="", type="", intent="", kind="", locale="", outcome="refused", reason=reason, **fields)


def warning(message, **fields):
    line = {"time": NIGHT, "level": "warning", "logger": "skill.alexa.zone", "message": message}
    return json.dumps(line | fields)


def event(name, **fields):
    return json.dumps({"time": NIGHT, "level": "info", "event": name, **fields})


BEGAN = {"server": "2026-11-29T01:59:59.000+00:00", "version": "0.2.0", "content": "c" * 12, "models": "m" * 12}
