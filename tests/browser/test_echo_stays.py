"""An alarm's sheet; a conversation that a reload keeps; a screen that stays on."""

from echo_page import CRAMP

RULE = "Don\N{RIGHT SINGLE QUOTATION MARK}t stretch."
LOCKS = """
window.locks = [];
const request = async (kind) => {
    locks.push(kind);
    return { release: () => locks.push("off"), addEventListener() {} };
};
Object.defineProperty(navigator, "wakeLock", { value: { request } });
"""


def test_alarm_is_spoken_and_shows_the_countrys_number(tab):
    tab.open(fast=True)
    sheet, bar = tab.page.get_by_role("alertdialog"), tab.page.locator("#alarm-bar")
    for locale, number in (("en-US", "911"), ("en-AU", "000"), ("en-IN", "112"), ("en-GB", "999")):
        tab.choose(locale=locale).type("i have chest pain")
        assert sheet.get_by_role("link", name=f"Call {number}").get_attribute("href") == f"tel:{number}"
        assert sheet.get_by_text(RULE).is_visible()
        assert tab.page.evaluate("document.activeElement.id") == "alarm-name"
        tab.tap("Close")
        assert number in tab.settle().last
        assert tab.page.locator("#chips").is_hidden()
        bar.get_by_role("link", name=f"Call {number}").wait_for()
    bar.get_by_role("button", name="What to do").click()
    assert sheet.get_by_text(RULE).is_visible()
    sheet.get_by_role("button", name="Close").click()
    assert sheet.count() == 0


def test_alarm_survives_reload_repeat_and_save_until_closed(tab):
    tab.open(fast=True)
    sheet = tab.page.get_by_role("alertdialog")
    tab.turn("i have chest pain")
    tab.page.reload()
    sheet.get_by_role("link", name="Call 999").wait_for()
    sheet.get_by_role("button", name="Repeat").click()
    tab.page.locator(".alexa").nth(1).wait_for()
    assert sheet.is_visible()
    tab.settle().close_alarm()
    tab.page.get_by_role("button", name="For engineers").click()
    with tab.page.expect_download() as saved:
        tab.page.get_by_role("button", name="Save this conversation").click()
    lines = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert lines[2:4] == ["you: i have chest pain", "alexa: Call 999 now, or your local emergency number, on a phone."]
    tab.page.locator("#close").click()
    tab.page.locator("#alarm-bar").wait_for()
    tab.set_up(at="22:10")
    assert tab.page.locator("#alarm-bar").is_hidden()


def test_urgent_answer_links_its_numbers_and_a_cramp_none(tab):
    tab.open(fast=True)
    sheet = tab.page.get_by_role("alertdialog")
    tab.tap("Does quinine make my ears ring")
    sheet.get_by_role("link", name="Call 111").wait_for()
    assert sheet.get_by_role("link").all_inner_texts() == ["Call 111"]
    tab.settle().hears("for malaria").close_alarm()
    assert "Ringing in the ears" in tab.last
    tab.set_up(at="22:10")
    tab.turn("help with my leg cramp")
    assert "Straighten your leg" in tab.last
    assert sheet.count() == 0


def test_a_reload_keeps_the_conversation(tab):
    tab.open(fast=True)
    tab.turn("start my bedtime stretch")
    tab.turn("pause")
    before, answer = tab.page.locator("#turns").inner_text(), tab.answer
    tab.page.reload()
    tab.wait_for("listening")
    assert tab.page.locator("#turns").inner_text() == before
    assert "Carrying on." in tab.turn("resume")
    assert answer["kept"]["session"]["id"] == tab.answer["kept"]["session"]["id"]


def test_reload_in_mid_hold_keeps_the_seconds_left(new_tab):
    tab = new_tab(clock=True, motion=True).open()
    tab.type(CRAMP).wait_for("speaking")
    tab.pass_until("holding")
    tab.run_for(5_000)
    said = tab.page.locator("#turns").inner_text()
    left = int(tab.page.locator("#seconds").inner_text())
    tab.page.reload()
    tab.wait_for("holding")
    assert left - 1 <= int(tab.page.locator("#seconds").inner_text()) <= left
    assert tab.page.locator("#turns").inner_text().split("\n")[:-1] == said.split("\n")[:-1]
    tab.pass_until("listening")
    assert tab.last.endswith("Has it eased?")
    tab.type("pause").hears("Paused.")


def test_a_reload_repeats_its_sentence_but_not_after_a_long_time(new_tab):
    tab = new_tab(clock=True).open().set_up(locale="en-AU")
    tab.type("start my bedtime stretch").wait_for("speaking")
    tab.run_for(10_000)
    said = tab.last
    tab.page.reload()
    tab.wait_for("speaking")
    assert tab.last == said
    assert said.endswith(tab.spoken[-1])
    assert tab.page.evaluate("spoken[0].voice.name") == "Down under"
    tab.run_first("""{
        const kept = JSON.parse(sessionStorage.getItem("conversation"));
        if (kept) sessionStorage.setItem("conversation", JSON.stringify({ ...kept, at: kept.at - 600_000 }));
    }""")
    tab.page.reload()
    tab.wait_for("listening")


def test_the_screen_stays_on_while_a_conversation_is_open(new_tab):
    tab = new_tab(clock=True)
    tab.run_first(LOCKS)
    tab.open().tap("Open leg cramp helper").wait_for("speaking")
    assert tab.page.evaluate("locks") == ["screen"]
    tab.page.reload()
    tab.wait_for("speaking")
    assert tab.page.evaluate("locks") == ["screen"]
    tab.type("stop").wait_for("speaking")
    tab.pass_until("ended")
    assert tab.page.evaluate("locks") == ["screen", "off"]
