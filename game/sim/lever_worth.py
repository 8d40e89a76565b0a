"""What a push of each lever is worth: one lever of one firm pushed in a played game, and the rest played on as usual.

Games of the doctrines are stopped before some quarter. In world *i* the firm *i* modulo the number of firms is pushed,
by as much as the scenario's own outcomes push that lever in the middle, and the game goes on to its end with the same
dice as without. What is told is the change of the firm's lead over its best rival: how much a choice moves that offers
such a push. A lever that no outcome pushes is left out.
"""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import copied, frozen
from game.engine.axes import FIRMS, LEVERS, WORLDS
from game.engine.effects import apply_outcomes
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import FLOAT, Value
from game.players.seats import seated
from game.rollout.interrupts import uninterrupted
from game.rollout.loop import opening
from game.rollout.taped import Recorded
from game.scenario import Loaded, load_resolved
from game.sim.choices import lead_at_end
from game.sim.pool import in_order


@dataclass(frozen=True)
class Push:
    """A push that is tried."""

    lever: int
    amount: float
    """In the lever's own unit: the middle of what outcomes push, without regard to sign."""


@dataclass(frozen=True)
class Worth:
    """What a push came to, by the quarter in which it was given."""

    push: Push
    points: tuple[float, ...]
    """Change of the lead, mean over firms and worlds."""
    errors: tuple[float, ...]
    """Standard errors of that."""


@dataclass
class Weighed:
    """What a run found."""

    quarters: tuple[int, ...]
    """Turns before which was pushed, from 0."""
    found: list[Worth]
    is_whole: bool = True
    """False if it was stopped early."""


def usual_pushes(rules: Ruleset) -> list[Push]:
    """Every lever that some outcome pushes in the row of the firm that chose it, and how far in the middle."""
    table, levers, firms = rules.pushes, rules.sizes[LEVERS], rules.sizes[FIRMS]
    rows = np.repeat(np.arange(len(table.starts) - 1), np.diff(table.starts))
    doer, firm = rows // ((len(table.starts) - 1) // firms), table.places // levers
    own = (doer == firm) & (table.amounts != 0.0)
    lever, amount = table.places[own] % levers, np.abs(table.amounts[own])
    return [Push(int(n), float(np.median(amount[lever == n]))) for n in np.unique(lever)]


def usual_quarters(rules: Ruleset) -> tuple[int, ...]:
    """An early, a middle and a late turn: a sixth, a half and five sixths of the way."""
    return tuple(sorted({rules.turns // 6, rules.turns // 2, rules.turns * 5 // 6}))


class Weigher:
    """Games stopped before each of some quarters, and how they end as they are."""

    def __init__(self, rules: Ruleset, quarters: Sequence[int], each: int, seed: int, engine: str) -> None:
        self.rules = rules
        self._played = Recorded(rules, seated(rules, {}), engine)
        stops = _Stops(quarters)
        self._played.play(opening(rules, each * rules.sizes[FIRMS], seed), observers=[stops])
        self._moments = [stops.kept[quarter] for quarter in quarters]
        self._usual = [self._leads(state) for state in self._moments]

    def __call__(self, push: Push) -> Worth:
        """Push one lever in every moment."""
        gains = [
            self._leads(self._pushed(state, push)) - usual
            for state, usual in zip(self._moments, self._usual, strict=True)
        ]
        return Worth(
            push,
            tuple(float(gain.mean()) for gain in gains),
            tuple(float(gain.std(ddof=1) / len(gain) ** 0.5) for gain in gains),
        )

    def _pushed(self, state: State, push: Push) -> State:
        worlds = state.turn.array.shape[-1]
        amounts = np.zeros((self.rules.sizes[FIRMS], self.rules.sizes[LEVERS], worlds), dtype=FLOAT)
        amounts[self._firms(worlds), push.lever, np.arange(worlds)] = push.amount
        return frozen(apply_outcomes(self.rules, state, Value(amounts, (FIRMS, LEVERS, WORLDS)), Recorder()))

    def _leads(self, state: State) -> NDArray[Any]:
        """At the end, of the firm that each world is about, points (worlds,)."""
        return lead_at_end(self._played.play(state), self._firms(state.turn.array.shape[-1]))

    def _firms(self, worlds: int) -> NDArray[np.intp]:
        return np.arange(worlds) % self.rules.sizes[FIRMS]


class _Stops:
    """Keeps the states before some quarters."""

    def __init__(self, quarters: Sequence[int]) -> None:
        self.quarters = quarters
        self.kept: dict[int, State] = {}

    def before(self, rules: Ruleset, state: State) -> None:
        """Copy what the next quarter overwrites."""
        turn = int(state.turn.array.max())
        if turn in self.quarters:
            self.kept[turn] = frozen(copied(state))

    def after(self, rules: Ruleset, state: State) -> None:
        """Nothing to keep."""

    def end(self, rules: Ruleset, state: State) -> None:
        """Nothing to keep."""


def weigh_levers(
    loaded: Loaded,
    pushes: Sequence[Push],
    *,
    quarters: Sequence[int],
    each: int,
    seed: int,
    jobs: int,
    engine: str = "tape",
    done: Callable[[int], None] = lambda _: None,
) -> Weighed:
    """Try each push in so many worlds a firm; Ctrl-C ends it early. ``done(1)`` is told of each lever."""
    weighed = Weighed(tuple(quarters), [])
    try:
        with closing(_tried(loaded, pushes, (tuple(quarters), each, seed, engine), jobs)) as work:
            for worth in work:
                with uninterrupted():
                    weighed.found.append(worth)
                    done(1)
    except KeyboardInterrupt:
        weighed.is_whole = False
    return weighed


# over processes -------------------------------------------------------------------------------------------

Given = tuple[tuple[int, ...], int, int, str]
"""Quarters, worlds a firm, seed and engine."""


def _tried(loaded: Loaded, pushes: Sequence[Push], given: Given, jobs: int) -> Generator[Worth, None, None]:
    if jobs <= 1 or len(pushes) <= 1:
        yield from map(Weigher(loaded.ruleset, *given), pushes)
        return
    with closing(in_order(pushes, _try_here, jobs, _prepare, (dict(loaded.resolved_json), *given))) as work:
        yield from work


_here: dict[str, Weigher] = {}
"""What a worker process was given at its start."""


def _prepare(resolved: Mapping[str, Any], quarters: tuple[int, ...], each: int, seed: int, engine: str) -> None:
    _here["weigher"] = Weigher(load_resolved(dict(resolved)).ruleset, quarters, each, seed, engine)


def _try_here(push: Push) -> Worth:
    return _here["weigher"](push)
