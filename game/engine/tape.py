"""The tape: a quarter recorded once as a graph of operations, then run in place on blocks of any size.

``record`` runs a function of the state (a quarter with everybody's decisions, say) on *nodes*: values that note each
operation on them while it happens on a block of two worlds. Equal operations are noted once; what only reads tables is
worked out there and then. ``Tape`` lays the graph out for a block: unused operations go, what no quarter changes is
worked out once when a block is loaded, every other result gets a scratch array that is given back after its last use,
and a quarter becomes a flat list of NumPy calls. The rules know nothing of it: they are the same functions that run
eagerly, and give the same bits.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from game.engine.arrays import map_arrays, named_arrays
from game.engine.axes import WORLDS, Axes
from game.engine.kernels import Array, Kernel, Step
from game.engine.known import Figure, bare
from game.engine.provenance import Margin, as_declared, counted_unit, ruled, unit_after
from game.engine.state import State
from game.engine.units import UNKNOWN, Unit, unit_of
from game.engine.value import Scalar, Value

Look = tuple[Any, Callable[[Array], Array]]
"""A way of looking at an array without moving it: a key that says which, and the look."""
T = TypeVar("T")
Raws = dict[int, tuple[Array, tuple[int, ...], np.dtype[Any]]]
"""The scratch that each living result holds, as what ``Scratch.give`` takes back."""


@dataclass(frozen=True)
class Operation:
    """One noted operation: its kernel, what it reads, and the kind of its result."""

    kernel: Kernel
    reads: tuple[Any, ...]
    axes: Axes
    shape: tuple[int, ...]
    """Of the result, without the axis of worlds where it has one."""
    dtype: np.dtype[Any]


@dataclass
class Graph:
    """Operations in the order in which they were noted; a place in the list names a result."""

    inputs: dict[str, int] = field(default_factory=dict)
    operations: list[Operation | None] = field(default_factory=list)
    known: dict[Any, "Node"] = field(default_factory=dict)
    outputs: dict[str, Value] = field(default_factory=dict)
    margin: Margin = field(default_factory=Margin)


class Node(Value):
    """A value that notes what is done with it. It carries the numbers of two worlds, so that kinds are known."""

    __slots__ = ("graph", "looks", "place", "unit")

    def __init__(
        self, array: Array, axes: Axes, graph: Graph, place: int, looks: tuple[Look, ...] = (), unit: Unit = UNKNOWN
    ) -> None:
        super().__init__(array, axes)
        self.graph = graph
        self.place = place
        self.looks = looks
        self.unit = unit

    def run(self, kernel: Kernel, operands: tuple[Value | Scalar, ...], axes: Axes) -> "Node":
        """Note the operation, unless an equal one is noted already. Raises RuleError where units clash."""
        return self._note(kernel, operands, axes, unit_after(kernel, operands, axes), ())

    def weighed(self, kernel: Kernel, operands: tuple[Value, ...], weights: Any, axes: Axes) -> "Node":
        """Note a sum weighed by a table, which the kernel holds already."""
        return self._note(kernel, operands, axes, unit_after(kernel, operands, axes, (weights,)), (weights,))

    def _note(
        self,
        kernel: Kernel,
        operands: tuple[Value | Scalar, ...],
        axes: Axes,
        unit: Unit,
        beside: tuple[Any, ...],
    ) -> "Node":
        if kernel.view is not None:
            return self._seen((kernel, kernel.view), axes, unit)
        reads = tuple(_read(operand) for operand in operands)
        key = (
            kernel,
            axes,
            tuple(read[:2] if read[0] != "node" else (*read[:2], *(k for k, _ in read[2])) for read in reads),
        )
        node = self.graph.known.get(key)
        if node is None:
            result = kernel(*(o.array if isinstance(o, Value) else bare(o) for o in operands))
            shape = result.shape[:-1] if axes and axes[-1] is WORLDS else result.shape
            self.graph.operations.append(Operation(kernel, reads, axes, shape, result.dtype))
            node = Node(result, axes, self.graph, len(self.graph.operations) - 1, unit=unit)
            self.graph.known[key] = node
        self.graph.margin.note(node.place, (*operands, *beside))
        return node if node.unit is unit else Node(node.array, axes, self.graph, node.place, unit=unit)

    def lifted(self, index: tuple[slice | None, ...] | None) -> Value:
        """The same result, looked at with more axes."""
        if index is None:
            return self
        return self._seen((tuple(i is None for i in index), lambda a: a[index]), self.axes, self.unit)

    def number(self, other: Scalar) -> Scalar:
        """A figure keeps its unit."""
        return other if isinstance(other, Figure) else super().number(other)

    def counted(self, unit: str) -> "Node":
        """The same result as a pure number. Raises RuleError where it is in another unit."""
        return self.with_unit(counted_unit(self, unit))

    def so_many(self, unit: str) -> "Node":
        """The same result in a unit. Raises RuleError where it is in one already."""
        counted_unit(self, "1")
        return self.with_unit(unit_of(unit))

    def with_unit(self, unit: Unit) -> "Node":
        """The same result, said to be in another unit."""
        return Node(self.array, self.axes, self.graph, self.place, self.looks, unit)

    def _seen(self, look: Look, axes: Axes, unit: Unit) -> "Node":
        return Node(look[1](self.array), axes, self.graph, self.place, (*self.looks, look), unit)


def _read(operand: Value | Scalar) -> tuple[Any, ...]:
    """What an operation reads: a node's result through its looks, a table, or a plain number."""
    if isinstance(operand, Node):
        return ("node", operand.place, operand.looks)
    if isinstance(operand, Value):
        numbers = operand.array
        return ("table", (numbers.shape, numbers.dtype.str, numbers.tobytes()), numbers)
    number = bare(operand)
    return ("number", (type(number).__name__, number), number)


