"""A copy of content/ for tests to change. Each process makes one and restores it after a test: copying is slow."""

import shutil
from filecmp import dircmp

from scenarios import CONTENT

SIGNATURES = "signatures"
"""What a copy does not have."""


def copy_content(folder):
    """Copy content/ into a folder, and return the copy."""
    return shutil.copytree(CONTENT, folder / "content", ignore=shutil.ignore_patterns(SIGNATURES))


def restore(copy, original=CONTENT):
    """Undo all changes to a copy. A file is as it was if it has the size and the time of the original."""
    seen = dircmp(original, copy, ignore=[])
    for name in {*seen.right_only, *seen.diff_files, SIGNATURES} & {*seen.right_list}:
        shutil.rmtree(copy / name) if (copy / name).is_dir() else (copy / name).unlink()
    for name in {*seen.left_only, *seen.diff_files} - {SIGNATURES}:
        put_back = shutil.copytree if (original / name).is_dir() else shutil.copy2
        put_back(original / name, copy / name)
    for name in {*seen.common_dirs} - {SIGNATURES}:
        restore(copy / name, original / name)
