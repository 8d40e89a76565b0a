"""The recorder: sums remember what was added up, and chance what was rolled, when somebody asks.

In a headless run the recorder is silent and the same calls only compute. In a live game it keeps the terms, so that a
tooltip lists exactly what the engine added and cannot disagree with the number.
"""

import sys
from dataclasses import dataclass, field
from functools import reduce

from game.engine.rule_reads import NO_RULE, Rule, rule_at
from game.engine.value import Scalar, Value


class Recorder:
    """Computes, and keeps nothing."""

    def add_up(self, _name: str, /, **terms: Value) -> Value:
        """The sum of the terms, in order. The first term decides nothing; axes align by name."""
        return reduce(lambda a, b: a + b, terms.values())

    def multiply(self, _name: str, /, **factors: Value | Scalar) -> Value:
        """The product of the factors, values first; at least one must be a Value."""
        values = [factor for factor in factors.values() if isinstance(factor, Value)]
        scalars = [factor for factor in factors.values() if not isinstance(factor, Value)]
        product = reduce(lambda a, b: a * b, values)
        for scalar in scalars:
            product = product * scalar
        return product

    def roll(self, _name: str, /, odds: Value, drawn: Value) -> Value:
        """Whether chance struck: the draw fell below the odds."""
        return drawn < odds

    def refuse(self, _field: str, /, asked: Value, allowed: Value, reason: str) -> Value:
        """What is left of an order once a limit has cut it; the reason is a message id."""
        del asked, reason
        return allowed

    def note(self, _name: str, /, value: Value) -> None:
        """A fact worth telling in the quarter's report."""


@dataclass
class Sum:
    """One recorded sum or product: its terms in order and what they came to."""

    terms: dict[str, Value | Scalar]
    result: Value
    is_product: bool = False
    rule: Rule = NO_RULE


@dataclass
class Listener(Recorder):
    """Remembers everything it is told during one turn."""

    sums: dict[str, Sum] = field(default_factory=dict)
    rolls: dict[str, tuple[Value, Value]] = field(default_factory=dict)
    refusals: list[tuple[str, Value, Value, str]] = field(default_factory=list)
    notes: dict[str, Value] = field(default_factory=dict)

    def add_up(self, _name: str, /, **terms: Value) -> Value:
        """Compute the sum and keep its terms."""
        result = super().add_up(_name, **terms)
        self.sums[_name] = Sum(dict(terms), result, rule=rule_at(sys._getframe(1)))
        return result

    def multiply(self, _name: str, /, **factors: Value | Scalar) -> Value:
        """Compute the product and keep its factors."""
        result = super().multiply(_name, **factors)
        self.sums[_name] = Sum(dict(factors), result, True, rule_at(sys._getframe(1)))
        return result

    def roll(self, _name: str, /, odds: Value, drawn: Value) -> Value:
        """Decide, and keep both the odds and the draw."""
        self.rolls[_name] = (odds, drawn)
        return super().roll(_name, odds, drawn)

    def refuse(self, _field: str, /, asked: Value, allowed: Value, reason: str) -> Value:
        """Keep what was asked, what was allowed and why."""
        self.refusals.append((_field, asked, allowed, reason))
        return allowed

    def note(self, _name: str, /, value: Value) -> None:
        """Keep the fact."""
        self.notes[_name] = value
