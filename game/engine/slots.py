"""Fixed-length lists on an axis: a place is taken by the first free slot, and a full list says so."""

from game.engine.axes import Axis
from game.engine.numeric import any_of, choose, first_true, total
from game.engine.state import NOTHING
from game.engine.value import Scalar, Value


def free_slot(taken: Value, over: Axis, wanted: Value) -> Value:
    """One mark on the first free slot of each list that wants one; none where all are taken."""
    return first_true(~taken, over) & wanted


def put(slots: Value, mark: Value, what: Value | Scalar) -> Value:
    """The slots with ``what`` on the marked places."""
    return choose(mark, what, slots)


def expire(slots: Value, mark: Value, empty: float = NOTHING) -> Value:
    """The slots with the marked places empty again."""
    return choose(mark, empty, slots)


def count(taken: Value, over: Axis) -> Value:
    """How many slots of each list are taken."""
    return total(taken, over)


def lost(taken: Value, over: Axis, wanted: Value) -> Value:
    """Which lists wanted a slot and had none."""
    return wanted & ~any_of(~taken, over)
