"""Writes docs/screens/echo-practice-moving.png, an animated PNG. `python tests/browser/animation.py`.

It shows the Echo's page in mid-stretch. A frame is a tenth of a second of the page's own clock,
and is shown for as long.
"""

import base64
import struct
import sys
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from echo_page import CLOCK, STUB, EchoPage
from echo_server import ROOT, serving
from screenshots import chunk, palette_of, practice

sys.path[:0] = [str(ROOT / "tests")]

from chromium import chromium  # noqa: E402 - as a program this file finds it beside tests/browser

PICTURE = ROOT / "docs" / "screens" / "echo-practice-moving.png"
LARGEST_BYTES = 1_000_000
SIZE, SCALE = {"width": 390, "height": 760}, 1.5
FRAME_MILLISECONDS = 100
FRAMES = 220
SCROLLED_MILLISECONDS = 1_000
"""The transcript scrolls by the real clock, and should have come to rest in the first frame."""
UNCHANGED = 0
"""Number of the palette's one transparent colour."""
CHANGES = """async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const { width, height } = image;
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    context.drawImage(image, 0, 0);
    const now = new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
    const before = window.before;
    window.before = now;
    let [left, top, right, bottom] = before ? [width, height, 0, 0] : [0, 0, width, height];
    const changed = (at) => !before || now[at] !== before[at];
    for (let at = 0; before && at < now.length; at++) {
        if (now[at] === before[at]) continue;
        const x = at % width, y = (at - x) / width;
        [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
        [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
    if (right <= left) return null;
    const pixels = new Uint32Array((right - left) * (bottom - top));
    for (let y = top, to = 0; y < bottom; y++)
        for (let x = left; x < right; x++, to++) pixels[to] = changed(y * width + x) ? now[y * width + x] : 0;
    const bytes = new Uint8Array(pixels.buffer);
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return [left, top, right - left, bottom - top, btoa(text)];
}"""


@dataclass
class Frame:
    """What changed since the frame before: a rectangle of RGBA pixels, all zero where nothing did, packed."""

    left: int
    top: int
    width: int
    height: int
    packed: bytes
    milliseconds: int = FRAME_MILLISECONDS

    @property
    def pixels(self):
        """Each pixel as one number, red in its lowest byte."""
        return memoryview(zlib.decompress(self.packed)).cast("I")


def frames_of(tab, blank):
    """Record the page, a frame at a time; where nothing changes, the last frame is shown for longer."""
    frames = []
    for _ in range(FRAMES):
        png = tab.page.screenshot(animations="disabled")
        changes = blank.evaluate(CHANGES, base64.b64encode(png).decode())
        if changes:
            *where, text = changes
            frames.append(Frame(*where, zlib.compress(base64.b64decode(text), 1)))
        else:
            frames[-1].milliseconds += FRAME_MILLISECONDS
        tab.run_for(FRAME_MILLISECONDS)
    return frames


def parts_of(pixel):
    """Return red, green and blue of an opaque pixel."""
    return pixel & 255, pixel >> 8 & 255, pixel >> 16 & 255


def animated(frames):
    """Return the frames as an animated PNG of 255 colours."""
    seen = sum((Counter(frame.pixels) for frame in frames), Counter())
    colours = Counter({parts_of(pixel): count for pixel, count in seen.items() if pixel})
    palette, numbers = palette_of(colours, 255)
    number_of = {pixel: numbers[parts_of(pixel)] + 1 if pixel else UNCHANGED for pixel in seen}
    header = struct.pack(">IIBBBBB", frames[0].width, frames[0].height, 8, 3, 0, 0, 0)
    parts = [
        chunk(b"IHDR", header),
        chunk(b"acTL", struct.pack(">II", len(frames), 0)),
        chunk(b"PLTE", bytes(3) + palette),
        chunk(b"tRNS", b"\0"),
    ]
    order = 0
    for frame in frames:
        place = (frame.width, frame.height, frame.left, frame.top)
        parts.append(chunk(b"fcTL", struct.pack(">IIIIIHHBB", order, *place, frame.milliseconds, 1000, 0, 1)))
        numbered = bytes(map(number_of.get, frame.pixels))
        rows = [b"\0" + numbered[at : at + frame.width] for at in range(0, len(numbered), frame.width)]
        packed = zlib.compress(b"".join(rows), 9)
        parts.append(chunk(b"fdAT", struct.pack(">I", order + 1) + packed) if order else chunk(b"IDAT", packed))
        order += 2 if order else 1
    return b"".join([b"\x89PNG\r\n\x1a\n", *parts, chunk(b"IEND", b"")])


def main():
    with TemporaryDirectory() as folder, serving(Path(folder)) as server, chromium() as browser:
        blank = browser.new_page()
        context = browser.new_context(viewport=SIZE, device_scale_factor=SCALE, color_scheme="dark", locale="en-GB")
        for script in (CLOCK, STUB):
            context.add_init_script(path=script)
        page = context.new_page()
        tab = EchoPage(page, server.url).open()
        practice(tab)
        page.evaluate("milliseconds => (clock.frame = milliseconds)", FRAME_MILLISECONDS)
        page.locator("#words").evaluate("words => document.activeElement.blur()")
        page.mouse.move(0, 0)
        page.wait_for_timeout(SCROLLED_MILLISECONDS)
        frames = frames_of(tab, blank)
    picture = animated(frames)
    if len(picture) > LARGEST_BYTES:
        raise SystemExit(f"{len(picture)} bytes: too large for a page to load at once")
    PICTURE.write_bytes(picture)
    seconds = sum(frame.milliseconds for frame in frames) / 1000
    sys.stdout.write(f"{PICTURE.name} {len(picture)} bytes, {len(frames)} frames, {seconds:g} s\n")


if __name__ == "__main__":
    main()
