"""What the page plays: the server's voice, and tones that tell hold, wait and end apart with eyes closed."""

from echo_page import told

PLAYED = """() => {
    window.played = 0; // seconds
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function () {
        played += this.buffer.duration;
        start.call(this);
    };
}"""
ENDED = (698, 523, 349)
TONES = """
window.tones = [];
window.AudioContext = class extends AudioContext {
    constructor() {
        super();
        window.sounding = this;
    }
};
const { set } = Object.getOwnPropertyDescriptor(AudioParam.prototype, "value");
Object.defineProperty(AudioParam.prototype, "value", {
    set(value) {
        if (value > 100) tones.push(value);
        set.call(this, value);
    },
});
"""
SOUNDING = "window.sounding?.state === 'running'"
"""Sound begins by the real clock."""


def test_without_a_voice_of_its_own_the_page_plays_the_servers(new_tab):
    tab = new_tab(stub=False, served=True).open()
    tab.page.evaluate(PLAYED)
    tab.answer_with(told({"words": "Straighten your leg.", "seconds": 1.0}))
    tab.type("x").wait_for("ended")
    assert 0.5 < tab.page.evaluate("played") < 4


def test_page_without_sound_shows_words_and_keeps_time(new_tab):
    tab = new_tab(stub=False, served=True)
    tab.run_first("""
        Object.defineProperty(AudioContext.prototype, "state", { get: () => "suspended" });
        AudioContext.prototype.resume = () => new Promise(() => {});
    """)
    tab.open().answer_with(told({"words": "Straighten your leg.", "seconds": 0.5}))
    tab.type("x").wait_for("ended")
    tab.hears("Straighten your leg.")


def test_hold_begins_and_ends_with_a_tone(new_tab):
    tab = new_tab(clock=True, served=True)
    tab.run_first(TONES)
    tone = {"seconds": 1.0, "tone": "soundbank://soundlibrary/musical/amzn_sfx_bell_short_chime_01"}
    hold, again = {"words": "Hold.", "seconds": 1.0}, {"words": "Release, and hold.", "seconds": 1.0}
    tab.open().answer_with(told(hold, {"seconds": 3.0}, again, {"seconds": 5.0}, tone))
    tab.type("x").wait_for("speaking").wait_until(SOUNDING)
    tab.pass_until("ended")
    tab.wait_until("tones.length >= 7")
    assert tab.page.evaluate("tones") == [392, 784, 392, 660, *ENDED]


def test_a_slow_answer_is_heard_to_be_awaited(new_tab):
    tab = new_tab(clock=True, served=True)
    tab.run_first(TONES)
    tab.open().page.route("**/echo/exchange", lambda _: None)
    tab.type("x").wait_for("thinking").wait_until(SOUNDING)
    tab.run_for(1_000)
    tab.wait_until("tones.length === 1")
    tab.run_for(2_000)
    tab.wait_until("tones.length === 2")
    assert set(tab.page.evaluate("tones")) == {262}
