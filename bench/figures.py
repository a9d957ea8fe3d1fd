"""A figure: what was measured, the baseline beside it, what is wanted, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass

HEAD = f"{'':54}{'product':>10}{'baseline':>10}{'':>7}{'ratio':>8}   wanted"


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    unit: str
    product: float
    baseline: float
    ratio: float
    """Product to baseline."""
    wanted: str
    """In words; empty where nothing is asked of it."""
    met: bool = True

    def line(self) -> str:
        verdict = f"{self.wanted}: {'met' if self.met else 'MISSED'}" if self.wanted else ""
        numbers = f"{plain(self.product):>10}{plain(self.baseline):>10} {self.unit:<6}{self.ratio:>8.2f}"
        return f"{self.what:54}{numbers}   {verdict}".rstrip()


def plain(value: float) -> str:
    """Write a number with about three figures that mean something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3f}"
