"""A QR code in a terminal: two modules in each character, one above the other."""

import segno

BORDER_MODULES = 4
"""Light ones around the code, which a phone needs."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_DARK_ON_LIGHT = "\033[38;5;16;48;5;231m"
_RESET = "\033[0m"


def qr_lines(text: str, *, colours: bool) -> list[str]:
    """Return the code of a text as lines.

    With `colours` it is black on white in any terminal. Without, it needs a terminal with light letters on dark.
    """
    rows = [
        [bool(module) for module in row] for row in segno.make_qr(text, error="m").matrix_iter(border=BORDER_MODULES)
    ]
    if not colours:
        rows = [[not module for module in row] for row in rows]
    rows += [[not colours] * len(rows[0])] * (len(rows) % 2)
    pairs = (zip(*rows[at : at + 2], strict=True) for at in range(0, len(rows), 2))
    lines = ("".join(_HALVES[pair] for pair in above_and_below) for above_and_below in pairs)
    return [f"{_DARK_ON_LIGHT}{line}{_RESET}" if colours else line for line in lines]
