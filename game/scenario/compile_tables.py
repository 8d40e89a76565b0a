"""Tables of who and what is on the board: countries, firms, chips, offers, makers, projects, doctrines."""

from dataclasses import fields
from typing import Any

import numpy as np

from game.engine.axes import (
    BONUSES,
    BRANCHES,
    CHIPS,
    COUNTRIES,
    DOCTRINES,
    ECOSYSTEMS,
    FIRMS,
    FOUNDRIES,
    LEVERS,
    PROJECTS,
    ROUTES,
    VARIANTS,
    VENDORS,
)
from game.engine.doctrine import Appetites
from game.engine.registers import SEGMENTS
from game.engine.state import NOTHING
from game.engine.tables import (
    ChipTables,
    CountryTables,
    FirmTables,
    FoundryTables,
    OfferTables,
    ProjectTables,
    RouteTables,
    VariantTables,
    VendorTables,
)
from game.scenario.frame import EMPTY, Frame
from game.scenario.models.chips import Chip

HOURS_PER_QUARTER = 24 * 91.25


def country_tables(frame: Frame) -> CountryTables:
    """Governments, elections and home markets."""
    scenario, countries = frame.scenario, list(frame.scenario.countries.values())
    shift = np.zeros((scenario.turns, len(countries)))
    swing = np.zeros_like(shift)
    election = np.zeros((scenario.turns, len(countries)), dtype=np.bool_)
    for n, country in enumerate(countries):
        for administration in country.administrations:
            turn = administration.since - scenario.start
            if 0 <= turn < scenario.turns:  # who came before the start has shaped the starting stance already
                shift[turn, n] += administration.stance_shift
                swing[turn, n] += administration.stance_swing
        for date in country.elections:
            if 0 <= date - scenario.start < scenario.turns:
                election[date - scenario.start, n] = True
    markets = [country.market for country in countries]
    return frame.filled(
        CountryTables,
        start_stance=[country.start_stance for country in countries],
        stance_shift=shift,
        stance_swing=swing,
        has_election=election,
        reacts_to_gap=[country.reacts_to_gap for country in countries],
        subsidy_musd=[country.subsidy_musd for country in countries],
        power_price_musd_per_mw=[c.power_price_usd_mwh * HOURS_PER_QUARTER / 1e6 for c in countries],
        has_mood=[country.mood for country in countries],
        market_users_m=frame.over_time(market.users_m if market else None for market in markets),
        market_enterprise_musd=frame.over_time(market.enterprise_musd if market else None for market in markets),
        revenue_per_user_usd=frame.over_time(market.revenue_per_user_usd if market else None for market in markets),
        serving_h100e_per_m_users=[country.serving_h100e_per_m_users for country in countries],
    )


def firm_tables(frame: Frame) -> FirmTables:
    """Who the firms are."""
    firms = list(frame.scenario.firms.values())
    courses = [_course(frame, firm.start.expected_points) for firm in firms]
    return frame.filled(
        FirmTables,
        country_index=[frame.index(COUNTRIES, firm.country) for firm in firms],
        identity=[frame.row(BONUSES, firm.identity.bonuses) for firm in firms],
        doctrine_index=[frame.index(DOCTRINES, firm.doctrine) for firm in firms],
        core_growth_rate=[firm.core_growth_rate for firm in firms],
        openness=[firm.openness for firm in firms],
        has_investors=[firm.has_investors for firm in firms],
        research_talent=[firm.research_talent for firm in firms],
        reach=[[getattr(firm.reach, segment) for segment in SEGMENTS] for firm in firms],
        expected_points=np.array([points for points, _ in courses]).T,
        expected_of_first=np.array([of_first for _, of_first in courses]).T,
        own_vendor_index=[frame.index(VENDORS, firm.own_vendor) for firm in firms],
    )


