"""Documents that were written by us, by an older or newer us, or by nobody sane."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from skill.storage.records import IF_SET, LISTS, document_of, merge, profile_of
from skill.stretching.profile import Bookmark, Profile

SLUGS = st.sampled_from(["practice-calf", "relief-foot", "practice-hamstring-seated"])
DAYS = st.dates().map(lambda day: day.isoformat())
COUNTS = st.integers(1, 99)
PROFILES = st.builds(
    Profile,
    disclaimer_given=st.booleans(),
    explained=st.dictionaries(SLUGS, COUNTS),
    done=st.dictionaries(DAYS, COUNTS, max_size=8),
    bookmark=st.none() | st.builds(Bookmark, routine=SLUGS, cycle=st.integers(0, 99), at=st.integers(0, 2**32)),
    pace=st.integers(-60, 60),
    counting=st.booleans(),
    volume=st.integers(-9, 9),
    clear=st.booleans(),
    tone=st.booleans(),
    whisper=st.booleans(),
    reminders_refused=st.booleans(),
    reminders=st.lists(st.sampled_from(["22:00", "07:05", "MO,TH@20:30", "SA,SU@09:00"]), max_size=10).map(tuple),
    reminded_once=st.lists(st.integers(1, 2**32), max_size=10).map(tuple),
    last_visit=st.integers(0, 2**32),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.decimals() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=8,
)
NAMES = list(Profile.__struct_encode_fields__)


@given(PROFILES)
def test_a_profile_comes_back_as_it_was_written(profile):
    assert profile_of(document_of(profile)) == profile


@given(PROFILES)
def test_document_holds_only_the_fields_of_a_profile(profile):
    document = document_of(profile)
    left_out = {name for name in ("bookmark", "begun", *IF_SET, *LISTS) if not getattr(profile, name)}
    assert set(document) - {"version"} == set(NAMES) - left_out
    assert {type(value) for value in document.values()} <= {int, bool, dict, list}


@given(ANYTHING)
def test_nonsense_is_a_fresh_profile(nonsense):
    assert profile_of(nonsense) == Profile()


@given(st.dictionaries(st.sampled_from(NAMES), ANYTHING))
def test_nonsense_in_a_field_is_left_behind(fields_of_it):
    profile = profile_of({"version": 1, **fields_of_it})
    assert profile_of(document_of(profile)) == profile


def test_a_document_of_another_version_is_set_aside():
    for version in (0, 2, True, "1", 1.0, None, Decimal("NaN"), Decimal("1.5")):
        assert profile_of({"version": version, "told": True}) == Profile(), version


def test_fields_that_nobody_knows_are_left_behind():
    assert profile_of({"version": 1, "told": True, "diary": "…"}) == Profile(disclaimer_given=True)


def test_dynamodbs_whole_numbers_are_read():
    mark = {"routine": "practice-calf", "cycle": Decimal(2), "at": Decimal(1_762_131_600)}
    document = {"version": Decimal(1), "pace": Decimal(-2), "done": {"2025-11-03": Decimal(3)}, "bookmark": mark}
    profile = profile_of(document)
    assert profile == Profile(pace=-2, done={"2025-11-03": 3}, bookmark=Bookmark("practice-calf", 2, 1_762_131_600))
    assert type(profile.pace) is type(profile.done["2025-11-03"]) is int


NO_COUNTS = [-1, 0, 10_000, 10**400, True, 1.0, 1.5, "1", None, [], Decimal("1.5"), Decimal(-1), Decimal("1E+1000000")]


def test_a_count_that_cannot_be_is_left_behind():
    for number in NO_COUNTS:
        document = {"version": 1, "done": {"2025-11-03": number, "2025-11-02": 1}, "explained": {"relief-calf": number}}
        assert profile_of(document) == Profile(done={"2025-11-02": 1}), number


def test_a_pace_that_cannot_be_is_none():
    for number in (-61, 61, 2**70, Decimal("Infinity"), Decimal("sNaN"), Decimal("0.5"), False):
        assert profile_of({"version": 1, "pace": number}) == Profile(), number


def test_a_day_that_is_none_is_left_behind():
    for day in ("20251103", "2025-13-01", "2025-W01-1", "yesterday", "", 20251103):
        assert profile_of({"version": 1, "done": {day: 1}}) == Profile(), day


def test_a_name_that_is_no_slug_is_left_behind():
    for slug in ("", "../etc", "Practice", "a--b", "-a", "a" * 65, "practice-calf\n", 7):
        mark = {"routine": slug, "cycle": 1, "at": 1}
        assert profile_of({"version": 1, "explained": {slug: 1}, "bookmark": mark}) == Profile(), slug


def test_half_a_bookmark_is_none():
    for change in ({"cycle": -1}, {"at": 2**40}, {"cycle": None}, {"at": "now"}, {"routine": None}):
        mark = {"routine": "practice-calf", "cycle": 1, "at": 1, **change}
        assert profile_of({"version": 1, "bookmark": mark}).bookmark is None, change


def test_the_last_eight_days_are_kept():
    days = {f"2025-11-{day:02}": day for day in range(1, 13)}
    last = {f"2025-11-{day:02}": day for day in range(5, 13)}
    assert profile_of({"version": 1, "done": days}).done == last
    assert document_of(Profile(done=days))["done"] == last
    assert merge(Profile(), Profile(done=days), Profile()).done == last


def test_routines_by_the_thousand_are_cut_off():
    document = {"version": 1, "explained": {f"routine-{number}": 1 for number in range(5_000)}}
    assert len(profile_of(document).explained) == 64


@given(PROFILES, PROFILES)
def test_where_nobody_else_wrote_mine_is_kept(base, mine):
    assert merge(base, mine, base) == mine


@given(PROFILES, PROFILES)
def test_where_i_changed_nothing_theirs_is_kept(base, theirs):
    assert merge(base, base, theirs) == theirs


def test_what_both_have_done_adds_up():
    base = Profile(done={"2025-11-02": 1}, explained={"relief-calf": 1})
    mine = Profile(done={"2025-11-02": 1, "2025-11-03": 1}, explained={"relief-calf": 2})
    theirs = Profile(done={"2025-11-02": 2, "2025-11-03": 4}, explained={"relief-calf": 3, "relief-foot": 1})
    joined = merge(base, mine, theirs)
    assert joined == Profile(done={"2025-11-02": 2, "2025-11-03": 5}, explained={"relief-calf": 4, "relief-foot": 1})


def test_a_count_is_never_below_none_and_never_nonsense():
    base, mine = Profile(done={"2025-11-03": 5}), Profile(done={"2025-11-03": 1})
    assert merge(base, mine, Profile(done={"2025-11-03": 2})).done == {}
    assert merge(Profile(), Profile(done={"2025-11-03": 9_000}), Profile(done={"2025-11-03": 9_000})).done == {
        "2025-11-03": 9_999
    }


def test_a_setting_i_changed_is_mine_and_one_i_left_is_theirs():
    base = Profile(pace=2, whisper=True, bookmark=Bookmark("practice-calf", 1, 1))
    mine = Profile(pace=0, whisper=True, bookmark=None)
    theirs = Profile(pace=4, whisper=False, disclaimer_given=True, bookmark=Bookmark("practice-calf", 5, 9))
    assert merge(base, mine, theirs) == Profile(pace=0, whisper=False, disclaimer_given=True, bookmark=None)
