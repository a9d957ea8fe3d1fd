"""Amazon's own classes as a judge of JSON: what they don't know is lost when they have read and written it."""

import json

from ask_sdk_model_runtime import DefaultSerializer
from ask_sdk_model_runtime.exceptions import SerializationException


def pruned(value):
    if isinstance(value, dict):
        return {key: pruned(inner) for key, inner in value.items() if inner is not None}
    return [pruned(inner) for inner in value] if isinstance(value, list) else value


def round_trip(value, kind):
    """Return what is left of some JSON when Amazon's classes have read and written it."""
    serializer = DefaultSerializer()
    return pruned(json.loads(json.dumps(serializer.serialize(serializer.deserialize(json.dumps(value), kind)))))


def survives(value, kind):
    """Return whether Amazon's classes know all of it."""
    try:
        return round_trip(value, kind) == value
    except SerializationException:
        return False
