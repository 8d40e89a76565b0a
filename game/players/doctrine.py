"""The whole firm: a doctrine's appetites weigh the considerations, and every department gives its orders."""

from game.engine.orders import Orders
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View
from game.players.appetite import Appetite, appetite_of
from game.players.departments import decide_departments


class Doctrine:
    """Plays every seat by its doctrine, in one evaluation.

    ``doctrine_index`` is the place of each firm's doctrine, ``(firms,)``; None lets every firm follow its own.
    """

    def __init__(self, doctrine_index: Value | None = None) -> None:
        self.doctrine_index = doctrine_index
        self._known: tuple[Ruleset, Appetite] | None = None

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Orders of all firms, each by its own appetites."""
        return decide_departments(rules, view, self._appetite(rules))

    def _appetite(self, rules: Ruleset) -> Appetite:
        """The appetites at this table, laid out once for a ruleset."""
        if self._known is None or self._known[0] is not rules:
            index = rules.firms.doctrine_index if self.doctrine_index is None else self.doctrine_index
            self._known = (rules, appetite_of(rules, index))
        return self._known[1]
