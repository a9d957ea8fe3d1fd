"""Runs what `make build-Skill` made under AWS's runtime client, and asks it once: `in_lambda.py ARTIFACTS ROOT`.

This interpreter has the runtime client and nothing else, so all that the function imports is the artifact's own.
"""

import json
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ARTIFACTS, ROOT = map(Path, sys.argv[1:])
sys.path.insert(0, str(ROOT / "tests" / "deploy"))

from runtime_api import function  # noqa: E402 - once its folder is named

SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


def main() -> bool:
    """Return True if the answer begins with an instruction."""
    event = json.loads((ROOT / "tests" / "requests" / "launch.json").read_text("utf-8"))
    event["request"]["timestamp"] = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for part in (event["session"], event["context"]["System"]):
        part["application"]["applicationId"] = SKILL_ID
    settings = {
        "PATH": os.environ["PATH"],
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_ENDPOINT_URL_DYNAMODB": "http://127.0.0.1:1",  # out of reach: relief is given all the same
        "AWS_LAMBDA_FUNCTION_NAME": "skill",
        "ALEXA_SKILL_ID": SKILL_ID,
        "SKILL_ENVIRONMENT": "production",
        "SKILL_DATABASE": "dynamodb://people",
    }
    with tempfile.TemporaryDirectory() as folder, function(ARTIFACTS, settings, Path(folder) / "said") as skill:
        kind, answer = skill.invoke(event)
    return kind == "response" and answer["response"]["outputSpeech"]["ssml"].startswith("<speak>Straighten your leg")


if __name__ == "__main__":
    sys.exit(not main())
