"""The skill's icons: content/pictures/icon.svg drawn by the browser, and how far a PNG is from it.

`python tests/icons.py --accept` writes icons/, as `make icons` does, and the practice page's icon.
"""

import sys
from base64 import b64decode, b64encode
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from chromium import chromium  # noqa: E402

from skill.alexa.publishing.manifest import ICONS  # noqa: E402

DRAWING, FOLDER = ROOT / "content" / "pictures" / "icon.svg", ROOT / "icons"
PAGE_ICON, PAGE_ICON_SIZE = ROOT / "simulator" / "page" / "icon.png", 180
"""For a phone's home screen, which wants no transparent corners."""
DRAW = """async ([address, size]) => {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), {width: size, height: size});
    const ink = canvas.getContext("2d");
    ink.imageSmoothingQuality = "high";
    ink.drawImage(image, 0, 0, size, size);
    window.inks = [...(window.inks || []), ink.getImageData(0, 0, size, size).data];
    return canvas.toDataURL("image/png");
}"""

APART = """() => inks.map(
    ink => ink.reduce((sum, value, place) => sum + Math.abs(value - inks[0][place]), 0) / ink.length
)"""


def as_address(data, kind):
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def drawn(browser, addresses, size):
    """Draw pictures in a size: give each as PNG, and its mean distance from the first, 255 for black and white."""
    with browser.new_page() as page:
        found = [page.evaluate(DRAW, [address, size]) for address in addresses]
        apart = page.evaluate(APART)
    return [(b64decode(picture.partition(",")[2]), far) for picture, far in zip(found, apart, strict=True)]


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit(__doc__)
    sys.path[:0] = [str(ROOT / "tests" / "browser")]
    from screenshots import small

    FOLDER.mkdir(exist_ok=True)
    with chromium() as browser:
        drawing = [as_address(DRAWING.read_bytes(), "svg+xml")]
        for size in ICONS.values():
            ((png, _),) = drawn(browser, drawing, size)
            (FOLDER / f"{size}.png").write_bytes(png)
        ((png, _),) = drawn(browser, drawing, PAGE_ICON_SIZE)
        PAGE_ICON.write_bytes(small(browser.new_page(), png))
