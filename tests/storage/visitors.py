"""Users by their keys, and what a visit changes in a profile."""

from datetime import UTC, datetime

from msgspec.structs import replace

from skill.storage.store import key_for
from skill.stretching.profile import Bookmark, Profile

NOW = datetime(2025, 11, 3, 2, 30, tzinfo=UTC)
TODAY = "2025-11-03"
ONE = "amzn1.ask.account.ONE"
KEY = {"id": key_for(ONE)}
"""Of that person's item in a table."""
EVERYTHING = Profile(
    disclaimer_given=True,
    explained={"practice-calf": 3, "relief-foot": 1},
    done={"2025-11-02": 2, TODAY: 1},
    bookmark=Bookmark("practice-calf", 4, 1_762_131_600),
    pace=-2,
    counting=True,
    whisper=True,
    volume=2,
    clear=True,
    tone=True,
)


def someone(user_id=ONE):
    """The key of this user."""
    return key_for(user_id)


def after_a_session(profile, day=TODAY):
    return replace(profile, done={**profile.done, day: profile.done.get(day, 0) + 1})


def visit(profiles, key):
    """Come, do one session, and go: True once it is acknowledged."""
    base = profiles.load(key)
    return profiles.save(key, base, after_a_session(base)) is not None


def sessions(profiles, key=None):
    return profiles.load(key or someone()).done.get(TODAY, 0)
