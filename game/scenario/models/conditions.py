"""The nodes of a condition: one comparison, or all, any or none of further ones."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, JsonValue, model_validator

from game.engine.quantities import QUANTITY_NAMES
from game.scenario.models.base import Model, fault, shown

MAX_DEPTH = 6
MAX_NODES = 32

_FORMS = 'a condition is {"quantity", "op", "value"}, {"all": [...]}, {"any": [...]} or {"not": {...}}'


class Condition(Model):
    """Exactly one of the four forms; see ``conditions.py`` for what they come to."""

    quantity: str | None = Field(
        default=None, max_length=120, json_schema_extra={"examples": list[JsonValue](QUANTITY_NAMES)}
    )
    op: Literal["<", "<=", ">", ">="] | None = None
    value: Annotated[float, Field(ge=-1e12, le=1e12)] | None = None
    all: list["Condition"] | None = Field(default=None, min_length=1, max_length=MAX_NODES)
    any: list["Condition"] | None = Field(default=None, min_length=1, max_length=MAX_NODES)
    not_: "Condition | None" = Field(default=None, alias="not")

    @model_validator(mode="after")
    def _one_form(self) -> "Condition":
        forms = [name for name in ("quantity", "all", "any", "not_") if getattr(self, name) is not None]
        if not forms:
            raise fault(f"holds no condition: {_FORMS}")
        if len(forms) > 1:
            named = " and ".join(f'"{name.rstrip("_")}"' for name in forms)
            raise fault(f"holds {named} at once: write one of them, and null for the other if it is inherited")
        compares = self.op is not None, self.value is not None
        if forms == ["quantity"] and not all(compares):
            raise fault('compares nothing: beside "quantity" stand "op" (<, <=, >, >=) and "value"')
        if forms != ["quantity"] and any(compares):
            raise fault('has "op" or "value" without "quantity"')
        return self


def _bounded(given: object) -> object:
    """Refuse a tree that is too deep or too large, naming the first node beyond the bound."""
    if isinstance(given, Condition):
        return given
    if not isinstance(given, dict):
        raise fault(f"is {shown(given)}, but {_FORMS}")
    count = 0
    waiting: list[tuple[Any, tuple[str | int, ...], int]] = [(given, (), 1)]
    while waiting:
        node, at, depth = waiting.pop(0)
        count += 1
        if depth > MAX_DEPTH:
            raise fault(f"the condition is nested deeper than {MAX_DEPTH} levels: say it flatter", *at)
        if count > MAX_NODES:
            raise fault(f"the condition has more than {MAX_NODES} parts: say it shorter", *at)
        if isinstance(node, dict):
            for key in ("all", "any"):
                parts = node.get(key)
                if isinstance(parts, list):
                    waiting += [(part, (*at, key, n), depth + 1) for n, part in enumerate(parts)]
            if "not" in node:
                waiting.append((node["not"], (*at, "not"), depth + 1))
    return given


When = Annotated[Condition, BeforeValidator(_bounded)]
"""A condition as the root of its tree, within the bounds of depth and count."""
