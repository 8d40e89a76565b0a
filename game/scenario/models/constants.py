"""The constants' shape, built from the engine's own list of them: a constant added there needs nothing here."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema, create_model

from game.engine.constant_ranges import Range, constant_ranges
from game.scenario.models.base import Entry, Model, fault, plain, share_hint, shown


class Figure(Entry):
    """A constant's value with where it is from."""

    value: float


def _opened(given: object) -> object:
    """A bare number is short for ``{"value": number}``."""
    if isinstance(given, Figure | dict):
        return given
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise fault(f'is {shown(given)}, but must be a number or {{"value": number}}')
    return {"value": given}


def _in_range(bounds: Range) -> AfterValidator:
    def check(figure: Figure) -> Figure:
        if not bounds.low <= figure.value <= bounds.high:
            meant = share_hint(figure.value, bounds.high)
            limits = f"from {plain(bounds.low)} to {plain(bounds.high)} {bounds.unit}"
            wrong = f"is {plain(figure.value)}, but must lie {limits}{meant}"
            raise fault(wrong, "value")
        return figure

    return AfterValidator(check)


def _field(bounds: Range) -> tuple[Any, Any]:
    number = {"type": "number", "minimum": bounds.low, "maximum": bounds.high}
    full = {"type": "object", "properties": {"value": number}, "required": ["value"]}
    schema = WithJsonSchema({"anyOf": [number, full], "description": f"in {bounds.unit}"})
    return Annotated[Figure, _in_range(bounds), BeforeValidator(_opened), schema], ...


ConstantsFile = create_model(
    "Constants",
    __base__=Model,
    __module__=__name__,
    __doc__="Every constant of every formula.",
    **{name: _field(bounds) for name, bounds in constant_ranges().items()},  # type: ignore[call-overload]
)
