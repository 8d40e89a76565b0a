"""The lowest floor of every benchmark: let everything run on as it is."""

from game.engine.orders import Orders
from game.engine.ruleset import Ruleset
from game.engine.view import View, standing


class Idle:
    """Standing orders and nothing else: no purchase, no run, no move; events take their default."""

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Last quarter's divisions and prices."""
        return standing(rules, view)
