"""Levers: where each stands on its axis, and what every outcome pushes, by who chose it.

The levers of one firm come first on the axis, then those of the world, then each family's.
"""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import (
    BONUSES,
    BRANCHES,
    CHIPS,
    CONTROLS,
    COUNTRIES,
    ECOSYSTEMS,
    FIRMS,
    FOUNDRIES,
    LEVERS,
    Axis,
)
from game.engine.kernels_sparse import Entries, entries
from game.engine.registers import FAMILIES, FIRM_LEVERS, WORLD_FAMILIES, WORLD_LEVERS
from game.engine.tables import EffectTables, ScopeTables
from game.engine.value import Value

FAMILY_AXES = {
    "standing": COUNTRIES,
    "maturity": ECOSYSTEMS,
    "boost": BONUSES,
    "stock": CHIPS,
    "progress": BRANCHES,
    "stance": COUNTRIES,
    "foundry": FOUNDRIES,
    "control": CONTROLS,
}
"""The axis whose entries each family of levers has a lever for."""

FAMILY_UNITS = {
    "standing": "points",
    "maturity": "share",
    "boost": "bonus",
    "stock": "chips",
    "progress": "people-quarters",
    "stance": "share",
    "foundry": "log",
    "control": "stage",
}
"""What the levers of each family push in."""

FIRM_PLACES = {lever.id: n for n, lever in enumerate(FIRM_LEVERS)}
WORLD_PLACES = {lever.id: len(FIRM_LEVERS) + n for n, lever in enumerate(WORLD_LEVERS)}


def family_starts(sizes: dict[Axis, int]) -> dict[str, int]:
    """The place of the first lever of each family."""
    starts, place = {}, len(FIRM_LEVERS) + len(WORLD_LEVERS)
    for family in (*FAMILIES, *WORLD_FAMILIES):
        starts[family] = place
        place += sizes[FAMILY_AXES[family]]
    return starts


def pushes(effects: EffectTables, home: NDArray[np.floating], sizes: dict[Axis, int]) -> Entries:
    """What each outcome pushes when a firm chose it: rows (firms, outcomes) onto (firms, levers).

    ``home`` is each firm's country, (firms,). A lever of the world is pushed in the row of the firm that chose.
    """
    firms, levers = sizes[FIRMS], sizes[LEVERS]
    by_scope = {
        "self_": np.eye(firms, dtype=bool),
        "compatriots": (home[:, None] == home[None, :]) & ~np.eye(firms, dtype=bool),
        "rivals": ~np.eye(firms, dtype=bool),
        "everyone": np.ones((firms, firms), dtype=bool),
    }
    starts = family_starts(sizes)
    on_world = _amounts(effects, effects.world, WORLD_FAMILIES, starts)
    parts = []
    for scope, reached in by_scope.items():
        tables: ScopeTables = getattr(effects, scope)
        parts.append(_spread(_amounts(tables, tables.firm, FAMILIES, starts), reached, levers))
    parts.append(_spread(on_world, np.eye(firms, dtype=bool), levers))
    doer, outcome, place, amount = (np.concatenate(column) for column in zip(*parts, strict=True))
    outcomes = on_world.shape[0]
    return entries((FIRMS, LEVERS), (firms, levers), firms * outcomes, doer * outcomes + outcome, place, amount)


def _spread(
    amounts: NDArray[np.floating], reached: NDArray[np.bool_], levers: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], NDArray[np.floating]]:
    """What each outcome pushes, (outcomes, levers), on each of the firms that a doer reaches, (doers, firms).

    Returns the doer, the outcome, the place on (firms, levers) and the amount of every push.
    """
    outcome, lever = np.nonzero(amounts)
    doer, firm = np.nonzero(reached)
    place = firm[None, :] * levers + lever[:, None]
    return (
        np.tile(doer, len(outcome)),
        np.repeat(outcome, len(doer)),
        place.reshape(-1),
        np.repeat(amounts[outcome, lever], len(doer)),
    )


def _amounts(
    tables: EffectTables | ScopeTables, named: Value, families: Iterable[str], starts: dict[str, int]
) -> NDArray[np.floating]:
    """The effects on the levers that are named one by one and on those of some families, (outcomes, levers)."""
    amounts = named.array.copy()
    for family in families:
        block = getattr(tables, family).array
        amounts[:, starts[family] : starts[family] + block.shape[1]] += block
    return amounts
