"""The State: everything that changes in a game, for a block of worlds. Only ``turn.step`` makes a new one."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Annotated

import numpy as np

from game.engine.arrays import named_arrays
from game.engine.axes import (
    AHEAD,
    BONUSES,
    CHIPS,
    CONTROLS,
    COUNTRIES,
    DEEDS,
    ECOSYSTEMS,
    EVENTS,
    FIRMS,
    FOUNDRIES,
    LICENCES,
    LISTINGS,
    MOVES,
    OFFERS,
    PARTS,
    PENDING,
    PROJECTS,
    RUNS,
    SEGMENTS,
    SITES,
    USES,
    VARIANTS,
    VENDORS,
    VICTORIES,
    WORLDS,
)
from game.engine.draws import world_keys
from game.engine.value import Value

NEVER = 9999.0
"""A turn that does not come."""

NOTHING = -1.0
"""An index that points at no entry: an empty slot."""


@dataclass(frozen=True, eq=False)
class Chance:
    """The keys that every draw of a world hangs on."""

    key_a: Annotated[Value, (WORLDS,), "key"]
    key_b: Annotated[Value, (WORLDS,), "key"]


@dataclass(frozen=True, eq=False)
class World:
    """What is common to all firms."""

    tension: Annotated[Value, (WORLDS,), "points"]
    strait_quarters: Annotated[Value, (WORLDS,), "quarters"]
    """Quarters for which the Strait stays closed."""
    strait_closings: Annotated[Value, (WORLDS,), "count"]
    """How often it has closed."""
    public_know_how: Annotated[Value, (WORLDS,), "log10"]
    seen_index: Annotated[Value, (WORLDS,), "index points"]
    """Best released capability a quarter ago: what followers can look at."""
    demand: Annotated[Value, (WORLDS,), "log of demand"]
    """Shock to everyone's demand for AI services; fades."""
    stance: Annotated[Value, (COUNTRIES, WORLDS), "share"]
    """Each government's hardness, 0 to 1."""
    wages: Annotated[Value, (COUNTRIES, WORLDS), "ratio"]
    """What researchers there ask, over what they asked on the first day."""
    foundry_shock: Annotated[Value, (FOUNDRIES, WORLDS), "log"]
    """Shock to a foundry's output; fades."""


@dataclass(frozen=True, eq=False)
class Controls:
    """The life of each control, as the turns on which its stages began; NEVER until then."""

    rumoured_on: Annotated[Value, (CONTROLS, WORLDS), "turn"]
    announced_on: Annotated[Value, (CONTROLS, WORLDS), "turn"]
    in_force_on: Annotated[Value, (CONTROLS, WORLDS), "turn"]
    ended_on: Annotated[Value, (CONTROLS, WORLDS), "turn"]
    false_alarm: Annotated[Value, (CONTROLS, WORLDS), "bool"]
    """A rumour that came to nothing, for now."""


@dataclass(frozen=True, eq=False)
class Market:
    """Offers of chips, and the chips that vendors design to the rules."""

    price_musd: Annotated[Value, (OFFERS, WORLDS), "musd/chip"]
    supply_units: Annotated[Value, (OFFERS, WORLDS), "units"]
    """On sale in the quarter that comes, as far as its start can tell."""
    wanted_units: Annotated[Value, (OFFERS, WORLDS), "units"]
    """Asked for last quarter by all who might buy."""
    room_units: Annotated[Value, (OFFERS, WORLDS), "units"]
    """Units a quarter that can still be put under contract, alike."""
    reserved_units: Annotated[Value, (OFFERS, WORLDS), "units"]
    """Shipped this quarter under supply contracts, ahead of the queue."""
    used_units: Annotated[Value, (COUNTRIES, CHIPS, WORLDS), "units"]
    """Second-hand chips on the shelves of a country's brokers."""
    severity: Annotated[Value, (COUNTRIES, OFFERS, WORLDS), "severity"]
    """How hard the controls in force bite on an offer to a buyer of a country (place in POLICIES)."""
    newly_shut: Annotated[Value, (COUNTRIES, OFFERS, WORLDS), "bool"]
    """Offers on which a rule came into force this quarter: part of what is due was shipped before it."""
    grant_odds: Annotated[Value, (COUNTRIES, OFFERS, WORLDS), "odds"]
    """Odds a quarter that a licence for an offer is granted, before standing and stance."""
    fee_share: Annotated[Value, (COUNTRIES, OFFERS, WORLDS), "share"]
    """Part of the price of a licensed sale that goes to the issuer."""
    ready_on: Annotated[Value, (VARIANTS, WORLDS), "turn"]
    """Turn on which a designed variant is on sale; NEVER until its design starts."""
    tpp_cut: Annotated[Value, (VARIANTS, WORLDS), "share"]
    bandwidth_cut: Annotated[Value, (VARIANTS, WORLDS), "share"]
    interconnect_cut: Annotated[Value, (VARIANTS, WORLDS), "share"]
    """What is left of the base chip's specification in each variant."""


