"""Lessons: what a scenario teaches by doing, one thing at a time."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from game.engine.orders import DEPARTMENTS
from game.scenario.models.base import Entry, LocalText, Model, fault
from game.scenario.models.conditions import When

ORDERED = tuple(field for fields in DEPARTMENTS.values() for field in fields)
"""The orders that a lesson may ask for."""

PointId = Annotated[str, Field(pattern=r"^([a-z_]+/)?[a-z0-9_.#-]+\*?$", max_length=80)]
"""What to point at: ``widget``, ``screen/widget`` for that screen alone, or ``stem*`` for the first that begins so."""


class Done(Model):
    """How the player shows that a lesson is learnt: everything that is given must hold."""

    opened: Annotated[str, Field(max_length=40, json_schema_extra={"examples": ["policy", "supply.stock"]})] | None = (
        None
    )
    ordered: Annotated[str, Field(max_length=120, json_schema_extra={"examples": list(ORDERED)})] | None = None
    delegated: (
        Literal["supply", "compute", "research", "models", "silicon", "market", "money", "policy", "board"] | None
    ) = None
    when: When | None = None

    @model_validator(mode="after")
    def _something(self) -> "Done":
        if all(getattr(self, name) is None for name in type(self).model_fields):
            raise fault('asks for nothing: write "opened", "ordered", "delegated" or "when", or leave "done" out')
        if self.ordered is not None and self.ordered.partition(".")[0] not in ORDERED:
            raise fault(f'there is no order "{self.ordered}": orders are {", ".join(ORDERED)}', "ordered")
        return self


class Lesson(Entry):
    """One lesson, taught in one quarter; without ``done`` it has only to be read."""

    name: LocalText
    text: LocalText
    turn: Annotated[int, Field(ge=0, le=79)] = 0
    points: list[PointId] = Field(default_factory=list, max_length=8)
    done: Done | None = None