def _course(frame: Frame, marks: list[float]) -> tuple[list[float], list[float]]:
    """What is expected by turn: points, and the share of what the firm began with.

    The marks stand at even distances, the last at the last turn; straight lines lead there from where the firm began.
    """
    turns = frame.scenario.turns
    step = (turns - 1) / len(marks)
    gone = [turn / step if step else float(len(marks)) for turn in range(turns)]
    points = np.interp(gone, range(len(marks) + 1), [0.0, *marks]).tolist()
    return points, [max(1.0 - part, 0.0) for part in gone]


def chip_country(frame: Frame, chip: Chip) -> str:
    """The country whose controls a chip's makers obey: its own, or its vendor's."""
    return chip.country or frame.scenario.vendors[chip.vendor].country


def serving_strength(chip: Chip) -> float:
    """The stated serving strength, or H100e^0.35 x (TB/s / 3.35)^0.65."""
    if chip.serve_h100e is not None:
        return chip.serve_h100e
    bandwidth = chip.bandwidth_gb_per_s / 3350.0
    return float(chip.train_h100e**0.35 * bandwidth**0.65)


def chip_tables(frame: Frame) -> ChipTables:
    """Specifications of all chips."""
    chips = frame.scenario.chips
    rows = list(chips.values())
    plain = ("tpp", "density", "interconnect_gb_per_s", "bandwidth_gb_per_s", "memory_gb", "train_h100e")
    specs: dict[str, Any] = {name: [getattr(chip, name) for chip in rows] for name in plain}
    return frame.filled(
        ChipTables,
        vendor_index=[frame.index(VENDORS, chip.vendor) for chip in rows],
        foundry_index=[frame.index(FOUNDRIES, chip.foundry) for chip in rows],
        ecosystem_index=[frame.index(ECOSYSTEMS, chip.ecosystem) for chip in rows],
        country_index=[frame.index(COUNTRIES, chip_country(frame, chip)) for chip in rows],
        serve_h100e=[serving_strength(chip) for chip in rows],
        power_mw=[chip.power_w / 1e6 for chip in rows],
        ecosystems=[frame.marks(ECOSYSTEMS, [chip.ecosystem]) for chip in rows],
        variant_index=[frame.index(VARIANTS, name if chip.variant else None) for name, chip in chips.items()],
        **specs,
    )


def variant_tables(frame: Frame) -> VariantTables:
    """Chips to be cut down to the rules; one inert row if there is none."""
    chips = frame.scenario.chips
    names = frame.ids[VARIANTS]
    if names == EMPTY:
        nowhere = [NOTHING]
        return frame.filled(
            VariantTables,
            chip_index=nowhere,
            country_index=nowhere,
            earliest_turn=[frame.turn(None)],
        )
    variants = [(name, chips[name], chips[name].variant) for name in names]
    marked = [(name, chip, variant) for name, chip, variant in variants if variant is not None]
    plain = ("tpp", "density", "interconnect_gb_per_s", "bandwidth_gb_per_s")
    specs: dict[str, Any] = {field: [getattr(chip, field) for _, chip, _ in marked] for field in plain}
    return frame.filled(
        VariantTables,
        chip_index=[frame.index(CHIPS, name) for name, _, _ in marked],
        country_index=[frame.index(COUNTRIES, variant.sold_in) for _, _, variant in marked],
        earliest_turn=[frame.turn(variant.earliest, absent=0.0) for _, _, variant in marked],
        lag_quarters=[variant.lag_quarters for _, _, variant in marked],
        **specs,
    )


