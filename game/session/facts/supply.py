"""Supply: offers as datasheets, what the rules do to each, the order book, licences in flight, the stockpile."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import (
    CHIPS,
    CONTROLS,
    COUNTRIES,
    ECOSYSTEMS,
    FOUNDRIES,
    LICENCES,
    OFFERS,
    PROJECTS,
    ROUTES,
    VENDORS,
)
from game.engine.legality import buyable, control_stage, is_designed
from game.engine.market_facts import chip_serving, chip_strength
from game.engine.phases.licences import licence_odds
from game.engine.registers import POLICIES, SITES
from game.engine.state import NEVER
from game.session.catching import caught_offers
from game.session.facts.queue import likely_units
from game.session.on_sale import IN_SIGHT_QUARTERS, waits
from game.session.seat import Quarter, Seat


@dataclass(frozen=True)
class Specs:
    """A chip's specifications as it is made today (a variant's as it was cut)."""

    tpp: float
    density: float
    interconnect_gb_per_s: float
    bandwidth_gb_per_s: float
    memory_gb: float
    train_h100e: float
    serve_h100e: float
    power_kw: float


@dataclass(frozen=True)
class Catch:
    """A control that catches an offer for this firm's country."""

    control: str
    stage: str
    """rumoured, announced or in_force."""
    policy: str
    in_force_on: Quarter | None


@dataclass(frozen=True)
class Offer:
    """One offer as a datasheet."""

    offer: str
    chip: str
    vendor: str
    country: str
    foundry: str
    ecosystem: str
    route: str
    specs: Specs
    status: str
    """open | allowance | licence | banned | not_offered | needs_project | not_designed."""
    policy: str
    """How hard the rules bite today."""
    catches: tuple[Catch, ...]
    """Every control heard of that catches it, hardest first."""
    licence_odds: float
    """Odds a quarter of a grant."""
    fee_share: float
    price_musd: float
    start_price_musd: float
    is_leased: bool
    is_grey: bool
    seizure_odds: float
    supply_units: float
    wanted_units: float
    """Asked for by all last quarter."""
    lead_quarters: int
    needs_project: str | None
    ready_on: Quarter | None
    """When a designed chip is on sale, if it is known."""
    wait_quarters: int | None
    """Until it is planned to be on sale: 0 now, None never (again)."""
    on_sale_from: Quarter | None
    """The same as a date, for what is still to come."""
    allowance_units: float
    held_units: float
    on_order_units: float
    ask_units: float
    """Bought on this quarter's orders, as asked."""
    legal_units: float
    """The same as the rules and the purse allow."""
    likely_units: float | None
    """Of those, what would come if the others ask as last quarter; None where that is not known."""
    file_units: float
    """Units on this quarter's application."""

    @property
    def is_in_sight(self) -> bool:
        """Whether a buyer knows of it: on sale, soon to be, or under way to this firm."""
        under_way = self.held_units + self.on_order_units + self.ask_units + self.file_units + self.allowance_units
        is_near = self.wait_quarters is not None and self.wait_quarters <= IN_SIGHT_QUARTERS
        return is_near or under_way > 0


@dataclass(frozen=True)
class OrderLine:
    """One line of the order book."""

    offer: str
    units: float
    state: str
    """draft | on_order | held."""
    due_in: int | None
    due: Quarter | None
    cost_musd: float


@dataclass(frozen=True)
class Licence:
    """An application that waits."""

    slot: int
    offer: str
    units: float
    filed_on: Quarter
    waits_quarters: int
    odds: float


@dataclass(frozen=True)
class Stock:
    """All of one chip that the firm owns or leases."""

    chip: str
    ecosystem: str
    country: str
    stock_units: float
    racked_units: tuple[tuple[str, float], ...]
    """By site."""
    train_h100e: float
    serve_h100e: float
    power_mw: float
    rack_units: float
    """To be racked on this quarter's orders."""


@dataclass(frozen=True)
class Lot:
    """Chips of one kind that came in one quarter and are still there, first in first out."""

    chip: str
    bought: Quarter | None
    """None: owned from the start."""
    units: float
    train_h100e: float


def offers(seat: Seat) -> tuple[Offer, ...]:
    """Every offer made to this firm's side, in the order of the scenario."""
    shown = seat.row(seat.rules.offers.may_buy)
    read = _OfferReader(seat)
    return tuple(read.offer(int(n)) for n in np.flatnonzero(shown))


