"""Departments: every order belongs to a head, and a firm may delegate some of them to its own."""

import numpy as np
import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import FIRMS
from game.engine.orders import DEPARTMENTS
from game.engine.rows import row_of, with_row
from game.engine.ruleset import Ruleset
from game.engine.view import observe, standing
from game.players.appetite import appetite_of
from game.players.departments import HEADS, delegate
from game.players.doctrine import Doctrine
from game.players.mind import Mind
from tests.strategies import fresh


def test_every_department_has_a_head():
    assert tuple(HEADS) == tuple(DEPARTMENTS)


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_head_gives_the_orders_of_its_department_and_no_others(rules: Ruleset, department: str):
    mind = Mind(rules, observe(rules, fresh(rules, 2)), appetite_of(rules, rules.firms.doctrine_index))
    assert tuple(HEADS[department](mind)) == DEPARTMENTS[department]


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_delegation_is_the_rivals_code_for_one_seat(rules: Ruleset, department: str):
    view = observe(rules, fresh(rules, 2))
    mine = standing(rules, view)
    seat = rules.sizes[FIRMS] - 1
    merged = named_arrays(delegate(rules, view, mine, {department: True, "board": False} | {department: True}, seat))
    heads, before = named_arrays(Doctrine().decide(rules, view)), named_arrays(mine)
    for name, value in merged.items():
        expected = before[name]
        if name in DEPARTMENTS[department]:
            expected = with_row(rules, expected, seat, row_of(rules, heads[name], seat))
        assert np.array_equal(value.array, expected.array), name


def test_nothing_delegated_changes_nothing(rules: Ruleset):
    view = observe(rules, fresh(rules, 2))
    orders = standing(rules, view)
    assert delegate(rules, view, orders, {"supply": False}, 0) is orders
    assert delegate(rules, view, orders, {}, 0) is orders
