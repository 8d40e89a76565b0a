"""What is expected of each firm: the handicap by which every seat is as good as any other.

A giant and a small lab do not start level, so a score is counted from what a scenario expects of the firm
(``expected_points``; see ``game/engine/phases/standings.py``). Measured over the rotated tables of ``balance``, in
which each firm plays each doctrine equally often, it is set so that every firm comes first equally often and the mean
score is 50. A firm that went bankrupt comes last; a game won by a victory before its date counts for its winner;
games that nobody won are left out.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import FIRMS
from game.rollout.interrupts import uninterrupted
from game.scenario import Loaded
from game.scenario.problems import Path
from game.sim.balance import plan
from game.sim.intervals import six
from game.sim.tables import play_tables

DECIMALS = 1
"""Of a new number as it is written; a tenth of a point is well within what chance does to a run."""

SOFTNESS = 0.5
"""Points within which two scores count as nearly level while the handicaps are sought."""

ROUNDS = 400
LAST = -1e6
BY_SCORE = -1
"""Stands for the victor of a game that went to its date."""


@dataclass(frozen=True)
class Expectation:
    """One firm's."""

    firm: str
    old: float
    """As the scenario says."""
    new: float
    """As it should be."""
    old_wins: float
    """Share of the games that the firm wins, counted from the old numbers."""
    new_wins: float
    """The same, counted from the new ones."""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "old": six(self.old),
            "new": self.new,
            "old_wins": six(self.old_wins),
            "new_wins": six(self.new_wins),
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
    tables = plan(rules, games, seed).rotated
    parts: list[NDArray[Any]] = [np.zeros((rules.sizes[FIRMS], 0))]
    victors: list[NDArray[Any]] = [np.zeros(0, dtype=int)]
    before, played = rules.firms.expected_points.array.reshape(-1), 0
    work = play_tables(rules, loaded.resolved_json, seed, tables, jobs, bot_seconds=0.0)
    try:
        with closing(work):
            for dealt in work:
                with uninterrupted():
                    sums = dealt.games.score - 50.0 + before[:, None]
                    was_won = dealt.games.winner >= 0  # in a collapse all score nothing: it says nothing of a firm
                    parts.append(np.where(dealt.games.is_broke, LAST, sums)[:, was_won])
                    by_score = dealt.games.ended_on >= rules.turns - 1
                    victors.append(np.where(by_score, BY_SCORE, dealt.games.winner)[was_won])
                    played += dealt.games.count
                    done(dealt.games.count)
    except KeyboardInterrupt:
        pass
    sums, victor = np.concatenate(parts, axis=-1), np.concatenate(victors)
    found = np.round(handicaps(sums, victor), DECIMALS)
    wins = [first_share(sums - level[:, None], victor) for level in (before, found)]
    firms = tuple(
        Expectation(firm, float(before[n]), float(found[n]), float(wins[0][n]), float(wins[1][n]))
        for n, firm in enumerate(rules.ids[FIRMS])
        if sums.shape[-1]
    )
    planned = sum(table.games for table in tables)
    return Expected(rules.scenario_id, rules.digest, seed, played, planned, firms)


def handicaps(sums: NDArray[Any], victor: NDArray[Any]) -> NDArray[Any]:
    """Points to take from each firm's sum, (firms,), so that all win equally often.

    ``sums`` are points before the handicap, (firms, games); ``victor`` is who won before the date, (games,), or
    ``BY_SCORE``. Who wins much by victory still keeps half an equal chance at the date. Found by steps: who wins too
    often is expected more of. A place shared within ``SOFTNESS`` counts in part.
    """
    at_date = sums[:, victor == BY_SCORE]
    if not at_date.shape[-1]:
        return np.zeros(len(sums)) if not sums.shape[-1] else np.asarray(np.median(sums, axis=1))
    played = np.where(at_date > LAST, at_date, np.nan)
    levels: NDArray[Any] = np.nan_to_num(np.nanmean(played, axis=1))
    wanted = _wanted_at_date(len(sums), victor)
    for _ in range(ROUNDS):
        scores = at_date - levels[:, None]
        pull = np.exp(np.clip((scores - scores.max(axis=0)) / SOFTNESS, -60.0, 0.0))
        often = (pull / pull.sum(axis=0)).mean(axis=1) / wanted
        levels = levels + np.clip(np.log(np.maximum(often, 1e-3)), -1.0, 1.0) * SOFTNESS
    levels += np.nanmean(played - levels[:, None])
    return levels


def _wanted_at_date(firms: int, victor: NDArray[Any]) -> NDArray[Any]:
    """Share of the games decided by score that each firm should win, (firms,)."""
    by_victory = np.bincount(victor[victor != BY_SCORE], minlength=firms) / len(victor)
    missing = np.maximum(1.0 / firms - by_victory, 0.5 / firms)
    wanted: NDArray[Any] = missing / missing.sum()
    return wanted


def first_share(scores: NDArray[Any], victor: NDArray[Any]) -> NDArray[Any]:
    """Share of games that each firm wins, (firms,) from scores (firms, games); ties go to the earlier."""
    first = np.where(victor == BY_SCORE, scores.argmax(axis=0), victor) if scores.shape[-1] else np.zeros(0, dtype=int)
    return np.bincount(first, minlength=len(scores)) / max(len(first), 1)


def expected_table(found: Expected) -> str:
    """As lines to read."""
    wide = max(len(one.firm) for one in found.firms)
    lines = [
        f"{found.scenario}: {found.games:,} games, seed {found.seed}, ruleset {found.digest[:12]}",
        f"{'firm':<{wide}}    old    new  change  wins before   after",
    ]
    for one in found.firms:
        change = f"{one.new - one.old:+.1f}"
        before, after = f"{one.old_wins:.1%}", f"{one.new_wins:.1%}"
        lines.append(f"{one.firm:<{wide}}  {one.old:>5.1f}  {one.new:>5.1f}  {change:>6}  {before:>12}  {after:>5}")
    return "\n".join(lines)
