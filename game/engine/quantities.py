"""Named quantities: what conditions, charts, the codex and testers may read of a state.

A quantity has a unit, axes and a width: 0 for what everybody knows of a firm, a share for what a rival can only
estimate, None for what stays hidden. Plain names stand in ``QUANTITIES``; families take an entry's id after a dot
(``standing.us``).
"""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from game.engine.axes import (
    CHIPS,
    CONTROLS,
    COUNTRIES,
    ECOSYSTEMS,
    FIRMS,
    FOUNDRIES,
    OFFERS,
    PROJECTS,
    SITES,
    Axis,
)
from game.engine.legality import control_stage
from game.engine.listings import per_firm
from game.engine.market_facts import chip_strength, gap_months, power_used_mw
from game.engine.numeric import at, choose, counted, largest, only_where, rank, share, total
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value

Read = Callable[[Ruleset, State], Value]


@dataclass(frozen=True)
class Quantity:
    """One readable quantity of the game."""

    id: str
    unit: str
    read: Read
    width: float | None = 0.0
    """How well rivals know it: 0 publicly known, a share for an estimate's width, None hidden."""
    most: float | None = None
    """What it never exceeds, so that no estimate says more."""


class UnknownQuantity(KeyError):
    """No quantity has this name; ``nearest`` is the likeliest meant, or None."""

    def __init__(self, name: str, nearest: str | None) -> None:
        super().__init__(name)
        self.name = name
        self.nearest = nearest


def _stock_h100e(rules: Ruleset, state: State) -> Value:
    return total(state.fleet.stock_units * chip_strength(rules, state), over=CHIPS)


def _power_used_share(rules: Ruleset, state: State) -> Value:
    return share(power_used_mw(rules, state), of=at(state.fleet.power_mw, SITES, 0))


def _frontier(_rules: Ruleset, state: State) -> Value:
    return largest(state.training.released_index, over=FIRMS)


def _place(_rules: Ruleset, state: State) -> Value:
    return rank(state.standings.score, over=FIRMS) + 1.0


def _lead_points(_rules: Ruleset, state: State) -> Value:
    """Points before the best of the others, below 0 behind the first."""
    score = state.standings.score
    is_behind = rank(score, over=FIRMS) > 0.0
    second = largest(only_where(is_behind, score), over=FIRMS)
    return score - choose(is_behind, largest(score, over=FIRMS), second)


def _elapsed(rules: Ruleset, state: State) -> Value:
    """Part of the game's quarters played or begun."""
    return (counted(state.turn, "quarters") + 1.0) / float(rules.turns)


QUANTITIES: dict[str, Quantity] = {
    quantity.id: quantity
    for quantity in (
        Quantity("turn", "quarters", lambda r, s: s.turn),
        Quantity("elapsed", "share", _elapsed),
        Quantity("tension", "points", lambda r, s: s.world.tension),
        Quantity("strait", "quarters", lambda r, s: s.world.strait_quarters),
        Quantity("strait_closings", "count", lambda r, s: s.world.strait_closings),
        Quantity("frontier", "index points", _frontier),
        Quantity("public_know_how", "log10", lambda r, s: s.world.public_know_how),
        Quantity("cash_bn", "$bn", lambda r, s: s.books.cash_musd * 0.001, width=0.2),
        Quantity("debt_bn", "$bn", lambda r, s: s.books.debt_musd * 0.001, width=0.2),
        Quantity("income_bn", "$bn a quarter", lambda r, s: s.books.income_musd * 0.001, width=0.3),
        Quantity("revenue_bn", "$bn a quarter", lambda r, s: s.books.revenue_musd * 0.001, width=0.1),
        Quantity("patience", "points", lambda r, s: s.books.patience, width=None),
        Quantity("researchers", "people", lambda r, s: s.labs.researchers, width=0.2),
        Quantity("know_how", "log10", lambda r, s: s.labs.know_how, width=0.15),
        Quantity("capability", "index points", lambda r, s: s.training.released_index),
        Quantity("held_capability", "index points", lambda r, s: s.training.held_index, width=None),
        Quantity("gap_months", "months", gap_months),
        Quantity("largest_run", "FLOP", lambda r, s: s.training.last_flop * 1e21, width=0.3),
        Quantity("generation", "models", lambda r, s: s.training.generation),
        Quantity("runway", "generations", lambda r, s: s.compute.runway_generations, width=0.4),
        Quantity("flop", "1e21 FLOP a quarter", lambda r, s: s.compute.flop, width=0.3),
        Quantity("utilisation", "share", lambda r, s: s.compute.utilisation, width=0.2, most=1.0),
        Quantity("fleet_h100e", "H100e", lambda r, s: s.compute.fleet_h100e, width=0.25),
        Quantity("stock_h100e", "H100e", _stock_h100e, width=None),
        Quantity("domestic_share", "share", lambda r, s: s.compute.domestic_share, width=0.2, most=1.0),
        Quantity("held_units", "chips", lambda r, s: per_firm(r, s.fleet.held_units), width=None),
        Quantity("power_used_share", "share", _power_used_share, width=0.3, most=1.0),
        Quantity("users_m", "million", lambda r, s: s.products.users_m),
        Quantity("enterprise_bn", "$bn a quarter", lambda r, s: s.products.enterprise_musd * 0.001, width=0.1),
        Quantity("service", "ratio", lambda r, s: s.products.service, width=0.2, most=1.0),
        Quantity("compliance", "points", lambda r, s: s.influence.compliance, width=0.3, most=100.0),
        Quantity("strikes", "seizures", lambda r, s: s.influence.strikes),
        Quantity("score", "points", lambda r, s: s.standings.score),
        Quantity("place", "place", _place),
        Quantity("lead_points", "points", _lead_points),
        Quantity("quarters_leading", "quarters", lambda r, s: s.training.quarters_leading),
        Quantity("is_open", "bool", lambda r, s: only_where(s.training.is_open, 1.0)),
    )
}


