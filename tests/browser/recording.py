"""Records what the page plays and measures it: each sentence, tone and silence. `python tests/browser/recording.py`.

The voice is the server's espeak-ng, which has to be installed. Times are those of the sound itself, not of a clock.
"""

import sys
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from echo_page import EchoPage, told
from echo_server import ROOT, serving

sys.path[:0] = [str(ROOT / "tests")]

from chromium import chromium  # noqa: E402 - as a program this file finds it beside tests/browser

HOLD_SECONDS = 3.0
TOLERANCE_SECONDS = 0.1
SHORTEST_SECONDS = 0.25
"""A pause inside a sentence is shorter than this."""
TONES = {"hold": 392, "held": 784, "over, first": 698, "over, second": 523, "over, third": 349}
"""The tone at a hold's end is mixed with the next word, so it is told by its share of the sound, or not at all."""
RECORDER = """(() => {
    const HERTZ = %s;
    window.heard = []; // [seconds, loudness, share of each tone] of a block
    const connect = AudioNode.prototype.connect;
    const shareOf = (block, hertz, rate) => { // Goertzel
        const factor = 2 * Math.cos((2 * Math.PI * hertz) / rate);
        let [one, two] = [0, 0];
        for (const sample of block) [one, two] = [sample + factor * one - two, one];
        return (2 * (one * one + two * two - factor * one * two)) / block.length;
    };
    const recorderOf = (context) => {
        const recorder = context.createScriptProcessor(1024, 1, 1);
        recorder.onaudioprocess = ({ inputBuffer, playbackTime }) => {
            const block = inputBuffer.getChannelData(0);
            const power = block.reduce((sum, sample) => sum + sample * sample, 0);
            const shares = HERTZ.map((hertz) => (power ? shareOf(block, hertz, context.sampleRate) / power : 0));
            heard.push([playbackTime, Math.sqrt(power / block.length), ...shares]);
        };
        connect.call(recorder, context.destination);
        return recorder;
    };
    AudioNode.prototype.connect = function (target, ...more) {
        const { context } = this;
        if (target === context.destination) connect.call(this, (context.recorder ??= recorderOf(context)));
        return connect.call(this, target, ...more);
    };
})();"""
SILENT = 0.001


def kind_of(loudness, *shares):
    """Name what a block of sound is: silence, one of the tones, or a voice."""
    if loudness < SILENT:
        return "silence"
    share, tone = max(zip(shares, TONES, strict=True))
    return tone if share > 0.8 else "voice"


def stretches_of(heard):
    """Join blocks of one kind: (kind, from, to). Short gaps in a voice, and the edges of tones, belong to it."""
    stretches = []
    for kind, blocks in groupby(((kind_of(*block[1:]), block[0]) for block in heard), key=lambda each: each[0]):
        moments = [at for _, at in blocks]
        begin, end = moments[0], moments[-1] + 1024 / 44_100
        brief = end - begin < SHORTEST_SECONDS and kind in {"silence", "voice"}
        if stretches and (brief or stretches[-1][0] == kind):
            stretches[-1] = (stretches[-1][0], stretches[-1][1], end)
        else:
            stretches.append((kind, begin, end))
    return stretches


def main():
    speech = [{"words": "Straighten your leg.", "seconds": 1.4}, {"seconds": HOLD_SECONDS}]
    with TemporaryDirectory() as folder, serving(Path(folder)) as server, chromium() as browser:
        page = browser.new_page()
        page.add_init_script(RECORDER % list(TONES.values()))
        tab = EchoPage(page, server.url).open()
        tab.answer_with(told(*speech, {"words": "Ease off gently.", "seconds": 1.2}))
        tab.type("x").wait_for("ended")
        page.wait_for_timeout(1_000)
        stretches = stretches_of(page.evaluate("heard"))
    for kind, begin, end in stretches:
        sys.stdout.write(f"{begin:7.3f} s  {end - begin:6.3f} s  {kind}\n")
    began = next(begin for kind, begin, _ in stretches if kind == "hold")
    ended = next(end for kind, begin, end in stretches if kind == "silence" and begin > began)
    off = ended - began - HOLD_SECONDS
    sys.stdout.write(f"a hold of {HOLD_SECONDS:g} s lasted {ended - began:.3f} s: {1000 * off:+.0f} ms\n")
    sys.exit(abs(off) > TOLERANCE_SECONDS)


if __name__ == "__main__":
    main()
