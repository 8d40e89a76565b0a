"""The vocabulary of the rules: everything a phase, a policy or a condition may do with a Value.

The operators ``+ - * /``, comparisons and ``& | ~`` come with Value; the rest is here, each under a name of its own,
with a scalar twin in ``tests/engine/test_numeric.py``. Only arithmetic that gives the same bits on every machine is
used: plain operations, square root, and ``log2`` / ``exp2`` built from them. Nothing is ever written in place.
"""

import numpy as np

from game.engine import kernels as k
from game.engine import kernels_compound as compound
from game.engine import kernels_sparse as sparse
from game.engine.axes import WORLDS, Axis
from game.engine.kernels_contraction import Entry, contraction
from game.engine.value import FLOAT, Kernel, Scalar, Value, aligned, leader, place_of


def _reduced(x: Value, over: Axis, name: str) -> Value:
    position = place_of(x, over)
    axes = x.axes[:position] + x.axes[position + 1 :]
    return x.run(k.reduction(name, position), (x,), axes)


def total(x: Value, over: Axis) -> Value:
    """The sum along one axis; a mask is counted.

    Blocks of two worlds or more always add in the same order, whatever the block (see CONTRIBUTING, "Same bits").
    """
    return _reduced(x, over, "total")


def largest(x: Value, over: Axis) -> Value:
    """The largest along one axis."""
    return _reduced(x, over, "largest")


def smallest(x: Value, over: Axis) -> Value:
    """The smallest along one axis."""
    return _reduced(x, over, "smallest")


def any_of(x: Value, over: Axis) -> Value:
    """Whether any along one axis holds."""
    return _reduced(x, over, "any of")


def all_of(x: Value, over: Axis) -> Value:
    """Whether all along one axis hold."""
    return _reduced(x, over, "all of")


def _combined(kernel: Kernel, *operands: Value | Scalar) -> Value:
    values = [operand for operand in operands if isinstance(operand, Value)]
    axes, indexes = aligned(*(value.axes for value in values))
    lift = iter(indexes)
    first = leader(*values)
    lifted = tuple(o.lifted(next(lift)) if isinstance(o, Value) else first.number(o) for o in operands)
    return first.run(kernel, lifted, axes)


def at_most(x: Value, limit: Value | Scalar) -> Value:
    """The lesser of the two."""
    return _combined(k.AT_MOST, x, limit)


def at_least(x: Value, limit: Value | Scalar) -> Value:
    """The greater of the two."""
    return _combined(k.AT_LEAST, x, limit)


def clamp(x: Value, low: Value | Scalar, high: Value | Scalar) -> Value:
    """Cut to the range from low to high."""
    return at_most(at_least(x, low), high)


def share(part: Value, of: Value | Scalar) -> Value:
    """``part / of``, and 0 where there is nothing to share."""
    return _combined(k.SHARE, part, of)


def inverse(x: Value) -> Value:
    """``1 / x``, and 0 where x is not above zero."""
    return x.run(k.SHARE, (1.0, x), x.axes)


def parted(x: Value, over: Axis) -> Value:
    """Each one's part of the sum along an axis; nothing of nothing."""
    return x * inverse(total(x, over))


def choose(mask: Value, yes: Value | Scalar, no: Value | Scalar) -> Value:
    """``yes`` where the mask holds, else ``no``."""
    return _combined(k.CHOOSE, mask, yes, no)


def only_where(mask: Value, x: Value | Scalar) -> Value:
    """``x`` where the mask holds, else 0 (or False)."""
    if isinstance(x, Value) and x.array.dtype == np.bool_:
        return mask & x
    return choose(mask, x, 0.0)


def floor(x: Value) -> Value:
    """The whole number at or below."""
    return x.run(k.FLOOR, (x,), x.axes)


def whole_units(x: Value, luck: Value | Scalar = 0.5) -> Value:
    """Whole units out of a fractional count: ``floor(x + luck)``.

    With luck 0.5 this rounds; with a draw from 0 to 1 it is right on average, so that small rates still bite.
    """
    return floor(x + (so_many(luck, "anything") if isinstance(luck, Value) else luck))


def root(x: Value) -> Value:
    """The square root; exact on every machine."""
    return x.run(k.ROOT, (x,), x.axes)


def counted(x: Value, unit: str) -> Value:
    """How many of a unit something is, as a pure number, for a formula that takes it so.

    The numbers stay as they are; while rules are recorded, the unit must be the one that is named.
    """
    return x.counted(unit)


def so_many(x: Value, unit: str) -> Value:
    """A pure number as so many of a unit; the numbers stay as they are."""
    return x.so_many(unit)


def log2(x: Value) -> Value:
    """The binary logarithm, the same bits everywhere; numbers at or below zero give about -100."""
    return x.run(compound.LOG2, (x,), x.axes)


def exp2(x: Value) -> Value:
    """Two to the power x, the same bits everywhere; x is cut to ±120."""
    return x.run(compound.EXP2, (x,), x.axes)


def log10(x: Value) -> Value:
    """The decimal logarithm."""
    return log2(x) * 0.30103


