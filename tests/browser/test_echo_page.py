"""What the page is: small, quick, closed to other hosts; and what it shows beside the conversation."""

from echo_page import told
from echo_server import ROOT

PAGE = ROOT / "simulator" / "page"
LARGEST_BYTES = 100_000


def test_the_page_is_small():
    assert sum(file.stat().st_size for file in PAGE.rglob("*")) < LARGEST_BYTES


def test_policy_blocks_foreign_and_inline_content(new_tab):
    tab = new_tab(expecting="Content Security Policy")
    tab.open()
    policy = tab.page.request.get(tab.url).headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    ran = """() => {
        document.body.setAttribute("style", "color: red");
        const script = document.createElement("script");
        script.textContent = "window.ran = true";
        document.body.append(script);
        const image = document.createElement("img");
        image.src = "//127.0.0.2:9/x.png";
        document.body.append(image);
        return [window.ran, document.body.style.color];
    }"""
    with tab.page.expect_event("requestfailed"):
        assert tab.page.evaluate(ran) == [None, ""]
    assert tab.blocked == {"127.0.0.2"}


def test_a_card_is_shown(tab):
    tab.open(fast=True)
    tab.answer_with(
        told({"words": "Look.", "seconds": 1.0}, card={"type": "Simple", "title": "Tonight", "content": "Heels."})
    )
    tab.type("x").settle()
    card = tab.page.get_by_text("In the Alexa app: Tonight")
    assert tab.page.get_by_text("Heels.").is_hidden()
    card.click()
    assert tab.page.get_by_text("Heels.").is_visible()


def test_engineers_see_intent_score_beats_and_json(tab):
    tab.open(fast=True)
    tab.turn("my calf is sort of cramping")
    tab.page.get_by_role("button", name="For engineers").click()
    drawer = tab.page.get_by_role("dialog", name="For engineers")
    seen = drawer.inner_text()
    for expected in (
        "RelieveCrampIntent",
        "Score",
        "Runner-up",
        "muscle: calf",
        "Skill took",
        '"type": "IntentRequest"',
    ):
        assert expected in seen
    assert drawer.get_by_role("row").count() >= 4
    assert '"shouldEndSession": false' in drawer.get_by_label("Response").inner_text()


def test_another_person_or_time_is_another_device(tab):
    tab.open(fast=True)
    tab.turn("help with my leg cramp")
    tab.set_up(at="22:10")
    assert tab.state == "idle"
    tab.set_up(person="Back again")
    tab.turn("help with my leg cramp")
    first, second = tab.answers
    assert second["exchanges"][0]["clock"] == "22:10:00"
    assert second["exchanges"][0]["request"]["session"]["new"]
    assert second["setup"]["user"].endswith("RETURNING")
    assert not first["setup"]["user"].endswith("RETURNING")
