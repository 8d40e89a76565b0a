"""In which order operations run in C, which share a loop, and where results lie.

Operations that go place by place over the same axes are put into one loop, so that what only they read never leaves the
registers. Results that outlive their loop lie in scratch for one strip of worlds, given back after their last use.
"""

from dataclasses import dataclass, field

import numpy as np

from game.engine.c.words import ELEMENTWISE
from game.engine.tape import Graph, Node, Operation, needed, still

STRIP = 32
"""Worlds that run through the whole quarter together."""
MOST_TOGETHER = 40
"""Operations in a loop at most: more would only spill registers."""
LINE = 64
"""Bytes of a cache line; every array starts on one."""


@dataclass
class Loop:
    """Operations that run together, place by place; a single one where it is of another kind."""

    places: list[int]
    is_fused: bool


@dataclass(frozen=True)
class Home:
    """Where a result lies: ``state`` or ``kept`` by number, for all worlds, or ``scratch`` by byte, for a strip."""

    kind: str
    at: int


@dataclass
class Plan:
    """Loops in order, and where everything lies."""

    once: list[Loop]
    loops: list[Loop]
    homes: dict[int, Home]
    kept: list[int] = field(default_factory=list)
    """Results that no quarter changes and that quarters read."""
    scratch: int = 0
    """Bytes for one strip."""


def operation_at(graph: Graph, place: int) -> Operation:
    """The operation behind a place that is no input."""
    operation = graph.operations[place]
    assert operation is not None
    return operation


def nodes_read(operation: Operation) -> list[tuple[int, bool]]:
    """(place, whether it is looked at as it is) for each result that an operation reads."""
    return [(read[1], not read[2]) for read in operation.reads if read[0] == "node"]


def planned(graph: Graph) -> Plan:
    """The plan of a recorded quarter."""
    places = needed(graph)
    unmoved = still(graph, places)
    once = _loops(graph, [p for p in places if p in unmoved])
    loops = _loops(graph, [p for p in places if p not in unmoved])
    wanted = {read for p in places if p not in unmoved for read, _ in nodes_read(operation_at(graph, p))}
    wanted |= {value.place for value in graph.outputs.values() if isinstance(value, Node)}
    kept = sorted(unmoved & wanted)
    plan = Plan(once, loops, {}, kept)
    for number, place in enumerate(graph.inputs.values()):
        plan.homes[place] = Home("state", number)
    for number, place in enumerate(kept):
        plan.homes[place] = Home("kept", number)
    _settle_in_state(graph, plan)
    _lay_out(graph, plan, once, until_end=False)
    _lay_out(graph, plan, loops, until_end=True)
    return plan


def _loops(graph: Graph, places: list[int]) -> list[Loop]:
    """Fused loops and single operations in an order that computes everything before it is read."""
    mine = set(places)
    waits = {p: {r for r, _ in nodes_read(operation_at(graph, p)) if r in mine} for p in places}
    readers: dict[int, list[int]] = {}
    for place, reads in waits.items():
        for read in reads:
            readers.setdefault(read, []).append(place)
    ready = [place for place in places if not waits[place]]
    loops: list[Loop] = []
    done: set[int] = set()
    while ready:
        alone = next((p for p in ready if not _is_elementwise(graph, p)), None)
        group = [alone] if alone is not None else _together(graph, ready, waits, readers)
        done.update(group)
        loops.append(Loop(group, alone is None))
        freed = {r for p in group for r in readers.get(p, ())} - done
        for place in group:
            for reader in readers.get(place, ()):
                waits[reader].discard(place)
        ready = sorted(p for p in {*ready, *freed} if p not in done and not waits[p])
    return loops


def _is_elementwise(graph: Graph, place: int) -> bool:
    return operation_at(graph, place).kernel.form[0] in ELEMENTWISE


