"""How moments of a game that is over might have gone on: doctrines in all seats, each time on another chance.

Nothing is hidden any more, so that moments are played on as they were, but for what chance had still to say. The same
lots of futures are dealt to every moment, so that two moments of one quarter can be compared pair by pair.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen, take
from game.engine.axes import WORLDS
from game.engine.draws import world_keys
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import Chance, State
from game.engine.value import Value
from game.players.policy import Policy
from game.rollout.imagine import joined
from game.rollout.taped import Recorded

LOT = 16
"""Futures that are dealt to a moment at a time."""
ABREAST = 16
"""Moments on the tape at once: 256 worlds, at which a quarter of a world costs least."""
SEED = 0xA57
NOBODY = -1
RUNNING = float(ENDINGS.index("running"))


@dataclass(frozen=True, eq=False)
class Fates:
    """How a moment's futures ended."""

    winner: NDArray[np.int64]
    """The winner's place, or NOBODY, (futures,)."""
    lead: NDArray[np.float64]
    """Points of one seat over its best rival when the game ended, (futures,)."""

    def and_(self, other: "Fates") -> "Fates":
        """These and others."""
        return Fates(np.concatenate([self.winner, other.winner]), np.concatenate([self.lead, other.lead]))


Dealt = tuple[State, int]
"""A moment, a state of one world, and the number of the lot that is dealt to it."""


class Aftermath:
    """Plays moments on with one table of policies; one recording and one tape, made when first needed."""

    def __init__(self, rules: Ruleset, policy: Policy, seat: int) -> None:
        self.rules, self.seat = rules, seat
        self._recorded = Recorded(rules, policy)

    def play(self, dealt: Sequence[Dealt]) -> list[Fates]:
        """How up to ``ABREAST`` moments end, whatever quarters they are of. One that is over ends as it did."""
        going = [n for n, (moment, _) in enumerate(dealt) if not is_over(moment)]
        fates = {n: self._fates(moment, [0] * LOT) for n, (moment, _) in enumerate(dealt) if n not in going}
        if going:
            end = self._ends([dealt[n] for n in going])
            fates |= {n: self._fates(end, list(range(LOT * at, LOT * (at + 1)))) for at, n in enumerate(going)}
        return [fates[n] for n in range(len(dealt))]

    def _ends(self, dealt: Sequence[Dealt]) -> State:
        filled = [*dealt, *[dealt[-1]] * (ABREAST - len(dealt))]
        together = reduce(joined, [moment for moment, _ in filled])
        block = take(together, [n for n in range(ABREAST) for _ in range(LOT)])
        keys = [world_keys(SEED, lot * LOT, LOT) for _, lot in filled]
        key_a, key_b = (Value(np.concatenate([pair[half] for pair in keys]), (WORLDS,)) for half in (0, 1))
        return self._recorded.play(frozen(replace(block, chance=Chance(key_a, key_b))))

    def _fates(self, end: State, worlds: list[int]) -> Fates:
        standings = end.standings
        score = standings.final_score.array[:, worlds].astype(float)
        rivals = np.delete(score, self.seat, axis=0)
        best = rivals.max(axis=0) if len(rivals) else np.zeros(len(worlds))
        return Fates(standings.winner_index.array[worlds].astype(np.int64), score[self.seat] - best)


def is_over(moment: State) -> bool:
    """Whether the game had ended at a moment."""
    return bool(moment.standings.ending.array[0] != RUNNING)