@dataclass(frozen=True, eq=False)
class Foundries:
    """What makes chips."""

    wafers: Annotated[Value, (FOUNDRIES, WORLDS), "wafers/month"]
    """Wafer starts for accelerators a month beyond the plan, paid for by firms and governments."""
    yield_share: Annotated[Value, (FOUNDRIES, WORLDS), "share"]
    packaging_share: Annotated[Value, (FOUNDRIES, WORLDS), "share"]
    memory_extra: Annotated[Value, (FOUNDRIES, WORLDS), "share"]
    """HBM beyond the plan, as a share of the plan."""
    output_ratio: Annotated[Value, (FOUNDRIES, WORLDS), "ratio"]
    """Last quarter's output over the plan."""
    claim: Annotated[Value, (FIRMS, FOUNDRIES, WORLDS), "share"]
    """Part of a foundry's output that a firm's investment has reserved for its offers."""
    wafers_coming: Annotated[Value, (FOUNDRIES, AHEAD, WORLDS), "wafers/month"]


@dataclass(frozen=True, eq=False)
class Fleet:
    """Chips and the power to run them."""

    stock_units: Annotated[Value, (FIRMS, CHIPS, WORLDS), "units"]
    """In the warehouse: the stockpile."""
    racked_units: Annotated[Value, (FIRMS, SITES, CHIPS, WORLDS), "units"]
    on_order_units: Annotated[Value, (LISTINGS, AHEAD, WORLDS), "units"]
    """Paid for and due in 1, 2 ... quarters."""
    held_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """Paid for, due, and stopped at the gate by a rule."""
    contract_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """Units a quarter under a supply contract."""
    contract_quarters: Annotated[Value, (LISTINGS, WORLDS), "quarters"]
    """Quarters that the contract still runs."""
    contract_price_musd: Annotated[Value, (LISTINGS, WORLDS), "musd/chip"]
    """Price a chip on the day it was signed."""
    allowance_units: Annotated[Value, (LISTINGS, WORLDS), "units"]
    """What granted licences still allow."""
    power_mw: Annotated[Value, (FIRMS, SITES, WORLDS), "mw"]
    power_coming_mw: Annotated[Value, (FIRMS, AHEAD, WORLDS), "mw"]
    maturity: Annotated[Value, (FIRMS, ECOSYSTEMS, WORLDS), "share"]
    """How well the firm's software runs on each ecosystem's chips, 0 to 1."""


@dataclass(frozen=True, eq=False)
class Licences:
    """Licences applied for and not answered yet."""

    listing_index: Annotated[Value, (FIRMS, LICENCES, WORLDS), "index"]
    units: Annotated[Value, (FIRMS, LICENCES, WORLDS), "units"]
    filed_on: Annotated[Value, (FIRMS, LICENCES, WORLDS), "turn"]
    overflow: Annotated[Value, (WORLDS,), "count"]
    """Applications lost because a firm's slots were full."""


@dataclass(frozen=True, eq=False)
class Compute:
    """What the fleet does."""

    split: Annotated[Value, (FIRMS, USES, WORLDS), "share"]
    """Standing division of the fleet; sums to one."""
    flop: Annotated[Value, (FIRMS, WORLDS), "1e21 flop"]
    """Effective training FLOP the whole fleet could do last quarter, in 1e21."""
    serving_h100e: Annotated[Value, (FIRMS, WORLDS), "h100e"]
    """Serving strength of the whole fleet."""
    fleet_h100e: Annotated[Value, (FIRMS, WORLDS), "h100e"]
    domestic_share: Annotated[Value, (FIRMS, WORLDS), "share"]
    """Part of the running fleet that no foreign government can switch off."""
    utilisation: Annotated[Value, (FIRMS, WORLDS), "share"]
    runway_generations: Annotated[Value, (FIRMS, WORLDS), "generations"]
    """How many more model generations the chips in hand can train."""


