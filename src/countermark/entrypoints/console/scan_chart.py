"""Where the bars of a chart of scans stand: drawn by the server, as numbers in a picture of 1,000 by 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from countermark.features.scans.get_scan_summary import ScanPoint

WIDTH: Final = 1000.0
HEIGHT: Final = 100.0
GAP: Final = 0.25
STEPS: Final = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """A part of time: people below, programs on top. ``scans`` is ``None`` where the number is withheld."""

    starts_at: datetime
    scans: int | None
    human_scans: int | None
    x: float
    width: float
    human_height: float
    other_height: float

    @property
    def other_top(self) -> float:
        """Where the part of the programs begins, from above."""
        return round(HEIGHT - self.human_height - self.other_height, 2)

    @property
    def human_top(self) -> float:
        """Where the part of the people begins, from above."""
        return round(HEIGHT - self.human_height, 2)


@dataclass(frozen=True)
class Chart:
    """The bars, and the number at the upper edge."""

    bars: list[Bar]
    most: int

    @property
    def marks(self) -> list[datetime]:
        """The moments to write below: the first, the middle and the last."""
        return [self.bars[place].starts_at for place in sorted({0, len(self.bars) // 2, len(self.bars) - 1})]


def scan_chart(series: Sequence[ScanPoint], fewest_shown: int) -> Chart:
    """The chart of a series. A withheld number is drawn as the one it is below."""
    highest = max((_drawn(point.scans, fewest_shown) for point in series), default=0)
    most = _round_up(highest)
    room = WIDTH / max(len(series), 1)
    return Chart([_bar(point, place * room, room, most, fewest_shown) for place, point in enumerate(series)], most)


def _drawn(scans: int | None, fewest_shown: int) -> int:
    return fewest_shown if scans is None else scans


def _bar(point: ScanPoint, x: float, room: float, most: int, fewest_shown: int) -> Bar:
    scans = _drawn(point.scans, fewest_shown)
    people = 0 if point.scans is None else min(scans, _drawn(point.human_scans, fewest_shown))
    scale = HEIGHT / most
    return Bar(
        starts_at=point.starts_at,
        scans=point.scans,
        human_scans=point.human_scans,
        x=round(x + room * GAP / 2, 2),
        width=round(room * (1 - GAP), 2),
        human_height=round(people * scale, 2),
        other_height=round((scans - people) * scale, 2),
    )


def _round_up(highest: int) -> int:
    """The next of 4, 10, 20, 50, 100, 200, ...: half of it is whole as well."""
    if highest <= 4:
        return 4
    power: int = 10 ** (len(str(highest)) - 1)
    return next(step * power for step in (*STEPS, 10) if step * power >= highest)
