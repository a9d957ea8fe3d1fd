"""What a phone's camera sees of a QR code in a terminal, and what it should see."""

import segno

from simulator.qr_code import BORDER_MODULES

SEEN = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def modules_of(lines):
    """Return the painted halves of characters, row by row."""
    return [[SEEN[letter][half] for letter in line] for line in lines for half in (0, 1)]


def expected(text):
    return [list(row) for row in segno.make_qr(text, error="m").matrix_iter(border=BORDER_MODULES)]
