"""Moments worth trying out: states of played games in which an event waits on somebody's desk."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import take
from game.engine.axes import EVENTS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.players.seats import seated
from game.rollout.loop import opening
from game.rollout.taped import Recorded


@dataclass(frozen=True, eq=False)
class Moment:
    """An event that waits for an answer, and the world in which it does."""

    event: int
    firm: int
    slot: int
    """Where on the firm's desk it lies."""
    seats: Mapping[str, str]
    """Policy by firm, where it is not the firm's own doctrine."""
    state: State
    """Of one world."""
    lot: float
    """What it was drawn by."""


@dataclass(frozen=True)
class Wanted:
    """Which moments are looked for."""

    events: Collection[int] | None = None
    """Places of the events; None for all."""
    least_left: int = 1
    """Quarters that a game has still to play, this one included: in its last one, hardly any answer tells."""

    def among(self, pending: NDArray[Any]) -> NDArray[np.bool_]:
        """Which events on the desks are wanted, in the shape of ``pending``."""
        if self.events is None:
            waits: NDArray[np.bool_] = pending >= 0
            return waits
        return np.isin(pending, list(self.events))


class Waiting:
    """Keeps for each event a few of the moments in which it waited, drawn by lot over all that were seen."""

    def __init__(self, rules: Ruleset, seats: Mapping[str, str], seed: int, each: int, wanted: "Wanted") -> None:
        self.seats = seats
        self.each = each
        self.wanted = wanted
        self.kept: list[list[Moment]] = [[] for _ in range(rules.sizes[EVENTS])]
        self._rng = np.random.default_rng(seed)

    def before(self, rules: Ruleset, state: State) -> None:
        """Look at every desk, while there is time for an answer to tell."""
        if rules.turns - float(state.turn.array[0]) < self.wanted.least_left:
            return
        pending = state.desk.pending.array
        lots = self._rng.random(pending.shape)
        for firm, slot, world in np.argwhere(self.wanted.among(pending)):
            kept, lot = self.kept[int(pending[firm, slot, world])], float(lots[firm, slot, world])
            if len(kept) < self.each or lot < kept[-1].lot:
                one = take(state, [int(world)])
                kept.append(Moment(int(pending[firm, slot, world]), int(firm), int(slot), self.seats, one, lot))
                kept.sort(key=lambda moment: moment.lot)
                del kept[self.each :]

    def after(self, rules: Ruleset, state: State) -> None:
        """Nothing to look at."""

    def end(self, rules: Ruleset, state: State) -> None:
        """Nothing to look at."""


def moments(
    rules: Ruleset,
    tables: Sequence[Mapping[str, str]],
    games: int,
    seed: int,
    each: int,
    wanted: Wanted,
    engine: str = "tape",
) -> Iterator[list[Moment]]:
    """For every event, at most so many moments of games at these tables, in the order of their lots."""
    seen = [Waiting(rules, seats, seed + n, each, wanted) for n, seats in enumerate(tables)]
    for n, waiting in enumerate(seen):
        start = opening(rules, games, seed, n * games)
        Recorded(rules, seated(rules, waiting.seats), engine).play(start, observers=[waiting])
    for event in range(rules.sizes[EVENTS]):
        of_event = [moment for waiting in seen for moment in waiting.kept[event]]
        yield sorted(of_event, key=lambda moment: moment.lot)[:each]
