"""docs/safety.md: every hazard has controls and proofs that are there; and proofs of what happens when things fail."""

import logging
import re

from proofs import missing, named_tests
from scenarios import alarms_in, heard, holds, session_in, turns, words_of
from the_skill import catalog as the_catalog
from transcripts import ROOT, replay

from simulator.page_texts import page_texts
from skill.alexa import dialogue_handler as alexa_turns
from skill.alexa.skill import as_callable, create_skill
from skill.dialogue import events as e
from skill.dialogue.session import State
from skill.settings import Settings
from skill.storage.profiles import Profiles
from skill.storage.sqlite import SqliteStore
from skill.web import create_app

LOG = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")
HAZARDS = dict(re.findall(r"^## (H\d\d .+?)\n(.*?)(?=^## |\Z)", LOG, re.MULTILINE | re.DOTALL))
PARTS = ("Cause", "Effect", "Severity", "Controls", "Proof", "Residual risk")
FEWEST = 27

HEALTH = re.compile(r"chest|pain|quinine|bleed|nose|cramp|clot|stretch", re.IGNORECASE)
TOLD = """@ en-GB 2026-11-23T03:04:00Z
you: ask leg cramp helper my nose won't stop bleeding on quinine
you: i have chest pain
you: my calf is cramping
you: flibbertigibbet
you: stop"""


def part_of(hazard, name):
    found = re.findall(rf"^- \*\*{name}:\*\* (.+)$", HAZARDS[hazard], re.MULTILINE)
    assert len(found) == 1, f"{hazard}: {name}"
    return found[0]


def test_no_hazard_has_gone():
    assert len(HAZARDS) >= FEWEST
    assert [hazard[:3] for hazard in HAZARDS] == [f"H{number:02}" for number in range(1, len(HAZARDS) + 1)]


def test_every_hazard_has_all_its_parts_in_order():
    reviewed = (*PARTS, "Owner's review")
    for hazard, text in HAZARDS.items():
        assert tuple(re.findall(r"^- \*\*(.+?):\*\* .", text, re.MULTILINE)) in (PARTS, reviewed), hazard


def test_every_control_names_a_file_that_is_there():
    for hazard in HAZARDS:
        files = re.findall(r"`([\w/.-]+/[\w.-]+\.\w+)`", part_of(hazard, "Controls"))
        assert files, hazard
        assert [file for file in files if not (ROOT / file).is_file()] == [], hazard


def test_every_proof_exists():
    proofs = {hazard: part_of(hazard, "Proof") for hazard in HAZARDS}
    assert [hazard for hazard in HAZARDS if not named_tests(proofs[hazard])] == [], (
        "a conversation alone proves too little"
    )
    assert [proof for hazard in HAZARDS for proof in missing(proofs[hazard])] == []


def test_an_alarm_is_spoken_aloud_and_in_full_in_any_delivery(content):
    for state in State:
        quiet = session_in(state, content).like(whisper=True, pace=-2, counting=True)
        for events, answer in alarms_in(state, content):
            *_, (turn, _) = turns(content, [(1, event) for event in events], quiet)
            assert not turn.voice.whispered, (state, events)
            assert set(words_of(answer, content)) <= set(heard(turn.beats)), (state, events)
            assert not list(holds(turn.beats)), (state, events)


def test_later_visit_never_mentions_earlier_questions():
    visits = [
        replay(f"@ en-GB 2026-11-23T03:04:00Z\nyou: {asked}\nyou: stop\n@ +20 h\nyou: open leg cramp helper\nyou: stop")
        for asked in ("my gums are bleeding on quinine", "i have chest pain", "who says so")
    ]
    later = {visit.text.split("@ +20 h")[1] for visit in visits}
    assert len(later) == 1
    assert "quinine" not in later.pop()


def test_failing_store_does_not_prevent_relief(tmp_path, caplog):
    caplog.set_level(logging.WARNING)
    conversation = replay(
        "@ en-GB 2026-11-23T03:04:00Z\nyou: open leg cramp helper\nyou: my calf is cramping",
        lambda: as_callable(create_skill(the_catalog(), Profiles(SqliteStore(tmp_path)))),
    )
    assert "the store failed" in caplog.text
    assert conversation.text.count("alexa: Straighten your leg") == 2
    assert conversation.faults == []


def test_no_log_line_holds_spoken_words(caplog):
    caplog.set_level(logging.DEBUG)
    assert "Call 999" in replay(TOLD).text
    assert [record.getMessage() for record in caplog.records if HEALTH.search(record.getMessage())] == []


def test_a_failing_turn_is_logged_by_its_kind_alone(caplog, monkeypatch):
    def fail(*_):
        raise ValueError("chest pain")

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(alexa_turns, "take_turn", fail)
    assert "Sorry, something went wrong" in replay("\n".join(TOLD.splitlines()[:3])).text
    assert "a turn failed: ValueError" in caplog.text
    assert all(": ValueError" in record.getMessage() for record in caplog.records)
    assert not HEALTH.search(caplog.text)


def test_simulators_page_says_it_is_no_care_and_calls_nobody():
    page = (ROOT / "simulator" / "page" / "index.html").read_text(encoding="utf-8")
    texts = page_texts(ROOT / "content", "en")
    assert '<p id="notice">{{ texts.notice }} <span>{{ texts.notice_more }}</span></p>' in page
    assert "not medical care" in texts.notice
    assert "call for help" in texts.notice_more


def test_production_has_no_simulator():
    settings = Settings(skill_id="amzn1.ask.skill.made-up", environment="production", simulator=True)
    routes = {rule.rule for rule in create_app(settings).url_map.iter_rules()}
    assert "/alexa" in routes
    assert not [route for route in routes if "echo" in route]


def test_an_unlisted_sign_of_emergency_raises_an_alarm(content):
    for slug in ("emergency", "quinine-symptom", "quinine-overdose"):
        (turn, _), *_ = turns(content, [(1, e.QuestionAsked(slug, "no-such"))])
        assert turn.session.state is State.ALARMED
