"""The Ruleset: a scenario compiled to tables. It never changes in a game and has no axis of worlds.

Tables are Values, so rules mix them with the state by name of axis. A firm, chip or control is its place on its axis;
``ids`` and ``place`` turn one into the other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

import numpy as np
from numpy.typing import NDArray

from game.engine import draws
from game.engine.axes import (
    BONUSES,
    BRANCHES,
    CHIPS,
    CLAUSES,
    CONTROLS,
    COUNTRIES,
    DEEDS,
    ECOSYSTEMS,
    EVENTS,
    FIRMS,
    FOUNDRIES,
    LEVERS,
    MOVES,
    OFFERS,
    OUTCOMES,
    PARTS,
    PROJECTS,
    ROUTES,
    SEGMENTS,
    SITES,
    TURNS,
    VARIANTS,
    VENDORS,
    VICTORIES,
    Axis,
    Sizes,
)
from game.engine.bites import Bite, make_bites, make_escapes
from game.engine.constants import Constants
from game.engine.doctrine import Appetites
from game.engine.state import State
from game.engine.value import Value, table

Test = Callable[["Ruleset", State], Value]
"""A compiled condition: truth for each (firms, worlds), or for each (worlds,)."""


@dataclass(frozen=True, eq=False)
class CountryTables:
    """Countries with their governments."""

    start_stance: Annotated[Value, (COUNTRIES,), "share"]
    """Hardness towards the other side at the start, 0 to 1."""
    stance_shift: Annotated[Value, (TURNS, COUNTRIES), "share"]
    """What a change of administration adds to the stance, on its turn."""
    has_election: Annotated[Value, (TURNS, COUNTRIES), "bool"]
    reacts_to_gap: Annotated[Value, (COUNTRIES,), "share"]
    """How strongly it hardens when the other side's models come near (per quarter at zero gap)."""
    subsidy_musd: Annotated[Value, (COUNTRIES,), "musd"]
    """Money a quarter for the home chip industry, spread over its foundries and champions."""
    power_price_musd_per_mw: Annotated[Value, (COUNTRIES,), "musd/mw"]
    """Price of a megawatt for a quarter at home."""
    has_mood: Annotated[Value, (COUNTRIES,), "bool"]
    """Whether firms have a standing with it that the game shows."""
    market_users_m: Annotated[Value, (TURNS, COUNTRIES), "million"]
    """People with an AI app in the home market of this country's firms."""
    market_enterprise_musd: Annotated[Value, (TURNS, COUNTRIES), "musd"]
    """Enterprise spending on models a quarter in that market."""
    revenue_per_user_usd: Annotated[Value, (TURNS, COUNTRIES), "usd"]
    """Revenue a user and quarter."""
    serving_h100e_per_m_users: Annotated[Value, (COUNTRIES,), "h100e/million"]
    """Compute to serve a million users, at the start's efficiency."""


@dataclass(frozen=True, eq=False)
class FirmTables:
    """Firms: who they are. What they have is in the state."""

    country_index: Annotated[Value, (FIRMS,), "index"]
    identity: Annotated[Value, (FIRMS, BONUSES), "bonus"]
    """What only this firm does better, for the whole game."""
    doctrine_index: Annotated[Value, (FIRMS,), "index"]
    """The doctrine its computer player follows unless told otherwise."""
    core_growth_rate: Annotated[Value, (FIRMS,), "rate"]
    """Growth of the core business a quarter."""
    openness: Annotated[Value, (FIRMS,), "share"]
    """How much of its know-how it publishes, 0 to 1."""
    has_investors: Annotated[Value, (FIRMS,), "bool"]
    """Whether it lives on investors' money (a lab) rather than on a core business."""
    research_talent: Annotated[Value, (FIRMS,), "ratio"]
    """Quality of its research staff; 1 is usual."""
    reach: Annotated[Value, (FIRMS, SEGMENTS), "log"]
    """Pull on each segment that the firm's products give it, beyond the model."""
    own_vendor_index: Annotated[Value, (FIRMS,), "index"]
    """The vendor that is this firm itself, or -1."""


