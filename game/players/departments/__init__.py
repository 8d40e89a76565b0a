"""The heads of departments: each gives the orders of one department for every seat, from one Mind."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from game.engine.axes import FIRMS
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View, merge, standing
from game.players.appetite import Appetite, own_appetite
from game.players.departments import (
    board,
    compute,
    market,
    models,
    money,
    policy,
    research,
    silicon,
    supply,
)
from game.players.mind import Mind

Head = Callable[[Mind], dict[str, Value]]

HEADS: Mapping[str, Head] = {
    "supply": supply.orders,
    "compute": compute.orders,
    "research": research.orders,
    "models": models.orders,
    "silicon": silicon.orders,
    "market": market.orders,
    "money": money.orders,
    "policy": policy.orders,
    "board": board.orders,
}
"""Who answers for each department of ``game.engine.orders.DEPARTMENTS``."""


def decide_departments(
    rules: Ruleset, view: View, appetite: Appetite, departments: tuple[str, ...] = tuple(DEPARTMENTS)
) -> Orders:
    """Orders of the named departments for all seats; the other departments go on as last quarter."""
    mind = Mind(rules, view, appetite)
    given: dict[str, Value] = {}
    for department in departments:
        given |= HEADS[department](mind)
    return replace(standing(rules, view), **given)


def delegate(rules: Ruleset, view: View, orders: Orders, departments: Mapping[str, bool], seat: int) -> Orders:
    """``orders`` with one firm's delegated departments filled in by their heads, who follow the firm's own doctrine.

    ``seat`` is the firm's place. The heads are the code that plays the rivals.
    """
    names = tuple(name for name in DEPARTMENTS if departments.get(name, False))
    if not names:
        return orders
    theirs = decide_departments(rules, view, own_appetite(rules), names)
    return merge(rules, orders, theirs, names, where=rules.position(FIRMS) == seat)
