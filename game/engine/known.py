"""Tables and constants that know their unit, and note that they are read: what rules get while they are recorded.

``known_rules`` puts a ruleset behind a front that hands out its own arrays as ``Known`` values and its constants as
``Figure`` numbers. What is worked out from them alone is checked and followed like what is recorded. Nothing of this
exists outside a recording.
"""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache, cached_property
from typing import Any, cast, get_type_hints

from game.engine.axes import AHEAD, TURNS, Axes, Axis, declared_axes
from game.engine.constant_ranges import constant_ranges
from game.engine.constants import Constants
from game.engine.kernels import Array, Kernel
from game.engine.kernels_sparse import Entries
from game.engine.provenance import RuleError, counted_unit, rule_line, told, unit_after
from game.engine.ruleset import Ruleset
from game.engine.units import UNKNOWN, Unit, UnitClashError, result, unit_in, unit_of
from game.engine.value import Scalar, Value

Sources = frozenset[str]


class Known(Value):
    """A table with its unit and the fields of the ruleset it comes from."""

    __slots__ = ("sources", "unit")

    def __init__(self, array: Array, axes: Axes, unit: Unit, sources: Sources) -> None:
        super().__init__(array, axes)
        self.unit = unit
        self.sources = sources

    def run(self, kernel: Kernel, operands: tuple[Value | Scalar, ...], axes: Axes) -> "Known":
        """Work it out at once; beside something that is being recorded, leave it to that."""
        for operand in operands:
            if isinstance(operand, Value) and type(operand) not in (Value, Known):
                return operand.run(kernel, operands, axes)  # type: ignore[return-value]
        return self._worked_out(kernel, operands, axes)

    def _worked_out(
        self, kernel: Kernel, operands: tuple[Value | Scalar, ...], axes: Axes, beside: tuple[Any, ...] = ()
    ) -> "Known":
        unit = unit_after(kernel, operands, axes, beside)
        made = kernel(*(o.array if isinstance(o, Value) else bare(o) for o in operands))
        return Known(made, axes, unit, _sources(*operands, *beside))

    def weighed(self, kernel: Kernel, operands: tuple[Value, ...], weights: Any, axes: Axes) -> Value:
        """A sum weighed by another table."""
        for operand in operands:
            if type(operand) not in (Value, Known):
                return operand.weighed(kernel, operands, weights, axes)
        return self._worked_out(kernel, operands, axes, (weights,))

    def lifted(self, index: tuple[slice | None, ...] | None) -> Value:
        """The same numbers, shaped to broadcast."""
        return self if index is None else Known(self.array[index], self.axes, self.unit, self.sources)

    def number(self, other: Scalar) -> Scalar:
        """A figure keeps its unit beside a table that knows its own."""
        return other if isinstance(other, Figure) else super().number(other)

    def counted(self, unit: str) -> Value:
        """The same numbers as pure ones. Raises RuleError where they are in another unit."""
        return self.with_unit(counted_unit(self, unit))

    def so_many(self, unit: str) -> Value:
        """The same numbers in a unit. Raises RuleError where they are in one already."""
        counted_unit(self, "1")
        return self.with_unit(unit_of(unit))

    def with_unit(self, unit: Unit) -> "Known":
        """The same numbers, said to be in another unit."""
        return Known(self.array, self.axes, unit, self.sources)


def _sources(*things: Any) -> Sources:
    return frozenset().union(*(getattr(thing, "sources", ()) for thing in things))


@dataclass(frozen=True, eq=False)
class KnownEntries(Entries):
    """A sparse table with its unit and sources."""

    unit: Unit
    sources: Sources


class Figure(float):
    """A constant that knows its unit and where it comes from; so does what is reckoned with it."""

    __slots__ = ("sources", "unit")
    unit: Unit
    sources: Sources

    @classmethod
    def of(cls, number: float, unit: Unit, sources: Sources) -> "Figure":
        """A number with its unit and sources."""
        made = cls(number)
        made.unit, made.sources = unit, sources
        return made

    def _with(self, name: str, join: Callable[[Any, Any], float], other: Any, is_swapped: bool = False) -> Any:
        if not isinstance(other, (int, float)):
            return NotImplemented
        pair = (other, self) if is_swapped else (self, other)
        try:
            unit = result(name, *(unit_in(one) for one in pair))
        except UnitClashError as clash:
            raise RuleError(f"{told(rule_line())}: {clash}") from None
        return Figure.of(join(*(bare(one) for one in pair)), unit, _sources(*pair))

    def __add__(self, other: Any) -> Any:
        return self._with("add", operator.add, other)

    def __radd__(self, other: Any) -> Any:
        return self._with("add", operator.add, other, is_swapped=True)

    def __sub__(self, other: Any) -> Any:
        return self._with("subtract", operator.sub, other)

    def __rsub__(self, other: Any) -> Any:
        return self._with("subtract", operator.sub, other, is_swapped=True)

    def __mul__(self, other: Any) -> Any:
        return self._with("multiply", operator.mul, other)

    def __rmul__(self, other: Any) -> Any:
        return self._with("multiply", operator.mul, other, is_swapped=True)

    def __truediv__(self, other: Any) -> Any:
        return self._with("divide", operator.truediv, other)

    def __rtruediv__(self, other: Any) -> Any:
        return self._with("divide", operator.truediv, other, is_swapped=True)

    def __neg__(self) -> "Figure":
        return Figure.of(-float(self), self.unit, self.sources)


