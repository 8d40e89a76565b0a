"""The axes of every array, in their one order, and the check that a dataclass keeps to them.

An array's axes are written once, in its type: ``Annotated[Value, (FIRMS, CHIPS, WORLDS), "units"]``. Values align
by the *names* of their axes, so a rule never says an axis number and never has to lift one array onto another.
"""

from dataclasses import fields, is_dataclass
from enum import IntEnum
from typing import Any, get_type_hints


class Axis(IntEnum):
    """An axis by name. The number is its rank: axes of a value always stand in this order, worlds last."""

    FIRMS = 1
    LISTINGS = 2
    COUNTRIES = 3
    VENDORS = 4
    FOUNDRIES = 5
    SITES = 6
    ROUTES = 7
    ECOSYSTEMS = 8
    SEGMENTS = 9
    CONTROLS = 10
    CLAUSES = 11
    VARIANTS = 12
    DOCTRINES = 13
    RUNS = 14
    LICENCES = 15
    PENDING = 16
    OFFERS = 17
    CHIPS = 18
    BRANCHES = 19
    PROJECTS = 20
    BONUSES = 21
    USES = 22
    PARTS = 23
    VICTORIES = 24
    MOVES = 25
    EVENTS = 26
    DEEDS = 27
    OUTCOMES = 28
    LEVERS = 29
    TURNS = 30
    AHEAD = 31
    WORLDS = 32


FIRMS = Axis.FIRMS
LISTINGS = Axis.LISTINGS
COUNTRIES = Axis.COUNTRIES
VENDORS = Axis.VENDORS
FOUNDRIES = Axis.FOUNDRIES
SITES = Axis.SITES
ROUTES = Axis.ROUTES
ECOSYSTEMS = Axis.ECOSYSTEMS
SEGMENTS = Axis.SEGMENTS
CONTROLS = Axis.CONTROLS
CLAUSES = Axis.CLAUSES
VARIANTS = Axis.VARIANTS
DOCTRINES = Axis.DOCTRINES
RUNS = Axis.RUNS
LICENCES = Axis.LICENCES
PENDING = Axis.PENDING
OFFERS = Axis.OFFERS
CHIPS = Axis.CHIPS
BRANCHES = Axis.BRANCHES
PROJECTS = Axis.PROJECTS
BONUSES = Axis.BONUSES
USES = Axis.USES
PARTS = Axis.PARTS
VICTORIES = Axis.VICTORIES
MOVES = Axis.MOVES
EVENTS = Axis.EVENTS
DEEDS = Axis.DEEDS
OUTCOMES = Axis.OUTCOMES
LEVERS = Axis.LEVERS
TURNS = Axis.TURNS
AHEAD = Axis.AHEAD
WORLDS = Axis.WORLDS

Axes = tuple[Axis, ...]
Sizes = dict[Axis, int]


def declared_axes(group: type) -> dict[str, tuple[Axes, str]]:
    """Field name -> (axes, unit) of each array field of a dataclass, read from its annotations."""
    hints = get_type_hints(group, include_extras=True)
    found: dict[str, tuple[Axes, str]] = {}
    for field in fields(group):
        axes, unit = (*getattr(hints[field.name], "__metadata__", ()), None, None)[:2]
        if isinstance(axes, tuple) and unit is not None:
            found[field.name] = (axes, unit)
    return found


def check_axes(thing: Any, sizes: Sizes, path: str = "") -> list[str]:
    """Every array of a (nested) dataclass whose axes or lengths are not what its type says, as sentences."""
    wrong: list[str] = []
    for name, (axes, _unit) in declared_axes(type(thing)).items():
        value = getattr(thing, name)
        shape = tuple(sizes[axis] for axis in axes)
        if value.axes != axes or value.array.shape != shape:
            names = [axis.name.lower() for axis in axes]
            wrong.append(f"{path}{name}: {value.axes} {value.array.shape}, but {names} is {shape}")
    for field in fields(thing):
        inner = getattr(thing, field.name)
        if is_dataclass(inner) and not isinstance(inner, type):
            wrong += check_axes(inner, sizes, f"{path}{field.name}.")
    return wrong
