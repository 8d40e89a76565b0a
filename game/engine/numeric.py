"""The vocabulary of the rules: everything a phase, a policy or a condition may do with a Value.

The operators ``+ - * /``, comparisons and ``& | ~`` come with Value; the rest is here, each under a name of its own,
with a scalar twin in ``tests/engine/test_numeric.py``. Only arithmetic that gives the same bits on every machine is
used: plain operations, square root, and ``log2`` / ``exp2`` built from them. Nothing is ever written in place.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import Axis
from game.engine.value import FLOAT, Scalar, Value, aligned, leader, plain

TINY = FLOAT(1e-30)
Array = NDArray[Any]


def _reduced(x: Value, over: Axis, kernel: Callable[[Array, int], Array]) -> Value:
    position = x.axes.index(over)
    axes = x.axes[:position] + x.axes[position + 1 :]
    return x.run(lambda a: kernel(a, position), (x,), axes)


def total(x: Value, over: Axis) -> Value:
    """The sum along one axis; a mask is counted.

    Blocks of two worlds or more always add in the same order, whatever the block (see CONTRIBUTING, "Same bits").
    """
    return _reduced(x, over, lambda a, n: np.add.reduce(a, axis=n, dtype=FLOAT))


def largest(x: Value, over: Axis) -> Value:
    """The largest along one axis."""
    return _reduced(x, over, lambda a, n: np.maximum.reduce(a, axis=n))


def smallest(x: Value, over: Axis) -> Value:
    """The smallest along one axis."""
    return _reduced(x, over, lambda a, n: np.minimum.reduce(a, axis=n))


def any_of(x: Value, over: Axis) -> Value:
    """Whether any along one axis holds."""
    return _reduced(x, over, lambda a, n: np.logical_or.reduce(a, axis=n))


def all_of(x: Value, over: Axis) -> Value:
    """Whether all along one axis hold."""
    return _reduced(x, over, lambda a, n: np.logical_and.reduce(a, axis=n))


def _combined(kernel: Callable[..., Array], *operands: Value | Scalar) -> Value:
    values = [operand for operand in operands if isinstance(operand, Value)]
    axes, indexes = aligned(*(value.axes for value in values))
    lift = iter(indexes)
    lifted = tuple(o.lifted(next(lift)) if isinstance(o, Value) else plain(o) for o in operands)
    return leader(*values).run(kernel, lifted, axes)


def at_most(x: Value, limit: Value | Scalar) -> Value:
    """The lesser of the two."""
    return _combined(lambda a, b: np.minimum(a, b, dtype=FLOAT), x, limit)


def at_least(x: Value, limit: Value | Scalar) -> Value:
    """The greater of the two."""
    return _combined(lambda a, b: np.maximum(a, b, dtype=FLOAT), x, limit)


def clamp(x: Value, low: Value | Scalar, high: Value | Scalar) -> Value:
    """Cut to the range from low to high."""
    return at_most(at_least(x, low), high)


def share(part: Value, of: Value | Scalar) -> Value:
    """``part / of``, and 0 where there is nothing to share."""

    def divided(a: Array, b: Any) -> Array:
        parted: Array = np.where(np.greater(b, 0), a / np.maximum(b, TINY), FLOAT(0))
        return parted

    return _combined(divided, part, of)


def choose(mask: Value, yes: Value | Scalar, no: Value | Scalar) -> Value:
    """``yes`` where the mask holds, else ``no``."""

    def chosen(m: Array, a: Any, b: Any) -> Array:
        picked: Array = np.where(m, a, b)
        return picked if picked.dtype == np.bool_ else picked.astype(FLOAT, copy=False)

    return _combined(chosen, mask, yes, no)


def only_where(mask: Value, x: Value | Scalar) -> Value:
    """``x`` where the mask holds, else 0 (or False)."""
    if isinstance(x, Value) and x.array.dtype == np.bool_:
        return mask & x
    return choose(mask, x, 0.0)


def floor(x: Value) -> Value:
    """The whole number at or below."""
    return x.run(np.floor, (x,), x.axes)


def whole_units(x: Value, luck: Value | Scalar = 0.5) -> Value:
    """Whole units out of a fractional count: ``floor(x + luck)``.

    With luck 0.5 this rounds; with a draw from 0 to 1 it is right on average, so that small rates still bite.
    """
    return floor(x + luck)


def root(x: Value) -> Value:
    """The square root; exact on every machine."""
    return x.run(np.sqrt, (x,), x.axes)


def _log2(a: Array) -> Array:
    """Mantissa and exponent, then the series of 2·atanh(t)/ln 2 for |t| < 0.172; error below 2e-7."""
    mantissa, exponent = np.frexp(np.maximum(a, TINY))
    low = mantissa < FLOAT(0.70710678)
    mantissa = np.where(low, mantissa * FLOAT(2), mantissa)
    exponent = exponent.astype(FLOAT) - low
    t = (mantissa - FLOAT(1)) / (mantissa + FLOAT(1))
    t2 = t * t
    series = np.full_like(t2, 1 / 9)
    for n in (7, 5, 3, 1):
        series = series * t2 + FLOAT(1 / n)
    return np.asarray(exponent + FLOAT(2.885390082) * t * series, dtype=FLOAT)


def _exp2(a: Array) -> Array:
    """Whole part by ldexp, the rest (at most a half) by a Taylor series of eight terms; error below 2e-7."""
    bounded = np.minimum(np.maximum(a, FLOAT(-120)), FLOAT(120))
    whole = np.floor(bounded + FLOAT(0.5))
    y = (bounded - whole) * FLOAT(0.69314718)
    series = np.full_like(y, 1 / 5040)
    for n in (720, 120, 24, 6, 2, 1, 1):
        series = series * y + FLOAT(1 / n)
    return np.asarray(np.ldexp(series, whole.astype(np.int32)), dtype=FLOAT)


def log2(x: Value) -> Value:
    """The binary logarithm, the same bits everywhere; numbers at or below zero give about -100."""
    return x.run(_log2, (x,), x.axes)


def exp2(x: Value) -> Value:
    """Two to the power x, the same bits everywhere; x is cut to ±120."""
    return x.run(_exp2, (x,), x.axes)


def log10(x: Value) -> Value:
    """The decimal logarithm."""
    return log2(x) * 0.30103


def exp10(x: Value) -> Value:
    """Ten to the power x."""
    return exp2(x * 3.3219281)


def exp(x: Value) -> Value:
    """E to the power x."""
    return exp2(x * 1.442695)


def power(x: Value, exponent: Value | Scalar) -> Value:
    """X to a power, for x above zero; 0 stays (nearly) 0 for a positive exponent."""
    return exp2(log2(x) * exponent)


def first_true(mask: Value, over: Axis) -> Value:
    """The mask with only its first hold along an axis left standing."""
    position = mask.axes.index(over)

    def kernel(m: Array) -> Array:
        seen = np.cumsum(m, axis=position, dtype=np.int32)
        first: Array = np.logical_and(m, seen == 1)
        return first

    return mask.run(kernel, (mask,), mask.axes)


def rank(x: Value, over: Axis) -> Value:
    """Each one's place along an axis by size, 0 for the largest; ties go to the earlier one."""
    position = x.axes.index(over)

    def kernel(a: Array) -> Array:
        order = np.argsort(-a, axis=position, kind="stable")
        places: Array = np.argsort(order, axis=position, kind="stable")
        return places.astype(FLOAT)

    return x.run(kernel, (x,), x.axes)