def offer_tables(frame: Frame) -> OfferTables:
    """What is on sale: a chip's own offer and further ones."""
    scenario = frame.scenario
    offers = list(frame.offers.values())
    chips = [scenario.chips[chip] for chip, _ in offers]
    routes = [scenario.routes[offer.route] for _, offer in offers]
    variant = [frame.index(VARIANTS, name if scenario.chips[name].variant else None) for name, _ in offers]
    return frame.filled(
        OfferTables,
        chip_index=[frame.index(CHIPS, name) for name, _ in offers],
        vendor_index=[frame.index(VENDORS, chip.vendor) for chip in chips],
        route_index=[frame.index(ROUTES, offer.route) for _, offer in offers],
        country_index=[frame.index(COUNTRIES, chip_country(frame, chip)) for chip in chips],
        variant_index=variant,
        variants=[[index == place for index in variant] for place in range(frame.sizes[VARIANTS])],
        price_musd=[offer.price_usd / 1e6 for _, offer in offers],
        lead_quarters=[offer.lead_quarters for _, offer in offers],
        supply_units=frame.over_time(offer.supply for _, offer in offers),
        may_buy=[[frame.is_offered(firm, offer) for _, offer in offers] for firm in scenario.firms],
        project_index=[frame.index(PROJECTS, offer.needs_project) for _, offer in offers],
        is_leased=[route.leased for route in routes],
        is_grey=[route.grey for route in routes],
        is_controlled=[route.controlled for route in routes],
    )


def route_tables(frame: Frame) -> RouteTables:
    """Ways to a buyer."""
    routes = list(frame.scenario.routes.values())
    return frame.filled(
        RouteTables,
        seizure_odds=[route.seizure_odds for route in routes],
    )


def vendor_tables(frame: Frame) -> VendorTables:
    """Sellers, and which firm each of them is."""
    vendors = list(frame.scenario.vendors.values())
    return frame.filled(
        VendorTables,
        firms=[frame.marks(FIRMS, [vendor.firm] if vendor.firm else []) for vendor in vendors],
    )


def foundry_tables(frame: Frame) -> FoundryTables:
    """Makers of chips and their plans."""
    foundries = list(frame.scenario.foundries.values())
    return frame.filled(
        FoundryTables,
        country_index=[frame.index(COUNTRIES, foundry.country) for foundry in foundries],
        planned_wafers=frame.over_time(foundry.planned.wafers for foundry in foundries),
        planned_yield=frame.over_time(foundry.planned.yield_ for foundry in foundries),
        planned_packaging=frame.over_time(foundry.planned.packaging for foundry in foundries),
        planned_memory=frame.over_time(foundry.planned.memory for foundry in foundries),
        learning_rate=[foundry.learning_rate for foundry in foundries],
        best_yield=[foundry.best_yield for foundry in foundries],
        wafer_cost_musd=[foundry.wafer_cost_musd for foundry in foundries],
        at_the_strait=[foundry.at_the_strait for foundry in foundries],
    )


def project_tables(frame: Frame) -> ProjectTables:
    """The research tree."""
    projects = list(frame.scenario.research.values())
    return frame.filled(
        ProjectTables,
        branch_index=[frame.index(BRANCHES, project.branch) for project in projects],
        branches=np.array([frame.marks(BRANCHES, [project.branch]) for project in projects]).T,
        work_people_quarters=[project.work for project in projects],
        spread=[project.spread for project in projects],
        needs=tuple(tuple(frame.place(PROJECTS, need) for need in project.needs) for project in projects),
        gives=[frame.row(BONUSES, project.gives) for project in projects],
        matures=[frame.row(ECOSYSTEMS, project.matures) for project in projects],
        know_how=[project.know_how for project in projects],
        earliest_turn=[frame.turn(project.earliest, absent=0.0) for project in projects],
    )


def appetite_tables(frame: Frame) -> Appetites:
    """Doctrines of the computer players."""
    doctrines: list[Any] = list(frame.scenario.doctrines.values())
    names = [field.name for field in fields(Appetites) if field.name != "worth"]
    columns: dict[str, Any] = {name: [getattr(doctrine, name) for doctrine in doctrines] for name in names}
    return frame.filled(Appetites, worth=[frame.row(LEVERS, doctrine.worth) for doctrine in doctrines], **columns)
