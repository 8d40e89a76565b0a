"""Where a recorded operation comes from: the rule's file and line, and the tables and constants it reads.

The tape notes both beside each operation (``Margin``). An operation that axes or units forbid becomes a ``RuleError``
that names the first line outside the vocabulary, which is the rule's.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar

from game.engine.axes import LEVERS, Axes, declared_axes
from game.engine.kernels import Kernel
from game.engine.registers import FIRM_LEVERS, WORLD_LEVERS
from game.engine.units import (
    BARE,
    MASK,
    PURE,
    UNKNOWN,
    Unit,
    UnitClashError,
    common,
    divided,
    multiplied,
    result,
    unit_in,
    unit_of,
)

HERE = (lambda: None).__code__.co_filename.removesuffix("provenance.py")
"""This folder, as frames name it (which may not be where it is, in a packaged game)."""
SEPARATOR = HERE[-1:] or "/"
ROOT = HERE.removesuffix(f"game{SEPARATOR}engine{SEPARATOR}")
VOCABULARY = frozenset(
    f"{HERE}{name}.py"
    for name in (
        "draws", "kernels", "kernels_chance", "kernels_compound", "kernels_sparse", "known", "numeric", "provenance",
        "record", "tape", "units", "value",
    )
)  # fmt: skip
"""Files that a rule speaks through: none of their lines is a rule's."""

Line = tuple[str, int]
T = TypeVar("T")
Made = TypeVar("Made")


class RuleError(TypeError):
    """A rule does what axes or units forbid; the message names its file and line."""


@dataclass
class Margin:
    """What stands beside a graph's operations, by their places."""

    lines: dict[int, set[Line]] = field(default_factory=dict)
    """Lines of the rules that noted the operation."""
    sources: dict[int, set[str]] = field(default_factory=dict)
    """Fields of tables and constants that the operation reads itself."""

    def note(self, place: int, operands: tuple[Any, ...]) -> None:
        """Remember who noted an operation, and the fields that its operands come from."""
        self.lines.setdefault(place, set()).add(rule_line())
        for operand in operands:
            sources = getattr(operand, "sources", None)
            if sources:
                self.sources.setdefault(place, set()).update(sources)


def rule_line() -> Line:
    """File and line of the innermost frame outside the vocabulary."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_filename in VOCABULARY:
        frame = frame.f_back
    return frame.f_code.co_filename, frame.f_lineno


def told(line: Line) -> str:
    """A line as ``game/engine/phases/money.py:88``."""
    return f"{line[0].removeprefix(ROOT).replace(SEPARATOR, '/')}:{line[1]}"


def unit_after(kernel: Kernel, operands: tuple[Any, ...], axes: Axes, beside: tuple[Any, ...] = ()) -> Unit:
    """The unit of an operation's result. Raises RuleError where the operands do not fit."""
    units = [unit_in(operand) for operand in operands]
    if beside:
        units += [unit_in(table) for table in beside]
    if kernel.view is not None and units[0].powers and operands[0].axes != axes:
        return _of_place(kernel, units[0], operands[0].axes, axes)
    if kernel.name == "multiply" and type(operands[1]) in (int, float) and operands[1] == 0:
        return BARE  # nothing of anything
    try:
        return result(kernel.name, *units)
    except UnitClashError as clash:
        raise RuleError(f"{told(rule_line())}: {clash}") from None


def counted_unit(value: Any, unit: str) -> Unit:
    """A pure number, once a value's unit is the named one. Raises RuleError where it is another."""
    mine, wanted = unit_in(value), unit_of(unit)
    if common(mine, wanted) is None:
        raise RuleError(f"{told(rule_line())}: counts {wanted} in {mine}")
    return PURE


def _of_place(kernel: Kernel, unit: Unit, before: Axes, after: Axes) -> Unit:
    """The unit at one place of an axis. Along levers each place has a unit of its own."""
    power = dict(unit.powers).get("lever", 0)
    if not power or LEVERS not in before or LEVERS in after or not kernel.name.startswith("place "):
        return unit
    place, levers = int(kernel.name.split()[1]), (*FIRM_LEVERS, *WORLD_LEVERS)
    if place >= len(levers):
        return UNKNOWN
    lever, join = unit_of("lever"), multiplied if power > 0 else divided
    bare = divided(unit, lever) if power > 0 else multiplied(unit, lever)
    return join(bare, unit_of(levers[place].unit))


def ruled(turn: Callable[[T], Made], thing: T) -> Made:
    """What a turn makes. An error that the vocabulary raises becomes one that names the rule's line."""
    try:
        return turn(thing)
    except RuleError:
        raise
    except (ValueError, TypeError, IndexError) as error:
        line = _rule_behind(error)
        if line is None:
            raise
        raise RuleError(f"{told(line)}: {error}") from error


def _rule_behind(error: Exception) -> Line | None:
    """The rule's line whose word of the vocabulary raised an error, or None where the rule raised it itself."""
    lines: list[Line] = []
    trace = error.__traceback__
    while trace is not None:
        lines.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    while lines and not lines[-1][0].startswith(ROOT):
        lines.pop()  # of a library
    if not lines or lines[-1][0] not in VOCABULARY:
        return None
    return next((line for line in reversed(lines) if line[0] not in VOCABULARY), None)


@cache
def _declared(group: type) -> dict[str, tuple[Axes, Unit]]:
    return {name: (axes, unit_of(unit)) for name, (axes, unit) in declared_axes(group).items()}


def as_declared(thing: T, prefix: str = "") -> T:
    """A (nested) dataclass whose arrays are held against the axes and units that its types declare.

    What has no unit of its own, such as a zero, has the declared one from here on. Raises RuleError.
    """
    kept: dict[str, Any] = {}
    group: Any = type(thing)
    units = _declared(group)
    for one in fields(thing):  # type: ignore[arg-type]
        inner, path = getattr(thing, one.name), f"{prefix}{one.name}"
        if one.name in units:
            axes, unit = units[one.name]
            _hold(inner, axes, unit, path)
            with_unit = getattr(inner, "with_unit", None)
            kept[one.name] = inner if with_unit is None or inner.unit is unit else with_unit(unit)
        elif is_dataclass(inner) and not isinstance(inner, type):
            kept[one.name] = as_declared(inner, f"{path}.")
    return replace(thing, **kept)  # type: ignore[type-var]


def _hold(value: Any, axes: Axes, unit: Unit, path: str) -> None:
    if value.axes != axes:
        stands, wanted = (", ".join(axis.name.lower() for axis in one) for one in (value.axes, axes))
        raise RuleError(f"{_made_at(value)}makes {path} on {stands}, which is declared on {wanted}")
    mine = unit_in(value)
    is_other_kind = MASK in (mine, unit) and mine not in (unit, UNKNOWN)
    if common(mine, unit) is None or is_other_kind:
        raise RuleError(f"{_made_at(value)}makes {path} in {unit_in(value)}, which is declared in {unit}")


def _made_at(value: Any) -> str:
    graph = getattr(value, "graph", None)
    lines = sorted(graph.margin.lines.get(value.place, ())) if graph else []
    return f"{told(lines[0])}: " if lines else ""
