"""The Value: an array that knows its axes, and refuses to be looked into.

A rule may add, compare and combine values, and nothing else. ``bool``, ``len``, iteration and NumPy conversion all
raise, so that no rule can branch on one world's number: the same rule then runs on one world or on a thousand, and
can be recorded instead of run. A subclass may take over ``run`` to do something else than compute (see ``tape.Node``,
and ``tests/engine/shadow.py``, which only follows the axes).
"""

from functools import cache
from typing import Any, NoReturn, Self

import numpy as np
from numpy.typing import NDArray

from game.engine import kernels as k
from game.engine.axes import WORLDS, Axes, Axis
from game.engine.kernels import FLOAT, Kernel

Scalar = float | int | bool
PLAIN = frozenset((float, int, bool))


@cache
def aligned(*operands: Axes) -> tuple[Axes, tuple[tuple[slice | None, ...] | None, ...]]:
    """The union of the operands' axes, in rank order, and for each operand the index that lifts it there.

    ``None`` in place of an index means that plain broadcasting already does it.
    """
    for axes in operands:
        if list(axes) != sorted(axes):
            raise ValueError(f"axes {axes} are out of order: only blend, peak and pick read such a table")
    union = tuple(sorted({axis for axes in operands for axis in axes}))
    indexes: list[tuple[slice | None, ...] | None] = []
    for axes in operands:
        if axes == union[len(union) - len(axes) :]:
            indexes.append(None)
        else:
            first = union.index(axes[0]) if axes else len(union)
            indexes.append(tuple(slice(None) if axis in axes else None for axis in union[first:]))
    return union, tuple(indexes)


class Value:
    """An array with named axes. See ``numeric`` for what may be done with it besides the operators."""

    __slots__ = ("array", "axes", "memo")
    __array_ufunc__ = None  # NumPy steps aside, so that `array * value` is refused too

    def __init__(self, array: NDArray[Any], axes: Axes) -> None:
        self.array = array
        self.axes = axes
        self.memo: Any = None
        """What a helper worked out once from a table of the ruleset (see ``numeric.blend``)."""

    def run(self, kernel: Kernel, operands: tuple["Value | Scalar", ...], axes: Axes) -> Self:
        """Apply a kernel to operands that stand on their axes already, or were lifted by ``aligned``."""
        arrays = [operand.array if isinstance(operand, Value) else operand for operand in operands]
        return type(self)(kernel(*arrays), axes)

    def lifted(self, index: tuple[slice | None, ...] | None) -> "Value":
        """The same numbers, shaped to broadcast against a value with more axes."""
        return self if index is None else type(self)(self.array[index], self.axes)

    def weighed(self, kernel: Kernel, operands: tuple["Value", ...], weights: Any, axes: Axes) -> "Value":
        """Apply a kernel that holds a table of weights already; they are named for whoever follows units."""
        del weights
        return self.run(kernel, operands, axes)

    def number(self, other: "Scalar") -> "Scalar":
        """A plain number as this value mixes with it. Raises TypeError for anything else."""
        return plain(other)

    def counted(self, unit: str) -> "Value":
        """The same numbers, as how many of a unit they are: see ``numeric.counted``."""
        del unit
        return self

    def so_many(self, unit: str) -> "Value":
        """The same numbers, as so many of a unit: see ``numeric.so_many``."""
        del unit
        return self

    def _with(self, other: "Value | Scalar", kernel: Kernel) -> "Value":
        if not isinstance(other, Value):
            return self.run(kernel, (self, self.number(other)), self.axes)
        if self.axes == other.axes:
            return leader(self, other).run(kernel, (self, other), self.axes)
        axes, (mine, theirs) = aligned(self.axes, other.axes)
        return leader(self, other).run(kernel, (self.lifted(mine), other.lifted(theirs)), axes)

    def __add__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.ADD)

    def __sub__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.SUBTRACT)

    def __mul__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.MULTIPLY)

    def __truediv__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.DIVIDE)

    def __radd__(self, other: Scalar) -> "Value":
        return self._with(other, k.ADD)

    def __rsub__(self, other: Scalar) -> "Value":
        return self._with(other, k.SUBTRACT_FROM)

    def __rmul__(self, other: Scalar) -> "Value":
        return self._with(other, k.MULTIPLY)

    def __rtruediv__(self, other: Scalar) -> "Value":
        return self._with(other, k.DIVIDE_INTO)

    def __neg__(self) -> "Value":
        return self.run(k.NEGATE, (self,), self.axes)

    def __lt__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.LESS)

    def __le__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.LESS_EQUAL)

    def __gt__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.GREATER)

    def __ge__(self, other: "Value | Scalar") -> "Value":
        return self._with(other, k.GREATER_EQUAL)

    def __eq__(self, other: "Value | Scalar") -> "Value":  # type: ignore[override]
        return self._with(other, k.EQUAL)

    def __ne__(self, other: "Value | Scalar") -> "Value":  # type: ignore[override]
        return self._with(other, k.NOT_EQUAL)

    def __and__(self, other: "Value") -> "Value":
        return self._with(other, k.AND)

    def __or__(self, other: "Value") -> "Value":
        return self._with(other, k.OR)

    def __invert__(self) -> "Value":
        return self.run(k.NOT, (self,), self.axes)

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> NoReturn:
        raise TypeError("a Value has no single truth: use choose(), only_where(), any_of() or all_of()")

    def __len__(self) -> NoReturn:
        raise TypeError("a Value has no length: sizes of axes belong to the ruleset")

    def __iter__(self) -> NoReturn:
        raise TypeError("a Value is not iterated: use total(), largest() or blend() over a named axis")

    def __array__(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("a Value is not a NumPy array: rules use the vocabulary of numeric.py")

    def __repr__(self) -> str:
        names = ", ".join(axis.name.lower() for axis in self.axes)
        return f"{type(self).__name__}({names}: {self.array.shape} {self.array.dtype})"

    @property
    def is_batched(self) -> bool:
        """Whether it has an axis of worlds (tables of the ruleset do not)."""
        return bool(self.axes) and self.axes[-1] is WORLDS


def plain(number: Scalar) -> Scalar:
    """A plain number as it is. Raises TypeError for anything else: an array, or a NumPy number that would widen."""
    if type(number) in PLAIN:
        return number
    raise TypeError(f"a Value only mixes with Values and plain numbers, not with {type(number).__name__}")


def place_of(x: "Value", axis: Axis) -> int:
    """Where an axis stands among a value's. Raises ValueError, with a sentence, where it has no such axis."""
    if axis not in x.axes:
        names = ", ".join(one.name.lower() for one in x.axes)
        raise ValueError(f"there is no axis {axis.name.lower()} on a value that stands on {names or 'none'}")
    return x.axes.index(axis)


def leader(*operands: "Value | Scalar") -> Value:
    """The operand that runs an operation: a special one (a shadow, a node being recorded) before a plain one."""
    values = [operand for operand in operands if isinstance(operand, Value)]
    return next((value for value in values if type(value) is not Value), values[0])


def table(numbers: Any, *axes: Axis) -> Value:
    """A value from plain numbers or booleans; numbers become float32."""
    array = np.asarray(numbers)
    if array.dtype not in (np.bool_, np.uint32):
        array = array.astype(FLOAT)
    return Value(np.ascontiguousarray(array), axes)


__all__ = ["FLOAT", "Kernel", "Scalar", "Value", "aligned", "leader", "place_of", "plain", "table"]
