"""How C reads and writes arrays: where a row starts, and whether each world has a number of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from game.engine.c.plan import Home, Plan
from game.engine.c.words import Term
from game.engine.kernels import FLOAT, Array

TYPES = {"f": "float", "b": "unsigned char", "u": "uint32_t", "i": "int32_t"}
"""Kind -> how it lies in memory."""
LOCALS = {"f": "float", "b": "int", "u": "uint32_t"}


class UnfitError(ValueError):
    """Something in a recorded quarter has no form in C; the tape plays it."""


def kind_of(dtype: np.dtype[Any]) -> str:
    """The kind of what an array holds."""
    kinds = {"float32": "f", "bool": "b", "uint32": "u", "int32": "i"}
    if dtype.name not in kinds:
        raise UnfitError(f"numbers of kind {dtype.name}")
    return kinds[dtype.name]


@dataclass(frozen=True)
class Ref:
    """An array, or a look at one, with axes by their steps in rows."""

    name: str
    """The pointer in C."""
    kind: str
    offset: int
    shape: tuple[int, ...]
    """Without the axis of worlds."""
    steps: tuple[int, ...]
    worlds: str
    """Numbers from one row to the next: STRIP, n, or 1 where all worlds share one."""

    def row(self, index: Sequence[str]) -> str:
        """The row at an index of C expressions."""
        parts = [str(self.offset)] if self.offset else []
        parts += [f"({i}) * {s}" for i, s in zip(index, self.steps, strict=True) if s and i != "0"]
        return " + ".join(parts) or "0"

    def at_row(self, row: str) -> str:
        """The number of world ``w`` in a row."""
        return f"{self.name}[{row}]" if self.worlds == "1" else f"{self.name}[(long)({row}) * {self.worlds} + w]"

    def at(self, index: Sequence[str]) -> str:
        """The number of world ``w`` at an index."""
        return self.at_row(self.row(index))

    def term(self, index: Sequence[str]) -> Term:
        """The same with its kind."""
        return self.at(index), self.kind

    def aligned(self, rank: int) -> "Ref":
        """The same with axes of length one before, so that it has so many."""
        more = rank - len(self.shape)
        return Ref(self.name, self.kind, self.offset, (1,) * more + self.shape, (0,) * more + self.steps, self.worlds)


@dataclass
class Data:
    """Tables and plain numbers that the program is given when it is called, so that its text hangs on none."""

    arrays: list[Array] = field(default_factory=list)
    numbers: list[float] = field(default_factory=list)

    def add(self, numbers: Any, dtype: Any) -> int:
        """Keep a table; its number."""
        self.arrays.append(np.ascontiguousarray(numbers, dtype=dtype))
        return len(self.arrays)


class Body:
    """The text of one function, with the pointers that it declares."""

    def __init__(self, plan: Plan, data: Data) -> None:
        self.plan, self.data = plan, data
        self.declared: dict[str, str] = {}
        self.lines: list[str] = []

    def say(self, *lines: str) -> None:
        """More of its text."""
        self.lines += lines

    def place(self, place: int, shape: tuple[int, ...], dtype: np.dtype[Any]) -> Ref:
        """The array of a result."""
        return self.at_home(self.plan.homes[place], shape, kind_of(dtype))

    def at_home(self, home: Home, shape: tuple[int, ...], kind: str) -> Ref:
        """The array at a home."""
        name = f"{home.kind}_{home.at}_{kind}"
        source = {"state": f"s[{home.at}]", "kept": f"k[{home.at}]", "scratch": f"(t + {home.at})"}[home.kind]
        shift = "" if home.kind == "scratch" else " + from"
        self.declared[name] = f"{TYPES[kind]} *const {name} = ({TYPES[kind]} *){source}{shift};"
        sizes = [int(np.prod(shape[n + 1 :], dtype=int)) for n in range(len(shape))]
        steps = tuple(0 if size == 1 else step for size, step in zip(shape, sizes, strict=True))
        return Ref(name, kind, 0, shape, steps, "STRIP" if home.kind == "scratch" else "n")

    def table(self, numbers: Any, dtype: Any = None) -> Ref:
        """A table with axes of its own, the same for all worlds; a last axis of one for the worlds is left as it is."""
        array = np.ascontiguousarray(numbers, dtype=dtype)
        kind = kind_of(array.dtype)
        number = self.data.add(array, array.dtype)
        name = f"d{number}"
        self.declared[name] = f"const {TYPES[kind]} *const {name} = (const {TYPES[kind]} *)d[{number}];"
        steps = tuple(int(np.prod(array.shape[n + 1 :], dtype=int)) for n in range(array.ndim))
        steps = tuple(0 if size == 1 else step for size, step in zip(array.shape, steps, strict=True))
        return Ref(name, kind, 0, array.shape, steps, "1")

    def number(self, number: float) -> Term:
        """A plain number, which is given at the call; a nought stays one, since a choice asks for it."""
        if number == 0 and not np.signbit(FLOAT(number)):
            return "0", "f"
        self.data.numbers.append(float(number))
        name = f"c{len(self.data.numbers) - 1}"
        self.declared[name] = f"const float {name} = ((const float *)d[0])[{len(self.data.numbers) - 1}];"
        return name, "f"


def looked(ref: Ref, looks: tuple[Any, ...]) -> Ref:
    """A result seen through its looks. Raises UnfitError where one moves the axis of worlds."""
    if not looks:
        return ref
    base = np.empty((*ref.shape, 2), dtype=np.uint8)
    seen = base
    for _key, look in looks:
        seen = look(seen)
    if seen.shape[-1:] != (2,) or seen.strides[-1] != 1 or not np.shares_memory(seen, base):
        raise UnfitError("a look that moves worlds")
    offset = (seen.__array_interface__["data"][0] - base.__array_interface__["data"][0]) // 2
    shape = seen.shape[:-1]
    steps = tuple(0 if size == 1 else step // 2 for size, step in zip(shape, seen.strides[:-1], strict=True))
    return Ref(ref.name, ref.kind, offset, shape, steps, ref.worlds)


def loops(shape: Sequence[int], names: Sequence[str]) -> list[str]:
    """The heads of nested loops over some axes."""
    return [f"for (int {name} = 0; {name} < {size}; {name}++)" for name, size in zip(names, shape, strict=True)]
