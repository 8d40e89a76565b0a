"""Policy: the rule book as rows with dates, what each does to this firm, and the governments."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import CONTROLS, COUNTRIES, FIRMS, FOUNDRIES, OFFERS, VENDORS
from game.engine.legality import control_stage
from game.engine.registers import POLICIES, STAGES
from game.engine.state import NEVER
from game.session.catching import caught_offers
from game.session.on_sale import in_sight
from game.session.seat import Quarter, Seat


@dataclass(frozen=True)
class Clause:
    """One clause of a criterion: bounds on specifications, (name, at least or None, below or None)."""

    bounds: tuple[tuple[str, float | None, float | None], ...]


@dataclass(frozen=True)
class Rule:
    """One control of the rule book."""

    control: str
    issuer: str
    stage: str
    policy: str
    is_window: bool
    clauses: tuple[Clause, ...]
    binds: tuple[str, ...]
    """Countries whose buyers it binds."""
    binds_you: bool
    lists_you: bool
    lists: tuple[str, ...]
    rumoured_on: Quarter | None
    announced_on: Quarter | None
    in_force_on: Quarter | None
    ended_on: Quarter | None
    odds: float
    """That a rumour becomes a rule."""
    grant_odds: float
    fee_share: float
    offers: tuple[str, ...]
    """Offers made to you that it catches."""
    units: float
    """Of those on order or held at the gate."""
    foundries: tuple[tuple[str, float, float], ...]
    """(foundry, factor on its wafers, factor on its memory)."""


@dataclass(frozen=True)
class Government:
    """A government and this firm's standing with it."""

    country: str
    is_home: bool
    stance: float
    standing: float
    change: float | None
    listed: bool
    lobby_musd: float
    """On this quarter's orders."""
    next_election: Quarter | None


@dataclass(frozen=True)
class Foundry:
    """A foundry, by what everybody can read."""

    foundry: str
    country: str
    yield_share: float
    packaging_share: float
    output_ratio: float
    """Last quarter's output over the plan."""
    claim: float
    """Part of its output that this firm's investment has reserved."""
    at_the_strait: bool
    fab_musd: float
    """Investment on this quarter's orders."""
    makes: tuple[str, ...]
    """Offers made to you, on sale or soon to be, whose chip it makes."""


@dataclass(frozen=True)
class Influence:
    """The firm's record."""

    compliance: float
    strikes: int
    comply_musd: float
    tension: float
    strait_quarters: int


def rule_book(seat: Seat) -> tuple[Rule, ...]:
    """Every control that has been heard of, by issuer and date."""
    stage = seat.row(control_stage(seat.state))
    caught = caught_offers(seat.rules, seat.state, seat.country)
    rows = [_rule(seat, int(n), STAGES[int(stage[n])], caught[n]) for n in np.flatnonzero(stage > 0)]
    order = {name: n for n, name in enumerate(seat.ids(COUNTRIES))}
    far = seat.quarter_on(int(NEVER))
    return tuple(sorted(rows, key=lambda r: (order[r.issuer], r.in_force_on or r.rumoured_on or far)))


def _rule(seat: Seat, n: int, stage: str, caught: NDArray[Any]) -> Rule:
    t, life = seat.rules.controls, seat.state.controls
    waiting = seat.row(seat.state.fleet.held_units) + seat.row(seat.state.fleet.on_order_units).sum(axis=-1)
    is_known = in_sight(seat.rules, seat.state) | (waiting > 0)
    mine = caught & seat.row(seat.rules.offers.may_buy) & is_known
    return Rule(
        control=seat.ids(CONTROLS)[n],
        issuer=seat.ids(COUNTRIES)[seat.index(t.issuer_index, n)],
        stage=stage,
        policy=POLICIES[seat.index(t.severity, n)],
        is_window=seat.flag(t.is_window, n),
        clauses=tuple(_clause(seat, int(c)) for c in np.flatnonzero(t.clauses.array[n])),
        binds=tuple(seat.ids(COUNTRIES)[c] for c in np.flatnonzero(t.binds.array[n])),
        binds_you=seat.flag(t.binds, n, seat.country),
        lists_you=bool(t.lists.array[n, seat.firm]),
        lists=tuple(seat.ids(FIRMS)[f] for f in np.flatnonzero(t.lists.array[n])),
        rumoured_on=_date(seat, life.rumoured_on.array[n, 0]),
        announced_on=_date(seat, life.announced_on.array[n, 0]),
        in_force_on=_date(seat, life.in_force_on.array[n, 0]),
        ended_on=_date(seat, life.ended_on.array[n, 0]),
        odds=seat.number(t.odds, n),
        grant_odds=seat.number(t.grant_odds, n),
        fee_share=seat.number(t.fee_share, n),
        offers=tuple(seat.ids(OFFERS)[o] for o in np.flatnonzero(mine)),
        units=float(waiting[caught].sum()),
        foundries=_factors(seat, n),
    )


