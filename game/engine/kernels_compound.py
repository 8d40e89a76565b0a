"""Kernels of more than one step: logarithms, look-ups and lists."""

from functools import cache, partial
from itertools import pairwise
from typing import Any

import numpy as np

from game.engine.kernels import FLOAT, Array, Bench, Kernel, Step

TINY = FLOAT(1e-30)
HALF_ROOT = FLOAT(0.70710678)


def _log2(a: Array) -> Array:
    """Mantissa and exponent, then the series of 2·atanh(t)/ln 2 for |t| < 0.172; error below 2e-7."""
    mantissa, exponent = np.frexp(np.maximum(a, TINY))
    low = np.less(mantissa, HALF_ROOT)
    mantissa = np.multiply(mantissa, np.add(low, FLOAT(1), dtype=FLOAT))
    power = np.subtract(exponent.astype(FLOAT), low, dtype=FLOAT)
    t = (mantissa - FLOAT(1)) / (mantissa + FLOAT(1))
    t2 = t * t
    series = t2 * FLOAT(1 / 9) + FLOAT(1 / 7)
    for n in (5, 3, 1):
        series = series * t2 + FLOAT(1 / n)
    return np.asarray(power + (t * FLOAT(2.885390082)) * series, dtype=FLOAT)


def _bind_log2(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    (a,) = arrays
    mantissa, exponent, low = bench.temp(out, 0), bench.temp(out, 1, np.int32), bench.temp(out, 2, np.bool_)
    t, t2, factor = bench.temp(out, 3), bench.temp(out, 4), bench.temp(out, 5)
    one = np.array(1, FLOAT)
    steps: list[Step] = [
        (partial(np.maximum, out=t), (a, bench.full(out, float(TINY)))),
        (np.frexp, (t, mantissa, exponent)),
        (np.less, (mantissa, HALF_ROOT, low)),
        (partial(np.add, dtype=FLOAT), (low, one, factor)),
        (np.multiply, (mantissa, factor, mantissa)),
        (np.copyto, (out, exponent)),
        (partial(np.subtract, dtype=FLOAT), (out, low, out)),
        (np.subtract, (mantissa, one, t)),
        (np.add, (mantissa, one, mantissa)),
        (np.true_divide, (t, mantissa, t)),
        (np.multiply, (t, t, t2)),
        (np.multiply, (t2, np.array(1 / 9, FLOAT), factor)),
        (np.add, (factor, np.array(1 / 7, FLOAT), factor)),
    ]
    for n in (5, 3, 1):
        steps += [(np.multiply, (factor, t2, factor)), (np.add, (factor, np.array(1 / n, FLOAT), factor))]
    return [
        *steps,
        (np.multiply, (t, np.array(2.885390082, FLOAT), t)),
        (np.multiply, (t, factor, t)),
        (np.add, (out, t, out)),
    ]


LOG2 = Kernel("log2", _log2, _bind_log2)
TAYLOR = (720, 120, 24, 6, 2, 1, 1)


def _exp2(a: Array) -> Array:
    """Whole part by ldexp, the rest (at most a half) by a Taylor series of eight terms; error below 2e-7."""
    bounded = np.minimum(np.maximum(a, FLOAT(-120)), FLOAT(120))
    whole = np.floor(bounded + FLOAT(0.5))
    y = (bounded - whole) * FLOAT(0.69314718)
    series = y * FLOAT(1 / 5040) + FLOAT(1 / 720)
    for n in TAYLOR[1:]:
        series = series * y + FLOAT(1 / n)
    return np.asarray(np.ldexp(series, whole.astype(np.int32)), dtype=FLOAT)


def _bind_exp2(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    (a,) = arrays
    bounded, whole, power, y = bench.temp(out, 0), bench.temp(out, 1), bench.temp(out, 2, np.int32), bench.temp(out, 3)
    steps: list[Step] = [
        (partial(np.maximum, out=bounded), (a, bench.full(out, -120.0))),
        (partial(np.minimum, out=bounded), (bounded, bench.full(out, 120.0))),
        (np.add, (bounded, np.array(0.5, FLOAT), whole)),
        (np.floor, (whole, whole)),
        (np.subtract, (bounded, whole, y)),
        (np.multiply, (y, np.array(0.69314718, FLOAT), y)),
        (partial(np.copyto, casting="unsafe"), (power, whole)),
        (np.multiply, (y, np.array(1 / 5040, FLOAT), out)),
        (np.add, (out, np.array(1 / 720, FLOAT), out)),
    ]
    for n in TAYLOR[1:]:
        steps += [(np.multiply, (out, y, out)), (np.add, (out, np.array(1 / n, FLOAT), out))]
    return [*steps, (np.ldexp, (out, power, out))]


EXP2 = Kernel("exp2", _exp2, _bind_exp2)


@cache
def look(position: int, place: int) -> Kernel:
    """One fixed place of an axis: a view."""
    index = (slice(None),) * position + (place,)

    def view(a: Array) -> Array:
        seen: Array = a[index]
        return seen

    return Kernel(f"place {place}", lambda a: np.ascontiguousarray(view(a)), view=view)


@cache
def cut(position: int, start: int, size: int) -> Kernel:
    """Some neighbouring places of an axis: a view."""
    index = (slice(None),) * position + (slice(start, start + size),)
    return Kernel(f"places {start} and on", lambda a: np.ascontiguousarray(a[index]), view=lambda a: a[index])


@cache
def turned(order: tuple[int, ...]) -> Kernel:
    """Axes in another order: a view."""
    return Kernel(
        "turned",
        lambda a: np.ascontiguousarray(np.transpose(a, order)),
        view=lambda a: np.transpose(a, order),
    )


@cache
def gather(position: int, order: tuple[int, ...]) -> Kernel:
    """Places along an axis by a plain index of one axis, then the axes in order."""
    is_straight = order == tuple(range(len(order)))

    def make(a: Array, i: Array) -> Array:
        taken = np.take(a, i.astype(np.intp), axis=position, mode="clip")
        return taken if is_straight else np.ascontiguousarray(np.transpose(taken, order))

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        a, i = arrays
        if not is_straight or i.size > 4096 or not a.flags.c_contiguous:
            return [(lambda: np.copyto(out, make(a, i)), ())]
        where = np.clip(i.astype(np.intp), 0, a.shape[position] - 1)
        return [(partial(np.take, axis=position, mode="clip", out=out), (a, where))]

    return Kernel("pick", make, bind, form=("gather", position, order))


@cache
def rows_by_world(position: int, order: tuple[int, ...]) -> Kernel:
    """Rows of a table by an index that each world has of its own: ``(turns, x)`` by ``(worlds,)``."""
    return Kernel(
        "pick by world",
        lambda a, i: np.ascontiguousarray(
            np.transpose(np.take(a, i.astype(np.intp), axis=position, mode="clip"), order)
        ),
        form=("rows by world", position, order),
    )


@cache
def look_up(position: int, has_source: tuple[bool, ...], has_index: tuple[bool, ...]) -> Kernel:
    """The general look-up: which axes of the result the source and the index have; each is lifted onto all of them."""
    source = (slice(None), *(slice(None) if has else None for has in has_source))
    index = (None, *(slice(None) if has else None for has in has_index))

    def make(a: Array, i: Array) -> Array:
        wide_a = np.moveaxis(a, position, 0)[source]
        wide_i = np.clip(i.astype(np.intp), 0, a.shape[position] - 1)[index]
        shape = np.broadcast_shapes(wide_a.shape[1:], wide_i.shape[1:])
        wide_a = np.broadcast_to(wide_a, (a.shape[position], *shape))
        wide_i = np.broadcast_to(wide_i, (1, *shape))
        return np.ascontiguousarray(np.take_along_axis(wide_a, wide_i, axis=0)[0])

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        a, i = arrays
        if not a.flags.c_contiguous:
            return [(lambda: np.copyto(out, make(a, i)), ())]
        lifted = np.moveaxis(np.arange(a.size).reshape(a.shape), position, 0)[0][source[1:]]
        stride = int(np.prod(a.shape[position + 1 :], dtype=int))
        named, flat = bench.temp(i, 0, np.intp), bench.temp(out, 1, np.intp)
        low, high = np.array(0, np.intp), np.array(a.shape[position] - 1, np.intp)
        return [
            (partial(np.copyto, casting="unsafe"), (named, i)),
            (partial(np.clip, out=named), (named, low, high)),
            (np.multiply, (named, stride, named)),
            (np.add, (lifted, named[index[1:]], flat)),
            (partial(np.take, out=out, mode="clip"), (a.reshape(-1), flat)),
        ]

    return Kernel("look up", make, bind, form=("look up", position, has_source, has_index))


def _flat_places(a: Array, first: Array, second: Array) -> Array:
    """Where pairs of places on the first two axes stand when these are laid out as one."""
    rows, columns = (np.clip(i.astype(np.intp), 0, n - 1) for i, n in zip((first, second), a.shape, strict=False))
    flat: Array = rows * a.shape[1] + columns
    return flat


def _gathered_pairs(a: Array, first: Array, second: Array) -> Array:
    laid_out = a.reshape(-1, *a.shape[2:])
    return np.take(laid_out, _flat_places(a, first, second), axis=0, mode="clip")


def _bind_pairs(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    a, first, second = arrays
    if not a.flags.c_contiguous:
        return [(lambda: np.copyto(out, _gathered_pairs(a, first, second)), ())]
    laid_out, where = a.reshape(-1, *a.shape[2:]), _flat_places(a, first, second)
    return [(partial(np.take, axis=0, mode="clip", out=out), (laid_out, where))]


GATHER_PAIRS = Kernel("pick pair", _gathered_pairs, _bind_pairs)


def _added_at(a: Array, b: Array, i: Array) -> Array:
    out = a.copy()
    rows, places = np.arange(a.shape[0]), np.clip(i.astype(np.intp), 0, a.shape[1] - 1)
    out[rows, places] += b
    return out


def _bind_added(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    a, b, i = arrays
    places = np.clip(i.astype(np.intp), 0, a.shape[1] - 1)
    edges = [0, *(np.flatnonzero(np.diff(places)) + 1).tolist(), len(places)]
    steps: list[Step] = [(np.copyto, (out, a))]
    for start, end in pairwise(edges):
        sink = out[start:end, places[start]]
        steps.append((np.add, (sink, b[start:end], sink)))
    return steps


ADD_AT = Kernel("add at", _added_at, _bind_added)


@cache
def add_to(position: int, place: int) -> Kernel:
    """Another array added at one fixed place of an axis."""
    index = (slice(None),) * position + (place,)

    def make(a: Array, b: Array) -> Array:
        out = a.copy()
        out[index] += b
        return out

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        a, b = arrays
        return [(np.copyto, (out, a)), (np.add, (out[index], b, out[index]))]

    return Kernel(f"add to place {place}", make, bind, form=("add to", position, place))


@cache
def stack(count: int, position: int) -> Kernel:
    """Arrays side by side along a new axis."""

    def make(*arrays: Array) -> Array:
        shape = np.broadcast_shapes(*(a.shape for a in arrays))
        return np.stack([np.broadcast_to(a, shape) for a in arrays], axis=position)

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        before: tuple[Any, ...] = (slice(None),) * position
        return [(np.copyto, (out[(*before, n)], a)) for n, a in enumerate(arrays)]

    return Kernel(f"stack {count}", make, bind, form=("stack", position))


@cache
def shift(position: int) -> Kernel:
    """Everything one place nearer along an axis, a zero at the end."""
    before: tuple[Any, ...] = (slice(None),) * position

    def make(a: Array) -> Array:
        out = np.zeros_like(a)
        out[(*before, slice(None, -1))] = a[(*before, slice(1, None))]
        return out

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        (a,) = arrays
        return [
            (np.copyto, (out[(*before, slice(None, -1))], a[(*before, slice(1, None))])),
            (out[(*before, -1)].fill, (0,)),
        ]

    return Kernel("shift", make, bind, form=("shift", position))


@cache
def first(position: int) -> Kernel:
    """Only the first hold of a mask along an axis."""
    before: tuple[Any, ...] = (slice(None),) * position

    def make(m: Array) -> Array:
        held: Array = np.logical_and(m, np.cumsum(m, axis=position, dtype=np.int32) == 1)
        return held

    def bind(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
        (m,) = arrays
        seen = bench.temp(m[(*before, 0)], 0, np.bool_)
        steps: list[Step] = [(seen.fill, (False,))]
        for n in range(m.shape[position]):
            here = m[(*before, n)]
            steps += [(np.greater, (here, seen, out[(*before, n)])), (np.logical_or, (seen, here, seen))]
        return steps

    return Kernel("first", make, bind, form=("first", position))


@cache
def running(position: int) -> Kernel:
    """The sum so far along an axis."""
    add_up = partial(np.add.accumulate, axis=position, dtype=FLOAT)
    return Kernel(
        "running", add_up, lambda out, arrays, bench: [(partial(add_up, out=out), arrays)], form=("running", position)
    )


@cache
def ranking(position: int) -> Kernel:
    """Places by size along an axis, the largest first, ties to the earlier."""

    def make(a: Array) -> Array:
        order = np.argsort(-a, axis=position, kind="stable")
        return np.argsort(order, axis=position, kind="stable").astype(FLOAT)

    return Kernel("rank", make, form=("rank", position))
