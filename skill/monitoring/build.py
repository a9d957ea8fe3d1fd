"""The build that a process runs, for the log, the metrics, /healthz and /readyz."""

from __future__ import annotations

from typing import NamedTuple

from skill import __version__


class Build(NamedTuple):
    """A version of the code, and one of the content."""

    content: str
    """A hash of all of content/."""
    models: str
    """A hash of what the interaction models are built from."""
    version: str = __version__

    def headers(self) -> dict[str, str]:
        """Return the headers of /healthz that name the build."""
        return {f"Skill-{name.title()}": value for name, value in self._asdict().items()}