def exp(x: Value) -> Value:
    """E to the power x."""
    return exp2(x * 1.442695)


def power(x: Value, exponent: Value | Scalar) -> Value:
    """X to a power, for x above zero; 0 stays (nearly) 0 for a positive exponent."""
    return exp2(log2(x) * exponent)


def running_total(x: Value, over: Axis) -> Value:
    """The sum up to and with each place of an axis."""
    return x.run(compound.running(place_of(x, over)), (x,), x.axes)


def first_true(mask: Value, over: Axis) -> Value:
    """The mask with only its first hold along an axis left standing."""
    position = place_of(mask, over)
    return mask.run(compound.first(position), (mask,), mask.axes)


def rank(x: Value, over: Axis) -> Value:
    """Each one's place along an axis by size, 0 for the largest; ties go to the earlier one."""
    position = place_of(x, over)
    return x.run(compound.ranking(position), (x,), x.axes)


def at(x: Value, over: Axis, position: int) -> Value:
    """One fixed place of an axis, as a value without that axis."""
    n = place_of(x, over)
    axes = x.axes[:n] + x.axes[n + 1 :]
    return x.run(compound.look(n, position), (x,), axes)


def section(x: Value, over: Axis, start: int, onto: Axis, size: int) -> Value:
    """Some places of an axis that belong together, as an axis of their own."""
    n = place_of(x, over)
    axes = (*x.axes[:n], onto, *x.axes[n + 1 :])
    if list(axes) != sorted(axes):
        raise ValueError(f"a section onto {onto.name.lower()} would stand out of order")
    return x.run(compound.cut(n, start, size), (x,), axes)


def added_to(x: Value, what: Value, over: Axis, position: int) -> Value:
    """``x`` with ``what``, which lacks one axis, added at one fixed place of it."""
    n = place_of(x, over)
    if what.axes != x.axes[:n] + x.axes[n + 1 :]:
        raise ValueError(f"{what.axes} cannot be added at one place of {x.axes}")
    return leader(x, what).run(compound.add_to(n, position), (x, what), x.axes)


def renamed(x: Value, old: Axis, new: Axis) -> Value:
    """The same numbers on another axis of the same length (a firm's own country, say)."""
    axes = tuple(new if axis is old else axis for axis in x.axes)
    ranked = tuple(sorted(axes))
    order = tuple(axes.index(axis) for axis in ranked)
    return x.run(compound.turned(order), (x,), ranked)


def pick(source: Value, index: Value, over: Axis) -> Value:
    """``source`` at the place that ``index`` names along an axis; an index outside is cut to the nearest place.

    The axis ``over`` goes, the axes of the index come: ``pick((firms, ecosystems, worlds), chip's ecosystem (chips,))``
    is ``(firms, chips, worlds)``.
    """
    n = place_of(source, over)
    rest = source.axes[:n] + source.axes[n + 1 :]
    shared = [axis for axis in index.axes if axis in rest]
    axes, _ = aligned(rest, index.axes)
    if not shared and len(index.axes) == 1:
        came = rest[:n] + index.axes + rest[n:]
        order = tuple(came.index(axis) for axis in axes)
        by_world = index.axes == (WORLDS,)
        kernel = compound.rows_by_world(n, order) if by_world else compound.gather(n, order)
        return leader(source, index).run(kernel, (source, index), axes)
    kernel = compound.look_up(n, tuple(axis in rest for axis in axes), tuple(axis in index.axes for axis in axes))
    return leader(source, index).run(kernel, (source, index), axes)


def pick_pair(source: Value, first: Value, second: Value, over: tuple[Axis, Axis]) -> Value:
    """``source`` at pairs of places on its first two axes; an index outside is cut to the nearest place.

    ``pick_pair(standing (firms, countries, worlds), firm (listings,), country (listings,), over=(FIRMS, COUNTRIES))``
    is ``(listings, worlds)``.
    """
    if source.axes[:2] != over or first.axes != second.axes or len(first.axes) != 1:
        raise ValueError(f"pick_pair reads two indexes of one axis over the first two axes of {source.axes}")
    return leader(source).run(compound.GATHER_PAIRS, (source, first, second), (*first.axes, *source.axes[2:]))


def add_at(x: Value, what: Value, index: Value, over: Axis) -> Value:
    """``x`` with ``what`` added, for each entry of the first axis, at the place on the second that ``index`` names.

    An index outside is cut to the nearest place.
    """
    if x.axes[:2] != (*index.axes, over) or what.axes != (*index.axes, *x.axes[2:]):
        raise ValueError(f"add_at puts {what.axes} onto the second axis of {x.axes}")
    return leader(x, what).run(compound.ADD_AT, (x, what, index), x.axes)


