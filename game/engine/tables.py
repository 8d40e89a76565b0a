"""The tables of a ruleset: one group for each kind of entry, one row an entry. Docstrings say what a column means."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Protocol

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
    PROJECTS,
    ROUTES,
    SEGMENTS,
    TURNS,
    VARIANTS,
    VENDORS,
    VICTORIES,
)
from game.engine.state import State
from game.engine.value import Value

if TYPE_CHECKING:
    from game.engine.ruleset import Ruleset


class Test(Protocol):
    """A compiled condition: truth for each (firms, worlds), or for each (worlds,)."""

    def __call__(self, rules: "Ruleset", state: State, /) -> Value:
        """Where it holds today."""


@dataclass(frozen=True, eq=False)
class CountryTables:
    """Countries with their governments."""

    start_stance: Annotated[Value, (COUNTRIES,), "share"]
    """Hardness towards the other side at the start, 0 to 1."""
    stance_shift: Annotated[Value, (TURNS, COUNTRIES), "share"]
    """What a change of administration adds to the stance, on its turn."""
    stance_swing: Annotated[Value, (TURNS, COUNTRIES), "share"]
    """How far a new administration or plan may turn it besides, either way."""
    has_election: Annotated[Value, (TURNS, COUNTRIES), "bool"]
    reacts_to_gap: Annotated[Value, (COUNTRIES,), "share"]
    """How strongly it hardens when the other side's models come near (per quarter at zero gap)."""
    subsidy_musd: Annotated[Value, (COUNTRIES,), "musd"]
    """Money a quarter for the home chip industry, spread over its foundries and champions."""
    power_price_musd_per_mw: Annotated[Value, (COUNTRIES,), "musd/mw"]
    """Price of a megawatt for a quarter at home."""
    has_mood: Annotated[Value, (COUNTRIES,), "bool"]
    """Whether firms have a standing with it that the game shows."""
    market_users_m: Annotated[Value, (TURNS, COUNTRIES), "million users"]
    """People with an AI app in the home market of this country's firms."""
    market_enterprise_musd: Annotated[Value, (TURNS, COUNTRIES), "musd"]
    """Enterprise spending on models a quarter in that market."""
    revenue_per_user_usd: Annotated[Value, (TURNS, COUNTRIES), "usd/user"]
    """Revenue a user and quarter."""
    serving_h100e_per_m_users: Annotated[Value, (COUNTRIES,), "h100e/million users"]
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
    expected_points: Annotated[Value, (TURNS, FIRMS), "points"]
    """What observers expect of the firm by then: a sum of parts that scores 50, less the part below."""
    expected_of_first: Annotated[Value, (TURNS, FIRMS), "share"]
    """How much of what the firm began with counts in that: all at the start, none from its first mark on."""
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
    train_h100e: Annotated[Value, (CHIPS,), "h100e/chip"]
    """Training strength in H100 equivalents (dense 8-bit throughput / 1979 TFLOPS)."""
    serve_h100e: Annotated[Value, (CHIPS,), "h100e/chip"]
    """Serving strength in H100 equivalents: compute^0.35 x bandwidth^0.65."""
    power_mw: Annotated[Value, (CHIPS,), "mw/chip"]
    """Draw of one chip with its server, network and cooling."""
    ecosystems: Annotated[Value, (CHIPS, ECOSYSTEMS), "bool"]
    """One mark a chip: the software ecosystem it belongs to."""
    variant_index: Annotated[Value, (CHIPS,), "index"]
    """Its place among the chips a vendor may yet design to the rules, or -1."""


@dataclass(frozen=True, eq=False)
class VariantTables:
    """Chips that a vendor designs in the game so that they just clear the rules."""

    chip_index: Annotated[Value, (VARIANTS,), "index"]
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
    country_index: Annotated[Value, (OFFERS,), "index"]
    """The chip's country."""
    variant_index: Annotated[Value, (OFFERS,), "index"]
    variants: Annotated[Value, (VARIANTS, OFFERS), "bool"]
    price_musd: Annotated[Value, (OFFERS,), "musd/chip"]
    """Opening price of one chip all in (server, network, site), or of a year's lease."""
    lead_quarters: Annotated[Value, (OFFERS,), "quarters"]
    supply_units: Annotated[Value, (TURNS, OFFERS), "units"]
    """What is planned to be on sale each quarter, before foundries, shocks and rules."""
    may_buy: Annotated[Value, (FIRMS, OFFERS), "bool"]
    """Whom it is offered to at all, before the rules: these pairs are the listings."""
    project_index: Annotated[Value, (OFFERS,), "index"]
    """The project its buyer must have finished, or -1."""
    is_leased: Annotated[Value, (OFFERS,), "bool"]
    is_grey: Annotated[Value, (OFFERS,), "bool"]
    is_controlled: Annotated[Value, (OFFERS,), "bool"]
    """Whether export controls bite on its route even where they do not name it, and lists of firms too."""


@dataclass(frozen=True, eq=False)
class RouteTables:
    """Ways a chip reaches a buyer."""

    seizure_odds: Annotated[Value, (ROUTES,), "odds"]
    """Odds a quarter that a lot is caught."""


@dataclass(frozen=True, eq=False)
class VendorTables:
    """Sellers of chips."""

    firms: Annotated[Value, (VENDORS, FIRMS), "bool"]


@dataclass(frozen=True, eq=False)
class FoundryTables:
    """Foundries, with the plan that the supply tables were written for."""

    country_index: Annotated[Value, (FOUNDRIES,), "index"]
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
    wafer_cost_musd: Annotated[Value, (FOUNDRIES,), "musd per wafers/month"]
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
    grant_odds: Annotated[Value, (CONTROLS,), "odds"]
    """Odds a quarter that a licence under it is granted, before standing and stance."""
    fee_share: Annotated[Value, (CONTROLS,), "share"]
    """Part of the price that goes to the issuer."""
    binds: Annotated[Value, (CONTROLS, COUNTRIES), "bool"]
    """Buyers' countries it binds."""
    catches: Annotated[Value, (CONTROLS, OFFERS), "bool"]
    """Offers of fixed specification that meet its criterion (those of variants are tested in the game)."""
    on_route: Annotated[Value, (CONTROLS, OFFERS), "bool"]
    """Offers by a route that it watches, whatever their chip."""
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
    repeal_odds: Annotated[Value, (CONTROLS,), "odds"]
    """Odds a quarter that an unscripted control in force is withdrawn, at tension 50 and stance 0.5."""
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
    cost_musd: Annotated[Value, (DEEDS,), "musd"]
    """What it costs at the usual income; it goes by the size of the firm's deals."""
    lot_musd: Annotated[Value, (DEEDS,), "musd"]
    """What it costs whoever does it, since chips change hands."""
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
    cost_cash_share: Annotated[Value, (MOVES,), "share"]
    """Part of the cost that scales with the firm: share of its cash."""
    pause_quarters: Annotated[Value, (MOVES,), "quarters"]
    may_play: Annotated[Value, (FIRMS, MOVES), "bool"]
    conditions: tuple[Test, ...] = field(default=())


@dataclass(frozen=True, eq=False)
class VictoryTables:
    """Ways in which a game ends before the date, each a condition to be held."""

    hold_quarters: Annotated[Value, (VICTORIES,), "quarters"]
    is_collapse: Annotated[Value, (VICTORIES,), "bool"]
    """Nobody wins by it: the game ends badly for all."""
    conditions: tuple[Test, ...] = field(default=())
