"""The first state: what everybody has on the first day."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, get_type_hints

import numpy as np

from game.engine.arrays import map_arrays
from game.engine.axes import (
    CHIPS,
    COUNTRIES,
    ECOSYSTEMS,
    FIRMS,
    PROJECTS,
    VENDORS,
    WORLDS,
)
from game.engine.constants import Constants
from game.engine.numeric import log10
from game.engine.registers import SEGMENTS, SITES, USES
from game.engine.state import NEVER, NOTHING, State
from game.engine.tables import ControlTables, CountryTables, FirmTables, FoundryTables, OfferTables, ProjectTables
from game.engine.value import FLOAT, Value, table
from game.scenario.frame import Array, Frame
from game.scenario.models.firms import Start
from game.scenario.models.scenario import FIRST_POINTS

FLOP_UNIT = 1e21
MOST_OF_MARKET = 0.98
"""Some customers are always somebody else's."""


def first_state(frame: Frame, tables: "Tables", constants: Constants) -> Callable[[int], State]:
    """The ruleset's ``start``: makes the first state for any number of worlds, keys left at 0."""
    one = _one_world(frame, tables, constants)

    def start(worlds: int) -> State:
        def spread(value: Value) -> Value:
            return Value(np.repeat(value.array, worlds, axis=-1), value.axes)

        return map_arrays(one, spread)

    return start


class Tables:
    """The tables of the ruleset that the first state is read from."""

    def __init__(
        self,
        countries: CountryTables,
        firms: FirmTables,
        offers: OfferTables,
        foundries: FoundryTables,
        projects: ProjectTables,
        controls: ControlTables,
    ) -> None:
        self.countries, self.firms, self.offers = countries, firms, offers
        self.foundries, self.projects, self.controls = foundries, projects, controls


def _log(ratios: list[float]) -> Array:
    return log10(table(ratios, FIRMS)).array


def _one_world(frame: Frame, tables: Tables, constants: Constants) -> State:
    groups = {
        "world": _world(frame, tables),
        "controls": _controls(tables),
        "market": {"price_musd": tables.offers.price_musd.array, "ready_on": NEVER, **dict.fromkeys(_CUTS, 1.0)},
        "foundries": {
            "yield_share": tables.foundries.planned_yield.array[0],
            "packaging_share": tables.foundries.planned_packaging.array[0],
            "output_ratio": 1.0,
        },
        "fleet": _fleet(frame),
        "licences": {"listing_index": NOTHING, "filed_on": -NEVER},
        "compute": {"split": [[getattr(s.split, use) for use in USES] for s in _starts(frame)]},
        "labs": _labs(frame, tables),
        "training": _training(frame),
        "products": _products(frame, tables),
        "books": _books(frame),
        "influence": _influence(frame, tables),
        "desk": _desk(constants),
        "standings": dict.fromkeys(_NO_ONE, NOTHING) | {"ended_on": NEVER, "score": 50.0},
        "ledger": {"chips_made": _chips_owned(frame)},
    }
    hints = get_type_hints(State)
    made: dict[str, Any] = {}
    for field in fields(State):
        if field.name == "turn":
            continue
        columns = {name: _with_worlds(column) for name, column in groups.get(field.name, {}).items()}
        made[field.name] = _group(frame, hints[field.name], columns)
    return State(turn=Value(np.zeros(1, dtype=FLOAT), (WORLDS,)), **made)


_CUTS = ("tpp_cut", "bandwidth_cut", "interconnect_cut")
_NO_ONE = ("leader_index", "challenger_index", "winner_index", "victory_index")


def _with_worlds(column: Any) -> Any:
    """A column with the axis of worlds at its end; a plain number stands for every place."""
    return column if isinstance(column, int | float) else np.array(column)[..., None]


def _group(frame: Frame, group: type, columns: dict[str, Any]) -> Any:
    blank: Any = frame.filled(group)
    given = {
        name: np.full_like(getattr(blank, name).array, column) if isinstance(column, int | float) else column
        for name, column in columns.items()
    }
    return frame.filled(group, **given)


def _starts(frame: Frame) -> list[Start]:
    return [firm.start for firm in frame.scenario.firms.values()]


def _world(frame: Frame, tables: Tables) -> dict[str, Any]:
    world = frame.scenario.world
    return {
        "tension": world.tension,
        "public_know_how": float(_log([world.public_know_how])[0]),
        "seen_index": world.seen_index,
        "stance": tables.countries.start_stance.array,
        "wages": 1.0,
    }


def _controls(tables: Tables) -> dict[str, Any]:
    """Stages that began on or before the first day stand with their turn; the rest are still to come.

    What is announced by then keeps its date of force, be it later.
    """
    controls = tables.controls
    announced = np.minimum(controls.announce_turn.array, controls.force_turn.array)
    stages = {
        "rumoured_on": np.minimum(controls.rumour_turn.array, announced),
        "announced_on": announced,
        "in_force_on": controls.force_turn.array,
        "ended_on": controls.end_turn.array,
    }
    begun = {name: np.where(turns <= 0, turns, FLOAT(NEVER)) for name, turns in stages.items()}
    return begun | {"in_force_on": np.where(announced <= 0, controls.force_turn.array, FLOAT(NEVER))}