@dataclass(frozen=True, eq=False)
class ChipTables:
    """Accelerators by their published specifications."""

    vendor_index: Annotated[Value, (CHIPS,), "index"]
    foundry_index: Annotated[Value, (CHIPS,), "index"]
    ecosystem_index: Annotated[Value, (CHIPS,), "index"]
    country_index: Annotated[Value, (CHIPS,), "index"]
    """The country whose controls its makers obey."""
    tpp: Annotated[Value, (CHIPS,), "tpp"]
    """Total processing performance: dense TOPS x bit length."""
    density: Annotated[Value, (CHIPS,), "tpp/mm2"]
    interconnect_gb_per_s: Annotated[Value, (CHIPS,), "gb/s"]
    bandwidth_gb_per_s: Annotated[Value, (CHIPS,), "gb/s"]
    memory_gb: Annotated[Value, (CHIPS,), "gb"]
    train_h100e: Annotated[Value, (CHIPS,), "h100e"]
    """Training strength in H100 equivalents (dense 8-bit throughput / 1979 TFLOPS)."""
    serve_h100e: Annotated[Value, (CHIPS,), "h100e"]
    """Serving strength in H100 equivalents (CALIBRATION section 1)."""
    power_mw: Annotated[Value, (CHIPS,), "mw"]
    """Draw of one chip with its server, network and cooling."""
    ecosystems: Annotated[Value, (CHIPS, ECOSYSTEMS), "bool"]
    """One mark a chip: the software ecosystem it belongs to."""
    countries: Annotated[Value, (CHIPS, COUNTRIES), "bool"]
    """One mark a chip: the country of its maker."""
    variant_index: Annotated[Value, (CHIPS,), "index"]
    """Its place among the chips a vendor may yet design to the rules, or -1."""


@dataclass(frozen=True, eq=False)
class VariantTables:
    """Chips that a vendor designs in the game so that they just clear the rules."""

    chip_index: Annotated[Value, (VARIANTS,), "index"]
    base_index: Annotated[Value, (VARIANTS,), "index"]
    """The chip it is cut down from; its specifications stand in the variant's own row of the chip tables."""
    country_index: Annotated[Value, (VARIANTS,), "index"]
    """The country it is designed to be sold in."""
    earliest_turn: Annotated[Value, (VARIANTS,), "turn"]
    lag_quarters: Annotated[Value, (VARIANTS,), "quarters"]
    tpp: Annotated[Value, (VARIANTS,), "tpp"]
    density: Annotated[Value, (VARIANTS,), "tpp/mm2"]
    interconnect_gb_per_s: Annotated[Value, (VARIANTS,), "gb/s"]
    bandwidth_gb_per_s: Annotated[Value, (VARIANTS,), "gb/s"]


@dataclass(frozen=True, eq=False)
class OfferTables:
    """Offers: a chip by a route at a price. The same chip may be sold openly, leased abroad and smuggled."""

    chip_index: Annotated[Value, (OFFERS,), "index"]
    vendor_index: Annotated[Value, (OFFERS,), "index"]
    """Who gets the money; for a grey or leased offer still the maker of the chip."""
    route_index: Annotated[Value, (OFFERS,), "index"]
    chips: Annotated[Value, (OFFERS, CHIPS), "bool"]
    """One mark an offer: its chip."""
    country_index: Annotated[Value, (OFFERS,), "index"]
    """The chip's country."""
    variant_index: Annotated[Value, (OFFERS,), "index"]
    variants: Annotated[Value, (VARIANTS, OFFERS), "bool"]
    price_musd: Annotated[Value, (OFFERS,), "musd"]
    """Opening price of one chip all in (server, network, site), or of a year's lease."""
    lead_quarters: Annotated[Value, (OFFERS,), "quarters"]
    supply_units: Annotated[Value, (TURNS, OFFERS), "units"]
    """What is planned to be on sale each quarter, before foundries, shocks and rules."""
    may_buy: Annotated[Value, (FIRMS, OFFERS), "bool"]
    """Whom it is offered to at all, before the rules."""
    project_index: Annotated[Value, (OFFERS,), "index"]
    """The project its buyer must have finished, or -1."""
    is_leased: Annotated[Value, (OFFERS,), "bool"]
    is_grey: Annotated[Value, (OFFERS,), "bool"]
    is_controlled: Annotated[Value, (OFFERS,), "bool"]
    """Whether export controls bite on its route when the chip changes hands."""