@dataclass(frozen=True, eq=False)
class Labs:
    """Research staff, projects and what they gave."""

    researchers: Annotated[Value, (FIRMS, WORLDS), "people"]
    know_how: Annotated[Value, (FIRMS, WORLDS), "log10"]
    """Algorithmic efficiency: log10 of how much further a FLOP goes than in GPT-4's recipe."""
    progress: Annotated[Value, (FIRMS, PROJECTS, WORLDS), "people-quarters"]
    done: Annotated[Value, (FIRMS, PROJECTS, WORLDS), "bool"]
    focus: Annotated[Value, (FIRMS, PROJECTS, WORLDS), "share"]
    """Standing division of the staff over projects."""
    bonus: Annotated[Value, (FIRMS, BONUSES, WORLDS), "bonus"]
    """Identity and finished projects together."""
    boost: Annotated[Value, (FIRMS, BONUSES, WORLDS), "bonus"]
    """Passing bonuses from moves and events; they fade."""


@dataclass(frozen=True, eq=False)
class Training:
    """Runs in progress and the models they made."""

    flop_done: Annotated[Value, (FIRMS, RUNS, WORLDS), "1e21 flop"]
    quarters_left: Annotated[Value, (FIRMS, RUNS, WORLDS), "quarters"]
    """0 is an empty slot."""
    share: Annotated[Value, (FIRMS, RUNS, WORLDS), "share"]
    """Part of the training compute that the run takes."""
    release: Annotated[Value, (FIRMS, RUNS, WORLDS), "index"]
    """Place in RELEASES of what becomes of it."""
    last_flop: Annotated[Value, (FIRMS, WORLDS), "1e21 flop"]
    """Physical FLOP of the firm's largest finished run: one generation."""
    released_index: Annotated[Value, (FIRMS, WORLDS), "index points"]
    """Capability of the best model the firm has released."""
    held_index: Annotated[Value, (FIRMS, WORLDS), "index points"]
    """Capability of a finished model that is held back; 0 for none."""
    is_open: Annotated[Value, (FIRMS, WORLDS), "bool"]
    """Whether the best released model's weights are open."""
    generation: Annotated[Value, (FIRMS, WORLDS), "count"]
    """Models finished since the start."""
    quarters_leading: Annotated[Value, (FIRMS, WORLDS), "quarters"]
    """Quarters in a row with the best released model."""


@dataclass(frozen=True, eq=False)
class Products:
    """Markets for models."""

    share: Annotated[Value, (FIRMS, SEGMENTS, WORLDS), "share"]
    """Of the firm's home market."""
    price: Annotated[Value, (FIRMS, SEGMENTS, WORLDS), "ratio"]
    """Standing price over the usual one."""
    service: Annotated[Value, (FIRMS, WORLDS), "ratio"]
    """Serving compute over what its users ask for, at most 1."""
    users_m: Annotated[Value, (FIRMS, WORLDS), "million users"]
    enterprise_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]


@dataclass(frozen=True, eq=False)
class Books:
    """Money."""

    cash_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    debt_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    core_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Cash flow of the core business a quarter, before AI."""
    ai_budget_share: Annotated[Value, (FIRMS, WORLDS), "share"]
    """Part of the core cash flow that the board lets the AI race have."""
    revenue_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """AI revenue of the last quarter."""
    income_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Change of cash in the last quarter, all told."""
    patience: Annotated[Value, (FIRMS, WORLDS), "points"]
    is_broke: Annotated[Value, (FIRMS, WORLDS), "bool"]
    sales_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Takings from chips sold to others, settled with the next books."""
    spent_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Paid during this quarter so far, by all phases."""
    received_musd: Annotated[Value, (FIRMS, WORLDS), "musd"]
    """Taken in during this quarter so far, by all phases."""


@dataclass(frozen=True, eq=False)
class Influence:
    """Standing with governments."""

    standing: Annotated[Value, (FIRMS, COUNTRIES, WORLDS), "points"]
    compliance: Annotated[Value, (FIRMS, WORLDS), "points"]
    """The compliance record, 0 to 100."""
    listed_by: Annotated[Value, (FIRMS, COUNTRIES, WORLDS), "bool"]
    """Entity lists the firm stands on, by issuer."""
    strikes: Annotated[Value, (FIRMS, WORLDS), "count"]
    """Seizures so far."""
    relation: Annotated[Value, (FIRMS, VENDORS, WORLDS), "share"]
    """How steady a customer of each vendor the firm is, 0 to 1: the part of its chip money that went there."""


