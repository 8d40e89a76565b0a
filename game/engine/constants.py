"""The constants of every formula: name, unit, range and meaning. Their values are a scenario's.

Groups follow the phases. ``Annotated[float, unit, low, high]``: a value outside the range is refused when a scenario
is read. Sources and guesses are marked beside the values, in ``scenarios/core/constants.json``.
"""

from dataclasses import dataclass, fields
from typing import Annotated, get_type_hints


@dataclass(frozen=True)
class Constants:
    """Read by the phases as ``rules.constants.name``."""

    attention_per_quarter: Annotated[float, "moves", 1, 6]
    """Executive moves a firm may play each quarter."""


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