def at(x: Value, over: Axis, position: int) -> Value:
    """One fixed place of an axis, as a value without that axis."""
    n = x.axes.index(over)
    index = (slice(None),) * n + (position,)
    axes = x.axes[:n] + x.axes[n + 1 :]
    return x.run(lambda a: np.ascontiguousarray(a[index]), (x,), axes)


def renamed(x: Value, old: Axis, new: Axis) -> Value:
    """The same numbers on another axis of the same length (a firm's own country, say)."""
    axes = tuple(new if axis is old else axis for axis in x.axes)
    ranked = tuple(sorted(axes))
    order = tuple(axes.index(axis) for axis in ranked)
    return x.run(lambda a: np.ascontiguousarray(np.transpose(a, order)), (x,), ranked)


def pick(source: Value, index: Value, over: Axis) -> Value:
    """``source`` at the place that ``index`` names along an axis; an index outside is cut to the nearest place.

    The axis ``over`` goes, the axes of the index come: ``pick((firms, ecosystems, worlds), chip's ecosystem (chips,))``
    is ``(firms, chips, worlds)``.
    """
    n = source.axes.index(over)
    rest = source.axes[:n] + source.axes[n + 1 :]
    shared = [axis for axis in index.axes if axis in rest]
    axes, _ = aligned(rest, index.axes)
    if not shared and len(index.axes) == 1:
        came = rest[:n] + index.axes + rest[n:]
        order = tuple(came.index(axis) for axis in axes)

        def gathered(a: Array, i: Array) -> Array:
            taken = np.take(a, i.astype(np.intp), axis=n, mode="clip")
            return np.ascontiguousarray(np.transpose(taken, order))

        return leader(source, index).run(gathered, (source, index), axes)

    # The general case: both on all axes of the result, the looked-up axis first.
    full_source = (slice(None), *_explicit(rest, axes))
    full_index = (None, *_explicit(index.axes, axes))

    def looked_up(a: Array, i: Array) -> Array:
        wide_a = np.moveaxis(a, n, 0)[full_source]
        wide_i = np.clip(i.astype(np.intp), 0, a.shape[n] - 1)[full_index]
        shape = np.broadcast_shapes(wide_a.shape[1:], wide_i.shape[1:])
        wide_a = np.broadcast_to(wide_a, (a.shape[n], *shape))
        wide_i = np.broadcast_to(wide_i, (1, *shape))
        return np.ascontiguousarray(np.take_along_axis(wide_a, wide_i, axis=0)[0])

    return leader(source, index).run(looked_up, (source, index), axes)