@dataclass(frozen=True, eq=False)
class RouteTables:
    """Ways a chip reaches a buyer."""

    seizure_odds: Annotated[Value, (ROUTES,), "odds"]
    """Odds a quarter that a lot is caught."""
    site_index: Annotated[Value, (ROUTES,), "index"]
    """Where what comes by this route runs."""


@dataclass(frozen=True, eq=False)
class VendorTables:
    """Sellers of chips."""

    country_index: Annotated[Value, (VENDORS,), "index"]
    firm_index: Annotated[Value, (VENDORS,), "index"]
    """The firm on the board that is this vendor, or -1."""
    firms: Annotated[Value, (VENDORS, FIRMS), "bool"]


@dataclass(frozen=True, eq=False)
class FoundryTables:
    """Foundries, with the plan that the supply tables were written for."""

    country_index: Annotated[Value, (FOUNDRIES,), "index"]
    countries: Annotated[Value, (FOUNDRIES, COUNTRIES), "bool"]
    planned_wafers: Annotated[Value, (TURNS, FOUNDRIES), "wafers/month"]
    """Planned wafer starts for accelerators a month."""
    planned_yield: Annotated[Value, (TURNS, FOUNDRIES), "share"]
    """Planned good dies of all dies."""
    planned_packaging: Annotated[Value, (TURNS, FOUNDRIES), "share"]
    """Planned good packages of all packages."""
    planned_memory: Annotated[Value, (TURNS, FOUNDRIES), "share"]
    """Planned HBM stacks in hand over stacks needed; under 1 memory is the bottleneck."""
    learning_rate: Annotated[Value, (FOUNDRIES,), "rate"]
    """Part of the lost yield regained a quarter at the planned volume."""
    best_yield: Annotated[Value, (FOUNDRIES,), "share"]
    wafer_cost_musd: Annotated[Value, (FOUNDRIES,), "musd"]
    """Investment that adds one wafer start a month."""
    at_the_strait: Annotated[Value, (FOUNDRIES,), "bool"]
    """Whether its output stops when the Strait closes."""


@dataclass(frozen=True, eq=False)
class ControlTables:
    """Export controls and counter-measures, and the criterion of each as clauses over specifications."""

    issuer_index: Annotated[Value, (CONTROLS,), "index"]
    severity: Annotated[Value, (CONTROLS,), "severity"]
    """Place in POLICIES of what it does to a sale that it catches."""
    is_window: Annotated[Value, (CONTROLS,), "bool"]
    """A relief: what it catches is eased to its severity instead of held to it."""
    is_ban: Annotated[Value, (CONTROLS,), "bool"]
    grant_odds: Annotated[Value, (CONTROLS,), "odds"]
    """Odds a quarter that a licence under it is granted, before standing and stance."""
    fee_share: Annotated[Value, (CONTROLS,), "share"]
    """Part of the price that goes to the issuer."""
    binds: Annotated[Value, (CONTROLS, COUNTRIES), "bool"]
    """Buyers' countries it binds."""
    catches: Annotated[Value, (CONTROLS, OFFERS), "bool"]
    """Offers of fixed specification that meet its criterion (those of variants are tested in the game)."""
    clauses: Annotated[Value, (CONTROLS, CLAUSES), "bool"]
    """Which clauses are its own: it catches a chip that meets any of them."""
    wafer_factor: Annotated[Value, (CONTROLS, FOUNDRIES), "log2"]
    """Log2 of what it does to a foundry's wafer starts while in force (tools, service)."""
    memory_factor: Annotated[Value, (CONTROLS, FOUNDRIES), "log2"]
    """Log2 of what it does to a foundry's HBM while in force."""
    lists: Annotated[Value, (CONTROLS, FIRMS), "bool"]
    """Firms it puts on the issuer's list."""
    leans: Annotated[Value, (CONTROLS, COUNTRIES), "points"]
    """Points of standing a quarter lost with the issuer by a buyer of what it catches (guidance, not law)."""
    rumour_turn: Annotated[Value, (CONTROLS,), "turn"]
    announce_turn: Annotated[Value, (CONTROLS,), "turn"]
    force_turn: Annotated[Value, (CONTROLS,), "turn"]
    end_turn: Annotated[Value, (CONTROLS,), "turn"]
    """Dates as turns from the start; negative before it, NEVER for not scripted."""
    odds: Annotated[Value, (CONTROLS,), "odds"]
    """Odds that what was rumoured is announced."""
    end_odds: Annotated[Value, (CONTROLS,), "odds"]
    """Odds that it ends on its date."""
    hazard: Annotated[Value, (CONTROLS,), "odds"]
    """Odds a quarter that an unscripted control is first rumoured, at tension 50 and stance 0.5."""
    lead_quarters: Annotated[Value, (CONTROLS,), "quarters"]
    """From rumour to announcement, for an unscripted control."""
    grace_quarters: Annotated[Value, (CONTROLS,), "quarters"]
    """From announcement to force."""
    tension: Annotated[Value, (CONTROLS,), "points"]
    """Tension its coming into force adds."""


