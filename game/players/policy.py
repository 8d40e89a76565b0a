"""What every player is, as far as the game is concerned."""

from typing import Protocol

from game.engine.orders import Orders
from game.engine.ruleset import Ruleset
from game.engine.view import View


class Policy(Protocol):
    """Decides for every seat of every world at once.

    A policy keeps no memory: the same view gives the same orders. Each seat may read its own row of the view and
    what is public, and nothing else.
    """

    def decide(self, rules: Ruleset, view: View) -> Orders:
        """Orders of all firms for one quarter; each array is ``(firms, ..., worlds)``."""
        ...
