"""Players with one idea: a firm's own doctrine, but for one order that they repeat every quarter.

No single order repeated may beat the field, or the game would be about that order. ``balance --all-in`` seats each of
these in every firm in turn, among doctrines.
"""

from collections.abc import Callable
from dataclasses import replace

from game.engine.axes import USES
from game.engine.numeric import only_where
from game.engine.orders import Orders
from game.engine.registers import USES as USE_IDS
from game.engine.ruleset import Ruleset
from game.engine.view import View
from game.players.doctrine import Doctrine

ALL = 1e6
"""Units, people or M$ beyond what anybody can have: the rules and the purse cut it to what there is."""

Idea = Callable[[Ruleset, View, Orders], Orders]


class AllIn:
    """A doctrine that gives way to one idea."""

    def __init__(self, idea: Idea) -> None:
        self.idea = idea
        self.doctrine = Doctrine()

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """The doctrine's orders with the idea's in their place."""
        return self.idea(rules, view, self.doctrine.decide(rules, view))


def _only_stockpiles(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """Every chip on open sale, at a premium; nobody is hired and no foundry built."""
    wanted = only_where(view.may_buy & ~rules.listings.is_grey, ALL)
    orders = replace(orders, buy_units=wanted, bid_share=orders.bid_share * 0.0 + 0.25)
    return replace(orders, hire_people=orders.hire_people * 0.0, fab_musd=orders.fab_musd * 0.0)


def _only_buys_grey(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """Every lot on the grey route, and no chip by any other."""
    return replace(orders, buy_units=only_where(view.may_buy & rules.listings.is_grey, ALL))


def _only_researches(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """As many people as can be hired, and all compute for experiments that nobody must be served with."""
    del view
    research = rules.position(USES) == float(USE_IDS.index("research"))
    training = rules.position(USES) == float(USE_IDS.index("training"))
    split = only_where(~training, orders.split) + only_where(research, 1.0)
    return replace(orders, split=split, hire_people=orders.hire_people * 0.0 + ALL)


def _only_lobbies(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """The whole budget for talk in every capital and for audits, every quarter."""
    del rules, view
    return replace(orders, lobby_musd=orders.lobby_musd * 0.0 + ALL, comply_musd=orders.comply_musd * 0.0 + ALL)


def _only_prices_low(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """The lowest price in every market."""
    del rules, view
    return replace(orders, price=orders.price * 0.0)


def _only_prices_high(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """The highest price in every market."""
    del rules, view
    return replace(orders, price=orders.price * 0.0 + ALL)


def _only_resells(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """Every used chip on the shelves is bought, and every chip that brokers take is sold."""
    del rules, view
    return replace(orders, used_units=orders.used_units * 0.0 + ALL, sell_units=orders.sell_units * 0.0 + ALL)


def _never_borrows(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """No debt: what is owed is paid back as fast as cash allows."""
    del rules, view
    return replace(orders, borrow_musd=orders.borrow_musd * 0.0 - ALL, raise_musd=orders.raise_musd * 0.0)


def _borrows_all(rules: Ruleset, view: View, orders: Orders) -> Orders:
    """All that lenders and investors give."""
    del rules, view
    return replace(orders, borrow_musd=orders.borrow_musd * 0.0 + ALL, raise_musd=orders.raise_musd * 0.0 + ALL)


ALL_IN: dict[str, Idea] = {
    "only-stockpiles": _only_stockpiles,
    "only-buys-grey": _only_buys_grey,
    "only-researches": _only_researches,
    "only-lobbies": _only_lobbies,
    "only-prices-low": _only_prices_low,
    "only-prices-high": _only_prices_high,
    "only-resells": _only_resells,
    "never-borrows": _never_borrows,
    "borrows-all": _borrows_all,
}
"""Each by the name under which it takes a seat."""
