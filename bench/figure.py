"""One measured figure and how it is told."""

import statistics
from typing import Literal

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """``ratio`` is ours over the baseline's, in ``unit``; it reaches the bar when it is ``at_most`` or ``at_least`` it.

    ``ours`` and ``baseline`` are the medians of the alternating rounds in ``ours_rounds`` and ``baseline_rounds``.
    """

    name: str
    measured: str
    compared_with: str
    unit: str
    ours: float
    baseline: float
    ratio: float
    bar: float
    direction: Literal["at_most", "at_least"]
    ours_rounds: list[float]
    baseline_rounds: list[float]
    notes: dict[str, float | int | str] = {}

    @property
    def reached(self) -> bool:
        """Whether the ratio is on the right side of the bar."""
        return self.ratio <= self.bar if self.direction == "at_most" else self.ratio >= self.bar


def figure(
    name: str,
    *,
    ours: list[float],
    baseline: list[float],
    bar: tuple[Literal["at_most", "at_least"], float],
    told: dict[str, str],
    notes: dict[str, float | int | str] | None = None,
) -> Figure:
    """A figure from its rounds. ``told`` has ``measured``, ``compared_with`` and ``unit``."""
    middle, other = statistics.median(ours), statistics.median(baseline)
    return Figure(
        name=name,
        ours=middle,
        baseline=other,
        ratio=middle / other,
        bar=bar[1],
        direction=bar[0],
        ours_rounds=ours,
        baseline_rounds=baseline,
        notes=notes or {},
        **told,
    )
