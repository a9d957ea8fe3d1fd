"""People who come by: the requests they make, and a visit's change to a profile."""

from datetime import UTC, datetime

from ask_sdk_model import Context, RequestEnvelope, User
from ask_sdk_model.interfaces.system.system_state import SystemState
from msgspec.structs import replace

from skill.storage.key import key_for
from skill.stretching.profile import Bookmark, Profile

NOW = datetime(2025, 11, 3, 2, 30, tzinfo=UTC)
TODAY = "2025-11-03"
ONE = "amzn1.ask.account.ONE"
KEY = {"id": key_for(ONE)}
"""Of that person's item in a table."""
EVERYTHING = Profile(
    told=True,
    explained={"practice-calf": 3, "relief-foot": 1},
    done={"2025-11-02": 2, TODAY: 1},
    bookmark=Bookmark("practice-calf", 4, 1_762_131_600),
    pace=-2,
    counting=True,
    whisper=True,
)


def someone(user_id=ONE):
    """A request from this person."""
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=user_id))))


def after_a_session(profile, day=TODAY):
    return replace(profile, done={**profile.done, day: profile.done.get(day, 0) + 1})


def visit(memory, envelope):
    """Come, do one session, and go: True once it is acknowledged."""
    base = memory.recall(envelope)
    return memory.remember(envelope, base, after_a_session(base)) is not None


def sessions(memory, envelope=None):
    return memory.recall(envelope or someone()).done.get(TODAY, 0)
