"""Two games that many tests look back on: played once, every quarter kept."""

from dataclasses import dataclass

import pytest

from game.engine.arrays import frozen
from game.engine.orders import Orders
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.turn import step
from game.engine.view import observe
from tests.strategies import Dice, fresh


@dataclass(frozen=True)
class Quarter:
    """One quarter of a game, before and after, with what was ordered and what was recorded."""

    before: State
    orders: Orders
    after: State
    record: Listener


Walk = list[Quarter]


def walked(rules: Ruleset, dice: Dice, turns: int, worlds: int, seed: int = 1) -> Walk:
    """A game of random orders."""
    state, walk = fresh(rules, worlds, seed), []
    for _ in range(turns):
        orders, record = dice.decide(rules, observe(rules, state)), Listener()
        after = frozen(step(rules, state, orders, record))
        walk.append(Quarter(state, orders, after, record))
        state = after
    return walk


@pytest.fixture(scope="session")
def careless(rules: Ruleset) -> Walk:
    """A whole game in which everybody asks for a bit of everything that is offered."""
    return walked(rules, Dice(1, 16), rules.turns, 16)


@pytest.fixture(scope="session")
def wild(rules: Ruleset) -> Walk:
    """A whole game of orders that keep to no rule at all."""
    return walked(rules, Dice(2, 16, wild=True), rules.turns, 16)


@pytest.fixture(params=["careless", "wild"])
def walk(request: pytest.FixtureRequest) -> Walk:
    """Each of the two in turn."""
    found: Walk = request.getfixturevalue(request.param)
    return found
