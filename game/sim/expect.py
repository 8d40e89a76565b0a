"""What is expected of each firm: the handicap by which any seat is as good as any other.

A giant and a small lab do not start level, so a score is counted from what a scenario expects of the firm
(``expected_points``; see ``game/engine/phases/standings.py``). Measured over the rotated tables of ``balance``, in
which each firm plays each doctrine equally often, it is set so that every firm comes first equally often and the mean
score is 50. Where a scenario lists points on the way, each mark gets what the firm reaches by then in the mean. A firm
that went bankrupt comes last; a game won by a victory before its date counts for its winner; games that nobody won are
left out.
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
    course: tuple[float, ...] = ()
    """New points at even distances, where the scenario lists them; the last is ``new``."""

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "old": six(self.old),
            "new": self.new,
            "old_wins": six(self.old_wins),
            "new_wins": six(self.new_wins),
            **({"course": list(self.course)} if self.course else {}),
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
        found: dict[Path, float] = {}
        for one in self.firms:
            by_place = {place_of(one.firm, mark): points for mark, points in enumerate(one.course)}
            found |= by_place or {place_of(one.firm): one.new}
        return found

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


def place_of(firm: str, mark: int | None = None) -> Path:
    """Where in a scenario a firm's number stands, or one of its list."""
    at: Path = ("firms", firm, "start", "expected_points")
    return at if mark is None else (*at, mark)


def places(loaded: Loaded) -> list[Path]:
    """Where all numbers of a scenario stand, firm by firm."""
    found: list[Path] = []
    for firm in loaded.board.firms:
        found += [place_of(firm, mark) for mark in range(marks_of(loaded, firm))] or [place_of(firm)]
    return found


def marks_of(loaded: Loaded, firm: str) -> int:
    """How many numbers a firm's list has; 0 where it is a bare number."""
    given = loaded.resolved_json["firms"][firm]["start"].get("expected_points")
    return len(given) if isinstance(given, list) else 0


def expected(
    loaded: Loaded,
    games: int,
    seed: int,
    jobs: int,
    done: Callable[[int], None] = lambda _: None,
    engine: str = "tape",
) -> Expected:
    """Play and measure; Ctrl-C ends it early, with what is finished. ``done(n)`` is told of every n games."""
    rules = loaded.ruleset
    tables = plan(rules, games, seed).rotated
    parts: list[NDArray[Any]] = [np.zeros((rules.sizes[FIRMS], 0))]
    victors: list[NDArray[Any]] = [np.zeros(0, dtype=int)]
    reached: list[NDArray[Any]] = [np.zeros((rules.turns, rules.sizes[FIRMS], 0))]
    before, played = rules.firms.expected_points.array[-1].reshape(-1), 0
    work = play_tables(rules, loaded.resolved_json, seed, tables, jobs, bot_seconds=0.0, engine=engine)
    try:
        with closing(work):
            for dealt in work:
                with uninterrupted():
                    sums = dealt.games.score - 50.0 + before[:, None]
                    was_won = dealt.games.winner >= 0  # in a collapse all score nothing: it says nothing of a firm
                    parts.append(np.where(dealt.games.is_broke, LAST, sums)[:, was_won])
                    reached.append(dealt.games.reached[..., was_won])
                    by_score = dealt.games.ended_on >= rules.turns - 1
                    victors.append(np.where(by_score, BY_SCORE, dealt.games.winner)[was_won])
                    played += dealt.games.count
                    done(dealt.games.count)
    except KeyboardInterrupt:
        pass
    sums, victor = np.concatenate(parts, axis=-1), np.concatenate(victors)
    found = np.round(handicaps(sums, victor), DECIMALS)
    wins = [first_share(sums - level[:, None], victor) for level in (before, found)]
    course = mean_course(np.concatenate(reached, axis=-1), sums)
    firms = tuple(
        Expectation(
            firm,
            float(before[n]),
            float(found[n]),
            float(wins[0][n]),
            float(wins[1][n]),
            _marks(marks_of(loaded, firm), course[:, n], float(found[n])),
        )
        for n, firm in enumerate(rules.ids[FIRMS])
        if sums.shape[-1]
    )
    planned = sum(table.games for table in tables)
    return Expected(rules.scenario_id, rules.digest, seed, played, planned, firms)


def mean_course(reached: NDArray[Any], sums: NDArray[Any]) -> NDArray[Any]:
    """What each firm reaches by each turn in the mean of the games that still run, (turns, firms); bankrupts left out.

    ``reached`` is (turns, firms, games), ``sums`` are the points at the ending, (firms, games).
    """
    counts = ~np.isnan(reached) & (sums > LAST)
    whole = np.where(counts, reached, 0.0).sum(axis=-1)
    found: NDArray[Any] = whole / np.maximum(counts.sum(axis=-1), 1)
    return found


def _marks(count: int, course: NDArray[Any], last: float) -> tuple[float, ...]:
    """So many points at even distances: the mean, and for the end the handicap."""
    turns = np.arange(1, count) * (len(course) - 1) / max(count, 1)
    on_the_way = np.interp(turns, np.arange(len(course)), course)
    return tuple([round(float(points), DECIMALS) for points in on_the_way] + [last][:count])


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
