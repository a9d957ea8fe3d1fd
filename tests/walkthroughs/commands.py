"""Prints a block of commands of a page, as its reader would type them: `commands.py PAGE HEADING NUMBER [OLD=NEW …]`.

Each OLD, such as YOUR-HOST-NAME, has to stand in the block.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def blocks(page: str, heading: str) -> list[str]:
    """Return what is in the fences below a heading, down to the next one of its level or above."""
    text = (ROOT / page).read_text("utf-8")
    found = re.search(rf"^(#+) {re.escape(heading)}\n(.*?)(?=^#{{1,2}} |\Z)", text, re.MULTILINE | re.DOTALL)
    if not found:
        sys.exit(f"{page} has no heading named {heading}")
    level = len(found[1])
    body = re.split(rf"^#{{1,{level}}} ", found[2], maxsplit=1, flags=re.MULTILINE)[0]
    return re.findall(r"^```\n(.*?)^```$", body, re.MULTILINE | re.DOTALL)


def main(page: str, heading: str, number: str, *changes: str) -> None:
    """Print one block."""
    block = blocks(page, heading)[int(number)]
    for change in changes:
        old, _, new = change.partition("=")
        if old not in block:
            sys.exit(f"{page}, {heading}: {old} is not in block {number}")
        block = block.replace(old, new)
    sys.stdout.write(block)


if __name__ == "__main__":
    main(*sys.argv[1:])
