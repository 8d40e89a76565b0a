"""What this quarter's orders ask for, read by the scenario's ids: what steppers and switches show."""

from game.session.edits import Coordinate, places_of
from game.session.seat import Seat


def asked(seat: Seat, field: str, *at: Coordinate) -> float:
    """A number of the orders as they were given, before any limit. Raises EditError for what does not exist."""
    return seat.number(getattr(seat.orders, field), *places_of(seat.rules, field, at))


def is_asked(seat: Seat, field: str, *at: Coordinate) -> bool:
    """A yes or no of the orders as they were given."""
    return seat.flag(getattr(seat.orders, field), *places_of(seat.rules, field, at))
