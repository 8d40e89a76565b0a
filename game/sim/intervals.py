"""Measured figures with the interval in which the true one lies with 95 % confidence, and the band it should be in."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, median, stdev
from typing import Any

Z95 = 1.959964
"""Standard deviations of a normal law that hold 95 % of it."""

Interval = tuple[float, float]


def wilson(hits: int, tries: int) -> Interval:
    """Wilson's interval for a share: honest at 0 and 1 and for few tries."""
    if tries <= 0:
        return (0.0, 1.0)
    share, spread = hits / tries, Z95 * Z95 / tries
    middle = (share + spread / 2.0) / (1.0 + spread)
    reach = Z95 * sqrt(share * (1.0 - share) / tries + spread / (4.0 * tries)) / (1.0 + spread)
    low = 0.0 if hits == 0 else max(0.0, middle - reach)
    return (low, 1.0 if hits == tries else min(1.0, middle + reach))


def mean_interval(numbers: Sequence[float]) -> Interval:
    """The normal interval of a mean; a lone number stands for itself."""
    middle = fmean(numbers)
    reach = Z95 * stdev(numbers) / sqrt(len(numbers)) if len(numbers) > 1 else 0.0
    return (middle - reach, middle + reach)


def median_interval(numbers: Sequence[float]) -> Interval:
    """The interval of a median by the ranks around it, from the normal law for ranks."""
    ordered, reach = sorted(numbers), Z95 * sqrt(len(numbers)) / 2.0
    last = len(ordered) - 1
    low, high = int(last / 2.0 - reach), int(last / 2.0 + reach + 0.999999)
    return (float(ordered[max(0, low)]), float(ordered[min(last, high)]))


@dataclass(frozen=True)
class Target:
    """One measured figure and the band that the design asks for."""

    name: str
    english: str
    value: float
    low: float | None
    """Least that is wanted, or None."""
    high: float | None
    """Most that is wanted, or None."""
    interval: Interval
    is_share: bool = True
    tries: int = 1
    """Games or seats that it was measured on; a figure of none says nothing."""

    @property
    def holds(self) -> bool:
        """Whether the value lies in its band."""
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)

    @property
    def is_sure(self) -> bool:
        """Whether the whole interval lies on one side of each edge of the band."""
        edges = [edge for edge in (self.low, self.high) if edge is not None]
        below, above = self.interval
        return not any(below <= edge <= above for edge in edges)

    def as_json(self) -> dict[str, Any]:
        """As plain data, numbers to six figures."""
        return {
            "name": self.name,
            "english": self.english,
            "value": six(self.value),
            "low": self.low,
            "high": self.high,
            "interval": [six(edge) for edge in self.interval],
            "holds": self.holds,
        }


def six(number: float) -> float:
    """A number to six figures."""
    return float(f"{number:.6g}")


def share_target(name: str, english: str, hits: int, tries: int, low: float | None, high: float | None) -> Target:
    """A share with Wilson's interval."""
    return Target(name, english, hits / tries if tries else 0.0, low, high, wilson(hits, tries), tries=tries)


def median_target(
    name: str, english: str, numbers: Sequence[float], low: float | None = None, high: float | None = None
) -> Target:
    """A median with its interval."""
    return Target(name, english, float(median(numbers)), low, high, median_interval(numbers), is_share=False)
