"""Deals: what the firm is to each vendor, supply contracts, and the second-hand market at home."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import CHIPS, COUNTRIES, OFFERS, VENDORS
from game.engine.phases.contracts import due_units, may_sign
from game.engine.phases.second_hand import may_sell, new_price_musd, owned_units
from game.session.seat import WORLD, Quarter, Seat


@dataclass(frozen=True)
class Supplier:
    """A vendor as this firm stands with it."""

    vendor: str
    country: str
    relation: float
    """0 a stranger, 1 a customer that buys nowhere else."""
    queue_factor: float
    """What that multiplies its weight in the queue by."""


@dataclass(frozen=True)
class Contract:
    """A supply contract that runs, or that could be signed this quarter."""

    offer: str
    vendor: str
    country: str
    units: float
    """A quarter, of one that runs; 0 where none does."""
    quarters: int
    """Quarters that it still runs."""
    until: Quarter
    """The last quarter in which it ships."""
    price_musd: float
    """A chip: at the signing, or today."""
    next_units: float
    """What it ships this quarter if it is paid."""
    room_units: float
    """What could be signed for."""
    ask_units: float
    """On this quarter's orders."""
    legal_units: float
    fee_musd: float
    """What signing costs on the day, for what is asked."""
    can_sign: bool


@dataclass(frozen=True)
class UsedChip:
    """A kind of chip that brokers at home take or offer."""

    chip: str
    country: str
    train_h100e: float
    power_kw: float
    stock_units: float
    racked_units: float
    bid_musd: float
    """What brokers pay for one; 0 where they take none."""
    ask_musd: float
    shelf_units: float
    sell_units: float
    """On this quarter's orders, as asked."""
    take_units: float


def suppliers(seat: Seat) -> tuple[Supplier, ...]:
    """Vendors that sell to this firm or know it, the best acquainted first."""
    rules, relation = seat.rules, seat.row(seat.state.influence.relation)
    sold = np.zeros(rules.sizes[VENDORS], bool)
    places = rules.listings.places[seat.firm]
    sold[rules.listings.vendor_index.array[places[places >= 0]].astype(int)] = True
    own = int(rules.firms.own_vendor_index.array[seat.firm])
    found = [
        Supplier(
            vendor=name,
            country=_vendor_country(seat, n),
            relation=float(relation[n]),
            queue_factor=1.0 + float(relation[n]) * rules.constants.relation_weight,
        )
        for n, name in enumerate(seat.ids(VENDORS))
        if n != own and (sold[n] or relation[n] > 0.005)
    ]
    return tuple(sorted(found, key=lambda one: -one.relation))


def contracts(seat: Seat) -> tuple[Contract, ...]:
    """Contracts that run, then what could be signed, the strongest chips first."""
    rules, market, fleet = seat.rules, seat.state.market, seat.state.fleet
    can, due = seat.row(may_sign(rules, seat.state)), seat.row(due_units(rules, seat.state))
    units, left = seat.row(fleet.contract_units), seat.row(fleet.contract_quarters)
    signed_at, asked = seat.row(fleet.contract_price_musd), seat.row(seat.orders.reserve_units)
    legal, room = seat.row(seat.legal.reserve_units), market.room_units.array[:, WORLD]
    price = market.price_musd.array[:, WORLD]
    found = []
    for n, offer in enumerate(seat.ids(OFFERS)):
        runs = left[n] > 0
        if not (runs or asked[n] > 0 or (can[n] and room[n] >= 1)):
            continue
        vendor = seat.index(rules.offers.vendor_index, n)
        found.append(
            Contract(
                offer=offer,
                vendor=seat.ids(VENDORS)[vendor],
                country=_vendor_country(seat, vendor),
                units=float(units[n]) if runs else 0.0,
                quarters=int(left[n]),
                until=seat.quarter_on(seat.turn + max(int(left[n]) - 1, 0)),
                price_musd=float(signed_at[n] if runs else price[n]),
                next_units=float(due[n]),
                room_units=float(room[n]),
                ask_units=float(asked[n]),
                legal_units=float(legal[n]),
                fee_musd=float(legal[n] * price[n]) * rules.constants.contract_fee,
                can_sign=bool(can[n]),
            )
        )
    strength = {one.offer: seat.number(rules.chips.train_h100e, _chip_of(seat, one.offer)) for one in found}
    return tuple(sorted(found, key=lambda one: (one.quarters <= 0, -strength[one.offer])))


def used_chips(seat: Seat) -> tuple[UsedChip, ...]:
    """Kinds that the firm owns or a shelf at home holds, what is worth most first."""
    rules, state, k = seat.rules, seat.state, seat.rules.constants
    new = new_price_musd(rules, state.market.price_musd, state.turn)
    takes, price = seat.row(may_sell(rules, new)), new.array[:, WORLD]
    shelf = state.market.used_units.array[seat.country, :, WORLD]
    stock, owned = seat.row(state.fleet.stock_units), seat.row(owned_units(state.fleet))
    sell, take = seat.row(seat.orders.sell_units), seat.row(seat.orders.used_units)
    found = [
        UsedChip(
            chip=chip,
            country=seat.ids(COUNTRIES)[seat.index(rules.chips.country_index, n)],
            train_h100e=seat.number(rules.chips.train_h100e, n),
            power_kw=seat.number(rules.chips.power_mw, n) * 1000,
            stock_units=float(stock[n]),
            racked_units=float(owned[n] - stock[n]),
            bid_musd=float(price[n] * k.used_bid_share) if takes[n] else 0.0,
            ask_musd=float(price[n] * k.used_ask_share),
            shelf_units=float(shelf[n]),
            sell_units=float(sell[n]),
            take_units=float(take[n]),
        )
        for n, chip in enumerate(seat.ids(CHIPS))
        if owned[n] >= 1 or shelf[n] >= 1
    ]
    return tuple(sorted(found, key=lambda one: -(one.stock_units + one.racked_units) * one.train_h100e))


def _vendor_country(seat: Seat, vendor: int) -> str:
    """The country of a vendor's chips; that of the firm's own where it sells none."""
    made = np.flatnonzero(seat.rules.chips.vendor_index.array.astype(int) == vendor)
    place = seat.index(seat.rules.chips.country_index, int(made[0])) if made.size else seat.country
    return seat.ids(COUNTRIES)[place]


def _chip_of(seat: Seat, offer: str) -> int:
    return seat.index(seat.rules.offers.chip_index, seat.rules.place(OFFERS, offer))
