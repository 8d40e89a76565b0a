"""What every part of the compiler holds on to: the scenario, the order of all axes, and the ways to fill a table."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from game.engine import registers
from game.engine.axes import (
    AHEAD,
    BONUSES,
    BRANCHES,
    CHIPS,
    CLAUSES,
    CONTROLS,
    COUNTRIES,
    DEEDS,
    DOCTRINES,
    ECOSYSTEMS,
    EVENTS,
    FIRMS,
    FOUNDRIES,
    LEVERS,
    LICENCES,
    LISTINGS,
    MOVES,
    OFFERS,
    OUTCOMES,
    PARTS,
    PENDING,
    PROJECTS,
    ROUTES,
    RUNS,
    SEGMENTS,
    SITES,
    TURNS,
    USES,
    VARIANTS,
    VENDORS,
    VICTORIES,
    WORLDS,
    Axis,
    declared_axes,
)
from game.engine.levers import FAMILY_AXES
from game.engine.state import NEVER, NOTHING
from game.engine.value import FLOAT, Value
from game.scenario.models.base import Track
from game.scenario.models.chips import Selling
from game.scenario.models.deeds import Outcome
from game.scenario.models.politics import Clause
from game.scenario.models.scenario import Scenario

Ids = dict[Axis, tuple[str, ...]]
Array = NDArray[Any]
T = TypeVar("T")

SLOTS = {RUNS: ("run", 2), LICENCES: ("licence", 3), PENDING: ("pending", 2), AHEAD: ("ahead", 4)}
"""Axes of slots: how their places are called, and how many there are."""

KIND_AXES = {
    "countries": COUNTRIES,
    "firms": FIRMS,
    "ecosystems": ECOSYSTEMS,
    "routes": ROUTES,
    "vendors": VENDORS,
    "foundries": FOUNDRIES,
    "chips": CHIPS,
    "controls": CONTROLS,
    "research": PROJECTS,
    "moves": MOVES,
    "events": EVENTS,
    "doctrines": DOCTRINES,
    "victories": VICTORIES,
}
"""The axis that each kind's entries stand on, in the order of the file."""

KINDS_OF_AXES = {axis: kind for kind, axis in KIND_AXES.items()}

EMPTY = ("none",)
"""The inert entry of an axis that the game fills with nothing (variants, clauses): no axis is of length zero."""


def quarter_name(quarter: int) -> str:
    """``2025Q1`` for a quarter given as year * 4 + quarter - 1."""
    return f"{quarter // 4}Q{quarter % 4 + 1}"


