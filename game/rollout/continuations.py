"""Continuations: one moment of a game played to its end many times, each time on a chance of its own.

What is hidden at the moment (how long projects really take, what the dice will say) is dealt anew in every
continuation, so that no continuation tells what will happen in the game itself. The same seed deals the same futures
to whatever is tried in the moment, so that differences are of the trial and not of luck.
"""

from dataclasses import replace

from game.engine.arrays import frozen, take
from game.engine.clamp import clamp_orders
from game.engine.orders import Orders
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.state import State, begin
from game.engine.turn import step
from game.engine.value import Value
from game.engine.view import observe
from game.players.policy import Policy
from game.rollout.taped import Recorded


class Continuations:
    """Plays moments on with one table of policies, on one recording."""

    def __init__(self, rules: Ruleset, policy: Policy, engine: str = "tape") -> None:
        self.rules = rules
        self._recorded = Recorded(rules, policy, engine)

    def branched(self, moment: State, worlds: int, seed: int) -> State:
        """The one world of a moment so many times over, alike but for the chance from here on."""
        return frozen(begin(take(moment, [0] * worlds), seed))

    def usual(self, start: State) -> Orders:
        """What the table orders in a block."""
        return self._recorded.policy.decide(self.rules, observe(self.rules, start))

    def ends(self, start: State, orders: Orders) -> State:
        """Where a block ends if its first quarter is played by these orders, and the rest by the table."""
        return self._recorded.play(frozen(step(self.rules, start, orders)))


def answering(orders: Orders, firm: int, slot: int, choice: int) -> Orders:
    """The orders with a firm's answer to what waits in one place on its desk."""
    answers = orders.answers.array.copy()
    answers[firm, slot] = choice
    return replace(orders, answers=Value(answers, orders.answers.axes))


def is_legal(rules: Ruleset, start: State, orders: Orders, firm: int, slot: int) -> bool:
    """Whether an answer would be taken as it is given: there is such a choice, and it can be paid."""
    legal = clamp_orders(rules, start, orders, Recorder()).answers.array[firm, slot]
    return bool((legal == orders.answers.array[firm, slot]).all())