@dataclass(frozen=True)
class Family:
    """Quantities that take an entry's id: ``standing.us``."""

    axis: Axis
    unit: str
    read: Callable[[Ruleset, State, int], Value]
    width: float | None = 0.0
    most: float | None = None


def _is_firm(rules: Ruleset, state: State, place: int) -> Value:
    return only_where((rules.position(FIRMS) == place) & (state.turn >= 0.0), 1.0)


def _is_country(rules: Ruleset, state: State, place: int) -> Value:
    return only_where((rules.firms.country_index == place) & (state.turn >= 0.0), 1.0)


def _chips_owned(_rules: Ruleset, state: State, place: int) -> Value:
    racked = total(at(state.fleet.racked_units, CHIPS, place), over=SITES)
    return at(state.fleet.stock_units, CHIPS, place) + racked


FAMILIES: dict[str, Family] = {
    "standing": Family(COUNTRIES, "points", lambda r, s, n: at(s.influence.standing, COUNTRIES, n), 0.2, 100.0),
    "is_listed": Family(COUNTRIES, "bool", lambda r, s, n: only_where(at(s.influence.listed_by, COUNTRIES, n), 1.0)),
    "stance": Family(COUNTRIES, "share", lambda r, s, n: at(s.world.stance, COUNTRIES, n)),
    "wages": Family(COUNTRIES, "ratio", lambda r, s, n: at(s.world.wages, COUNTRIES, n)),
    "country": Family(COUNTRIES, "bool", _is_country),
    "firm": Family(FIRMS, "bool", _is_firm),
    "maturity": Family(ECOSYSTEMS, "share", lambda r, s, n: at(s.fleet.maturity, ECOSYSTEMS, n), 0.3, 1.0),
    "done": Family(PROJECTS, "bool", lambda r, s, n: only_where(at(s.labs.done, PROJECTS, n), 1.0)),
    "control": Family(CONTROLS, "stage", lambda r, s, n: at(control_stage(s), CONTROLS, n)),
    "yield": Family(FOUNDRIES, "share", lambda r, s, n: at(s.foundries.yield_share, FOUNDRIES, n)),
    "output": Family(FOUNDRIES, "ratio", lambda r, s, n: at(s.foundries.output_ratio, FOUNDRIES, n)),
    "stock": Family(CHIPS, "chips", _chips_owned, None),
    "price": Family(OFFERS, "M$", lambda r, s, n: at(s.market.price_musd, OFFERS, n)),
}

QUANTITY_NAMES = (*QUANTITIES, *(f"{family}.<id>" for family in FAMILIES))


def resolve(name: str, rules: Ruleset) -> Quantity:
    """The quantity with this name. Raises UnknownQuantity, with the nearest name there is."""
    if name in QUANTITIES:
        return QUANTITIES[name]
    head, dot, entry = name.partition(".")
    family = FAMILIES.get(head)
    if not dot or family is None:
        near = get_close_matches(name, [*QUANTITIES, *FAMILIES], n=1)
        raise UnknownQuantity(name, near[0] if near else None)
    if entry not in rules.ids[family.axis]:
        near = get_close_matches(entry, rules.ids[family.axis], n=1)
        raise UnknownQuantity(name, f"{head}.{near[0]}" if near else None)
    place = rules.place(family.axis, entry)
    return Quantity(name, family.unit, lambda r, s: family.read(r, s, place), family.width, family.most)