def record(turn: Callable[[T], Any], sample: T) -> Graph:
    """Note everything that ``turn`` does to a state (or another dataclass of values) of two worlds.

    Raises RuleError, with file and line, where a rule does what axes or units forbid.
    """
    graph = Graph()

    def enter(value: Value) -> Node:
        graph.operations.append(None)
        return Node(value.array, value.axes, graph, len(graph.operations) - 1)

    entered = as_declared(map_arrays(sample, enter))
    graph.inputs = {name: value.place for name, value in named_arrays(entered).items() if isinstance(value, Node)}
    graph.outputs = named_arrays(as_declared(ruled(turn, entered)))
    return graph


def needed(graph: Graph) -> list[int]:
    """Places of the operations that some output depends on, in order."""
    wanted = {value.place for value in graph.outputs.values() if isinstance(value, Node)}
    for place in range(len(graph.operations) - 1, -1, -1):
        operation = graph.operations[place]
        if place in wanted and operation is not None:
            wanted |= {read[1] for read in operation.reads if read[0] == "node"}
    return [place for place in sorted(wanted) if graph.operations[place] is not None]


def still(graph: Graph, places: list[int]) -> set[int]:
    """Of these operations the ones whose result is the same all game: they read only what no quarter changes."""
    found = {
        place
        for name, place in graph.inputs.items()
        if isinstance(kept := graph.outputs[name], Node) and kept.place == place and not kept.looks
    }
    for place in places:
        operation = graph.operations[place]
        if operation is not None and all(read[1] in found for read in operation.reads if read[0] == "node"):
            found.add(place)
    return found.intersection(places)


class Scratch:
    """Arrays for results and for kernels' own use, for one size of block."""

    def __init__(self, worlds: int) -> None:
        self.worlds = worlds
        self.free: dict[tuple[int, int], list[Array]] = {}
        self.temps: dict[tuple[int, int, int], Array] = {}
        self.numbers: dict[tuple[tuple[int, ...], float], Array] = {}
        self.bytes = 0

    def _raw(self, count: int, size: int) -> Array:
        self.bytes += count * size
        return np.zeros(count * size, dtype=np.uint8)

    def take(self, shape: tuple[int, ...], dtype: np.dtype[Any]) -> tuple[Array, Array]:
        """A free array of this size as (what to give back, the array)."""
        count = int(np.prod(shape, dtype=int))
        stack = self.free.setdefault((count, dtype.itemsize), [])
        raw = stack.pop() if stack else self._raw(count, dtype.itemsize)
        return raw, raw.view(dtype).reshape(shape)

    def give(self, raw: Array, shape: tuple[int, ...], dtype: np.dtype[Any]) -> None:
        """Take an array back for the next result of its size."""
        self.free[int(np.prod(shape, dtype=int)), dtype.itemsize].append(raw)

    def temp(self, like: Array, place: int, dtype: Any = None) -> Array:
        """A kernel's own scratch; nothing in it outlives the operation."""
        kind = np.dtype(dtype or like.dtype)
        key = (place, like.size, kind.itemsize)
        if key not in self.temps:
            self.temps[key] = self._raw(like.size, kind.itemsize)
        return self.temps[key].view(kind).reshape(like.shape)

    def full(self, like: Array, number: float) -> Array:
        """An array that holds one number for good, shared by all that need it."""
        key = (like.shape, number)
        if key not in self.numbers:
            self.numbers[key] = np.full(like.shape, number, dtype=np.float32)
        return self.numbers[key]