@dataclass(frozen=True, eq=False)
class ClauseTables:
    """One clause of a criterion: every specification within its bounds."""

    low_tpp: Annotated[Value, (CLAUSES,), "tpp"]
    high_tpp: Annotated[Value, (CLAUSES,), "tpp"]
    low_density: Annotated[Value, (CLAUSES,), "tpp/mm2"]
    high_density: Annotated[Value, (CLAUSES,), "tpp/mm2"]
    low_interconnect_gb_per_s: Annotated[Value, (CLAUSES,), "gb/s"]
    high_interconnect_gb_per_s: Annotated[Value, (CLAUSES,), "gb/s"]
    low_bandwidth_gb_per_s: Annotated[Value, (CLAUSES,), "gb/s"]
    high_bandwidth_gb_per_s: Annotated[Value, (CLAUSES,), "gb/s"]
    low_sum_gb_per_s: Annotated[Value, (CLAUSES,), "gb/s"]
    """Bound on memory bandwidth and interconnect together."""
    country_index: Annotated[Value, (CLAUSES,), "index"]
    """The country whose chips the clause's control reaches."""


@dataclass(frozen=True, eq=False)
class ProjectTables:
    """Research projects."""

    branch_index: Annotated[Value, (PROJECTS,), "index"]
    branches: Annotated[Value, (BRANCHES, PROJECTS), "bool"]
    work_people_quarters: Annotated[Value, (PROJECTS,), "people-quarters"]
    spread: Annotated[Value, (PROJECTS,), "share"]
    """How far the true length may be from the stated one, either way."""
    needs: tuple[tuple[int, ...], ...]
    """For each project, the places of the projects that it needs."""
    gives: Annotated[Value, (PROJECTS, BONUSES), "bonus"]
    matures: Annotated[Value, (PROJECTS, ECOSYSTEMS), "share"]
    know_how: Annotated[Value, (PROJECTS,), "log10"]
    """Algorithmic know-how a finished project adds at once."""
    earliest_turn: Annotated[Value, (PROJECTS,), "turn"]


@dataclass(frozen=True, eq=False)
class DeedTables:
    """Deeds: every choice of every event, and every executive move, with their possible outcomes."""

    event_index: Annotated[Value, (DEEDS,), "index"]
    choice: Annotated[Value, (DEEDS,), "index"]
    """Which choice of its event it is; 0 is the default."""
    move_index: Annotated[Value, (DEEDS,), "index"]
    moves: Annotated[Value, (MOVES, DEEDS), "bool"]
    cost_musd: Annotated[Value, (DEEDS,), "musd"]
    outcomes: Annotated[Value, (DEEDS, OUTCOMES), "bool"]
    odds_from: Annotated[Value, (OUTCOMES,), "odds"]
    odds_to: Annotated[Value, (OUTCOMES,), "odds"]
    """An outcome happens when the deed's roll falls between these."""
    deed_index: Annotated[Value, (OUTCOMES,), "index"]
    expected: Annotated[Value, (LEVERS, DEEDS), "lever"]
    """What a deed does to its doer on average, by lever: what a computer player weighs."""