def bare(number: Any) -> Any:
    """A figure as a plain number; anything else as it is."""
    return float(number) if isinstance(number, Figure) else number


# --- The front -----------------------------------------------------------------------------------------------------


@dataclass
class Readings:
    """Paths of the fields that were asked for, such as ``chips.power_mw`` and ``constants.chip_margin``."""

    paths: set[str] = field(default_factory=set)


class Group:
    """The front of one group of tables, or of the constants."""

    def __init__(self, thing: Any, path: str, readings: Readings) -> None:
        self._thing, self._path, self._readings = thing, path, readings

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._thing, name)
        path = f"{self._path}.{name}"
        if is_dataclass(value):
            made: Any = Group(value, path, self._readings)
        else:
            self._readings.paths.add(path)
            made = labelled(value, _unit(type(self._thing), name), frozenset((path,)))
        self.__dict__[name] = made
        return made


@cache
def _units(group: type) -> dict[str, Unit]:
    if issubclass(group, Constants):
        return {name: unit_of(one.unit) for name, one in constant_ranges().items()}
    return {name: unit_of(unit) for name, (_axes, unit) in declared_axes(group).items()}


def _unit(group: type, name: str) -> Unit:
    return _units(group).get(name, UNKNOWN)


def labelled(value: Any, unit: Unit, sources: Sources) -> Any:  # noqa: PLR0911  (one return a kind of thing)
    """A value, a number, or a collection of values, that know their unit and sources."""
    if isinstance(value, Value):
        if value.memo is None:
            value.memo = {}
        known = Known(value.array, value.axes, unit if unit is not UNKNOWN else unit_in(value), sources)
        known.memo = value.memo
        return known
    if isinstance(value, Entries):
        parts: dict[str, Any] = {one.name: getattr(value, one.name) for one in fields(value)}
        return KnownEntries(**parts, unit=unit, sources=sources)
    if type(value) is float:
        return Figure.of(value, unit, sources)
    if type(value) is tuple:
        return tuple(labelled(one, unit, sources) for one in value)
    if isinstance(value, Mapping):
        return {key: labelled(one, unit, sources) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        units = {one.name: _unit(type(value), one.name) for one in fields(value)}
        return type(value)(**{name: labelled(getattr(value, name), unit, sources) for name, unit in units.items()})
    return value


class Front:
    """The front of a ruleset. It answers as the ruleset does."""

    def __init__(self, rules: Ruleset, readings: Readings) -> None:
        self._rules, self._readings = rules, readings

    def position(self, axis: Axis) -> Value:
        """0, 1, 2 ... along an axis."""
        return cast(
            Value,
            labelled(
                self._rules.position(axis), unit_of("quarters" if axis in (AHEAD, TURNS) else "index"), frozenset()
            ),
        )

    def __getattr__(self, name: str) -> Any:
        rules = self._rules
        declared = getattr(type(rules), name, None)
        if isinstance(declared, cached_property) and not name.startswith("_") and name != "sizes":
            made = self._derived(name, declared.func)
        else:
            value = getattr(rules, name)
            if isinstance(value, Value):
                self._readings.paths.add(name)
                made = labelled(value, _unit(Ruleset, name), frozenset((name,)))
            elif is_dataclass(value) and not isinstance(value, type):
                made = Group(value, name, self._readings)
            else:
                made = value
        self.__dict__[name] = made
        return made

    def _derived(self, name: str, work_out: Callable[[Any], Any]) -> Any:
        """What the ruleset works out from its tables, with the fields that are looked at on the way.

        Which these are is the same for every ruleset, so that it is found out once.
        """
        sources = _LOOKED_AT.get(work_out)
        if sources is None:
            readings = Readings()
            made = work_out(Front(self._rules, readings))
            sources = _LOOKED_AT[work_out] = frozenset(readings.paths)
            if type(made) in (Value, Entries):
                vars(self._rules).setdefault(name, made)  # so that it is not worked out again
        self._readings.paths |= sources
        return labelled(getattr(self._rules, name), _unit_made(work_out), sources)


_LOOKED_AT: dict[Callable[[Any], Any], Sources] = {}


@cache
def _unit_made(work_out: Callable[[Any], Any]) -> Unit:
    made = get_type_hints(work_out, include_extras=True)["return"]
    _axes, unit = (*getattr(made, "__metadata__", ()), None, None)[:2]
    return UNKNOWN if unit is None else unit_of(unit)


def known_rules(rules: Ruleset, readings: Readings | None = None) -> Ruleset:
    """The ruleset behind a front for one recording; ``readings`` collects which of its fields are asked for."""
    return cast(Ruleset, Front(rules, Readings() if readings is None else readings))
