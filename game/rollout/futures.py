"""What might come of a moment as one seat imagines it: the same futures for each way it might order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen, map_arrays, named_arrays
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
from game.rollout.imagine import Sight, imagined
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


def _on() -> None:
    """Nothing: go on."""


def course(
    rules: Ruleset, tapes: CastTapes, start: Cast, seat: NDArray[np.int64], first: Cast | None = None,
    quarters: int = AHEAD, between: Callable[[], None] = _on,
) -> Course:  # fmt: skip
    """Play a block on, from ``start``, or from what its first quarter has already come to.

    ``seat``, (worlds,), is who looks ahead in each world. ``between`` is called before each quarter, and may raise.
    """
    tape = tapes.loaded(start if first is None else first)
    looks, rows = [glimpse(start.state)], [read(rules, start.state)]
    for quarter in range(quarters):
        between()
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


@dataclass
class Deal:
    """A block of futures of one moment, and how it goes on by the ways to order that were asked for last."""

    start: Cast
    theirs: Orders
    """What everybody orders in the first quarter, the seat by its heads."""
    played: list[tuple[Orders, Course]] = field(default_factory=list)

    def of(self, way: Orders) -> Course | None:
        """How it goes on if the seat orders so; None if that was not played."""
        return next((course for orders, course in self.played if _alike(orders, way)), None)


class Futures:
    """Plays a seat's futures. It keeps recordings and tapes, so that only the first time is slow.

    Of the moment last looked at it also keeps what was dealt and played, so that only new ways to order are played.
    """

    def __init__(self, rules: Ruleset, seat: int, between: Callable[[], None] = _on) -> None:
        """``between`` is called before each quarter that is played and more often; what it raises gives work up."""
        self.rules, self.seat = rules, seat
        self._between = between
        self._mask = Value(np.arange(rules.sizes[FIRMS]) == seat, (FIRMS,))
        self._pasts = Pasts(rules)
        self._delegated: tuple[str, ...] = ()
        self._tapes = self._tapes_for(())
        self._of: tuple[Sight, tuple[str, ...]] | None = None
        self._deals: dict[int, Deal] = {}

    def past(self, turn: int) -> Past:
        """The other games that a turn is imagined from."""
        return self._pasts.at(turn)

    def chunk(
        self, sight: Sight, ways: Sequence[Orders], delegated: tuple[str, ...], number: int
    ) -> tuple[Course, ...]:
        """One block of futures for each way to order: number 0 is small and quick. World 0 of the orders is read.

        The same number deals the same futures to whatever is ordered.
        """
        deal = self._deal(sight, delegated, number)
        found = tuple(self._course(deal, way) for way in ways)
        deal.played = list(zip(ways, found, strict=True))
        return found

    def _course(self, deal: Deal, way: Orders) -> Course:
        """How a block goes on by one way to order, played if it was not yet."""
        kept = deal.of(way)
        if kept is None:
            kept = self._played(deal, way)
            deal.played.append((way, kept))
        return kept

    def _deal(self, sight: Sight, delegated: tuple[str, ...], number: int) -> Deal:
        """What a block has before the player orders anything, made once a moment."""
        if self._of is None or self._of[0] is not sight or self._of[1] != delegated:
            self._of, self._deals = (sight, delegated), {}
            if self._delegated != delegated:
                self._delegated, self._tapes = delegated, self._tapes_for(delegated)
        if number not in self._deals:
            start = imagined(self.rules, sight, self.past(sight.turn), FIRST if number == 0 else REST, SEED + number)
            self._between()
            self._deals[number] = Deal(start, self._tapes.decide(start))
            self._between()
        return self._deals[number]

    def _played(self, deal: Deal, mine: Orders) -> Course:
        worlds = int(deal.start.doctrine_index.array.shape[-1])
        seat = np.full(worlds, self.seat)
        first = begun(self.rules, deal.start, deal.theirs, spread(mine, worlds), seat)
        return course(self.rules, self._tapes, deal.start, seat, first, between=self._between)

    def _tapes_for(self, delegated: tuple[str, ...]) -> CastTapes:
        return CastTapes(self.rules, lambda table: Led(table, self._mask, delegated))


def _alike(one: Orders, other: Orders) -> bool:
    """Whether two sets of orders are the same in every number."""
    pairs = zip(named_arrays(one).values(), named_arrays(other).values(), strict=True)
    return all(np.array_equal(a.array, b.array) for a, b in pairs)


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