@dataclass(frozen=True, eq=False)
class ScopeTables:
    """Effects of outcomes on the firms of one scope, a table for each family of levers."""

    firm: Annotated[Value, (OUTCOMES, LEVERS), "lever"]
    standing: Annotated[Value, (OUTCOMES, COUNTRIES), "points"]
    maturity: Annotated[Value, (OUTCOMES, ECOSYSTEMS), "share"]
    boost: Annotated[Value, (OUTCOMES, BONUSES), "bonus"]
    stock: Annotated[Value, (OUTCOMES, CHIPS), "units"]
    progress: Annotated[Value, (OUTCOMES, BRANCHES), "people-quarters"]


@dataclass(frozen=True, eq=False)
class EffectTables:
    """All effects, by whom they reach."""

    self_: ScopeTables
    compatriots: ScopeTables
    rivals: ScopeTables
    everyone: ScopeTables
    world: Annotated[Value, (OUTCOMES, LEVERS), "lever"]
    """World levers stand on the same axis, after the firm levers."""
    stance: Annotated[Value, (OUTCOMES, COUNTRIES), "share"]
    foundry: Annotated[Value, (OUTCOMES, FOUNDRIES), "log"]
    control: Annotated[Value, (OUTCOMES, CONTROLS), "stage"]


@dataclass(frozen=True, eq=False)
class EventTables:
    """Events: when they may come, and how often."""

    odds: Annotated[Value, (EVENTS,), "odds"]
    """Odds a quarter while the condition holds."""
    earliest_turn: Annotated[Value, (EVENTS,), "turn"]
    latest_turn: Annotated[Value, (EVENTS,), "turn"]
    pause_quarters: Annotated[Value, (EVENTS,), "quarters"]
    """Quarters before it may come again to the same firm; NEVER for once a game."""
    is_world: Annotated[Value, (EVENTS,), "bool"]
    """Whether one roll decides for all firms that meet the condition."""
    may_meet: Annotated[Value, (FIRMS, EVENTS), "bool"]
    conditions: tuple[Test, ...] = field(default=())
    """One compiled condition an event, in order."""


