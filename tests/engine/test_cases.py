"""Cases: given these few orders on a board, expect these quantities. Anybody can write one: see tests/cases."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from game.engine.axes import FIRMS, declared_axes
from game.engine.orders import Orders
from game.engine.quantities import resolve
from game.engine.rows import row_axes
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.scenario import load_scenario
from tests.conftest import SCENARIOS
from tests.engine.boards import begun, fate, in_force_from, laid_down, only_controls, quarter
from tests.strategies import with_order

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))


@cache
def board(name: str) -> Ruleset:
    """A shipped board, compiled once."""
    return load_scenario(name, [SCENARIOS]).ruleset


def ordered(rules: Ruleset, orders: Orders, asked: dict[str, Any]) -> Orders:
    """The orders with one more: ``{"firm": "tencent", "order": "buy_units", "at": ["h20"], "is": 4000}``."""
    axes = row_axes(declared_axes(Orders)[asked["order"]][0])[:-1]
    places = [rules.place(axis, name) for axis, name in zip(axes, asked.get("at", []), strict=True)]
    return with_order(rules, orders, asked["order"], asked["firm"], asked["is"], *places)


def played(rules: Ruleset, case: dict[str, Any]) -> State:
    """The board after the quarters of the case."""
    state = begun(rules)
    if "in_force" in case:
        state = laid_down(rules, in_force_from(state, rules, *case["in_force"]))
    for asked_for in case["quarters"]:

        def change(orders: Orders, asked_for: list[dict[str, Any]] = asked_for) -> Orders:
            for asked in asked_for:
                orders = ordered(rules, orders, asked)
            return orders

        state = quarter(rules, state, change)
    return state


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path):
    case = json.loads(path.read_text(encoding="utf-8"))
    rules = fate(board(case["board"]), case.get("luck", 0.5))
    if "coming" in case or "in_force" in case:
        dates = case.get("coming", {})
        rules = only_controls(rules, *dates.get("controls", []), **dates.get("turns", {}))
    state = played(rules, case)
    for expected in case["expect"]:
        value = resolve(expected["quantity"], rules).read(rules, state)
        number = float(value.array[rules.place(FIRMS, expected["firm"]), 0] if FIRMS in value.axes else value.array[0])
        told = f"{path.stem}: {expected} but it is {number:.6g}"
        assert expected.get("at_least", number) <= number <= expected.get("at_most", number), told
        if "is" in expected:
            assert number == pytest.approx(expected["is"], rel=expected.get("within", 1e-3)), told


def test_there_are_cases():
    assert len(CASES) >= 5
