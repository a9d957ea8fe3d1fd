"""What Prometheus finds before anything was counted, and of a build."""

import re
import tomllib

from bench.serving import ROOT
from skill import __version__
from skill.alexa.alexa_errors import EXCEPTION
from skill.alexa.webhook.verify import REASONS
from skill.dialogue.outcomes import OUTCOMES


def test_every_alertable_counter_begins_at_0(counts):
    """A counter that appears with its first event has not risen, as Prometheus sees it."""
    shown = counts()
    expected = [
        *(f'skill_refusals_total{{reason="{reason}"}}' for reason in REASONS),
        *(f'skill_failures_total{{what="{what}"}}' for what in ("store", "api", "turn")),
        *(f'skill_outcomes_total{{outcome="{outcome}"}}' for outcome in OUTCOMES),
        f'skill_alexa_errors_total{{error="INVALID_RESPONSE",type="{EXCEPTION}"}}',
        'skill_requests_total{outcome="apology",type="IntentRequest"}',
        "skill_workers_begun_total",
    ]
    assert {name: shown.get(name) for name in expected} == dict.fromkeys(expected, 0.0)


def test_the_build_and_the_start_and_the_store_are_gauges(counts):
    shown = counts()
    (build,) = [name for name in shown if name.startswith("skill_build_info")]
    assert f'version="{__version__}"' in build
    assert re.search(r'content="[0-9a-f]{12}",models="[0-9a-f]{12}"', build)
    assert shown[build] == shown["skill_store_up"] == 1
    assert shown["skill_start_time_seconds"] > 1.7e9


def test_the_version_is_that_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
