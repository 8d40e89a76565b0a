"""One thought about one quarter: a view, the appetites that weigh it, and what follows for the money.

What several departments ask is worked out once, when first asked.
"""

from dataclasses import dataclass
from functools import cached_property

from game.engine.numeric import at_least, clamp, largest, only_where
from game.engine.axes import OFFERS
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View
from game.players import considerations as consider
from game.players.appetite import Appetite
from game.players.budget import Budget, make_budget


@dataclass(frozen=True, eq=False)
class Mind:
    """What every department of every seat thinks from."""

    rules: Ruleset
    view: View
    appetite: Appetite

    @cached_property
    def door_closing(self) -> Value:
        """See ``considerations.door_closing``, (firms, offers, worlds)."""
        return consider.door_closing(self.rules, self.view)

    @cached_property
    def alarm(self) -> Value:
        """The worst threat to any offer that is still open to the firm, 0 to 1, (firms, worlds)."""
        return largest(only_where(self.view.may_buy, self.door_closing), over=OFFERS)

    @cached_property
    def serving_load(self) -> Value:
        """See ``considerations.serving_load``, (firms, worlds)."""
        return consider.serving_load(self.view)

    @cached_property
    def power_lack_mw(self) -> Value:
        """See ``considerations.power_lack_mw``, (firms, worlds)."""
        return consider.power_lack_mw(self.rules, self.view)

    @cached_property
    def ambition(self) -> Value:
        """How much of its free money a firm puts to work, before departments share it, 0.3 to 1,
        (firms, worlds): more for scale, when behind, when chips run out and when a door is closing."""
        worry = consider.gap_worry(self.view) * 0.1 + consider.runway_worry(self.view) * 0.1
        pushed = 0.35 + self.appetite.scale * 0.15 + self.appetite.stockpile * self.alarm * 0.25
        return clamp(worry + pushed + self.serving_load * 0.1, 0.3, 1.0)

    @cached_property
    def budget(self) -> Budget:
        """What each department may spend."""
        return make_budget(self.rules, self.view, self.appetite, self.ambition, self.alarm, self.power_lack_mw)

    @cached_property
    def poverty(self) -> Value:
        """How pressing money is: 1 with a year of costs in hand, up to 3 with nothing, (firms, worlds)."""
        quarters = self.budget.quarters_in_hand
        return clamp(3.0 - at_least(quarters, 0.0) * 0.5, 0.6, 3.0)
