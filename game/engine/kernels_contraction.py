"""Sums and extremes by a sparse table: only what stands in it is computed, in its order, whatever the block."""

from functools import cached_property, partial
from typing import Any

import numpy as np

from game.engine.kernels import FLOAT, Array, Bench, Kernel, Step

Entry = tuple[int, int, float]
"""(place on the axis that goes, place on what comes, weight)."""

PADDING = 6
"""Without a tape, rows are read through a rectangle of places as long as it is at most so many times too large."""


class Contraction:
    """A weighted sum (``blend``), or the largest product (``peak``), along an axis onto others.

    Entries are in the order of the axis that goes, so that everything is added up in that order. What comes may be
    several axes, or none, laid out as one of length ``size``.
    """

    def __init__(self, name: str, lead: int, trail: int, onto: tuple[int, ...], entries: list[Entry]) -> None:
        self.join = np.add if name == "blend" else np.maximum
        self.before: tuple[Any, ...] = (slice(None),) * lead
        self.lead, self.trail, self.onto = lead, trail, onto
        self.size = int(np.prod(onto, dtype=int))
        self.entries = entries

    def make(self, a: Array) -> Array:
        """The result in a new array."""
        made = self._by_entry(a) if self._rectangle is None else self._at_once(a, *self._rectangle)
        if self.join is np.maximum:
            made = made + FLOAT(0)  # the larger of 0 and -0 is either: make it 0
        return made.reshape(*a.shape[: self.lead], *self.onto, *a.shape[self.lead + 1 :])

    @cached_property
    def _rectangle(self) -> tuple[Array, Array | None] | None:
        """For each of what comes, the places to read (0 is nothing, then place + 1), and their weights if not all 1."""
        rows: list[list[tuple[int, float]]] = [[] for _ in range(self.size)]
        for place, column, weight in self.entries:
            rows[column].append((place + 1, weight))
        most = max(map(len, rows))
        if most * self.size > PADDING * (len(self.entries) + self.size):
            return None
        filled = [[*row, *[(0, 0.0)] * (most - len(row))] for row in rows]
        table = np.array(filled, dtype=np.float64).reshape(self.size, most, 2).transpose(2, 1, 0)
        places = np.concatenate([np.zeros((1, self.size)), table[0]]).astype(np.intp)
        if all(weight == 1 for _, _, weight in self.entries):
            return places, None
        weights = np.concatenate([np.zeros((1, self.size)), table[1]]).astype(FLOAT)
        return places, weights.reshape(*weights.shape, *(1,) * self.trail)

    def _at_once(self, a: Array, places: Array, weights: Array | None) -> Array:
        nothing = np.zeros((*a.shape[: self.lead], 1, *a.shape[self.lead + 1 :]), dtype=FLOAT)
        read = np.concatenate([nothing, a], axis=self.lead).take(places, axis=self.lead)
        joined: Array = self.join.reduce(read if weights is None else read * weights, axis=self.lead)
        return joined

    def _by_entry(self, a: Array) -> Array:
        out = np.zeros((*a.shape[: self.lead], self.size, *a.shape[self.lead + 1 :]), dtype=FLOAT)
        for place, column, weight in self.entries:
            sink = out[(*self.before, column)]
            self.join(sink, np.multiply(a[(*self.before, place)], FLOAT(weight), dtype=FLOAT), out=sink)
        return out

    def steps(self, a: Array, out: Array, bench: Bench) -> list[Step]:
        """The calls that put the result into ``out``, which has what comes as one axis."""
        kept, alike = _once(self.entries, self.size)
        if alike is None:
            steps = self._steps(self.entries, a, out, bench)
        else:
            once = bench.temp(out[(*self.before, slice(0, int(alike.max()) + 1))], 1, FLOAT)
            spread = partial(np.take, axis=self.lead, mode="clip", out=out)
            steps = [*self._steps(kept, a, once, bench), (spread, (once, alike))]
        return steps if self.join is np.add else [*steps, (np.add, (out, np.array(0, FLOAT), out))]

    def _steps(self, entries: list[Entry], a: Array, out: Array, bench: Bench) -> list[Step]:
        steps: list[Step] = [(out.fill, (0,))]
        for first, last in _blocks(entries):
            place, column, weight = entries[first]
            count = last - first + 1
            given = a[(*self.before, slice(place, place + count))]
            if count > 1 and entries[last][1] == column:
                reduce = partial(self.join.reduce, axis=self.lead, dtype=FLOAT, out=out[(*self.before, column)])
                steps.append((partial(reduce, initial=FLOAT(0)), (given,)))
                continue
            sink = out[(*self.before, slice(column, column + count))]
            if weight != 1 or given.dtype == np.bool_ or self.join is np.maximum:
                product = bench.temp(sink, 0, FLOAT)
                steps.append((partial(np.multiply, dtype=FLOAT), (given, np.array(weight, FLOAT), product)))
                given = product
            steps.append((partial(self.join, out=sink), (sink, given)))
        return steps


def _once(entries: list[Entry], size: int) -> tuple[list[Entry], Array | None]:
    """The entries onto the first of each kind of place only, and for every place its kind: where that halves them."""
    reads: list[list[tuple[int, float]]] = [[] for _ in range(size)]
    for place, column, weight in entries:
        reads[column].append((place, weight))
    kinds: dict[tuple[tuple[int, float], ...], int] = {}
    alike = [kinds.setdefault(tuple(row), len(kinds)) for row in reads]
    first = {alike.index(kind) for kind in range(len(kinds))}
    kept = [(place, alike[column], weight) for place, column, weight in entries if column in first]
    return (kept, np.array(alike, dtype=np.intp)) if len(kept) * 2 < len(entries) else (entries, None)


def _blocks(entries: list[Entry]) -> list[tuple[int, int]]:
    """First and last of each run of entries that one call can do: side by side, or all of one sum."""
    blocks: list[tuple[int, int]] = []
    begun: set[int] = set()
    n = 0
    while n < len(entries):
        _, column, weight = entries[n]
        whole = _run(entries, n, 0) if weight == 1 and column not in begun else n
        last = max(_run(entries, n, 1), whole)
        begun.update(entry[1] for entry in entries[n : last + 1])
        blocks.append((n, last))
        n = last + 1
    return blocks


def _run(entries: list[Entry], n: int, step: int) -> int:
    """The last entry of the run from ``n`` on in which the place goes on by one and the column by ``step``."""
    last = n
    while last + 1 < len(entries):
        (place, column, weight), following = entries[last : last + 2]
        if following != (place + 1, column + step, weight):
            break
        last += 1
    return last


def contraction(
    name: str, lead: int, trail: int, onto: tuple[int, ...], entries: list[Entry], order: tuple[int, ...] | None
) -> Kernel:
    """The kernel of a contraction; ``order`` turns the axes of the result, where they come out of order."""
    work = Contraction(name, lead, trail, onto, entries)

    def make(a: Array) -> Array:
        out = work.make(a)
        return out if order is None else np.ascontiguousarray(np.transpose(out, order))

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        (a,) = arrays
        if order is None:
            target = out.reshape(*out.shape[:lead], work.size, *out.shape[lead + len(onto) :])
        else:
            target = np.transpose(out, np.argsort(order))
        return work.steps(a, target, bench)

    return Kernel(name, make, bind, form=("contract", work, order))
