"""A person's seat as it goes on without one: what was ordered stands, and heads decide what was left to them."""

from dataclasses import replace

from game.engine.numeric import at_most, floor, share
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View, merge, standing
from game.players.considerations import free_power_mw, stock_power_mw
from game.players.policy import Policy


def carried_on(rules: Ruleset, view: View) -> Orders:
    """What holds while nobody orders otherwise: last quarter's divisions, and racks for the chips that have power."""
    free, needed = free_power_mw(rules, view), stock_power_mw(rules, view)
    racked = floor(view.fleet.stock_units * at_most(share(free, of=needed), 1.0))
    return replace(standing(rules, view), rack_units=racked)


class Led:
    """A table at which the seats of ``mask``, (firms,), carry on, but for the departments left to their heads."""

    def __init__(self, table: Policy, mask: Value, delegated: tuple[str, ...]) -> None:
        self.table, self.mask = table, mask
        self.kept = tuple(department for department in DEPARTMENTS if department not in delegated)

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Everybody's orders."""
        return merge(rules, self.table.decide(rules, view), carried_on(rules, view), self.kept, self.mask)
