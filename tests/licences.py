"""Whose work is shipped, and under which licence: read from the installed packages' own metadata.

`python tests/licences.py --accept` writes docs/licences.md, as `make licences` does.
"""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCKS = ("requirements.lock", "requirements-simulator.lock", "requirements-dynamodb.lock")
NAMES = re.compile(r"^([A-Za-z0-9_.-]+)==", re.MULTILINE)
ALIKE = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "BSD-3-Clause OR Apache-2.0": "Apache-2.0 OR BSD-3-Clause",
}
"""What packages call a licence, and its SPDX name."""
HEAD = """# Licences of what is shipped

Written by `make licences` from the packages' own metadata; do not edit.
This product is under the MIT licence ([LICENSE](../LICENSE)).
None of these packages is changed, and none is copied into this repository.
Known faults in them are for `pip-audit` to find, where its database can be reached.

| package | licence |
| --- | --- |
"""


def locked():
    """Name every package that production installs."""
    return sorted({name for lock in LOCKS for name in NAMES.findall((ROOT / lock).read_text("utf-8"))})


def licence_of(name):
    """Return a package's licence by its SPDX name; None where the package isn't installed here."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return None
    classes = [each.split(" :: ")[-1] for each in told.get_all("Classifier") or [] if each.startswith("License")]
    named = told.get("License-Expression") or (told.get("License") if len(classes) < 2 else None)
    found = named or " OR ".join(sorted(ALIKE.get(each, each) for each in classes))
    return ALIKE.get(found, found)


def page():
    """Write the page."""
    found = ((name, licence_of(name)) for name in locked())
    return HEAD + "".join(f"| {name} | {licence} |\n" for name, licence in found if licence)


if __name__ == "__main__":
    if sys.argv[1:] != ["--accept"]:
        sys.exit("usage: python tests/licences.py --accept")
    PAGE.write_text(page(), encoding="utf-8")