@dataclass(frozen=True)
class Frame:
    """A checked scenario with the order of its axes."""

    scenario: Scenario

    @cached_property
    def offers(self) -> dict[str, tuple[str, Selling]]:
        """Offer id -> chip id and terms: each chip's own offer first, then the further ones."""
        own = {name: (name, chip.offer) for name, chip in self.scenario.chips.items() if chip.offer is not None}
        return own | {name: (offer.chip, offer) for name, offer in self.scenario.offers.items()}

    @cached_property
    def listings(self) -> tuple[str, ...]:
        """``firm/offer`` for every offer that is made to a firm, in order of firm, then of offer."""
        return tuple(
            f"{firm}/{name}"
            for firm in self.scenario.firms
            for name, (_, terms) in self.offers.items()
            if self.is_offered(firm, terms)
        )

    def is_offered(self, firm: str, terms: Selling) -> bool:
        """Whether an offer is made to a firm at all."""
        country = self.scenario.firms[firm].country
        return (terms.sold_in is None or country in terms.sold_in) and (terms.only is None or firm in terms.only)

    @cached_property
    def clauses(self) -> list[tuple[str, str, str, Clause]]:
        """Each clause with its id, its control's id and the country whose chips it reaches."""
        found: list[tuple[str, str, str, Clause]] = []
        for name, control in self.scenario.controls.items():
            pairs = [(country, clause) for clause in control.criterion for country in control.open_to_variants]
            found += [(f"{name}#{n}", name, country, clause) for n, (country, clause) in enumerate(pairs)]
        return found

    @cached_property
    def deeds(self) -> dict[str, tuple[str | None, int, str | None, float, list[Outcome]]]:
        """Deed id -> event, choice, move, cost in M$ and outcomes."""
        found: dict[str, tuple[str | None, int, str | None, float, list[Outcome]]] = {}
        for name, event in self.scenario.events.items():
            for n, choice in enumerate(event.choices):
                found[f"{name}:{n}"] = (name, n, None, choice.cost_musd, choice.outcomes)
        for name, move in self.scenario.moves.items():
            found[name] = (None, -1, name, move.cost_musd, move.outcomes)
        return found

    @cached_property
    def outcomes(self) -> list[tuple[str, str, Outcome]]:
        """Each outcome with its id and its deed's id."""
        return [
            (f"{deed}#{n}", deed, outcome)
            for deed, (_, _, _, _, outcomes) in self.deeds.items()
            for n, outcome in enumerate(outcomes)
        ]

    @cached_property
    def ids(self) -> Ids:
        """The ids along every axis but worlds."""
        scenario = self.scenario
        ids: Ids = {axis: tuple(getattr(scenario, kind)) for kind, axis in KIND_AXES.items()}
        variants = tuple(name for name, chip in scenario.chips.items() if chip.variant is not None)
        ids |= {
            SITES: registers.SITES,
            SEGMENTS: registers.SEGMENTS,
            USES: registers.USES,
            BRANCHES: registers.BRANCHES,
            PARTS: registers.PARTS,
            BONUSES: registers.BONUS_IDS,
            VARIANTS: variants or EMPTY,
            CLAUSES: tuple(name for name, _, _, _ in self.clauses) or EMPTY,
            OFFERS: tuple(self.offers),
            LISTINGS: self.listings,
            DEEDS: tuple(self.deeds),
            OUTCOMES: tuple(name for name, _, _ in self.outcomes),
            TURNS: tuple(quarter_name(scenario.start + turn) for turn in range(scenario.turns)),
        }
        ids |= {axis: tuple(f"{name}-{n + 1}" for n in range(many)) for axis, (name, many) in SLOTS.items()}
        ids[LEVERS] = lever_ids(ids)
        return ids

    @cached_property
    def sizes(self) -> dict[Axis, int]:
        """Length of every axis; one world."""
        return {axis: len(names) for axis, names in self.ids.items()} | {WORLDS: 1}

    @cached_property
    def _places(self) -> dict[Axis, dict[str, int]]:
        return {axis: {name: n for n, name in enumerate(names)} for axis, names in self.ids.items()}

    def place(self, axis: Axis, name: str) -> int:
        """Where an id stands on its axis."""
        return self._places[axis][name]

    def index(self, axis: Axis, name: str | None) -> float:
        """The place as a number of a table; NOTHING for no name."""
        return NOTHING if name is None else float(self.place(axis, name))

    def marks(self, axis: Axis, names: Iterable[str] | None) -> Array:
        """Truth at the places of some ids; everywhere for None."""
        found = np.full(self.sizes[axis], names is None, dtype=np.bool_)
        for name in names or ():
            found[self.place(axis, name)] = True
        return found

    def row(self, axis: Axis, numbers: dict[str, float]) -> Array:
        """Numbers by id laid along an axis; 0 elsewhere."""
        found = np.zeros(self.sizes[axis], dtype=FLOAT)
        for name, number in numbers.items():
            found[self.place(axis, name)] = number
        return found

    def turn(self, date: int | None, absent: float = NEVER) -> float:
        """A date as a turn from the start, below 0 for before it."""
        return absent if date is None else float(date - self.scenario.start)

    def over_time(self, tracks: Iterable[Track | None]) -> Array:
        """Tracks as columns (turns, tracks); None is 0 throughout."""
        first = self.scenario.start
        columns = [
            [track.at(first + turn) if track else 0.0 for turn in range(self.scenario.turns)] for track in tracks
        ]
        return np.array(columns, dtype=FLOAT).reshape(-1, self.scenario.turns).T

    def filled(self, group: type[T], **columns: Any) -> T:
        """A group of tables: each array from its column, or zeros (False) where none is given.

        Raises ValueError for a column that does not fit the axes its type declares.
        """
        given = dict(columns)
        made: dict[str, Any] = {}
        for name, (axes, unit) in declared_axes(group).items():
            shape = tuple(self.sizes[axis] for axis in axes)
            dtype = {"bool": np.dtype(np.bool_), "key": np.dtype(np.uint32)}.get(unit, np.dtype(FLOAT))
            column = given.pop(name, None)
            if column is None:
                array: Array = np.zeros(shape, dtype=dtype)
            else:
                array = np.array(column).astype(dtype)
                if array.size != int(np.prod(shape)) or array.shape != shape[: array.ndim]:
                    raise ValueError(f"{group.__name__}.{name}: {array.shape} does not fit {shape}")
                array = array.reshape(shape)
            made[name] = Value(np.ascontiguousarray(array), axes)
        others = {field.name for field in fields(group)} - set(made)  # type: ignore[arg-type]
        made |= {name: given.pop(name) for name in list(given) if name in others}
        if given:
            raise ValueError(f"{group.__name__} has no {', '.join(given)}")
        return group(**made)


def lever_ids(ids: Ids) -> tuple[str, ...]:
    """All levers: of a firm, of the world, then each family's, one for each id of its axis."""
    plain = [lever.id for lever in (*registers.FIRM_LEVERS, *registers.WORLD_LEVERS)]
    families = (*registers.FAMILIES, *registers.WORLD_FAMILIES)
    return (*plain, *(f"{family}.{name}" for family in families for name in ids[FAMILY_AXES[family]]))