def _fleet(frame: Frame) -> dict[str, Any]:
    starts = _starts(frame)
    racked = [[frame.row(CHIPS, getattr(start.racked, site)) for site in SITES] for start in starts]
    return {
        "stock_units": [frame.row(CHIPS, start.stock) for start in starts],
        "racked_units": racked,
        "power_mw": [[getattr(start.power_mw, site) for site in SITES] for start in starts],
        "maturity": [frame.row(ECOSYSTEMS, start.maturity) for start in starts],
    }


def _chips_owned(frame: Frame) -> Array:
    fleet = _fleet(frame)
    owned: Array = np.sum(fleet["stock_units"], axis=0) + np.sum(fleet["racked_units"], axis=(0, 1))
    return owned


def _labs(frame: Frame, tables: Tables) -> dict[str, Any]:
    starts = _starts(frame)
    done = np.array([frame.marks(PROJECTS, start.done) for start in starts])
    gives = tables.projects.gives.array
    bonus = tables.firms.identity.array.copy()
    for firm, finished in enumerate(done):
        bonus[firm] += gives[finished].sum(axis=0, dtype=FLOAT)
    return {
        "researchers": [start.researchers for start in starts],
        "know_how": _log([start.know_how for start in starts]),
        "progress": np.where(done, tables.projects.work_people_quarters.array, 0.0),
        "done": done,
        "bonus": bonus,
    }


def _training(frame: Frame) -> dict[str, Any]:
    starts = _starts(frame)
    return {
        "last_flop": [start.last_flop / FLOP_UNIT for start in starts],
        "released_index": [start.best_index for start in starts],
        "is_open": [start.is_open for start in starts],
    }


def _products(frame: Frame, tables: Tables) -> dict[str, Any]:
    starts = _starts(frame)
    home = tables.firms.country_index.array.astype(int)
    users = tables.countries.market_users_m.array[0][home]
    spending = tables.countries.market_enterprise_musd.array[0][home]
    consumer = np.divide([start.users_m for start in starts], users, where=users > 0, out=np.zeros_like(users))
    enterprise = np.array([start.enterprise_share for start in starts], dtype=FLOAT)
    for country in range(frame.sizes[COUNTRIES]):
        for shares in (consumer, enterprise):
            sold = float(shares[home == country].sum())
            if sold > MOST_OF_MARKET:
                shares[home == country] *= FLOAT(MOST_OF_MARKET / sold)
    return {
        "share": np.stack([consumer, enterprise], axis=1),
        "price": [[getattr(start.price, segment) for segment in SEGMENTS] for start in starts],
        "service": 1.0,
        "users_m": consumer * users,
        "enterprise_musd": enterprise * spending,
    }


def _books(frame: Frame) -> dict[str, Any]:
    names = ("cash_musd", "debt_musd", "core_musd", "ai_budget_share", "patience")
    return {name: [getattr(start, name) for start in _starts(frame)] for name in names}


def _influence(frame: Frame, tables: Tables) -> dict[str, Any]:
    starts = _starts(frame)
    usual = dict.fromkeys(frame.scenario.countries, FIRST_POINTS)
    listed = np.array([frame.marks(COUNTRIES, start.listed_by) for start in starts])
    controls = tables.controls
    stands = (controls.force_turn.array <= 0) & (controls.end_turn.array > 0)
    for place in np.flatnonzero(stands):
        listed[controls.lists.array[place], int(controls.issuer_index.array[place])] = True
    return {
        "standing": [frame.row(COUNTRIES, usual | start.standing) for start in starts],
        "compliance": [start.compliance for start in starts],
        "listed_by": listed,
        "relation": _relation(frame),
    }


def _relation(frame: Frame) -> Array:
    """Part of each firm's opening fleet by vendor, in strength, (firms, vendors): where its money went so far."""
    fleet = _fleet(frame)
    chips = list(frame.scenario.chips.values())
    units = np.asarray(fleet["stock_units"]) + np.asarray(fleet["racked_units"]).sum(axis=1)
    strength = units * np.array([chip.train_h100e for chip in chips])
    by_vendor = strength @ np.array([frame.marks(VENDORS, [chip.vendor]) for chip in chips], dtype=FLOAT)
    whole = by_vendor.sum(axis=1, keepdims=True)
    relation: Array = np.divide(by_vendor, whole, where=whole > 0, out=np.zeros_like(by_vendor))
    return relation


def _desk(constants: Constants) -> dict[str, Any]:
    nothing_yet = dict.fromkeys(("event_on", "move_on"), -NEVER)
    return nothing_yet | {"pending": NOTHING, "attention": constants.attention_per_quarter}