def blend(x: Value, weights: Value, over: Axis, where: Value | None = None) -> Value:
    """The weighted sum along an axis, onto the other axes of a table of the ruleset if it has any.

    ``blend(done (firms, projects, worlds), gives (projects, bonuses), over=PROJECTS)`` is what all projects done give
    together, ``(firms, bonuses, worlds)``. The table is mostly empty; only what stands in it is computed, in the
    table's order, so that the sum is the same in every block. With ``where``, a mask on the axes of
    the result, sums are made only where it holds; 0 stands elsewhere.
    """
    if where is None:
        return _contracted(x, weights, over, "blend")
    (onto,) = (axis for axis in weights.axes if axis is not over)
    if x.axes[-2:] != (over, WORLDS) or where.axes != (*x.axes[:-2], onto, WORLDS):
        raise ValueError(f"a blend over {over.name.lower()} has no place for a mask on {where.axes}")
    memo = weights.memo = {} if weights.memo is None else weights.memo
    kernel = memo.get(("blend where", x.axes))
    if kernel is None:
        by_target = weights.array if weights.axes[0] is onto else weights.array.T
        rows = [(np.flatnonzero(row), row[np.flatnonzero(row)].astype(FLOAT)) for row in by_target]
        kernel = memo["blend where", x.axes] = sparse.sparse_contraction(rows)
    return leader(x, where).weighed(kernel, (x, where), weights, where.axes)


def peak(x: Value, weights: Value, over: Axis) -> Value:
    """Like ``blend``, but the largest product instead of the sum; 0 where nothing stands in the table."""
    return _contracted(x, weights, over, "peak")


def _contracted(x: Value, weights: Value, over: Axis, name: str) -> Value:
    n = place_of(x, over)
    onto = tuple(axis for axis in weights.axes if axis is not over)
    came = (*x.axes[:n], *onto, *x.axes[n + 1 :])
    axes = tuple(sorted(came))
    memo = weights.memo = {} if weights.memo is None else weights.memo
    kernel = memo.get((name, x.axes))
    if kernel is None:
        if came != axes and len(onto) > 1:
            raise ValueError(f"a table onto {onto} does not fit between the axes {x.axes}")
        order = None if came == axes else tuple(came.index(axis) for axis in axes)
        sizes = tuple(weights.array.shape[weights.axes.index(axis)] for axis in onto)
        entries = _entries(weights, over)
        kernel = memo[name, x.axes] = contraction(name, n, len(x.axes) - n - 1, sizes, entries, order)
    return x.weighed(kernel, (x,), weights, axes)


def _entries(weights: Value, over: Axis) -> list[Entry]:
    """What stands in a table: (place on the axis that goes, place on the others laid out as one, weight)."""
    by_source = np.moveaxis(weights.array, weights.axes.index(over), 0)
    flat = by_source.reshape(by_source.shape[0], -1)
    place, column = np.nonzero(flat)
    weight = flat[place, column].astype(FLOAT)
    return list(zip(place.tolist(), column.tolist(), weight.tolist(), strict=True))


def stacked(parts: tuple[Value, ...], onto: Axis) -> Value:
    """Values side by side along a new axis."""
    axes, indexes = aligned(*(part.axes for part in parts))
    lifted = tuple(part.lifted(index) for part, index in zip(parts, indexes, strict=True))
    out = tuple(sorted((*axes, onto)))
    position = out.index(onto)
    return leader(*parts).run(compound.stack(len(parts), position), lifted, out)


def shifted(x: Value, over: Axis) -> Value:
    """Everything one place nearer along an axis: the first place goes, a zero comes in at the end."""
    return x.run(compound.shift(place_of(x, over)), (x,), x.axes)


def marked(index: Value, places: Value, over: Axis) -> Value:
    """Marks at the places that an index names: ``any_of(index == places, over)``, by what is named only.

    ``over`` must be the last axis of the index but the worlds; ``places`` is 0, 1, 2 ... along the axis to mark.
    """
    (onto,) = places.axes
    axes = tuple(onto if axis is over else axis for axis in index.axes)
    if index.axes[-2:] != (over, WORLDS) or list(axes) != sorted(axes):
        raise ValueError(f"{over.name.lower()} cannot be marked on {onto.name.lower()}")
    return index.run(sparse.marking(places.array.shape[0]), (index,), axes)


def laid_out(x: Value, index: Value, places: Value) -> Value:
    """``x`` added up at the places that an index with the same axes names, (places, worlds); below 0 it names none.

    ``laid_out(units asked for, listing of each application, 0, 1, 2 ... along the listings)`` is what is asked for of
    each listing, by what there is only.
    """
    if x.axes != index.axes or x.array.dtype != FLOAT or x.axes[-1:] != (WORLDS,):
        raise ValueError(f"numbers on {x.axes} cannot be laid out by an index on {index.axes}")
    return leader(x, index).run(sparse.laying(places.array.shape[0]), (x, index), (*places.axes, WORLDS))


def tally(index: Value, table: sparse.Entries, over: Axis) -> Value:
    """All that the rows of a sparse table push that an index names, added up onto the axes of the table.

    ``over`` is the axis of the index between its first and the worlds; below 0 it names nothing.
    """
    first, *rest = index.axes
    if tuple(rest) != (over, WORLDS) or first is not table.onto[0]:
        raise ValueError(f"a tally over {over.name.lower()} needs an index on one more axis and the worlds")
    return index.weighed(table.kernel, (index,), table, (*table.onto, WORLDS))
