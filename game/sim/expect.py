"""What can be expected of each firm: the mean sum of its parts when doctrines hold every seat, so that it scores 50.

A scenario states it as ``expected_points``; see ``game/engine/phases/standings.py`` for how the score is counted from
it. The sum is taken when each game ends, and a firm that went bankrupt counts with what its parts were.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from game.engine.axes import FIRMS
from game.engine.registers import PARTS
from game.rollout.interrupts import uninterrupted
from game.scenario import Loaded
from game.scenario.problems import Path
from game.sim.intervals import Interval, mean_interval, six
from game.sim.jobs import Run, play_all, usual_block

DECIMALS = 1
"""Of a new number as it is written; a tenth of a point is well within the interval of any run."""


@dataclass(frozen=True)
class Expectation:
    """One firm's."""

    firm: str
    old: float
    """As the scenario says."""
    mean: float
    """As measured."""
    interval: Interval
    """In which the true mean lies with 95 % confidence."""

    @property
    def new(self) -> float:
        """What the scenario should say."""
        return round(self.mean, DECIMALS)

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "old": six(self.old),
            "new": self.new,
            "mean": six(self.mean),
            "interval": [six(edge) for edge in self.interval],
        }


@dataclass(frozen=True)
class Expected:
    """What a run found."""

    scenario: str
    digest: str
    seed: int
    games: int
    planned: int
    firms: tuple[Expectation, ...]

    @property
    def changes(self) -> dict[Path, float]:
        """Where in the scenario which number should stand."""
        return {place_of(one.firm): one.new for one in self.firms}

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "scenario": self.scenario,
            "digest": self.digest,
            "seed": self.seed,
            "games": self.games,
            "games_planned": self.planned,
            "firms": {one.firm: one.as_json() for one in self.firms},
        }


def place_of(firm: str) -> Path:
    """Where in a scenario a firm's number stands."""
    return ("firms", firm, "start", "expected_points")


def expected(
    loaded: Loaded, games: int, seed: int, jobs: int, done: Callable[[int], None] = lambda _: None
) -> Expected:
    """Play and measure; Ctrl-C ends it early, with what is finished. ``done(n)`` is told of every n games."""
    rules = loaded.ruleset
    weights = dict(zip(PARTS, rules.score_weights.array.tolist(), strict=True))
    sums: dict[str, list[float]] = {firm: [] for firm in rules.ids[FIRMS]}
    work = play_all(rules, loaded.resolved_json, Run(games, seed, proves=False), jobs, usual_block(games, jobs))
    try:
        with closing(work):
            for rows in work:
                with uninterrupted():
                    for row in rows:
                        points = sum(float(row[f"score_{part}"]) * weight for part, weight in weights.items())
                        sums[str(row["firm"])].append(points)
                    done(len(rows) // len(sums))
    except KeyboardInterrupt:
        pass
    before = rules.firms.expected_points.array.tolist()
    firms = tuple(
        Expectation(firm, old, fmean(found), mean_interval(found))
        for (firm, found), old in zip(sums.items(), before, strict=True)
        if found
    )
    played = len(next(iter(sums.values())))
    return Expected(rules.scenario_id, rules.digest, seed, played, games, firms)


def expected_table(found: Expected) -> str:
    """As lines to read."""
    wide = max(len(one.firm) for one in found.firms)
    lines = [
        f"{found.scenario}: {found.games:,} games, seed {found.seed}, ruleset {found.digest[:12]}",
        f"{'firm':<{wide}}    old    new  change  95 % interval",
    ]
    for one in found.firms:
        low, high = one.interval
        change = f"{one.new - one.old:+.1f}"
        lines.append(f"{one.firm:<{wide}}  {one.old:>5.1f}  {one.new:>5.1f}  {change:>6}  {low:.1f} to {high:.1f}")
    return "\n".join(lines)
