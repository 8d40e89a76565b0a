"""Which rule a recorded sum stands in and which constants that rule reads, told from the code that is running.

A tooltip follows a number down to these. They are read off the compiled code, so that they cannot fall behind it and
hold where the program came without its source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from game.engine.constant_ranges import constant_ranges

DEEP = 2
"""A rule's helpers, and theirs."""
ENGINE = __name__.rpartition(".")[0]
Function = type(lambda: None)


@dataclass(frozen=True)
class Rule:
    """Where a sum is made: the phase's module name, and constants its function and helpers read, in their order."""

    phase: str = ""
    constants: tuple[str, ...] = ()


NO_RULE = Rule()
_known: dict[Any, Rule] = {}


def rule_at(frame: Any) -> Rule:
    """The rule whose function runs in a frame."""
    code = frame.f_code
    if code not in _known:
        module = str(frame.f_globals.get("__name__", ""))
        read = dict.fromkeys(_constants(code, frame.f_globals, DEEP))
        _known[code] = Rule(module.rpartition(".")[2], tuple(read))
    return _known[code]


def _constants(code: Any, names: dict[str, Any], deep: int) -> Iterator[str]:
    """Constants that a function reads by name, then those of the engine's functions it calls."""
    yield from (name for name in code.co_names if name in _all())
    for name in code.co_names if deep else ():
        called = names.get(name)
        if isinstance(called, Function) and called.__module__.startswith(ENGINE):
            yield from _constants(called.__code__, called.__globals__, deep - 1)


@cache
def _all() -> frozenset[str]:
    return frozenset(constant_ranges())
