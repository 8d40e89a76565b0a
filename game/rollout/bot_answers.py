"""What a bot is shown and what is made of its answer: nothing it may not know, nothing the engine could choke on."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import Axes, declared_axes
from game.engine.orders import Orders
from game.engine.rows import is_by_firm, row_of, with_row
from game.engine.ruleset import Ruleset
from game.engine.state import Chance
from game.engine.value import FLOAT, Value, aligned
from game.engine.view import View, standing

LARGEST = 1e9
"""Numbers beyond this, either way, are cut to it: sums of them still fit 32 bits."""

Rows = dict[str, NDArray[Any]]
Slips = list[tuple[str, str]]
"""(order, what was wrong with it)."""

T = TypeVar("T")


class NoAnswerError(Exception):
    """The answer is no orders at all; the message says what it was."""


def veiled(rules: Ruleset, view: View, seat: int, name: str) -> View:
    """The view of one seat alone: rivals' rows of what is not public are 0, and its dice are not the engine's.

    A bot draws its own chance from ``view.chance``, the same for the same world in any block, and cannot foretell
    the engine's from it.
    """
    shown = {
        field.name: getattr(view, field.name)
        if field.name in {"public", "chance"}
        else _own_rows(rules, getattr(view, field.name), seat)
        for field in fields(view)
    }
    key_a, key_b = view.chance.key_a, view.chance.key_b
    mixed = _hashed(key_a.array ^ (key_b.array << np.uint32(16)) ^ (key_b.array >> np.uint32(16)), crc32(name.encode()))
    shown["chance"] = Chance(Value(mixed, key_a.axes), Value(_hashed(mixed, 0x9E3779B9), key_b.axes))
    return View(**shown)


def _own_rows(rules: Ruleset, thing: T, seat: int) -> T:
    if isinstance(thing, Value):
        if not is_by_firm(thing.axes):
            return thing
        nothing = Value(np.zeros_like(thing.array), thing.axes)
        return with_row(rules, nothing, seat, row_of(rules, thing, seat))  # type: ignore[return-value]
    if is_dataclass(thing) and not isinstance(thing, type):
        group: Any = thing
        shown: T = replace(
            group, **{field.name: _own_rows(rules, getattr(group, field.name), seat) for field in fields(group)}
        )
        return shown
    return thing


def _hashed(words: NDArray[np.uint32], salt: int) -> NDArray[np.uint32]:
    words = words ^ np.uint32(salt)
    for factor in (0x7FEB352D, 0x846CA68B):
        words = (words ^ (words >> np.uint32(16))) * np.uint32(factor)
    return words ^ (words >> np.uint32(15))


def own_rows(rules: Ruleset, view: View, seat: int, answer: object) -> tuple[Rows, Slips]:
    """The seat's rows of a bot's answer, made sound, and what was not. Raises NoAnswerError if it is no orders.

    An order that does not fit is left standing; a number that is none is left standing; a number without measure is
    cut. What the rules and the purse allow of the rest is the engine's to say.
    """
    if not isinstance(answer, Orders):
        raise NoAnswerError(f"decide gave {_article(answer)}, not Orders")
    as_last = standing(rules, view)
    rows, slips = {}, []
    for name, (axes, _unit) in declared_axes(Orders).items():
        before = row_of(rules, getattr(as_last, name), seat)
        shape = tuple(rules.sizes[axis] for axis in axes[:-1]) + view.turn.array.shape
        try:
            row = _row(rules, getattr(answer, name, None), axes, shape, seat)
        except ValueError as error:
            rows[name] = before
            slips.append((name, f"{error}, and is left as it was"))
            continue
        rows[name], slip = _sound(row, before, is_switch=before.dtype == np.bool_)
        slips += [(name, slip)] if slip else []
    return rows, slips


def _row(rules: Ruleset, value: object, axes: Axes, shape: tuple[int, ...], seat: int) -> NDArray[Any]:
    """The seat's row of one order. Raises ValueError with what is wrong."""
    names = ", ".join(axis.name.lower() for axis in axes)
    if not isinstance(value, Value):
        raise ValueError(f"is {_article(value)}, not a Value ({names})")
    array = value.array
    if not isinstance(array, np.ndarray) or array.dtype.kind not in "biuf":
        raise ValueError("holds no numbers")
    if not set(value.axes) <= set(axes) or list(value.axes) != sorted(value.axes) or array.ndim != len(value.axes):
        given = ", ".join(str(getattr(axis, "name", axis)).lower() for axis in value.axes)
        raise ValueError(f"stands on the axes ({given}) and not on ({names})")
    index = aligned(value.axes, axes)[1][0]
    try:
        whole = np.broadcast_to(array if index is None else array[index], shape)
        return np.array(row_of(rules, Value(whole, axes), seat))
    except ValueError:
        raise ValueError(f"has the shape {array.shape} where ({names}) is {shape}") from None


def _sound(row: NDArray[Any], before: NDArray[Any], is_switch: bool) -> tuple[NDArray[Any], str]:
    """The row in the engine's own kind of number, and what had to be done to it, if anything."""
    if row.dtype.kind == "f":
        is_number = ~np.isnan(row)
        if not is_number.all():
            count = int((~is_number).sum())
            kept = np.where(is_number, row, before.astype(row.dtype))
            return _sound(kept, before, is_switch)[0], f"is not a number in {count} places, left as they were"
    if is_switch:
        return row.astype(np.bool_), ""
    cut = np.clip(row.astype(np.float64), -LARGEST, LARGEST)
    is_cut = bool((cut != row).any())
    return cut.astype(FLOAT), f"is larger than {LARGEST:g}, and was cut to it" if is_cut else ""


def _article(thing: object) -> str:
    return "nothing" if thing is None else f"a {type(thing).__name__}"
