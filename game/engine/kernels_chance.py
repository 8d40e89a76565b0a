"""Kernels of chance: a hash of names and keys, then of the turn, in 32-bit words.

The first half of a draw (``KEYED``) is the same all game, so that a tape works it out once; the second half is one
round of xor-shift-multiply a turn. ``throw_where`` makes the second half only where somebody asks.
"""

from functools import partial
from typing import Any

import numpy as np

from game.engine.kernels import FLOAT, Array, Bench, Kernel, Step

GOLDEN = np.uint32(0x9E3779B9)
FIRST, SECOND = np.uint32(0x7FEB352D), np.uint32(0x846CA68B)
UNIT = np.array(2.0**-24, FLOAT)
"""A draw has 24 bits."""
NOBODY_ASKS = FLOAT(1)
"""Stands where no number is drawn: above every draw, so that no odds are met."""
WORDS = partial(np.copyto, casting="unsafe")


def _mixed(x: Array) -> Array:
    x = (x ^ (x >> np.uint32(16))) * FIRST
    x = (x ^ (x >> np.uint32(15))) * SECOND
    mixed: Array = x ^ (x >> np.uint32(16))
    return mixed


def _mix(x: Array, y: Array) -> list[Step]:
    """The same in place, with a second array to work in."""
    return [
        (np.right_shift, (x, np.uint32(16), y)),
        (np.bitwise_xor, (x, y, x)),
        (np.multiply, (x, FIRST, x)),
        (np.right_shift, (x, np.uint32(15), y)),
        (np.bitwise_xor, (x, y, x)),
        (np.multiply, (x, SECOND, x)),
        (np.right_shift, (x, np.uint32(16), y)),
        (np.bitwise_xor, (x, y, x)),
    ]


def _keyed(place: Array, key_a: Array, key_b: Array) -> Array:
    return _mixed(_mixed(place ^ key_a) + key_b)


def _bind_keyed(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    place, key_a, key_b = arrays
    y = bench.temp(out, 0, np.uint32)
    return [(np.bitwise_xor, (place, key_a, out)), *_mix(out, y), (np.add, (out, key_b, out)), *_mix(out, y)]


def _thrown(word: Array, turn: Array) -> Array:
    mixed = _mixed(word + turn.astype(np.uint32) * GOLDEN)
    return (mixed >> np.uint32(8)).astype(FLOAT) * UNIT


def _bind_thrown(out: Array, arrays: tuple[Any, ...], bench: Bench) -> list[Step]:
    word, turn = arrays
    x, y, when = bench.temp(out, 0, np.uint32), bench.temp(out, 1, np.uint32), bench.temp(turn, 2, np.uint32)
    return [
        (WORDS, (when, turn)),
        (np.multiply, (when, GOLDEN, when)),
        (np.add, (word, when, x)),
        *_mix(x, y),
        (np.right_shift, (x, np.uint32(8), x)),
        (WORDS, (out, x)),
        (np.multiply, (out, UNIT, out)),
    ]


def _throw_where(mask: Array, word: Array, turn: Array, out: Array) -> None:
    asked = np.flatnonzero(mask)
    out.fill(NOBODY_ASKS)
    out.reshape(-1)[asked] = _thrown(word.reshape(-1)[asked], turn[asked % turn.shape[-1]])


def _thrown_where(mask: Array, word: Array, turn: Array) -> Array:
    out = np.empty(word.shape, dtype=FLOAT)
    _throw_where(mask, word, turn, out)
    return out


KEYED = Kernel("keyed", _keyed, _bind_keyed)
THROWN = Kernel("draw", _thrown, _bind_thrown)
THROWN_WHERE = Kernel("draw where", _thrown_where, lambda out, arrays, bench: [(_throw_where, (*arrays, out))])