class Tape:
    """A recorded quarter, bound to the arrays of one block of worlds."""

    def __init__(self, graph: Graph, sample: State, worlds: int) -> None:
        self.worlds = worlds
        self.scratch = Scratch(worlds)
        self.state = map_arrays(sample, lambda v: Value(np.zeros((*v.array.shape[:-1], worlds), v.array.dtype), v.axes))
        self.arrays = {name: value.array for name, value in named_arrays(self.state).items()}
        self.once: list[Step] = []
        """What is worked out when a block is loaded: results that no quarter changes."""
        self.steps: list[Step] = []
        self.marks: list[tuple[Operation, int, int]] = []
        """Which of the steps belong to which operation."""
        self._bind(graph)

    def _bind(self, graph: Graph) -> None:
        places = needed(graph)
        unmoved = still(graph, places)
        places.sort(key=lambda place: (place not in unmoved, place))
        last = _last_uses(graph, places, unmoved)
        results: dict[int, Array] = {place: self.arrays[name] for name, place in graph.inputs.items()}
        raws: Raws = {}
        for at, place in enumerate(places):
            operation = graph.operations[place]
            assert operation is not None
            shape = (*operation.shape, self.worlds) if operation.axes[-1:] == (WORLDS,) else operation.shape
            raw, out = self._room(operation, shape, raws, last.get(at, []))
            results[place], raws[place] = out, (raw, shape, operation.dtype)
            reads = tuple(_bound(read, results) for read in operation.reads)
            bound = operation.kernel.bind(out, reads, self.scratch)
            if place in unmoved:
                self.once += bound
            else:
                self.marks.append((operation, len(self.steps), len(self.steps) + len(bound)))
                self.steps += bound
            for gone in last.get(at, ()):
                if gone in raws:
                    self.scratch.give(*raws.pop(gone))
        self._write_back(graph, results)

    def _room(self, operation: Operation, shape: tuple[int, ...], raws: Raws, ending: list[int]) -> tuple[Array, Array]:
        """Where a result goes: over an operand of its kind that nobody reads again, or into free scratch."""
        if operation.kernel.in_place:
            for kind, place, *looks in operation.reads:
                if kind == "node" and place in ending and place in raws and looks == [()]:
                    raw, has_shape, dtype = raws[place]
                    if has_shape == shape and dtype == operation.dtype:
                        del raws[place]
                        return raw, raw.view(dtype).reshape(shape)
        return self.scratch.take(shape, operation.dtype)

    def _write_back(self, graph: Graph, results: dict[int, Array]) -> None:
        """Copy the new state over the old, first setting aside what is only another old array by a new name."""
        moved: list[Step] = []
        for name, value in graph.outputs.items():
            if not isinstance(value, Node):
                moved.append((np.copyto, (self.arrays[name], value.array)))
                continue
            new = results[value.place]
            for _key, look in value.looks:
                new = look(new)
            if new is self.arrays[name]:
                continue
            if value.place in graph.inputs.values():
                aside = np.zeros_like(self.arrays[name])
                self.steps.append((np.copyto, (aside, new)))
                new = aside
            moved.append((np.copyto, (self.arrays[name], new)))
        self.steps += moved

    def load(self, state: State) -> None:
        """Put a state of this many worlds on the tape."""
        for name, value in named_arrays(state).items():
            np.copyto(self.arrays[name], value.array)
        for call, arguments in self.once:
            call(*arguments)

    def run(self, turns: int) -> None:
        """Play some quarters in place."""
        for _ in range(turns):
            for call, arguments in self.steps:
                call(*arguments)


def _bound(read: tuple[Any, ...], results: dict[int, Array]) -> Any:
    if read[0] != "node":
        return read[2]
    array = results[read[1]]
    for _key, look in read[2]:
        array = look(array)
    return array


def _last_uses(graph: Graph, places: list[int], unmoved: set[int]) -> dict[int, list[int]]:
    """For each step the results that nobody reads after it.

    Outputs are read to the end, and what no quarter changes is read again in the next one.
    """
    kept = {value.place for value in graph.outputs.values() if isinstance(value, Node)}
    last: dict[int, int] = {}
    for at, place in enumerate(places):
        operation = graph.operations[place]
        assert operation is not None
        for read in operation.reads:
            if read[0] == "node":
                last[read[1]] = at
                if read[1] in unmoved and place not in unmoved:
                    kept.add(read[1])
        last.setdefault(place, at)
    ends: dict[int, list[int]] = {}
    for place, at in last.items():
        if place not in kept:
            ends.setdefault(at, []).append(place)
    return ends
