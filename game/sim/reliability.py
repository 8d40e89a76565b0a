"""Are the odds true, and do bands hold what they say? What was told, binned, beside how often it came.

- Odds of one kind are *true* if, over the ten parts from 0 to 100 %, what was told lies on average no further from
  what happened than ``TOLERATED`` beyond luck, and in no tenth much further. Luck is the 95 % interval of the share
  that happened; statements about one game go together, so it is reckoned from games and not from statements.
- A band of 80 % *holds* if 75 to 85 of a hundred outcomes lie in it, or might by luck. Where futures are level (a
  place, a model that does not change) an outcome lies at random among those it is level with: a band that says exactly
  what comes is neither too wide nor too narrow.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.sim.intervals import Interval, six, wilson
from game.sim.told import ESTIMATES, Claims, Plan, Ranks, Told

Numbers = NDArray[np.float64]

TENTHS = 10
TOLERATED = 0.01
"""Distance between told and happened, beyond luck, that is let pass: the mean over all statements of a kind."""
WORST, MANY, SURE = 0.03, 0.02, 1.6
"""Distance beyond luck that is let pass in one tenth, if it has so great a part of the statements; and since there are
so many tenths, how much wider luck is taken for each of them: one in 500 lies beyond it, not one in 20."""
BANDS = {80: (0.75, 0.85), 50: (0.43, 0.57)}
"""Band in percent -> least and most outcomes that may lie in it. Only the first is judged."""


@dataclass(frozen=True)
class Bin:
    """Statements whose odds lie in one tenth."""

    told: float
    happened: float
    count: int
    interval: Interval

    def miss(self, wider: float = 1.0) -> float:
        """How far what was told lies beyond luck from what happened; luck may be so many times as wide."""
        low, high = (self.happened + (edge - self.happened) * wider for edge in self.interval)
        return max(0.0, low - self.told, self.told - high)


@dataclass(frozen=True)
class Kind:
    """One kind of odds."""

    name: str
    bins: tuple[Bin, ...]
    count: int
    happened: float
    brier: float
    """Mean square of what was told less what came: 0 is perfect."""
    base: float
    """The same, had the share that happened been told every time."""

    @property
    def miss(self) -> float:
        """Mean distance between told and happened beyond luck."""
        return sum(one.miss() * one.count for one in self.bins) / max(1, self.count)

    @property
    def is_true(self) -> bool:
        """Whether the odds may be trusted."""
        is_far = any(one.miss(SURE) > WORST and one.count >= MANY * self.count for one in self.bins)
        return self.miss <= TOLERATED and not is_far


@dataclass(frozen=True)
class Band:
    """One quantity at one distance."""

    quantity: str
    ahead: int
    within: dict[int, float]
    """Band in percent -> share of outcomes inside."""
    low: float
    """Share of outcomes below the band of 80 %."""
    interval: Interval
    """Of the share inside the band of 80 %."""
    count: int

    @property
    def holds(self) -> bool:
        """Whether the band of 80 % holds what it says, or might by luck; of rivals' numbers it says "at least"."""
        low, high = BANDS[80]
        return self.interval[1] >= low and (self.quantity == ESTIMATES or self.interval[0] <= high)


@dataclass(frozen=True)
class Reliability:
    """How far what the window tells may be trusted."""

    scenario: str
    digest: str
    plan: Plan
    games: int
    is_whole: bool
    kinds: tuple[Kind, ...]
    bands: tuple[Band, ...]

    @property
    def is_trusted(self) -> bool:
        """Whether all odds are true and all bands hold."""
        return all(kind.is_true for kind in self.kinds) and all(band.holds for band in self.bands)

    def as_json(self) -> dict[str, Any]:
        """As plain data, numbers to six figures."""
        return {
            "scenario": self.scenario, "digest": self.digest, "seed": self.plan.seed, "games": self.games,
            "futures": self.plan.futures, "own": self.plan.own, "whole": self.is_whole, "trusted": self.is_trusted,
            "odds": {kind.name: _kind_json(kind) for kind in self.kinds},
            "bands": [_band_json(band) for band in self.bands],
        }  # fmt: skip


def _kind_json(kind: Kind) -> dict[str, Any]:
    bins = [
        {"told": six(one.told), "happened": six(one.happened), "count": one.count,
         "interval": [six(edge) for edge in one.interval]} for one in kind.bins
    ]  # fmt: skip
    return {
        "count": kind.count, "happened": six(kind.happened), "brier": six(kind.brier), "base_brier": six(kind.base),
        "miss": six(kind.miss), "true": kind.is_true, "tenths": bins,
    }  # fmt: skip


def _band_json(band: Band) -> dict[str, Any]:
    return {
        "quantity": band.quantity, "ahead": band.ahead, "count": band.count,
        "inside": {str(percent): six(share) for percent, share in band.within.items()}, "below": six(band.low),
        "interval": [six(edge) for edge in band.interval], "holds": band.holds,
    }  # fmt: skip


def judged(scenario: str, digest: str, plan: Plan, told: Told) -> Reliability:
    """What was told, judged by what came."""
    kinds = tuple(kind_of(name, claims) for name, claims in told.odds.items())
    bands = tuple(band_of(name, ahead, ranks) for (name, ahead), ranks in told.ranks.items())
    return Reliability(scenario, digest, plan, told.games, told.is_whole, kinds, bands)


def kind_of(name: str, claims: Claims) -> Kind:
    """Statements of one kind, binned by tenths."""
    told, came = np.array(claims.told, dtype=float), np.array(claims.happened, dtype=float)
    game = np.array(claims.game)
    tenth = np.minimum((told * TENTHS).astype(int), TENTHS - 1)
    bins = tuple(
        Bin(
            float(told[here].mean()), float(came[here].mean()), int(here.sum()), _share_interval(came[here], game[here])
        )
        for here in (tenth == n for n in range(TENTHS))
        if here.any()
    )
    happened = float(came.mean())
    return Kind(name, bins, len(told), happened, float(((told - came) ** 2).mean()), happened * (1.0 - happened))


def _share_interval(came: Numbers, game: NDArray[np.int64]) -> Interval:
    """Wilson's interval of a share, as of so many statements as would be as sure if none went together."""
    share, count = float(came.mean()), len(came)
    _, place = np.unique(game, return_inverse=True)
    games = int(place.max()) + 1
    spread = float((np.bincount(place, came - share) ** 2).sum()) / count**2
    sure = float(games) if spread <= 0.0 else min(count, share * (1.0 - share) / spread)
    tries = max(1, round(sure))
    return wilson(round(share * tries), tries)


def band_of(quantity: str, ahead: int, ranks: Ranks) -> Band:
    """How much lies in the bands of one quantity at one distance."""
    below, upto = np.array(ranks.below), np.array(ranks.upto)
    where = below + (upto - below) * _even(len(below))
    within = {percent: float((np.abs(where - 0.5) <= percent / 200.0).mean()) for percent in BANDS}
    inside = round(within[80] * len(where))
    return Band(quantity, ahead, within, float((where < 0.1).mean()), wilson(inside, len(where)), len(where))


def _even(count: int) -> Numbers:
    """Numbers evenly spread over 0 to 1, in no order: the same for the same count."""
    return np.asarray((np.arange(count) * 0.6180339887498949 + 0.5) % 1.0)
