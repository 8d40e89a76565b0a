"""What a bot works with: its own row of a view as NumPy, and orders from NumPy rows. See CONTRIBUTING, "A bot".

A view and orders are laid out ``(firms, ..., worlds)``. A bot decides for one seat in all worlds of a block at once,
so its own row of a quantity is ``(..., worlds)``: the last axis is always the games.
"""

from dataclasses import fields, replace
from difflib import get_close_matches
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from game.engine.orders import Orders
from game.engine.rows import row_of, with_row
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.engine.view import View, standing


def own(rules: Ruleset, value: Value, seat: int) -> NDArray[Any]:
    """The seat's row of a value as a NumPy array, without the axis of firms; what is nobody's comes whole.

    What stands on the axis of listings comes by offer, with 0 for what is not offered to the seat.
    """
    return row_of(rules, value, seat)


def orders_from(rules: Ruleset, view: View, seat: int, **rows: ArrayLike) -> Orders:
    """Orders that give the seat's rows named and change nothing else: ``buy_units=..., hire_people=...``.

    A row is broadcast to ``(..., worlds)``, so that a plain number orders the same in every game. Raises TypeError
    for an order that does not exist and ValueError for a row that does not fit.
    """
    orders = standing(rules, view)
    names = [field.name for field in fields(orders)]
    given: dict[str, Value] = {}
    for name, row in rows.items():
        if name not in names:
            raise TypeError(f"there is no order '{name}'; did you mean '{get_close_matches(name, names, 1, 0.0)[0]}'?")
        before = getattr(orders, name)
        try:
            given[name] = with_row(rules, before, seat, row)
        except ValueError:
            shape = row_of(rules, before, seat).shape
            raise ValueError(f"'{name}' has shape {np.shape(row)}, but a row of it is {shape}") from None
    return replace(orders, **given)
