"""What of the orders was not allowed: the engine's refusals, as plain lines for one seat."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.engine.record import Listener
from game.engine.rows import row_axes, row_of
from game.engine.ruleset import Ruleset
from game.engine.value import Value
from game.session.edits import ORDER_AXES, Coordinate
from game.session.seat import WORLD


@dataclass(frozen=True)
class Refusal:
    """One order that was cut."""

    field: str
    at: tuple[Coordinate, ...]
    """What it was about, by id."""
    asked: float
    allowed: float
    reason: str
    """A message id."""


def refusals_of(rules: Ruleset, record: Listener, firm: int) -> tuple[Refusal, ...]:
    """One line for every number of the seat's orders that a limit cut, in the order the limits were met."""
    found = []
    for field, asked, allowed, reason in record.refusals:
        axes = row_axes(ORDER_AXES[field][0])
        shape = tuple(rules.sizes[axis] for axis in axes[:-1])
        before, after = (np.broadcast_to(_row(rules, value, firm), shape) for value in (asked, allowed))
        for places in np.argwhere(np.atleast_1d(~np.isclose(before, after, rtol=1e-4, atol=1e-6))):
            index = tuple(int(place) for place in places) if shape else ()
            at = tuple(rules.ids[axis][place] for axis, place in zip(axes[:-1], index, strict=True))
            found.append(Refusal(field, at, float(before[index]), float(after[index]), reason))
    return tuple(found)


def _row(rules: Ruleset, value: Value, firm: int) -> NDArray[np.float64]:
    return row_of(rules, value, firm)[..., WORLD].astype(float)
