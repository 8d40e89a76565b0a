"""A Value without numbers: it knows its axes and kind, and whoever looks for a number gets an error.

A rule that runs on shadows has branched on nothing and looked into nothing, so it can be run on any number of worlds
at once, and recorded instead of run. Kernels are run on blanks of the right shape, all ones, only to learn the shape
and kind of what comes out; that shape must be what the axes say.
"""

from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import map_arrays
from game.engine.axes import WORLDS, Axes, Sizes
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Kernel, Scalar, Value

WORLDS_IMAGINED = 3
T = TypeVar("T")


class Looked(AssertionError):
    """A rule tried to look into a number."""


class Kind:
    """All that may be known of a shadow's array."""

    def __init__(self, dtype: np.dtype[Any]) -> None:
        self.dtype = dtype

    def __getattr__(self, name: str) -> Any:
        raise Looked(f"a rule asked for .array.{name} of a value of the state")

    def __getitem__(self, index: Any) -> Any:
        raise Looked(f"a rule asked for .array[{index}] of a value of the state")


class Shadow(Value):
    """Axes and kind, and nothing more."""

    __slots__ = ("blank",)
    sizes: ClassVar[Sizes] = {}

    def __init__(self, array: NDArray[Any], axes: Axes) -> None:
        self.blank = np.ones(array.shape, dtype=array.dtype)
        self.axes = axes
        self.memo = None

    @property
    def array(self) -> Any:  # type: ignore[override]
        """Its kind only."""
        return Kind(self.blank.dtype)

    def run(self, kernel: Kernel, operands: tuple[Value | Scalar, ...], axes: Axes) -> "Shadow":
        """The shadow of what the kernel would give."""
        blanks = [o.blank if isinstance(o, Shadow) else o.array if isinstance(o, Value) else o for o in operands]
        with np.errstate(all="ignore"):
            result = kernel(*blanks)
        expected = tuple(self.sizes[axis] for axis in axes)
        assert result.shape == expected, f"{axes} should have shape {expected}, not {result.shape}"
        assert tuple(sorted(set(axes))) == axes, f"axes out of order: {axes}"
        return Shadow(result, axes)

    def lifted(self, index: tuple[slice | None, ...] | None) -> "Shadow":
        """The same, shaped to broadcast."""
        return self if index is None else Shadow(self.blank[index], self.axes)

    def __repr__(self) -> str:
        return f"Shadow({', '.join(axis.name.lower() for axis in self.axes)}: {self.blank.dtype})"


def shadow_of(thing: T, rules: Ruleset) -> T:
    """A state, view or orders with a shadow in place of every value."""
    Shadow.sizes = rules.sizes | {WORLDS: WORLDS_IMAGINED}
    return map_arrays(thing, lambda value: Shadow(value.array, value.axes))


def shadow_state(rules: Ruleset) -> State:
    """The shadow of a first state."""
    return shadow_of(rules.start(WORLDS_IMAGINED), rules)
