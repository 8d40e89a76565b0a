"""The random policy: over the whole space of orders, and nothing of it refused."""

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import FIRMS, LISTINGS
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.turn import step
from game.engine.view import observe, standing
from game.players.random_orders import RandomOrders
from game.scenario import Loaded
from tests.strategies import fresh

ROUNDING = 1e-4


def refusals(rules: Ruleset, worlds: int, turns: int) -> set[str]:
    """The reasons for which any part of a random order was refused in some quarters of play."""
    state, found = fresh(rules, worlds, seed=2), set()
    for _ in range(turns):
        record = Listener()
        broke = state.books.is_broke.array
        state = step(rules, state, RandomOrders().decide(rules, observe(rules, state)), record)
        for field, asked, allowed, reason in record.refusals:
            wanted, given = (np.asarray(value.array, dtype=np.float64) for value in (asked, allowed))
            cut = np.abs(wanted - given) > ROUNDING * (1 + np.abs(wanted))
            owners = rules.listings.firm_index if asked.axes[0] is LISTINGS else rules.position(FIRMS)
            dead = broke[owners.array.astype(int)]
            alive = ~dead.reshape(dead.shape[0], *(1,) * (cut.ndim - 2), dead.shape[1])
            if (cut & alive).any():
                found.add(f"{field}: {reason}")
    return found


def test_nothing_is_refused(rules: Ruleset):
    assert refusals(rules, worlds=32, turns=rules.turns) == set()


@pytest.mark.slow
def test_nothing_is_refused_on_the_default_board(stockpile: Loaded):
    assert refusals(stockpile.ruleset, worlds=32, turns=stockpile.ruleset.turns) == set()


def test_every_kind_of_order_is_given(rules: Ruleset):
    """In a few games every order differs from the standing one somewhere; what needs luck to be possible may not."""
    state, given = fresh(rules, 64, seed=2), set()
    for _ in range(rules.turns):
        view = observe(rules, state)
        orders, idle = RandomOrders().decide(rules, view), named_arrays(standing(rules, view))
        given |= {name for name, value in named_arrays(orders).items() if (value.array != idle[name].array).any()}
        state = step(rules, state, orders)
    assert set(named_arrays(orders)) - given <= {"cancel_units"}


def test_numbers_spread_over_their_range(rules: Ruleset):
    orders = RandomOrders().decide(rules, observe(rules, fresh(rules, 500)))
    assert {1.0, 2.0, 3.0, 4.0} == set(np.unique(orders.run_quarters.array))
    assert {0.0, 1.0, 2.0} == set(np.unique(orders.run_release.array))
    assert orders.price.array.min() < 0.45
    assert orders.price.array.max() > 1.95
    assert (orders.hire_people.array < 0).any()
    assert (orders.borrow_musd.array < 0).any()
    assert (orders.borrow_musd.array > 0).any()
