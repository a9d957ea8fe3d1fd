"""The QR code of the practice page's address: what a camera would see in the terminal is the code of that address."""

import re

from camera import expected, modules_of

from simulator.qr_code import qr_lines

URL = "https://192.168.178.23:5000"


def test_a_code_in_colours_is_black_on_white():
    lines = qr_lines(URL, colours=True)
    assert all(line.startswith("\033[38;5;16;48;5;231m") and line.endswith("\033[0m") for line in lines)
    seen = modules_of(re.sub(r"\033\[[\d;]*m", "", line) for line in lines)
    assert seen[: len(expected(URL))] == expected(URL)
    assert not any(map(any, seen[len(expected(URL)) :]))


def test_code_without_colours_paints_light_modules():
    seen = modules_of(qr_lines(URL, colours=False))
    assert [[1 - module for module in row] for row in seen[: len(expected(URL))]] == expected(URL)


def test_a_code_is_small_enough_for_a_terminal():
    lines = qr_lines("https://[2001:db8:1234:5678:9abc:def0:1234:5678]:65535", colours=False)
    assert max(map(len, lines)) <= 45
    assert len(lines) <= 24
