"""Kernels for what seldom happens: marks at places that an index names, and what the rows that it names push.

Work goes by what is there, not by the size of the axes. Every world's own entries are met in the same order whatever
its block, so that sums are the same in every block.
"""

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import Axes
from game.engine.kernels import FLOAT, Array, Kernel


@dataclass(frozen=True, eq=False)
class Entries:
    """A sparse table: for each row of some axes the places of other axes that it pushes, and by how much."""

    onto: Axes
    shape: tuple[int, ...]
    """Of the axes it pushes onto."""
    starts: NDArray[np.intp]
    """Where each row's entries start; one more at the end. Shape (rows + 1,)."""
    places: NDArray[np.intp]
    """Flat places on the axes it pushes onto. Shape (entries,)."""
    amounts: NDArray[np.float32]

    @cached_property
    def kernel(self) -> Kernel:
        """The kernel of ``numeric.tally``: the row is the place on the first axis, then the place that is named."""
        rows = len(self.starts) - 1

        def fill(index: Array, out: Array) -> None:
            firms, slots, worlds = index.shape
            named = np.flatnonzero(index >= 0)
            place, world = np.divmod(named, worlds)
            row = (place // slots) * (rows // firms) + index.reshape(-1)[named].astype(np.intp)
            counts = self.starts[row + 1] - self.starts[row]
            which = np.repeat(np.arange(len(named)), counts)
            entry = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts) + self.starts[row][which]
            out.fill(0)
            np.add.at(out.reshape(-1), self.places[entry] * worlds + world[which], self.amounts[entry])

        def make(index: Array) -> Array:
            out = np.empty((*self.shape, index.shape[-1]), dtype=FLOAT)
            fill(index, out)
            return out

        return Kernel("tally", make, lambda out, arrays, bench: [(fill, (*arrays, out))], form=("tally", self))


def entries(
    onto: Axes,
    shape: tuple[int, ...],
    rows: int,
    row: NDArray[np.intp],
    place: NDArray[np.intp],
    amount: NDArray[np.floating],
) -> Entries:
    """A sparse table of so many rows from its entries, (entries,): the row, flat place and amount of each.

    A row's entries are added up in the order in which they are given.
    """
    order = np.argsort(row, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))]).astype(np.intp)
    return Entries(onto, shape, starts, place[order], amount[order].astype(FLOAT))


@cache
def marking(size: int) -> Kernel:
    """Marks along a new axis of this size at the places that an index along the last axis but worlds names."""

    def fill(index: Array, out: Array) -> None:
        slots, worlds = index.shape[-2:]
        named = np.flatnonzero((index >= 0) & (index < size))
        row, world = np.divmod(named, worlds)
        out.fill(False)
        place = (row // slots) * size + index.reshape(-1)[named].astype(np.intp)
        out.reshape(-1)[place * worlds + world] = True

    def make(index: Array) -> Array:
        out = np.empty((*index.shape[:-2], size, index.shape[-1]), dtype=np.bool_)
        fill(index, out)
        return out

    return Kernel(f"mark {size}", make, lambda out, arrays, bench: [(fill, (*arrays, out))], form=("mark", size))


@cache
def laying(size: int) -> Kernel:
    """Numbers added up along a new first axis of this size at the places that an index of the same shape names."""

    def fill(x: Array, index: Array, out: Array) -> None:
        worlds = index.shape[-1]
        named = np.flatnonzero((index >= 0) & (index < size))
        place = index.reshape(-1)[named].astype(np.intp) * worlds + named % worlds
        out.fill(0)
        np.add.at(out.reshape(-1), place, x.reshape(-1)[named])

    def make(x: Array, index: Array) -> Array:
        out = np.empty((size, index.shape[-1]), dtype=FLOAT)
        fill(x, index, out)
        return out

    return Kernel(f"lay {size}", make, lambda out, arrays, bench: [(fill, (*arrays, out))], form=("lay", size))


def sparse_contraction(rows: list[tuple[NDArray[np.intp], NDArray[np.float32]]]) -> Kernel:
    """A weighted sum along an axis for each marked place of another: ``rows`` are what each of those reads."""
    starts = np.concatenate([[0], np.cumsum([len(places) for places, _ in rows])]).astype(np.intp)
    sources = np.concatenate([places for places, _ in rows])
    weights = np.concatenate([amounts for _, amounts in rows])

    def fill(x: Array, mask: Array, out: Array) -> None:
        worlds, size = x.shape[-1], x.shape[-2]
        asked = np.flatnonzero(mask)
        place, world = np.divmod(asked, worlds)
        lead, onto = np.divmod(place, len(rows))
        counts = starts[onto + 1] - starts[onto]
        which = np.repeat(np.arange(len(asked)), counts)
        entry = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts) + starts[onto][which]
        read = x.reshape(-1)[(lead[which] * size + sources[entry]) * worlds + world[which]]
        out.fill(0)
        np.add.at(out.reshape(-1), asked[which], read * weights[entry])

    def make(x: Array, mask: Array) -> Array:
        out = np.empty(mask.shape, dtype=FLOAT)
        fill(np.ascontiguousarray(x), mask, out)
        return out

    return Kernel(
        "blend where",
        make,
        lambda out, arrays, bench: [(fill, (*arrays, out))],
        form=("blend where", starts, sources, weights),
    )
