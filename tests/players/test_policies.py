"""Every policy: orders of the right shape, from values that nobody looks into, the same in every block."""

from dataclasses import fields

import numpy as np
import pytest

from game.engine.arrays import named_arrays, take
from game.engine.axes import DOCTRINES, WORLDS, check_axes
from game.engine.rows import row_of
from game.engine.ruleset import Ruleset
from game.engine.turn import step
from game.engine.view import observe
from game.players.doctrine import Doctrine
from game.players.idle import Idle
from game.players.policy import Policy
from game.players.random_orders import RandomOrders
from game.players.seats import policy_names, seated
from tests.engine.shadow import WORLDS_IMAGINED, Looked, shadow_of, shadow_state
from tests.strategies import fresh

POLICIES: dict[str, Policy] = {"idle": Idle(), "random": RandomOrders(), "doctrine": Doctrine()}


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_orders_keep_to_their_axes(rules: Ruleset, policy: Policy):
    state = fresh(rules, 3)
    for _ in range(3):
        orders = policy.decide(rules, observe(rules, state))
        assert check_axes(orders, rules.sizes | {WORLDS: 3}) == []
        for name, value in named_arrays(orders).items():
            assert np.isfinite(value.array).all(), name
        state = step(rules, state, orders)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_no_policy_looks_into_a_value(rules: Ruleset, policy: Policy):
    orders = policy.decide(rules, shadow_of(observe(rules, fresh(rules, WORLDS_IMAGINED)), rules))
    assert len(fields(orders)) == len(named_arrays(orders))


def test_looking_into_a_value_is_caught(rules: Ruleset):
    state = shadow_state(rules)
    with pytest.raises(TypeError):
        bool(state.books.cash_musd > 0.0)
    with pytest.raises(Looked):
        state.books.cash_musd.array.max()


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_world_gets_the_same_orders_in_every_block(rules: Ruleset, policy: Policy):
    many, chosen = fresh(rules, 64, seed=8), [41, 6]
    few = take(many, chosen)
    for _ in range(4):
        in_many, in_few = policy.decide(rules, observe(rules, many)), policy.decide(rules, observe(rules, few))
        for name, value in named_arrays(take(in_many, chosen)).items():
            assert value.array.tobytes() == named_arrays(in_few)[name].array.tobytes(), name
        many, few = step(rules, many, in_many), step(rules, few, in_few)


def test_a_table_of_many_policies_equals_each_alone(rules: Ruleset):
    view = observe(rules, fresh(rules, 2))
    names = ("random", rules.ids[DOCTRINES][0], "idle", "doctrine")
    firms = rules.ids[next(axis for axis in rules.ids if axis.name == "FIRMS")]
    mixed = named_arrays(seated(rules, dict(zip(firms, names, strict=True))).decide(rules, view))
    for place, name in enumerate(names):
        alone = named_arrays(seated(rules, {}, default=name).decide(rules, view))
        for field, value in mixed.items():
            mine, theirs = (row_of(rules, orders, place) for orders in (value, alone[field]))
            assert np.array_equal(mine, theirs), (name, field)


def test_every_policy_name_plays(rules: Ruleset):
    for name in policy_names(rules):
        seated(rules, {}, default=name).decide(rules, observe(rules, fresh(rules, 2)))
