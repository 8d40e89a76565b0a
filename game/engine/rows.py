"""A firm's own row of a value, as plain numbers: what screens, edits and bots read and write.

Of a value on the axis of firms that is what stands at the firm's place; of one on the axis of listings it is laid out
by offer, with 0 for what is not offered to the firm.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import FIRMS, LISTINGS, OFFERS, Axes
from game.engine.ruleset import Ruleset
from game.engine.value import Value


def is_by_firm(axes: Axes) -> bool:
    """Whether each firm has numbers of its own."""
    return axes[:1] in {(FIRMS,), (LISTINGS,)}


def row_axes(axes: Axes) -> Axes:
    """The axes of a firm's row of a value on these axes."""
    if axes[:1] == (LISTINGS,):
        return (OFFERS, *axes[1:])
    return axes[1:] if axes[:1] == (FIRMS,) else axes


def row_of(rules: Ruleset, value: Value, firm: int) -> NDArray[Any]:
    """A firm's own numbers; what is nobody's comes whole."""
    if value.axes[:1] != (LISTINGS,):
        return value.array[firm] if is_by_firm(value.axes) else value.array
    offers, places = _places(rules, firm)
    row = np.zeros((rules.sizes[OFFERS], *value.array.shape[1:]), dtype=value.array.dtype)
    row[offers] = value.array[places]
    return row


def with_row(rules: Ruleset, value: Value, firm: int, row: Any) -> Value:
    """The value with a firm's own numbers in place of those it had; what is not offered to the firm falls away.

    Raises ValueError for a row that does not fit.
    """
    array = np.array(value.array)
    if value.axes[:1] == (LISTINGS,):
        offers, places = _places(rules, firm)
        array[places] = np.broadcast_to(row, (rules.sizes[OFFERS], *array.shape[1:]))[offers]
    else:
        array[firm] = row
    return Value(array, value.axes)


def _places(rules: Ruleset, firm: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The offers made to a firm, and the places of those listings."""
    places = rules.listings.places[firm]
    offers = np.flatnonzero(places >= 0)
    return offers, places[offers]
