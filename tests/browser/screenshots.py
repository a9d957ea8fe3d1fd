"""Writes docs/screens/echo-*.png: the page as it looks tonight. `python tests/browser/screenshots.py [NAMES]`."""

import base64
import struct
import sys
import zlib
from collections import Counter
from itertools import starmap
from pathlib import Path
from tempfile import TemporaryDirectory

from echo_page import CLOCK, CRAMP, DESK, PHONE, STUB, EchoPage
from echo_server import ROOT, serving

sys.path[:0] = [str(ROOT / "tests")]

from chromium import chromium  # noqa: E402 - as a program this file finds it beside tests/browser

SCREENS = ROOT / "docs" / "screens"
LARGEST_BYTES = 100_000
PIXELS = """async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let text = "";
    for (let at = 0; at < data.length; at += 32768) text += String.fromCharCode(...data.subarray(at, at + 32768));
    return [image.width, image.height, btoa(text)];
}"""


def start(tab):
    """Nobody has said anything yet."""


def hold(tab):
    tab.type(CRAMP).wait_for("speaking")
    tab.pass_until("holding")
    tab.run_for(4_400)


def helper(tab):
    tab.type("my husband has a cramp in his calf").wait_for("speaking")
    tab.pass_until("holding")
    tab.run_for(4_400)


def helper_on_a_screen(tab):
    tab.set_up(screen="show").type("my husband has a cramp in his calf").wait_for("speaking")
    tab.run_for(18_000)
    tab.page.wait_for_timeout(1_000)


def practice(tab):
    tab.type("start my bedtime stretch").wait_for("speaking")
    tab.run_for(69_000)
    tab.pass_until_hold(5)
    tab.run_for(1_400)


def listening(tab):
    tab.type("can I take quinine").wait_for("speaking")
    tab.pass_until("listening")
    tab.run_for(2_000)


def alarm(tab):
    tab.type("i have chest pain").page.get_by_role("link", name="Call 999").wait_for()


def alarm_closed(tab):
    alarm(tab)
    tab.close_alarm().pass_until("listening")


def relief_on_a_screen(tab):
    """As it is where Amazon's renderer isn't installed."""
    tab.page.route("**/screen/engine.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    tab.set_up(screen="show").type(CRAMP).wait_for("speaking")
    tab.run_for(2_000)
    tab.page.wait_for_timeout(1_000)


def drawer(tab):
    hold(tab)
    tab.page.get_by_role("button", name="For engineers").click()


KEYBOARD = {"width": 390, "height": 470}
"""A phone with its keyboard up."""
ZOOMED = {"width": 320, "height": 200}
"""A desk's screen at 400 %."""
PICTURES = {
    "start-phone": (start, PHONE, "dark"),
    "hold-phone": (hold, PHONE, "dark"),
    "helper-phone": (helper, PHONE, "dark"),
    "helper-screen-phone": (helper_on_a_screen, PHONE, "dark"),
    "practice-phone": (practice, PHONE, "dark"),
    "question-phone-by-day": (listening, PHONE, "light"),
    "keyboard-phone": (practice, KEYBOARD, "dark"),
    "alarm-phone": (alarm, PHONE, "dark"),
    "alarm-closed-phone": (alarm_closed, PHONE, "dark"),
    "hold-zoomed": (hold, ZOOMED, "dark"),
    "sketch-phone": (relief_on_a_screen, PHONE, "dark"),
    "practice-desk": (practice, DESK, "dark"),
    "engineers-desk": (drawer, DESK, "dark"),
}


def small(blank, png):
    """Return the picture with as large a palette as LARGEST_BYTES bytes have room for."""
    width, height, text = blank.evaluate(PIXELS, base64.b64encode(png).decode())
    pixels = [pixel[:3] for pixel in batched(base64.b64decode(text), 4)]
    for colours in (256, 160, 96, 64):
        palette, number_of = palette_of(pixels, colours)
        rows = b"".join(b"\0" + bytes(map(number_of.get, row)) for row in batched(pixels, width))
        header = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
        parts = (b"IHDR", header), (b"PLTE", palette), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b"")
        picture = b"\x89PNG\r\n\x1a\n" + b"".join(starmap(chunk, parts))
        if len(picture) <= LARGEST_BYTES:
            return picture
    raise SystemExit("a picture can't be made small enough")


def palette_of(pixels, size):
    """Cut the colours there are in two, the widest box first, until there are enough boxes; each box is one colour."""
    boxes = [sorted(Counter(pixels).items())]  # also of colours that are counted already
    while len(boxes) < size:
        part, box = max((widest(box), box) for box in boxes if len(box) > 1)
        boxes.remove(box)
        box.sort(key=lambda one: one[0][part[1]])
        boxes += [box[: len(box) // 2], box[len(box) // 2 :]]
    number_of = {colour: number for number, box in enumerate(boxes) for colour, _ in box}
    return b"".join(map(mean, boxes)), number_of


def widest(box):
    ranges = [max(part) - min(part) for part in zip(*(colour for colour, _ in box), strict=True)]
    spread = max(ranges)
    return spread * sum(count for _, count in box) ** 0.5, ranges.index(spread)


def mean(box):
    total = sum(count for _, count in box)
    return bytes(round(sum(colour[part] * count for colour, count in box) / total) for part in range(3))


def chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def batched(all_of_it, size):
    return (tuple(all_of_it[at : at + size]) for at in range(0, len(all_of_it), size))


def take(browser, url, name):
    go, size, scheme = PICTURES[name]
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="en-GB", reduced_motion="reduce")
    for script in (CLOCK, STUB):
        context.add_init_script(path=script)
    page = context.new_page()
    tab = EchoPage(page, url).open()
    go(tab)
    tab.run_for(400)
    page.locator("#words").evaluate("words => document.activeElement.blur()")
    page.mouse.move(0, 0)
    png = page.screenshot(animations="disabled")
    context.close()
    return png


def main():
    SCREENS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, serving(Path(folder)) as server, chromium() as browser:
        blank = browser.new_page()
        for name in sys.argv[1:] or PICTURES:
            picture = small(blank, take(browser, server.url, name))
            (SCREENS / f"echo-{name}.png").write_bytes(picture)
            sys.stdout.write(f"echo-{name}.png {len(picture)}\n")


if __name__ == "__main__":
    main()