@dataclass(frozen=True, eq=False)
class MoveTables:
    """Executive moves."""

    attention: Annotated[Value, (MOVES,), "moves"]
    cost_musd: Annotated[Value, (MOVES,), "musd"]
    cost_cash_share: Annotated[Value, (MOVES,), "share"]
    """Part of the cost that scales with the firm: share of its cash."""
    pause_quarters: Annotated[Value, (MOVES,), "quarters"]
    may_play: Annotated[Value, (FIRMS, MOVES), "bool"]
    conditions: tuple[Test, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class VictoryTables:
    """Ways to win before the date, each a condition to be held."""

    hold_quarters: Annotated[Value, (VICTORIES,), "quarters"]
    conditions: tuple[Test, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class Ruleset:
    """Everything about a game that does not change while it is played."""

    scenario_id: str
    digest: str
    """Of the resolved scenario: two rulesets with one digest play the same."""
    ids: dict[Axis, tuple[str, ...]]
    turns: int
    first_quarter: tuple[int, int]
    """Year and quarter of turn 0."""
    constants: Constants
    appetites: Appetites
    """Doctrines: one table (doctrines,) for each appetite."""
    countries: CountryTables
    firms: FirmTables
    chips: ChipTables
    variants: VariantTables
    offers: OfferTables
    routes: RouteTables
    vendors: VendorTables
    foundries: FoundryTables
    controls: ControlTables
    clauses: ClauseTables
    projects: ProjectTables
    deeds: DeedTables
    effects: EffectTables
    events: EventTables
    moves: MoveTables
    victories: VictoryTables
    score_weights: Annotated[Value, (PARTS,), "share"]
    sites: Annotated[Value, (SITES,), "index"]
    start: Callable[[int], State]
    """The first state for a number of worlds, without their keys (see ``state.begin``)."""
    luck: float | None = None
    """Replaces every draw, for tests."""

    @cached_property
    def sizes(self) -> Sizes:
        """Length of every axis but worlds."""
        return {axis: len(names) for axis, names in self.ids.items()}

    @cached_property
    def _places(self) -> dict[tuple[Axis, str], int]:
        return {(axis, name): n for axis, names in self.ids.items() for n, name in enumerate(names)}

    def place(self, axis: Axis, name: str) -> int:
        """The place of an entry on its axis. Raises KeyError for an unknown id."""
        return self._places[axis, name]

    @cached_property
    def _positions(self) -> dict[Axis, Value]:
        return {axis: table(np.arange(size), axis) for axis, size in self.sizes.items()}

    def position(self, axis: Axis) -> Value:
        """0, 1, 2 ... along an axis, to compare an index with."""
        return self._positions[axis]

    @cached_property
    def _axis_keys(self) -> dict[Axis, NDArray[np.uint32]]:
        return {
            axis: np.array([draws.name_key(name) for name in names], dtype=np.uint32)
            for axis, names in self.ids.items()
        }

    @cached_property
    def _draw_keys(self) -> dict[tuple[int, tuple[Axis, ...]], NDArray[np.uint32]]:
        return {}

    def draw_key(self, purpose: int, axes: tuple[Axis, ...]) -> NDArray[np.uint32]:
        """The part of a draw's coordinates that is the same in all worlds; shape of the axes, then 1."""
        known = self._draw_keys.get((purpose, axes))
        if known is not None:
            return known
        key = np.full((1,) * (len(axes) + 1), purpose * 0x9E3779B1 % 2**32, dtype=np.uint32)
        for n, axis in enumerate(axes):
            shape = [1] * (len(axes) + 1)
            shape[n] = -1
            key = (key ^ self._axis_keys[axis].reshape(shape)) * np.uint32(0x85EBCA6B)
            key = key ^ (key >> np.uint32(15))
        self._draw_keys[purpose, axes] = key
        return key

    @cached_property
    def bites(self) -> dict[int, Bite]:
        """What the controls do to offers, for each country (by place) whose buyers any of them binds."""
        return make_bites(self.controls, self.variants)

    @cached_property
    def escapes(self) -> tuple[Value, Value, Value]:
        """The cheapest way under each clause: marks (clauses,) for interconnect, bandwidth, compute."""
        return make_escapes(self.clauses)

    @cached_property
    def listings(self) -> tuple[tuple[int, Value], ...]:
        """(issuer's place, marks (controls, firms)) for each country that lists firms."""
        issuers, lists = self.controls.issuer_index.array, self.controls.lists.array
        found = sorted({int(i) for i in issuers[lists.any(axis=1)]})
        return tuple((i, table(lists & (issuers == i)[:, None], CONTROLS, FIRMS)) for i in found)

    @cached_property
    def clause_reaches_variant(self) -> Value:
        """(clauses, variants): whether the clause's control reaches chips of the variant's maker."""
        makers = self.chips.country_index.array[self.variants.chip_index.array.astype(int)]
        return table(self.clauses.country_index.array[:, None] == makers[None, :], CLAUSES, VARIANTS)

    @cached_property
    def clause_binds_variant(self) -> Value:
        """(clauses, variants): the same, and the control binds buyers of the country the variant is made for."""
        owners = self.controls.clauses.array.argmax(axis=0)
        binds = self.controls.binds.array[owners][:, self.variants.country_index.array.astype(int)]
        return table(binds & self.clause_reaches_variant.array, CLAUSES, VARIANTS)

    @cached_property
    def variant_offers(self) -> Value:
        """(variants, offers): the plain offer of each variant's chip."""
        plain = ~(self.offers.is_leased.array | self.offers.is_grey.array)
        return table(self.offers.variants.array & plain[None, :], VARIANTS, OFFERS)

    @cached_property
    def variant_rivals(self) -> Value:
        """(variants, offers): other plain offers of the same maker in the country a variant is made for.

        Chips too weak to count (``worthwhile_chip_h100e``) do not keep a maker in a market.
        """
        offers, chips = self.offers, self.chips
        of_chip = offers.chip_index.array.astype(int)
        made_for = self.variants.country_index.array
        by_country = np.stack(
            [offers.may_buy.array[self.firms.country_index.array == c].any(axis=0) for c in made_for]
        ).reshape(len(made_for), -1)
        vendors = chips.vendor_index.array[self.variants.chip_index.array.astype(int)]
        same_maker = offers.vendor_index.array[None, :] == vendors[:, None]
        strong = chips.train_h100e.array[of_chip] >= self.constants.worthwhile_chip_h100e
        plain = ~(offers.is_leased.array | offers.is_grey.array)
        return table(by_country & same_maker & (strong & plain)[None, :] & ~offers.variants.array, VARIANTS, OFFERS)

    @cached_property
    def offer_sellers(self) -> Value:
        """(offers, firms): the firm on the board that sells each offer, over plain routes."""
        vendors = self.offers.vendor_index.array.astype(int)
        plain = ~(self.offers.is_leased.array | self.offers.is_grey.array)
        return table(self.vendors.firms.array[vendors] & plain[:, None], OFFERS, FIRMS)

    @cached_property
    def offer_foundries(self) -> Value:
        """(offers,): the foundry that makes each offer's chip."""
        return table(self.chips.foundry_index.array[self.offers.chip_index.array.astype(int)], OFFERS)

    @cached_property
    def firm_countries(self) -> Value:
        """(firms, countries): one mark a firm."""
        home = self.firms.country_index.array
        return table(home[:, None] == np.arange(self.sizes[COUNTRIES])[None, :], FIRMS, COUNTRIES)

    @cached_property
    def sovereignty(self) -> Value:
        """(firms, chips): how far no foreign government can switch a chip off, 0 to 1.

        1 for a chip designed and made in the firm's country, half for one only designed there.
        """
        home = self.firms.country_index.array[:, None]
        made_in = self.foundries.country_index.array[self.chips.foundry_index.array.astype(int)]
        designed = home == self.chips.country_index.array[None, :]
        return table(designed * (0.5 + 0.5 * (home == made_in[None, :])), FIRMS, CHIPS)

    @cached_property
    def is_own_offer(self) -> Value:
        """(firms, offers): offers of the firm's own chips."""
        own = self.firms.own_vendor_index.array[:, None]
        return table((own >= 0) & (own == self.offers.vendor_index.array[None, :]), FIRMS, OFFERS)

    @cached_property
    def plain_offer_chips(self) -> Value:
        """(offers, chips): marks of offers whose chips come home."""
        return table(self.offers.chips.array & ~self.offers.is_leased.array[:, None], OFFERS, CHIPS)

    @cached_property
    def leased_offer_chips(self) -> Value:
        """(offers, chips): marks of offers whose chips run abroad, leased."""
        return table(self.offers.chips.array & self.offers.is_leased.array[:, None], OFFERS, CHIPS)

    @cached_property
    def foundries_in_country(self) -> Value:
        """(foundries,): how many foundries share the country's subsidy."""
        home = self.foundries.country_index.array
        return table((home[:, None] == home[None, :]).sum(axis=1), FOUNDRIES)

    @cached_property
    def guidance(self) -> Value:
        """(controls, offers): points of standing a quarter that buying what a control catches costs at home."""
        points = self.controls.leans.array.max(axis=1)
        return table(self.controls.catches.array * points[:, None], CONTROLS, OFFERS)

    @cached_property
    def issues_lists(self) -> Value:
        """(countries,): governments that keep a list of firms."""
        issuers = self.controls.issuer_index.array[self.controls.lists.array.any(axis=1)]
        return table(np.isin(np.arange(self.sizes[COUNTRIES]), issuers), COUNTRIES)

    @cached_property
    def may_back(self) -> Value:
        """(firms, foundries): a firm may put money in foundries at home, or where no firm on the board is at home."""
        home = self.firms.country_index.array
        where = self.foundries.country_index.array
        neutral = ~np.isin(where, home)
        return table((home[:, None] == where[None, :]) | neutral[None, :], FIRMS, FOUNDRIES)

    @cached_property
    def choices_of_event(self) -> Value:
        """(events,): how many choices each event has."""
        owners = self.deeds.event_index.array
        return table([(owners == n).sum() for n in range(self.sizes[EVENTS])], EVENTS)
