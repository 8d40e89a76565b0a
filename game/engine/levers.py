"""Levers: where each stands on its axis, and what every outcome pushes, by who chose it.

The levers of one firm come first on the axis, then those of the world, then each family's.
"""

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
    amounts = {scope: _of_firms(getattr(effects, scope), starts) for scope in by_scope}
    world = _of_world(effects, starts)
    rows = []
    for doer in range(firms):
        for outcome in range(world.shape[0]):
            row = [
                (int(firm) * levers + int(lever), float(amounts[scope][outcome, lever]))
                for scope, reached in by_scope.items()
                for lever in np.flatnonzero(amounts[scope][outcome])
                for firm in np.flatnonzero(reached[doer])
            ]
            pushed = np.flatnonzero(world[outcome])
            rows.append(row + [(doer * levers + int(lever), float(world[outcome, lever])) for lever in pushed])
    return entries((FIRMS, LEVERS), (firms, levers), rows)


def _of_firms(tables: ScopeTables, starts: dict[str, int]) -> NDArray[np.floating]:
    """The effects of one scope, (outcomes, levers)."""
    amounts = tables.firm.array.copy()
    for family in FAMILIES:
        block = getattr(tables, family).array
        amounts[:, starts[family] : starts[family] + block.shape[1]] += block
    return amounts


def _of_world(effects: EffectTables, starts: dict[str, int]) -> NDArray[np.floating]:
    """The effects on the world, (outcomes, levers)."""
    amounts = effects.world.array.copy()
    for family in WORLD_FAMILIES:
        block = getattr(effects, family).array
        amounts[:, starts[family] : starts[family] + block.shape[1]] += block
    return amounts
