"""Unit and bounds of every constant, read from where it is declared."""

from dataclasses import dataclass, fields
from typing import get_type_hints

from game.engine.constants import Constants


@dataclass(frozen=True)
class Range:
    """Unit and bounds of one constant."""

    unit: str
    low: float
    high: float


def constant_ranges() -> dict[str, Range]:
    """Name -> unit and bounds, in the order of the fields."""
    hints = get_type_hints(Constants, include_extras=True)
    return {field.name: Range(*hints[field.name].__metadata__) for field in fields(Constants)}
