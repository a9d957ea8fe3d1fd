"""Refuses a test run that left a line or a branch of the core untried: reads .coverage, names files, exits 1."""

import json
import sys
import tempfile
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("stretching", "content", "dialogue", "speech")


def measured(data_file):
    """Return coverage's own figures by file: paths as they stand under the project's root.

    Raises:
        CoverageException: there is nothing measured yet.

    """
    coverage = Coverage(data_file=data_file, config_file=str(ROOT / "pyproject.toml"))
    coverage.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        coverage.json_report(outfile=str(report))
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return {str((ROOT / name).resolve().relative_to(ROOT)): figures for name, figures in files.items()}


def gaps(files):
    """List each file of the core with what was not tried in it."""
    for package in PACKAGES:
        for path in sorted((ROOT / "skill" / package).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            figures = files.get(name)
            if figures is None:
                yield f"{name}: not measured"
            elif figures["missing_lines"] or figures.get("missing_branches", [name]):
                lines, branches = (
                    figures["missing_lines"],
                    figures.get("missing_branches", "not measured: use --cov-branch"),
                )
                yield f"{name}: {figures['summary']['percent_covered']:.1f} %; lines {lines}; branches {branches}"


def main(data_file=str(ROOT / ".coverage")):
    """Print what is missing; give the exit status."""
    try:
        found = list(gaps(measured(data_file)))
    except CoverageException as error:
        found = [f"nothing to read: {error}"]
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