class _OfferReader:
    """Reads what all offers have in common once."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        rules, state = seat.rules, seat.state
        self.caught = caught_offers(rules, state, seat.country)
        self.stage = seat.row(control_stage(state))
        self.odds = seat.row(licence_odds(rules, state))
        self.buyable = seat.row(buyable(rules, state))
        self.designed = seat.row(is_designed(rules, state))
        self.train = seat.row(chip_strength(rules, state))
        self.serve = seat.row(chip_serving(rules, state))
        self.wait = waits(rules, state)

    def offer(self, n: int) -> Offer:
        """One offer by its place."""
        seat, t, fleet, market = self.seat, self.seat.rules.offers, self.seat.state.fleet, self.seat.state.market
        chip, variant, project = (
            seat.index(t.chip_index, n),
            seat.index(t.variant_index, n),
            seat.index(t.project_index, n),
        )
        route, chips = seat.index(t.route_index, n), seat.rules.chips
        severity = POLICIES[int(seat.number(seat.view.severity, n))]
        ready = seat.number(market.ready_on, variant) if variant >= 0 else 0.0
        wait = int(self.wait[n]) if self.wait[n] < np.inf else None
        return Offer(
            offer=seat.ids(OFFERS)[n],
            chip=seat.ids(CHIPS)[chip],
            vendor=seat.ids(VENDORS)[seat.index(t.vendor_index, n)],
            country=seat.ids(COUNTRIES)[seat.index(t.country_index, n)],
            foundry=seat.ids(FOUNDRIES)[seat.index(chips.foundry_index, chip)],
            ecosystem=seat.ids(ECOSYSTEMS)[seat.index(chips.ecosystem_index, chip)],
            route=seat.ids(ROUTES)[route],
            specs=self.specs(chip, variant),
            status=self.status(n),
            policy=severity,
            catches=self.catches(n),
            licence_odds=float(self.odds[n]),
            fee_share=seat.number(market.fee_share, seat.country, n),
            price_musd=seat.number(market.price_musd, n),
            start_price_musd=seat.number(t.price_musd, n),
            is_leased=seat.flag(t.is_leased, n),
            is_grey=seat.flag(t.is_grey, n),
            seizure_odds=seat.number(seat.rules.routes.seizure_odds, route),
            supply_units=seat.number(market.supply_units, n),
            wanted_units=seat.number(market.wanted_units, n),
            lead_quarters=int(seat.number(t.lead_quarters, n)),
            needs_project=seat.ids(PROJECTS)[project] if project >= 0 else None,
            ready_on=seat.quarter_on(int(ready)) if variant >= 0 and ready < NEVER else None,
            wait_quarters=wait,
            on_sale_from=seat.quarter_on(seat.turn + wait) if wait else None,
            allowance_units=seat.number(fleet.allowance_units, n),
            held_units=seat.number(fleet.held_units, n),
            on_order_units=float(np.sum(seat.row(fleet.on_order_units)[n])),
            ask_units=seat.number(seat.orders.buy_units, n),
            legal_units=seat.number(seat.legal.buy_units, n),
            likely_units=likely_units(seat, n),
            file_units=seat.number(seat.orders.file_units, n),
        )

    def specs(self, chip: int, variant: int) -> Specs:
        """Specifications after a variant's cuts."""
        seat, chips, market = self.seat, self.seat.rules.chips, self.seat.state.market
        tpp = seat.number(market.tpp_cut, variant) if variant >= 0 else 1.0
        bandwidth = seat.number(market.bandwidth_cut, variant) if variant >= 0 else 1.0
        link = seat.number(market.interconnect_cut, variant) if variant >= 0 else 1.0
        return Specs(
            tpp=seat.number(chips.tpp, chip) * tpp,
            density=seat.number(chips.density, chip) * tpp,
            interconnect_gb_per_s=seat.number(chips.interconnect_gb_per_s, chip) * link,
            bandwidth_gb_per_s=seat.number(chips.bandwidth_gb_per_s, chip) * bandwidth,
            memory_gb=seat.number(chips.memory_gb, chip),
            train_h100e=float(self.train[chip]),
            serve_h100e=float(self.serve[chip]),
            power_kw=seat.number(chips.power_mw, chip) * 1000.0,
        )

    def status(self, n: int) -> str:
        """Whether, and how, it can be bought today."""
        seat = self.seat
        if not self.designed[n]:
            return "not_designed"
        if not self.buyable[n]:
            return "needs_project"
        if seat.flag(seat.view.may_buy, n):
            return "allowance" if seat.number(seat.view.severity, n) > 1.0 else "open"
        return "licence" if POLICIES[int(seat.number(seat.view.severity, n))] != "ban" else "banned"

    def catches(self, n: int) -> tuple[Catch, ...]:
        """The controls heard of that catch it, hardest first."""
        seat, controls, life = self.seat, self.seat.rules.controls, self.seat.state.controls
        found = []
        for c in np.flatnonzero(self.caught[:, n] & (self.stage > 0) & (self.stage < 4)):
            on = seat.number(life.in_force_on, int(c))
            catch = Catch(
                control=seat.ids(CONTROLS)[c],
                stage=("", "rumoured", "announced", "in_force")[int(self.stage[c])],
                policy=POLICIES[int(controls.severity.array[c])],
                in_force_on=seat.quarter_on(int(on)) if on < NEVER else None,
            )
            found.append((-float(controls.severity.array[c]), int(c), catch))
        return tuple(catch for *_, catch in sorted(found, key=lambda item: item[:2]))


