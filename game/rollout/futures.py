"""What might come of a moment as one seat imagines it: futures with its orders and without, on the same chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen
from game.engine.axes import FIRMS, WORLDS
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.quantities import QUANTITIES
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.tape import Tape
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import merge, observe
from game.players.doctrine import Doctrine
from game.players.led import Led
from game.rollout.imagine import Pasts, imagined, joined
from game.rollout.taped import Recorded

AHEAD = 8
"""Quarters that are looked ahead."""
FIRST, NEXT, CHUNKS = 16, 60, 4
"""Futures in the first picture, and in each of the four blocks that refine it: 256 in all."""
CHARTED = ("score", "place", "cash_bn", "capability", "fleet_h100e", "runway", "users_m")
"""What is looked at, in the order of the charts."""
SEED = 0x5EED
Courses = NDArray[np.float64]


@dataclass(frozen=True)
class Futured:
    """Courses of every quantity, by quantity: ``(firms, quarters, futures)``, the quarter of the moment first."""

    with_orders: dict[str, Courses]
    without: dict[str, Courses]

    @property
    def count(self) -> int:
        """How many futures."""
        return int(self.with_orders[CHARTED[0]].shape[-1])

    def and_(self, other: "Futured") -> "Futured":
        """These futures and others."""

        def both(one: dict[str, Courses], more: dict[str, Courses]) -> dict[str, Courses]:
            return {name: np.concatenate([one[name], more[name]], axis=-1) for name in one}

        return Futured(both(self.with_orders, other.with_orders), both(self.without, other.without))


class Futures:
    """Plays a seat's futures. It keeps recordings and tapes, so that only the first time is slow."""

    def __init__(self, rules: Ruleset, seat: int) -> None:
        self.rules, self.seat = rules, seat
        self._mask = Value(np.arange(rules.sizes[FIRMS]) == seat, (FIRMS,))
        self._doctrine = Doctrine()
        self._pasts = Pasts(rules)
        self._recorded: dict[tuple[str, ...], Recorded] = {}
        self._tapes: dict[tuple[tuple[str, ...], int], Tape] = {}

    def chunk(self, state: State, orders: Orders, base: Orders, delegated: tuple[str, ...], number: int) -> Futured:
        """One block of futures: number 0 is small and quick. World 0 of state and orders is read.

        The same number deals the same futures to whatever is ordered.
        """
        worlds = FIRST if number == 0 else NEXT
        turn, seed = int(state.turn.array[0]), SEED + number
        start = imagined(self.rules, state, self._pasts.at(turn, worlds, seed), self.seat, seed)
        theirs = self._doctrine.decide(self.rules, observe(self.rules, start))
        tried = [self._quarter(start, theirs, mine, worlds) for mine in (orders, base)]
        found = self._course(start, joined(*tried), delegated)
        first = {name: values[..., :worlds] for name, values in found.items()}
        return Futured(first, {name: values[..., worlds:] for name, values in found.items()})

    def _quarter(self, start: State, theirs: Orders, mine: Orders, worlds: int) -> State:
        wide = {name: _spread(getattr(mine, name), worlds) for group in DEPARTMENTS.values() for name in group}
        merged = merge(self.rules, theirs, Orders(**wide), tuple(DEPARTMENTS), self._mask)
        return frozen(step(self.rules, start, merged))

    def _course(self, start: State, first: State, delegated: tuple[str, ...]) -> dict[str, Courses]:
        tape = self._tape(delegated, int(first.turn.array.shape[-1]))
        tape.load(first)
        rows = [self._read(joined(start, start)), self._read(tape.state)]
        for _ in range(AHEAD - 1):
            tape.run(1)
            rows.append(self._read(tape.state))
        return {name: np.stack([row[name] for row in rows], axis=1) for name in CHARTED}

    def _tape(self, delegated: tuple[str, ...], worlds: int) -> Tape:
        key = (delegated, worlds)
        if key not in self._tapes:
            if delegated not in self._recorded:
                self._recorded = {delegated: Recorded(self.rules, Led(self._doctrine, self._mask, delegated))}
                self._tapes = {}
            self._tapes[key] = Tape(self._recorded[delegated].graph, self.rules.start(2), worlds)
        return self._tapes[key]

    def _read(self, state: State) -> dict[str, Courses]:
        return {name: np.array(QUANTITIES[name].read(self.rules, state).array, dtype=float) for name in CHARTED}


def _spread(value: Value, worlds: int) -> Value:
    if WORLDS not in value.axes:
        return value
    return Value(np.repeat(value.array[..., :1], worlds, axis=-1), value.axes)
