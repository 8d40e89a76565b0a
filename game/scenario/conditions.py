"""Conditions: a checked tree in, one test over all firms and worlds out; and the same tree as a sentence."""

import operator
from collections.abc import Callable, Iterator
from functools import reduce

from game.engine.quantities import UnknownQuantity, resolve
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.tables import Test
from game.engine.value import Value
from game.scenario.models.conditions import Condition
from game.scenario.problems import Path

COMPARE: dict[str, Callable[[Value, float], Value]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
WORDS = {"<": "is below", "<=": "is at most", ">": "is above", ">=": "is at least"}


def always(_rules: Ruleset, state: State) -> Value:
    """The test of what has no condition: true in every world."""
    return state.turn >= 0.0


def never(_rules: Ruleset, state: State) -> Value:
    """The test of what cannot come."""
    return state.turn < 0.0


def compile_condition(node: Condition | None, rules: Ruleset) -> Test:
    """Resolve every name once, so that a turn only compares arrays.

    The test gives truth for each (firms, worlds), or for each (worlds,) where no quantity is a firm's. ``rules`` need
    not have its conditions yet: only its ids are read here. Raises UnknownQuantity.
    """
    if node is None:
        return always
    if node.quantity is not None and node.op is not None and node.value is not None:
        return _comparison(resolve(node.quantity, rules).read, COMPARE[node.op], node.value)
    if node.all is not None:
        return _joined(operator.and_, [compile_condition(part, rules) for part in node.all])
    if node.any is not None:
        return _joined(operator.or_, [compile_condition(part, rules) for part in node.any])
    inner = compile_condition(node.not_, rules)
    return lambda rules, state: ~inner(rules, state)


def _comparison(
    read: Callable[[Ruleset, State], Value], compare: Callable[[Value, float], Value], value: float
) -> Test:
    return lambda rules, state: compare(read(rules, state), value)


def _joined(join: Callable[[Value, Value], Value], tests: list[Test]) -> Test:
    return lambda rules, state: reduce(join, [test(rules, state) for test in tests])


def quantities_in(node: Condition | None, path: Path = ()) -> Iterator[tuple[str, Path]]:
    """Every quantity a condition names, with the way to it."""
    if node is None:
        return
    if node.quantity is not None:
        yield node.quantity, (*path, "quantity")
    for key, parts in (("all", node.all), ("any", node.any)):
        for n, part in enumerate(parts or ()):
            yield from quantities_in(part, (*path, key, n))
    yield from quantities_in(node.not_, (*path, "not"))


def describe(node: Condition | None) -> str:
    """The condition as a plain English sentence without a full stop."""
    if node is None:
        return "always"
    if node.quantity is not None and node.op is not None and node.value is not None:
        return f"{node.quantity} {WORDS[node.op]} {node.value:g}"
    if node.all is not None:
        return " and ".join(_bracketed(part) for part in node.all)
    if node.any is not None:
        return " or ".join(_bracketed(part) for part in node.any)
    return f"not ({describe(node.not_)})"


def _bracketed(node: Condition) -> str:
    is_joined = len(node.all or node.any or ()) > 1
    return f"({describe(node)})" if is_joined else describe(node)


__all__ = ["UnknownQuantity", "always", "compile_condition", "describe", "never", "quantities_in"]