@dataclass(frozen=True, eq=False)
class Desk:
    """What waits for an answer, and what was done when."""

    pending: Annotated[Value, (FIRMS, PENDING, WORLDS), "index"]
    """Events that wait for a choice."""
    event_on: Annotated[Value, (FIRMS, EVENTS, WORLDS), "turn"]
    """Turn on which each event last came; -NEVER for not yet."""
    move_on: Annotated[Value, (FIRMS, MOVES, WORLDS), "turn"]
    """Turn on which each move was last played; -NEVER for not yet."""
    attention: Annotated[Value, (FIRMS, WORLDS), "moves"]
    """Executive moves available this quarter."""
    licence_luck: Annotated[Value, (FIRMS, WORLDS), "odds"]
    """Odds that moves added to the licences in the queue; fades."""
    supply_rush: Annotated[Value, (FIRMS, WORLDS), "share"]
    """Extra weight in the queue for chips, from moves; fades."""
    overflow: Annotated[Value, (WORLDS,), "count"]
    """Events lost because a firm's slots were full."""


@dataclass(frozen=True, eq=False)
class Standings:
    """Scores and endings."""

    parts: Annotated[Value, (FIRMS, PARTS, WORLDS), "points"]
    """Each part's score so far, averaged so that recent quarters count more; treasury may fall to -50."""
    first_points: Annotated[Value, (FIRMS, WORLDS), "points"]
    """Weighted sum of the parts in the first quarter."""
    expected: Annotated[Value, (FIRMS, WORLDS), "points"]
    """What is expected of the firm by now; it scores 50 with that."""
    score: Annotated[Value, (FIRMS, WORLDS), "points"]
    held: Annotated[Value, (FIRMS, VICTORIES, WORLDS), "quarters"]
    """Quarters in a row for which each victory's condition has held."""
    leader_index: Annotated[Value, (WORLDS,), "index"]
    lead_changes: Annotated[Value, (WORLDS,), "count"]
    lead_since: Annotated[Value, (WORLDS,), "turn"]
    challenger_index: Annotated[Value, (WORLDS,), "index"]
    challenger_since: Annotated[Value, (WORLDS,), "turn"]
    ending: Annotated[Value, (WORLDS,), "index"]
    """Place in ENDINGS."""
    ended_on: Annotated[Value, (WORLDS,), "turn"]
    winner_index: Annotated[Value, (WORLDS,), "index"]
    victory_index: Annotated[Value, (WORLDS,), "index"]
    final_score: Annotated[Value, (FIRMS, WORLDS), "points"]
    """Scores at the ending; a game may be played on after it."""


@dataclass(frozen=True, eq=False)
class Ledger:
    """Running counts that the invariants hold the rest against: nothing is created or lost."""

    chips_made: Annotated[Value, (CHIPS, WORLDS), "units"]
    chips_lost: Annotated[Value, (CHIPS, WORLDS), "units"]
    people_hired: Annotated[Value, (WORLDS,), "people"]
    people_left: Annotated[Value, (WORLDS,), "people"]
    musd_in: Annotated[Value, (FIRMS, WORLDS), "musd"]
    musd_out: Annotated[Value, (FIRMS, WORLDS), "musd"]
    choices: Annotated[Value, (DEEDS, WORLDS), "count"]
    """How often each choice of an event was taken, by anybody."""


@dataclass(frozen=True, eq=False)
class State:
    """All of it. Every array ends in the axis of worlds."""

    turn: Annotated[Value, (WORLDS,), "turn"]
    chance: Chance
    world: World
    controls: Controls
    market: Market
    foundries: Foundries
    fleet: Fleet
    licences: Licences
    compute: Compute
    labs: Labs
    training: Training
    products: Products
    books: Books
    influence: Influence
    desk: Desk
    standings: Standings
    ledger: Ledger


def digest(state: State, world: int = 0) -> str:
    """A fingerprint of one world: the SHA-256 of all its arrays in the order of the fields, as 64 hex digits."""
    seal = sha256()
    for name, value in named_arrays(state).items():
        seal.update(name.encode())
        seal.update(np.ascontiguousarray(value.array[..., world]).tobytes())
    return seal.hexdigest()


def begin(state: State, seed: int, first: int = 0) -> State:
    """Give each world of a fresh state its own chance: world ``first + i`` of the run with this seed."""
    count = state.turn.array.shape[0]
    key_a, key_b = world_keys(seed, first, count)
    return replace(state, chance=Chance(Value(key_a, (WORLDS,)), Value(key_b, (WORLDS,))))
