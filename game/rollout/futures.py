"""What might come of a moment as one seat imagines it: the same futures for each way it might order."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen, map_arrays
from game.engine.axes import FIRMS, WORLDS
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.quantities import QUANTITIES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import merge
from game.players.led import Led
from game.rollout.acts import NEXT, Glimpse, Marks, acts, glimpse
from game.rollout.cast import Cast, CastTapes
from game.rollout.imagine import Sight, imagined, joined
from game.rollout.pasts import Past, Pasts

AHEAD = 8
"""Quarters that are looked ahead."""
FIRST, REST, CHUNKS = 16, 60, 4
"""Futures in the first picture, and in each of the four blocks that refine it: 256 in all."""
CHARTED = ("score", "place", "cash_bn", "capability", "fleet_h100e", "runway", "users_m")
"""What is looked at, in the order of the charts."""
SEED = 0x5EED
Courses = NDArray[np.float64]


@dataclass(frozen=True)
class Course:
    """How a block went on: quantities, the moment first, and what each firm did in each quarter."""

    numbers: dict[str, Courses]
    """By quantity, (firms, quarters + 1, worlds)."""
    done: dict[str, Marks]
    """By act of ``acts.NEXT``, (firms, quarters, worlds); ``tops`` asks for the best of the moment to be beaten."""

    @property
    def count(self) -> int:
        """How many worlds."""
        return int(self.numbers[CHARTED[0]].shape[-1])

    def of(self, worlds: slice) -> "Course":
        """Some of the worlds."""
        return Course(
            {name: rows[..., worlds] for name, rows in self.numbers.items()},
            {name: marks[..., worlds] for name, marks in self.done.items()},
        )

    def and_(self, other: "Course") -> "Course":
        """These worlds and others."""
        return Course(
            {name: np.concatenate([rows, other.numbers[name]], axis=-1) for name, rows in self.numbers.items()},
            {name: np.concatenate([marks, other.done[name]], axis=-1) for name, marks in self.done.items()},
        )


def course(
    rules: Ruleset, tapes: CastTapes, start: Cast, seat: NDArray[np.int64], first: Cast | None = None,
    quarters: int = AHEAD,
) -> Course:  # fmt: skip
    """Play a block on, from ``start``, or from what its first quarter has already come to.

    ``seat``, (worlds,), is who looks ahead in each world.
    """
    tape = tapes.loaded(start if first is None else first)
    looks, rows = [glimpse(start.state)], [read(rules, start.state)]
    for quarter in range(quarters):
        if first is None or quarter:
            tape.run(1)
        looks.append(glimpse(tape.state))
        rows.append(read(rules, tape.state))
    return made(rules, rows, looks, seat)


def made(rules: Ruleset, rows: list[dict[str, Courses]], looks: list[Glimpse], seat: NDArray[np.int64]) -> Course:
    """A course from what was read and seen of a block quarter by quarter."""
    best, own = looks[0].released.max(axis=0), looks[0].released[seat, np.arange(len(seat))]
    found = [acts(rules, before, after, best, own) for before, after in pairwise(looks)]
    return Course(
        {name: np.stack([row[name] for row in rows], axis=1) for name in CHARTED},
        {name: np.stack([one[name] for one in found], axis=1) for name in NEXT},
    )


def read(rules: Ruleset, state: State) -> dict[str, Courses]:
    """What is charted of a block, each (firms, worlds), copied."""
    return {name: np.array(QUANTITIES[name].read(rules, state).array, dtype=float) for name in CHARTED}


class Futures:
    """Plays a seat's futures. It keeps recordings and tapes, so that only the first time is slow."""

    def __init__(self, rules: Ruleset, seat: int) -> None:
        self.rules, self.seat = rules, seat
        self._mask = Value(np.arange(rules.sizes[FIRMS]) == seat, (FIRMS,))
        self._pasts = Pasts(rules)
        self._delegated: tuple[str, ...] = ()
        self._tapes: CastTapes | None = None

    def past(self, turn: int) -> Past:
        """The other games that a turn is imagined from."""
        return self._pasts.at(turn)

    def chunk(
        self, sight: Sight, ways: Sequence[Orders], delegated: tuple[str, ...], number: int
    ) -> tuple[Course, ...]:
        """One block of futures for each way to order: number 0 is small and quick. World 0 of the orders is read.

        The same number deals the same futures to whatever is ordered.
        """
        worlds = FIRST if number == 0 else REST
        tapes, seat = self._tapes_for(delegated), np.full(worlds, self.seat)
        start = imagined(self.rules, sight, self.past(sight.turn), worlds, SEED + number)
        theirs = tapes.decide(start)
        firsts = [begun(self.rules, start, theirs, spread(mine, worlds), seat) for mine in ways]
        together, begins = reduce(joined, firsts), reduce(joined, [start] * len(ways))
        found = course(self.rules, tapes, begins, np.tile(seat, len(ways)), together)
        return tuple(found.of(slice(worlds * n, worlds * (n + 1))) for n in range(len(ways)))

    def _tapes_for(self, delegated: tuple[str, ...]) -> CastTapes:
        if self._tapes is None or self._delegated != delegated:
            self._delegated = delegated
            self._tapes = CastTapes(self.rules, lambda table: Led(table, self._mask, delegated))
        return self._tapes


def spread(orders: Orders, worlds: int) -> Orders:
    """The orders of world 0, in so many worlds."""

    def wide(value: Value) -> Value:
        return Value(np.repeat(value.array[..., :1], worlds, axis=-1), value.axes) if value.is_batched else value

    return map_arrays(orders, wide)


def begun(rules: Ruleset, start: Cast, theirs: Orders, mine: Orders, seat: NDArray[np.int64]) -> Cast:
    """A block after its first quarter: in each world ``seat``, (worlds,), orders ``mine``, the others ``theirs``."""
    mask = Value(np.arange(rules.sizes[FIRMS])[:, None] == seat, (FIRMS, WORLDS))
    orders = merge(rules, theirs, mine, tuple(DEPARTMENTS), mask)
    return Cast(frozen(step(rules, start.state, orders)), start.doctrine_index)
