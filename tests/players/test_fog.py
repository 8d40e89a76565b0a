"""Fog: what rivals hide does not change a seat's orders."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import FIRMS, LISTINGS
from game.engine.rows import is_by_firm, row_of
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import View, observe
from game.players.doctrine import Doctrine
from game.players.policy import Policy
from game.players.random_orders import RandomOrders
from tests.strategies import fresh

POLICIES: dict[str, Policy] = {"random": RandomOrders(), "doctrine": Doctrine()}
OWN_GROUPS = ("fleet", "licences", "compute", "labs", "training", "products", "books", "influence", "desk")
"""Groups of the state with one row a firm. What is published of them is put back before the view is made."""

PUBLISHED = ("released_index", "listing_index")
"""What conditions of moves may read of rivals too, since everybody can; and places of a rival's own listings, which a
random number would make another firm's."""


def with_rivals_hidden_rows_changed(rules: Ruleset, state: State, seat: int) -> State:
    """The state with every rival's own numbers turned into others of the same kind."""
    rng = np.random.default_rng(5)
    changed: dict[str, Any] = {}
    for group in OWN_GROUPS:
        inner = getattr(state, group)
        fields: dict[str, Value] = {}
        for name, value in named_arrays(inner).items():
            if not is_by_firm(value.axes) or name in PUBLISHED:
                continue
            array = value.array.copy()
            owners = rules.listings.firm_index if value.axes[0] is LISTINGS else rules.position(FIRMS)
            rivals = owners.array != seat
            kept = array[rivals]
            array[rivals] = ~kept if kept.dtype == np.bool_ else np.floor(kept * rng.random(kept.shape) * 2)
            fields[name] = Value(array.astype(value.array.dtype), value.axes)
        changed[group] = replace(inner, **fields)
    return replace(state, **changed)


def as_published(view: View, honest: View) -> View:
    """The view with what everybody may read as it really is."""
    return replace(view, public=honest.public)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_hidden_rows_of_rivals_change_no_order(rules: Ruleset, policy: Policy):
    state = fresh(rules, 2, seed=3)
    for _ in range(3):
        view = observe(rules, state)
        orders = named_arrays(policy.decide(rules, view))
        for seat in range(rules.sizes[FIRMS]):
            other = as_published(observe(rules, with_rivals_hidden_rows_changed(rules, state, seat)), view)
            theirs = named_arrays(policy.decide(rules, other))
            for name, value in orders.items():
                mine, same = (row_of(rules, given, seat) for given in (value, theirs[name]))
                assert np.array_equal(mine, same), (seat, name)
        state = step(rules, state, policy.decide(rules, view))


def test_a_seat_does_read_its_own_row(rules: Ruleset):
    """The test above would pass for a policy that reads nothing."""
    state = step(rules, fresh(rules, 2), Doctrine().decide(rules, observe(rules, fresh(rules, 2))))
    view = observe(rules, state)
    other = as_published(observe(rules, with_rivals_hidden_rows_changed(rules, state, 0)), view)
    mine, theirs = (named_arrays(Doctrine().decide(rules, seen)) for seen in (view, other))
    assert any(not np.array_equal(row_of(rules, mine[name], 1), row_of(rules, theirs[name], 1)) for name in mine)
