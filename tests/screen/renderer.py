"""Amazon's own screen renderer in a browser's page. Where it can't be had, the tests fail and say so."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ROOT / "build" / "screens" / "node_modules"
VIEWHOST = PACKAGES / "apl-viewhost-web" / "index.js"
SCRIPT = Path(__file__).with_name("measure.js")
HARMLESS = ("Failed to load resource", "FontUtils", "Failed to parse URL from")
"""What the renderer says where it looks for Amazon's fonts, which it may not fetch."""
NOON, NIGHT = 12, 2
"""Hours, by the device's clock."""


@dataclass(frozen=True)
class Viewport:
    """A screen: its size in pixels, and how many of them to an inch."""

    name: str
    width: int
    height: int
    dpi: int = 160
    round: bool = False

    @property
    def scale(self):
        """Pixels to a dp."""
        return self.dpi / 160


VIEWPORTS = (
    Viewport("hub-round", 480, 480, round=True),
    Viewport("hub-960x480", 960, 480),
    Viewport("hub-1024x600", 1024, 600),
    Viewport("hub-1280x800", 1280, 800),
    Viewport("tv-1920x1080", 1920, 1080, dpi=320),
    Viewport("mobile-720x1280", 720, 1280, dpi=320),
)


class Renderer:
    """One page with the engine in it, which draws one document after the other."""

    def __init__(self, page):
        if not VIEWHOST.is_file():
            raise FileNotFoundError("Amazon's renderer is not in build/screens: run `make screens`")
        self.page, self.said = page, []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.set_content("<style>body { margin: 0; background: #000 }</style><div id=view></div>")
        # The engine must be started in the very task that loads it, or it may never answer.
        page.add_script_tag(content=VIEWHOST.read_text("utf-8") + "\n;window.ready = AplRenderer.initEngine();")
        page.add_script_tag(content=SCRIPT.read_text("utf-8"))

    def draw(self, document, data, viewport, hour=NOON):
        """Draw a document from its first moment, at an hour of the device's clock."""
        self.page.set_viewport_size({"width": viewport.width, "height": viewport.height})
        screen = {"width": viewport.width, "height": viewport.height, "isRound": viewport.round, "dpi": viewport.dpi}
        ahead = (hour - datetime.now(UTC).hour) * 3_600_000
        return self.page.evaluate("draw", [json.dumps(document), json.dumps(data), screen, ahead])

    def measure(self, moments):
        """Show each of the numbered moments in turn, and return for each every box that can be seen."""
        return self.page.evaluate("measure", moments)

    def stop(self):
        """Draw nothing until the next document: the processor would be busy with it."""
        self.page.evaluate("stop()")

    def complaints(self):
        """Return what the renderer has objected to since the last time."""
        said, self.said[:] = list(self.said), []
        return [message for message in said if not any(known in message for known in HARMLESS)]