def _explicit(axes: tuple[Axis, ...], union: tuple[Axis, ...]) -> tuple[slice | None, ...]:
    return tuple(slice(None) if axis in axes else None for axis in union)


def blend(x: Value, weights: Value, over: Axis) -> Value:
    """The weighted sum along an axis onto the other axis of a table of the ruleset.

    ``blend(done (firms, projects, worlds), gives (projects, bonuses), over=PROJECTS)`` is what all projects done give
    together, ``(firms, bonuses, worlds)``. The table must be two-axed and is mostly empty; only what stands in it is
    computed, in the table's order, so that the sum is the same in every block.
    """
    return _contracted(x, weights, over, np.add)


def peak(x: Value, weights: Value, over: Axis) -> Value:
    """Like ``blend``, but the largest product instead of the sum; 0 where nothing stands in the table."""
    return _contracted(x, weights, over, np.maximum)


def _contracted(x: Value, weights: Value, over: Axis, gather: Callable[[Array, Array], Array]) -> Value:
    n = x.axes.index(over)
    onto, size, rows = _sparse_rows(weights, over)
    came = (*x.axes[:n], onto, *x.axes[n + 1 :])
    axes = tuple(sorted(came))
    order = None if came == axes else tuple(came.index(axis) for axis in axes)
    lead: tuple[Any, ...] = (slice(None),) * n
    trail = (1,) * (len(x.axes) - n - 1)

    def kernel(a: Array) -> Array:
        out = np.zeros((*a.shape[:n], size, *a.shape[n + 1 :]), dtype=FLOAT)
        for place, columns, row in rows:
            product = a[(*lead, slice(place, place + 1))] * row.reshape(-1, *trail)
            out[(*lead, columns)] = gather(out[(*lead, columns)], product)
        return out if order is None else np.ascontiguousarray(np.transpose(out, order))

    return x.run(kernel, (x,), axes)


def _sparse_rows(weights: Value, over: Axis) -> tuple[Axis, int, list[tuple[int, Array, Array]]]:
    """What stands in a two-axed table, a row for each place of one axis that has anything; worked out once."""
    known = weights.memo
    if known is not None and over in known:
        return known[over]  # type: ignore[no-any-return]
    (onto,) = (axis for axis in weights.axes if axis is not over)
    by_source = weights.array if weights.axes[0] is over else weights.array.T
    rows = [
        (place, columns, row[columns].astype(FLOAT))
        for place, row in enumerate(by_source)
        if (columns := np.flatnonzero(row)).size
    ]
    found = (onto, by_source.shape[1], rows)
    weights.memo = {**(known or {}), over: found}
    return found


def stacked(parts: tuple[Value, ...], onto: Axis) -> Value:
    """Values side by side along a new axis."""
    axes, indexes = aligned(*(part.axes for part in parts))
    lifted = tuple(part.lifted(index) for part, index in zip(parts, indexes, strict=True))
    out = tuple(sorted((*axes, onto)))
    position = out.index(onto)

    def kernel(*arrays: Array) -> Array:
        shape = np.broadcast_shapes(*(a.shape for a in arrays))
        return np.stack([np.broadcast_to(a, shape) for a in arrays], axis=position)

    return leader(*parts).run(kernel, lifted, out)


def shifted(x: Value, over: Axis) -> Value:
    """Everything one place nearer along an axis: the first place goes, a zero comes in at the end."""
    n = x.axes.index(over)
    lead = (slice(None),) * n

    def kernel(a: Array) -> Array:
        out = np.zeros_like(a)
        out[(*lead, slice(None, -1))] = a[(*lead, slice(1, None))]
        return out

    return x.run(kernel, (x,), x.axes)
