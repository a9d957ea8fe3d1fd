"""Writes docs/screens/picture-*.png from content/pictures/*.svg. `python tests/screen/drawings.py`; look at each."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import chromium  # noqa: E402 - as a program this file finds the skill beside tests/

from skill.content.catalog import load_catalog  # noqa: E402

CONTENT = ROOT / "content"
SCREENS = ROOT / "docs" / "screens"
SIDE_PIXELS = 400
PAPER = "#fbf7f0"


def main():
    SCREENS.mkdir(parents=True, exist_ok=True)
    slugs = sorted({picture.slug for picture in load_catalog(CONTENT)["en-GB"].pictures.values()})
    with chromium() as browser:
        page = browser.new_page(viewport={"width": SIDE_PIXELS, "height": SIDE_PIXELS})
        for slug in slugs:
            svg = (CONTENT / "pictures" / f"{slug}.svg").read_text(encoding="utf-8")
            page.set_content(f"<style>body {{ margin: 0; background: {PAPER} }}</style>{svg}")
            picture = page.screenshot(path=SCREENS / f"picture-{slug}.png")
            sys.stdout.write(f"picture-{slug}.png {len(picture)}\n")


if __name__ == "__main__":
    main()