def order_book(seat: Seat) -> tuple[OrderLine, ...]:
    """Drafts of this quarter, what is on its way by the quarter it is due, and what is held at the gate."""
    fleet, prices, names = seat.state.fleet, seat.row(seat.state.market.price_musd), seat.ids(OFFERS)
    lead = seat.rules.offers.lead_quarters.array
    lines = []
    for n, units in enumerate(seat.row(seat.legal.buy_units)):
        if units > 0:
            due = int(lead[n])
            cost = float(units * prices[n]) * (1.0 + seat.number(seat.legal.bid_share))
            lines.append(OrderLine(names[n], float(units), "draft", due, seat.quarter.later(due), cost))
    coming = seat.row(fleet.on_order_units)
    for n, ahead in zip(*np.nonzero(coming), strict=True):
        units, due = float(coming[n, ahead]), int(ahead) + 1
        lines.append(OrderLine(names[n], units, "on_order", due, seat.quarter.later(due), units * float(prices[n])))
    for n, units in enumerate(seat.row(fleet.held_units)):
        if units > 0:
            lines.append(OrderLine(names[n], float(units), "held", None, None, float(units * prices[n])))
    return tuple(lines)


def licences(seat: Seat) -> tuple[Licence, ...]:
    """Applications that wait for an answer."""
    queue, odds = seat.state.licences, seat.row(licence_odds(seat.rules, seat.state))
    found = []
    for slot in range(seat.rules.sizes[LICENCES]):
        offer = seat.applied_for(slot)
        if offer is not None:
            filed = int(seat.number(queue.filed_on, slot))
            found.append(
                Licence(
                    slot=slot,
                    offer=offer,
                    units=seat.number(queue.units, slot),
                    filed_on=seat.quarter_on(filed),
                    waits_quarters=seat.turn - filed,
                    odds=float(odds[seat.place(OFFERS, offer)]),
                )
            )
    return tuple(found)


def stocks(seat: Seat) -> tuple[Stock, ...]:
    """Every chip the firm has any of, in the order of the scenario."""
    fleet, chips = seat.state.fleet, seat.rules.chips
    stock, racked = seat.row(fleet.stock_units), seat.row(fleet.racked_units)
    train, serve = seat.row(chip_strength(seat.rules, seat.state)), seat.row(chip_serving(seat.rules, seat.state))
    return tuple(
        Stock(
            chip=seat.ids(CHIPS)[n],
            ecosystem=seat.ids(ECOSYSTEMS)[seat.index(chips.ecosystem_index, n)],
            country=seat.ids(COUNTRIES)[seat.index(chips.country_index, n)],
            stock_units=float(stock[n]),
            racked_units=tuple((site, float(racked[s, n])) for s, site in enumerate(SITES)),
            train_h100e=float(train[n]),
            serve_h100e=float(serve[n]),
            power_mw=seat.number(chips.power_mw, n),
            rack_units=seat.number(seat.legal.rack_units, n),
        )
        for n in range(seat.rules.sizes[CHIPS])
        if stock[n] > 0 or racked[:, n].any()
    )


def lots(seat: Seat) -> tuple[Lot, ...]:
    """The chips in hand by the quarter they came in: what is lost is taken from the oldest."""
    fleet = seat.history.block.fleet
    owned = fleet.stock_units.array[seat.firm] + fleet.racked_units.array[seat.firm].sum(axis=0)
    train = seat.row(chip_strength(seat.rules, seat.state))
    found: list[tuple[int, int, float]] = []
    for chip in range(owned.shape[0]):
        found += [(turn, chip, units) for turn, units in _first_in_first_out(owned[chip].tolist())]
    return tuple(
        Lot(
            chip=seat.ids(CHIPS)[chip],
            bought=seat.quarter_on(turn - 1) if turn else None,
            units=units,
            train_h100e=units * float(train[chip]),
        )
        for turn, chip, units in sorted(found)
    )


def _first_in_first_out(owned: list[float]) -> list[tuple[int, float]]:
    """(turn, units) of what is left of each rise of a count over time."""
    left: list[tuple[int, float]] = []
    before = 0.0
    for turn, now in enumerate(owned):
        change = now - before
        if change > 0:
            left.append((turn, change))
        while change < 0 and left:
            since, units = left.pop(0)
            change += units
            if change > 0:
                left.insert(0, (since, change))
        before = now
    return left