def _together(graph: Graph, ready: list[int], waits: dict[int, set[int]], readers: dict[int, list[int]]) -> list[int]:
    """The earliest operation that is ready and all of its shape that can share its loop, in order."""
    shape = operation_at(graph, ready[0]).shape
    open_now = {p for p in ready if operation_at(graph, p).shape == shape and _is_elementwise(graph, p)}
    group: list[int] = []
    inside: set[int] = set()
    seen = set(open_now)
    while open_now and len(group) < MOST_TOGETHER:
        place = min(open_now)
        open_now.remove(place)
        group.append(place)
        inside.add(place)
        for reader in readers.get(place, ()):
            if reader in seen or not _is_elementwise(graph, reader) or operation_at(graph, reader).shape != shape:
                continue
            as_they_are = all(plain for read, plain in nodes_read(operation_at(graph, reader)) if read in inside)
            if as_they_are and waits[reader] <= inside:
                open_now.add(reader)
                seen.add(reader)
    return group


def _loop_of(loops: list[Loop]) -> dict[int, int]:
    return {place: n for n, loop in enumerate(loops) for place in loop.places}


def _settle_in_state(graph: Graph, plan: Plan) -> None:
    """Results that may be written straight over the state they replace: everybody has read the old one by then."""
    where = _loop_of(plan.loops)
    given = [value.place for value in graph.outputs.values() if isinstance(value, Node)]
    for name, place in graph.inputs.items():
        value = graph.outputs[name]
        if not isinstance(value, Node) or value.looks or value.place not in where or place in given:
            continue
        if given.count(value.place) > 1 or value.place in plan.homes:
            continue
        at = where[value.place]
        is_fused = plan.loops[at].is_fused
        shape = operation_at(graph, value.place).shape
        for other, n in where.items():
            for read, plain in nodes_read(operation_at(graph, other)):
                too_late = n > at or (
                    n == at and not (is_fused and plain and operation_at(graph, other).shape == shape)
                )
                if read == place and too_late:
                    break
            else:
                continue
            break
        else:
            plan.homes[value.place] = plan.homes[place]


def bytes_of(operation: Operation) -> int:
    """What a result takes for one strip, in whole cache lines."""
    size = int(np.prod(operation.shape, dtype=int)) * STRIP * operation.dtype.itemsize
    return -(-size // LINE) * LINE


def _lay_out(graph: Graph, plan: Plan, loops: list[Loop], until_end: bool) -> None:
    """A place in scratch for every result that is read outside its own loop."""
    where = _loop_of(loops)
    last: dict[int, int] = {}
    for place, n in where.items():
        for read, _ in nodes_read(operation_at(graph, place)):
            if read in where and where[read] != n:
                last[read] = max(last.get(read, 0), n)
    if until_end:
        for value in graph.outputs.values():
            if isinstance(value, Node) and value.place in where:
                last[value.place] = len(loops)
    free: list[tuple[int, int]] = []
    ends: dict[int, list[tuple[int, int]]] = {}
    for n, loop in enumerate(loops):
        for place in loop.places:
            if place not in plan.homes and (place in last or not loop.is_fused):
                size = bytes_of(operation_at(graph, place))
                start = _fit(free, size, plan)
                plan.homes[place] = Home("scratch", start)
                ends.setdefault(last.get(place, n), []).append((start, size))
        for span in ends.pop(n, ()):
            _give_back(free, span)


def _fit(free: list[tuple[int, int]], size: int, plan: Plan) -> int:
    """The start of a free span of this size, the smallest that does; scratch grows where none does."""
    fits = [(length, start) for start, length in free if length >= size]
    if not fits:
        plan.scratch += size
        return plan.scratch - size
    length, start = min(fits)
    free.remove((start, length))
    if length > size:
        free.append((start + size, length - size))
    return start


def _give_back(free: list[tuple[int, int]], span: tuple[int, int]) -> None:
    start, size = span
    for other in list(free):
        if other[0] + other[1] == start:
            free.remove(other)
            start, size = other[0], other[1] + size
        elif start + size == other[0]:
            free.remove(other)
            size += other[1]
    free.append((start, size))
