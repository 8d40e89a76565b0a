"""All the values of a (nested) dataclass at once: by name, changed, chosen by world, frozen."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

import numpy as np

from game.engine.value import Value

T = TypeVar("T")


def map_arrays(thing: T, change: Any) -> T:
    """A copy of a (nested) dataclass with ``change(value)`` in place of every Value."""
    changed: dict[str, Any] = {}
    for field in fields(thing):  # type: ignore[arg-type]
        inner = getattr(thing, field.name)
        if isinstance(inner, Value):
            changed[field.name] = change(inner)
        elif is_dataclass(inner):
            changed[field.name] = map_arrays(inner, change)
    return replace(thing, **changed)  # type: ignore[type-var]


def named_arrays(thing: Any, prefix: str = "") -> dict[str, Value]:
    """Every Value of a (nested) dataclass by its dotted path, in the order of the fields."""
    found: dict[str, Value] = {}
    for field in fields(thing):
        inner = getattr(thing, field.name)
        if isinstance(inner, Value):
            found[prefix + field.name] = inner
        elif is_dataclass(inner) and not isinstance(inner, type):
            found |= named_arrays(inner, f"{prefix}{field.name}.")
    return found


def take(thing: T, worlds: list[int]) -> T:
    """The chosen worlds of a state (or orders), in the given order."""
    return map_arrays(thing, lambda v: Value(np.ascontiguousarray(v.array[..., worlds]), v.axes))


def frozen(thing: T) -> T:
    """The same, with every array read-only."""

    def freeze(value: Value) -> Value:
        value.array.setflags(write=False)
        return value

    return map_arrays(thing, freeze)


def copied(thing: T) -> T:
    """Arrays of its own, for what is lent and will be overwritten."""
    return map_arrays(thing, lambda value: Value(value.array.copy(), value.axes))
