"""The market for models: shares, prices, users and headroom; and the money that comes of it."""

from dataclasses import dataclass

from game.engine.axes import COUNTRIES, FIRMS, TURNS
from game.engine.market_facts import serving_need_h100e
from game.engine.registers import SEGMENTS
from game.engine.value import Value
from game.session.seat import Seat


@dataclass(frozen=True)
class Segment:
    """One part of the home market."""

    segment: str
    share: float
    price: float
    """Over the usual price, on this quarter's orders."""
    price_before: float
    size: float
    """Million people, or M$ a quarter."""
    unit: str


@dataclass(frozen=True)
class Market:
    """Where the firm's models stand."""

    segments: tuple[Segment, ...]
    users_m: float
    enterprise_musd: float
    revenue_musd: float
    service: float
    """Serving compute over what users ask for, at most 1."""
    serving_h100e: float
    """At the division on this quarter's orders."""
    serving_need_h100e: float
    headroom: float
    """(have - need) / need; below 0 users wait."""


@dataclass(frozen=True)
class Player:
    """One firm in a home market, by what everybody knows."""

    firm: str
    users_m: float
    enterprise_musd: float | None
    """None where it is not known exactly."""


def _this_turn(seat: Seat, by_turn: Value, country: int) -> float:
    last = seat.rules.sizes[TURNS] - 1 if TURNS in seat.rules.sizes else by_turn.array.shape[0] - 1
    return float(by_turn.array[min(seat.turn, last), country])


def market(seat: Seat) -> Market:
    """The home market as it stands."""
    products, countries = seat.state.products, seat.rules.countries
    share, price, before = seat.row(products.share), seat.row(seat.legal.price), seat.row(products.price)
    sizes = (
        (_this_turn(seat, countries.market_users_m, seat.country), "million"),
        (_this_turn(seat, countries.market_enterprise_musd, seat.country), "musd"),
    )
    have = seat.number(seat.state.compute.serving_h100e) * float(seat.row(seat.legal.split)[1])
    need = float(seat.row(serving_need_h100e(seat.rules, seat.state)))
    return Market(
        segments=tuple(
            Segment(name, float(share[n]), float(price[n]), float(before[n]), *sizes[n])
            for n, name in enumerate(SEGMENTS)
        ),
        users_m=seat.number(products.users_m),
        enterprise_musd=seat.number(products.enterprise_musd),
        revenue_musd=seat.number(seat.state.books.revenue_musd),
        service=seat.number(products.service),
        serving_h100e=have,
        serving_need_h100e=need,
        headroom=(have - need) / need if need > 0 else 0.0,
    )


def players(seat: Seat, country: str) -> tuple[Player, ...]:
    """The firms of one home market by users, most first."""
    place = seat.rules.place(COUNTRIES, country)
    homes = seat.rules.firms.country_index.array
    found = []
    for n, name in enumerate(seat.ids(FIRMS)):
        if int(homes[n]) == place:
            enterprise = seat.public("enterprise_bn", n)
            users = seat.public("users_m", n) or 0.0
            found.append(Player(name, users, None if enterprise is None else enterprise * 1000.0))
    return tuple(sorted(found, key=lambda player: -player.users_m))
