"""Everything that a Lambda function counts."""

from skill.alexa.alexa_errors import KNOWN
from skill.dialogue.outcomes import OUTCOMES
from skill.monitoring.embedded_metrics import FAILURES


def count_everything(metrics):
    """Count all that can be counted, once."""
    for outcome in OUTCOMES:
        metrics.came_of(outcome)
    for request, error in KNOWN:
        metrics.alexa_failed(request, error)
    for what in FAILURES:
        metrics.failed(what)
