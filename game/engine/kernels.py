"""Kernels: the array operations under the vocabulary, each in two forms that give the same bits.

Called, a kernel computes a new array: that is how a rule runs eagerly. ``bind`` gives the same computation as a list
of NumPy calls into arrays that stand already: that is how a recorded rule runs on a tape (``tape``). Kernels are made
once for each set of parameters, so that two equal operations can be seen to be equal.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

FLOAT = np.float32
Array = NDArray[Any]
Step = tuple[Callable[..., Any], tuple[Any, ...]]


class Bench(Protocol):
    """Scratch arrays that a kernel may use while it runs; they hold nothing between operations."""

    def temp(self, like: Array, place: int, dtype: Any = None) -> Array:
        """A scratch array of the shape of another; kernels number theirs from 0."""

    def full(self, like: Array, number: float) -> Array:
        """An array of that shape that holds one number for good."""


class Kernel:
    """One operation, by its name and parameters."""

    __slots__ = ("bind_steps", "form", "in_place", "make", "name", "view")

    def __init__(
        self,
        name: str,
        make: Callable[..., Array],
        bind_steps: Callable[..., list[Step]] | None = None,
        view: Callable[[Array], Array] | None = None,
        in_place: bool = False,
        form: tuple[Any, ...] = (),
    ) -> None:
        self.name = name
        self.make = make
        self.bind_steps = bind_steps
        self.view = view
        """For an operation that only looks at its operand in another way: no numbers move."""
        self.in_place = in_place
        """Whether the bound steps may write their result over an operand of its shape: place by place, read first."""
        self.form = form or (name,)
        """What it does and its parameters, for whoever writes it in another language (``engine.c``)."""

    def __call__(self, *arrays: Any) -> Array:
        """The result, in a new array."""
        return self.make(*arrays)

    def bind(self, out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        """The calls that put the result into ``out``."""
        if self.bind_steps is None:
            return [(_copy_made, (self.make, out, arrays))]
        return self.bind_steps(out, arrays, bench)

    def __repr__(self) -> str:
        return f"<{self.name}>"


def _copy_made(make: Callable[..., Array], out: Array, arrays: tuple[Any, ...]) -> None:
    np.copyto(out, make(*arrays))


def _is_mask(a: Any) -> bool:
    return getattr(a, "dtype", None) == np.bool_


def _number(a: Any) -> Any:
    """A plain number as a float32 of its own: NumPy is slower with Python numbers."""
    return a if isinstance(a, np.ndarray) else np.array(a, dtype=FLOAT)


def _is_table(a: Any) -> bool:
    """Whether a bound operand is a table of the ruleset: it never changes, and is the same in all worlds."""
    return isinstance(a, np.ndarray) and a.shape[-1:] == (1,)


def _factor(a: Any) -> Any:
    """An operand of arithmetic; the mask of a table is turned into 0 and 1 once."""
    return a.astype(FLOAT) if _is_mask(a) and _is_table(a) else _number(a)


def _arithmetic(name: str, ufunc: np.ufunc, swapped: bool = False) -> Kernel:
    """A float operation on numbers and masks, in which a mask counts as 0 and 1."""

    def make(a: Any, b: Any) -> Array:
        if swapped:
            a, b = b, a
        if _is_mask(a) or _is_mask(b):
            return ufunc(a, b, dtype=FLOAT)  # type: ignore[no-any-return]
        return ufunc(a, b)  # type: ignore[no-any-return]

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        a, b = (_factor(x) for x in (reversed(arrays) if swapped else arrays))
        if _is_mask(a) or _is_mask(b):
            return [(partial(ufunc, dtype=FLOAT), (a, b, out))]
        return [(ufunc, (a, b, out))]

    return Kernel(name, make, bind, in_place=True)


def _limit(name: str, ufunc: np.ufunc) -> Kernel:
    """The lesser or greater of two; against a full array, since a single number is slow to compare with."""

    def make(a: Any, b: Any) -> Array:
        return ufunc(a, b, dtype=FLOAT)  # type: ignore[no-any-return]

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        a, b = (x if isinstance(x, np.ndarray) else bench.full(out, x) for x in arrays)
        call = partial(ufunc, out=out, dtype=FLOAT) if _is_mask(a) or _is_mask(b) else partial(ufunc, out=out)
        return [(call, (a, b))]

    return Kernel(name, make, bind, in_place=True)


def _direct(name: str, ufunc: np.ufunc) -> Kernel:
    """A comparison, a logical operation or a function of one array, as NumPy has it."""

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        return [(ufunc, (*(_number(a) for a in arrays), out))]

    return Kernel(name, ufunc, bind, in_place=True)


ADD = _arithmetic("add", np.add)
SUBTRACT = _arithmetic("subtract", np.subtract)
SUBTRACT_FROM = _arithmetic("subtract from", np.subtract, swapped=True)
MULTIPLY = _arithmetic("multiply", np.multiply)
DIVIDE = _arithmetic("divide", np.true_divide)
DIVIDE_INTO = _arithmetic("divide into", np.true_divide, swapped=True)
AT_MOST = _limit("at most", np.minimum)
AT_LEAST = _limit("at least", np.maximum)
NEGATE = _direct("negate", np.negative)
LESS = _direct("less", np.less)
LESS_EQUAL = _direct("less or equal", np.less_equal)
GREATER = _direct("greater", np.greater)
GREATER_EQUAL = _direct("greater or equal", np.greater_equal)
EQUAL = _direct("equal", np.equal)
NOT_EQUAL = _direct("not equal", np.not_equal)
AND = _direct("and", np.logical_and)
OR = _direct("or", np.logical_or)
NOT = _direct("not", np.logical_not)
FLOOR = _direct("floor", np.floor)
ROOT = _direct("root", np.sqrt)


@cache
def reduction(name: str, position: int) -> Kernel:
    """A sum, extreme or logical reduction along an axis by its position."""
    reduce, kind = {
        "total": (np.add.reduce, FLOAT),
        "largest": (np.maximum.reduce, None),
        "smallest": (np.minimum.reduce, None),
        "any of": (np.logical_or.reduce, None),
        "all of": (np.logical_and.reduce, None),
    }[name]
    options: dict[str, Any] = {"axis": position} if kind is None else {"axis": position, "dtype": kind}

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        return [(partial(reduce, out=out, **options), arrays)]

    return Kernel(name, partial(reduce, **options), bind, form=("reduce", name, position))


def _chosen(m: Array, a: Any, b: Any) -> Array:
    """``a x mask + b x not mask``: the same bits as a choice, without a branch."""
    if _is_mask(a) and _is_mask(b):
        picked: Array = np.where(m, a, b)
        return picked
    part: Array = np.multiply(a, m, dtype=FLOAT)
    if isinstance(b, (int, float)) and b == 0:
        return part
    both: Array = np.add(part, np.multiply(b, np.logical_not(m), dtype=FLOAT))
    return both


def _bind_choice(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    m, a, b = arrays
    if _is_mask(a) and _is_mask(b):
        kept, other = bench.temp(out, 0, np.bool_), bench.temp(out, 1, np.bool_)
        return [
            (np.logical_and, (m, a, kept)),
            (np.greater, (b, m, other)),
            (np.logical_or, (kept, other, out)),
        ]
    times = partial(np.multiply, dtype=FLOAT)
    if isinstance(b, (int, float)) and b == 0:
        return [(times, (_factor(a), _factor(m), out))]
    inverse, rest = bench.temp(m, 0, np.bool_), bench.temp(out, 1)
    if _is_table(m):
        return [
            (times, (_factor(b), np.logical_not(m).astype(FLOAT), rest)),
            (times, (_factor(a), m.astype(FLOAT), out)),
            (np.add, (out, rest, out)),
        ]
    return [
        (np.logical_not, (m, inverse)),
        (times, (_factor(b), inverse, rest)),
        (times, (_factor(a), m, out)),
        (np.add, (out, rest, out)),
    ]


CHOOSE = Kernel("choose", _chosen, _bind_choice, in_place=True)


def _shared(a: Any, b: Any) -> Array:
    """``a / b`` where b is above zero, else 0; nothing is ever divided by zero."""
    has = np.greater(b, 0)
    below = np.add(np.maximum(b, FLOAT(0)), np.logical_not(has), dtype=FLOAT)
    parted: Array = np.multiply(np.true_divide(a, below, dtype=FLOAT), has, dtype=FLOAT)
    return parted


def _bind_share(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    a, b = (_number(x) for x in arrays)
    has, lacks, below = bench.temp(b, 0, np.bool_), bench.temp(b, 1, np.bool_), bench.temp(b, 2, FLOAT)
    return [
        (np.greater, (b, np.array(0, FLOAT), has)),
        (np.logical_not, (has, lacks)),
        (partial(np.maximum, out=below), (b, bench.full(below, 0.0))),
        (partial(np.add, dtype=FLOAT), (below, lacks, below)),
        (partial(np.true_divide, dtype=FLOAT), (a, below, out)),
        (partial(np.multiply, dtype=FLOAT), (out, has, out)),
    ]


SHARE = Kernel("share", _shared, _bind_share, in_place=True)
