"""Invariants: what must hold after every quarter, whatever was ordered. Checked in tests and under ``--check``."""

import numpy as np

from game.engine.arrays import named_arrays
from game.engine.axes import AHEAD, COUNTRIES, FIRMS, LISTINGS, SITES, USES
from game.engine.numeric import blend, total
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value

MAY_BE_NEGATIVE = {
    "standings.parts",
    "standings.first_points",
    "standings.expected",
    "books.income_musd",
    "books.core_musd",
    "labs.know_how",
    "labs.bonus",
    "labs.boost",
    "world.public_know_how",
    "world.demand",
    "world.foundry_shock",
    "licences.listing_index",
    "desk.pending",
    "desk.event_on",
    "desk.move_on",
    "controls.in_force_on",
    "controls.rumoured_on",
    "controls.announced_on",
    "controls.ended_on",
    "standings.leader_index",
    "standings.winner_index",
    "standings.victory_index",
    "standings.challenger_index",
    "standings.lead_since",
    "standings.challenger_since",
    "licences.filed_on",
    "books.cash_musd",
}
"""Everything else is a count, a share or an amount that cannot fall below zero."""

WHOLE = (
    "fleet.stock_units",
    "fleet.racked_units",
    "fleet.on_order_units",
    "fleet.held_units",
    "labs.researchers",
)
"""Chips and people are whole."""


def chips_in_hand(rules: Ruleset, state: State) -> Value:
    """All chips that firms own, lease or have paid for, and those on the shelves of used ones, (chips, worlds)."""
    fleet = state.fleet
    on_paper = total(fleet.on_order_units, over=AHEAD) + fleet.held_units
    owned = fleet.stock_units + total(fleet.racked_units, over=SITES)
    on_shelves = total(state.market.used_units, over=COUNTRIES)
    return total(owned, over=FIRMS) + blend(on_paper, rules.listings.chips, over=LISTINGS) + on_shelves


def check(rules: Ruleset, before: State, after: State) -> list[str]:
    """Every invariant that does not hold, as a sentence that names the quantity and the first world."""
    wrong = _bad_numbers(after)
    wrong += _compare(
        "chips in hand are not chips made less chips lost",
        chips_in_hand(rules, after),
        after.ledger.chips_made - after.ledger.chips_lost,
        tolerance=0.0,
    )
    people = total(after.labs.researchers, over=FIRMS) - total(before.labs.researchers, over=FIRMS)
    moved = (after.ledger.people_hired - before.ledger.people_hired) - (
        after.ledger.people_left - before.ledger.people_left
    )
    wrong += _compare("researchers are not those hired less those who left", people, moved, tolerance=0.0)
    cash = after.books.cash_musd - before.books.cash_musd
    flow = (after.ledger.musd_in - before.ledger.musd_in) - (after.ledger.musd_out - before.ledger.musd_out)
    wrong += _compare("cash did not move by what came in less what went out", cash, flow, tolerance=1e-5, of=after)
    split = total(after.compute.split, over=USES)
    wrong += _compare("the compute split does not add up to one", split, split * 0.0 + 1.0, tolerance=1e-4)
    return wrong


def _bad_numbers(state: State) -> list[str]:
    wrong = []
    for name, value in named_arrays(state).items():
        array = value.array
        if array.dtype != np.float32:
            continue
        if not np.isfinite(array).all():
            wrong.append(f"{name} is not a finite number in world {_first(~np.isfinite(array))}")
        elif name not in MAY_BE_NEGATIVE and (array < 0).any():
            wrong.append(f"{name} is negative in world {_first(array < 0)}")
        if name in WHOLE and (array != np.floor(array)).any():
            wrong.append(f"{name} is not whole in world {_first(array != np.floor(array))}")
    return wrong


def _first(mask: np.ndarray) -> int:
    """The first world in which a mask holds."""
    return int(np.argwhere(mask.reshape(-1, mask.shape[-1]).any(axis=0))[0, 0])


def _compare(sentence: str, left: Value, right: Value, tolerance: float, of: State | None = None) -> list[str]:
    size = np.abs(left.array) + np.abs(right.array) + 1.0
    if of is not None:
        size = size + np.abs(of.books.cash_musd.array) + np.abs(of.ledger.musd_in.array)
    off = np.abs(left.array - right.array) > tolerance * size
    return [f"{sentence} in world {_first(off)}"] if off.any() else []
