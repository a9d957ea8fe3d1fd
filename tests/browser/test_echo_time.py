"""The countdown is true: each second as it comes, and five minutes as a whole."""

import pytest
from echo_page import told

TOLERANCE_MS = 50
SEEN = """() => {
    window.seen = [];
    const seconds = document.querySelector("#seconds");
    const note = () => seen.push([performance.now(), seconds.textContent]);
    new MutationObserver(note).observe(seconds, { childList: true, characterData: true, subtree: true });
}"""


def test_each_second_of_a_hold_is_counted_within_50_ms(new_tab):
    tab = new_tab(clock=True, stub=False, motion=True).open()
    tab.answer_with(told(*[{"seconds": 2.0}, {"words": "And.", "seconds": 0.2}] * 2))
    tab.page.evaluate(SEEN)
    tab.page.evaluate("clock.frame = 16")
    tab.type("x").wait_for("holding")
    tab.pass_until("ended")
    shown = [(at, text) for at, text in tab.page.evaluate("seen") if text != "0"]
    expected = [(0, "2"), (1000, "1"), (2000, ""), (2200, "2"), (3200, "1"), (4200, "")]
    assert [text for _, text in shown] == [text for _, text in expected]
    assert [at - shown[0][0] for at, _ in shown] == pytest.approx([due for due, _ in expected], abs=TOLERANCE_MS)


def test_lateness_does_not_add_up_over_five_minutes(new_tab):
    tab = new_tab(clock=True, stub=False).open()
    beats = [
        {"words": "Lean in. Soles flat. And hold.", "seconds": 1.2},
        {"seconds": 5.0},
        {"words": "Release.", "seconds": 0.8},
        {"seconds": 3.0},
    ]
    tab.answer_with(told(*beats * 30))
    tab.page.evaluate("""() => {
        clock.frame = 40;
        const timely = setTimeout;
        window.setTimeout = (done, due) => timely(done, due + 9); // a browser that is late with everything
        new MutationObserver(() => (window.changed = performance.now())).observe(document.body, { attributes: true });
    }""")
    tab.type("x").wait_for("speaking")
    began = tab.page.evaluate("changed")
    tab.run_for(299_000)
    assert tab.state == "holding"
    tab.run_for(2_000)
    assert tab.page.evaluate("changed") - began == pytest.approx(300_000, abs=TOLERANCE_MS)