def _date(seat: Seat, turn: float) -> Quarter | None:
    return None if turn >= NEVER else seat.quarter_on(int(turn))


def _factors(seat: Seat, n: int) -> tuple[tuple[str, float, float], ...]:
    t = seat.rules.controls
    factors = zip(seat.ids(FOUNDRIES), t.wafer_factor.array[n], t.memory_factor.array[n], strict=True)
    return tuple((name, float(2.0**w), float(2.0**m)) for name, w, m in factors if w or m)


BOUNDS = ("tpp", "density", "interconnect_gb_per_s", "bandwidth_gb_per_s")
UNBOUNDED = 1e8


def _clause(seat: Seat, n: int) -> Clause:
    t, found = seat.rules.clauses, []
    for name in BOUNDS:
        low = float(getattr(t, f"low_{name}").array[n])
        high = float(getattr(t, f"high_{name}").array[n])
        if low > 0 or high < UNBOUNDED:
            found.append((name, low if low > 0 else None, high if high < UNBOUNDED else None))
    together = float(t.low_sum_gb_per_s.array[n])
    if together > 0:
        found.append(("sum_gb_per_s", together, None))
    return Clause(tuple(found))


def governments(seat: Seat) -> tuple[Government, ...]:
    """Every government, those with a mood first in the scenario's order."""
    influence, countries = seat.state.influence, seat.rules.countries
    found = []
    for n, name in enumerate(seat.ids(COUNTRIES)):
        elections = np.flatnonzero(countries.has_election.array[:, n])
        coming = [int(turn) for turn in elections if turn >= seat.turn]
        if seat.flag(countries.has_mood, n):
            found.append(
                Government(
                    country=name,
                    is_home=n == seat.country,
                    stance=seat.number(seat.state.world.stance, n),
                    standing=seat.number(influence.standing, n),
                    change=seat.change(f"standing.{name}"),
                    listed=seat.flag(influence.listed_by, n),
                    lobby_musd=seat.number(seat.legal.lobby_musd, n),
                    next_election=seat.quarter_on(coming[0]) if coming else None,
                )
            )
    return tuple(found)


def foundries(seat: Seat) -> tuple[Foundry, ...]:
    """The foundries and what they make for this firm."""
    f, t, offers = seat.state.foundries, seat.rules.foundries, seat.rules.offers
    maker = seat.rules.chips.foundry_index.array[offers.chip_index.array.astype(int)].astype(int)
    mine = seat.row(offers.may_buy) & in_sight(seat.rules, seat.state)
    return tuple(
        Foundry(
            foundry=name,
            country=seat.ids(COUNTRIES)[seat.index(t.country_index, n)],
            yield_share=seat.number(f.yield_share, n),
            packaging_share=seat.number(f.packaging_share, n),
            output_ratio=seat.number(f.output_ratio, n),
            claim=seat.number(f.claim, n),
            at_the_strait=seat.flag(t.at_the_strait, n),
            fab_musd=seat.number(seat.legal.fab_musd, n),
            makes=tuple(seat.ids(OFFERS)[o] for o in np.flatnonzero((maker == n) & mine)),
        )
        for n, name in enumerate(seat.ids(FOUNDRIES))
    )


def own_vendor(seat: Seat) -> str | None:
    """The vendor that is this firm itself, if it makes chips."""
    n = int(seat.rules.firms.own_vendor_index.array[seat.firm])
    return seat.ids(VENDORS)[n] if n >= 0 else None


def influence(seat: Seat) -> Influence:
    """The firm's record and the times."""
    return Influence(
        compliance=seat.number(seat.state.influence.compliance),
        strikes=int(seat.number(seat.state.influence.strikes)),
        comply_musd=seat.number(seat.legal.comply_musd),
        tension=seat.number(seat.state.world.tension),
        strait_quarters=int(seat.number(seat.state.world.strait_quarters)),
    )
