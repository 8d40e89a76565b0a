"""Which offers a buyer can know of: those on sale, and those that their makers mean to sell within a year."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.ruleset import Ruleset
from game.engine.state import NEVER, State

IN_SIGHT_QUARTERS = 4
"""How far ahead makers announce what they will sell."""


def waits(rules: Ruleset, state: State, world: int = 0) -> NDArray[Any]:
    """(offers,), quarters: 0 what is planned to be on sale now, infinite what is not planned from now on.

    A designed chip comes no sooner than its design; one that nobody has begun waits for its plan alone.
    """
    turn = int(state.turn.array[world])
    planned = rules.offers.supply_units.array
    ahead = planned[min(turn, len(planned) - 1) :] > 0
    wait = np.where(ahead.any(axis=0), ahead.argmax(axis=0), np.inf)
    variants = rules.offers.variant_index.array.astype(int)
    if len(state.market.ready_on.array):
        ready = state.market.ready_on.array[:, world][np.maximum(variants, 0)]
        is_dated = (variants >= 0) & (ready < NEVER)
        wait = np.where(is_dated, np.maximum(wait, ready - turn), wait)
    return np.asarray(wait, dtype=float)


def in_sight(rules: Ruleset, state: State, world: int = 0) -> NDArray[Any]:
    """(offers,): on sale, or planned to be within a year."""
    return np.asarray(waits(rules, state, world) <= IN_SIGHT_QUARTERS)
