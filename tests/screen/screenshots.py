"""Writes docs/screens/show-*.png: what Echo Shows draw. `python tests/screen/screenshots.py`; look at each picture."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from chromium import chromium  # noqa: E402 - as a program this file finds the skill beside tests/
from renderer import NIGHT, NOON, VIEWPORTS, Renderer, Viewport  # noqa: E402
from scenarios import turns  # noqa: E402

from skill.content.catalog import load_catalog  # noqa: E402
from skill.dialogue import events as e  # noqa: E402
from skill.screen.documents import data_of, document_of  # noqa: E402
from skill.screen.scene import Scene  # noqa: E402
from skill.screen.scenes import Scenes  # noqa: E402

SCREENS = ROOT / "docs" / "screens"
LARGEST_BYTES = 60_000
BY_NAME = {viewport.name: viewport for viewport in VIEWPORTS}
BIG, MIDDLE, LOW, ROUND, TV, PHONE = (
    BY_NAME[name]
    for name in ("hub-1280x800", "hub-1024x600", "hub-960x480", "hub-round", "tv-1920x1080", "mobile-720x1280")
)
SMALLER = {TV: Viewport("tv", 960, 540), PHONE: Viewport("mobile", 360, 640)}
"""The same screens with fewer pixels: their pictures are kept small."""
PICTURES = {
    "practice-night": ((e.StretchRequested(),), 34, MIDDLE, NIGHT),
    "practice-day": ((e.StretchRequested(),), 34, BIG, NOON),
    "practice-round-night": ((e.StretchRequested(),), 34, ROUND, NIGHT),
    "practice-seated-phone": ((e.StretchRequested(), e.Command("sit")), 38, PHONE, NOON),
    "relief-night": ((e.CrampReported("calf"),), 9, MIDDLE, NIGHT),
    "relief-round-night": ((e.CrampReported("calf"),), 9, ROUND, NIGHT),
    "relief-thigh-low-day": ((e.CrampReported("quadriceps"),), 9, LOW, NOON),
    "helper-night": ((e.CrampReported("calf", helper=True),), 14, MIDDLE, NIGHT),
    "helper-round-night": ((e.CrampReported("calf", helper=True),), 14, ROUND, NIGHT),
    "helper-thigh-low-day": ((e.CrampReported("quadriceps", helper=True),), 14, LOW, NOON),
    "first-visit-night": ((e.Opened(),), 0, MIDDLE, NIGHT),
    "answer-night": ((e.QuestionAsked("quinine-side-effects"),), 8, MIDDLE, NIGHT),
    "answer-tv-day": ((e.QuestionAsked("cramp-cause"),), 3, TV, NOON),
    "urgent-night": ((e.QuestionAsked("leg-signs", "hot-leg"),), 5, MIDDLE, NIGHT),
    "emergency-night": ((e.QuestionAsked("emergency", "chest-pain"),), 6, MIDDLE, NIGHT),
    "emergency-round-day": ((e.QuestionAsked("emergency", "chest-pain"),), 6, ROUND, NOON),
    "check-day": ((e.QuestionAsked("leg-pain"),), 0, MIDDLE, NOON),
    "paused-night": ((e.StretchRequested(), e.Command("pause")), 0, LOW, NIGHT),
    "offer-day": ((e.CrampReported("calf"), e.Command("eased")), 0, MIDDLE, NOON),
}
"""What happened, how many seconds into the turn, on which screen, at which hour."""


def standing_still(scene, second):
    """Return a scene whose moment at a second of it stays."""
    began = [row for row in scene.data["steps"] if row[0] <= 1000 * second][-1]
    row = [round(-0.4 * began[1]) if began[2] else 0, *began[1:]]
    at = len(scene.data["steps"]) - len([later for later in scene.data["steps"] if later[0] > 1000 * second])
    raised = {"raised": scene.data["raised"] - at + 1} if scene.data.get("raised") else {}
    return Scene(scene.document, {**scene.data, "steps": [row], **raised}, scene.graphics)


def main():
    SCREENS.mkdir(parents=True, exist_ok=True)
    scenes = Scenes(load_catalog(ROOT / "content")["en-GB"])
    with chromium() as browser:
        amazons = Renderer(browser.new_page())
        for name, (events, second, viewport, hour) in PICTURES.items():
            *_, (turn, _) = turns(scenes.content, [(1, event) for event in events])
            scene = standing_still(scenes.scene_of(turn), second)
            amazons.draw(document_of(scene), data_of(scene), SMALLER.get(viewport, viewport), hour)
            amazons.page.wait_for_timeout(300)
            picture = amazons.page.screenshot(path=SCREENS / f"show-{name}.png")
            sys.stdout.write(f"show-{name}.png {len(picture)}{' TOO LARGE' * (len(picture) > LARGEST_BYTES)}\n")


if __name__ == "__main__":
    main()
