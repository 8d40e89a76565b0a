"""The most that may be ordered, and what each thing costs: the ends of every stepper, from the rules' own bounds."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import FOUNDRIES, OFFERS
from game.engine.legality import licences_in_flight, licensable_listings
from game.engine.market_facts import home
from game.engine.phases.money import credit_limit_musd, investor_offer_musd
from game.engine.phases.research import hire_price_musd, salary_musd
from game.session.facts.money import commitments
from game.session.seat import Seat


@dataclass(frozen=True)
class Limits:
    """Bounds of this seat's quarter. Amounts in M$ unless told."""

    credit_room: float
    """New debt that lenders would still bear."""
    credit_limit: float
    credit_quarters: float
    """Quarters of core cash flow and AI revenue that lenders bear."""
    even_price: float
    """Share of the usual price under which serving costs more than it brings."""
    repay_most: float
    investors_offer: float
    """New money that investors would give this quarter."""
    hire_most: int
    let_go_most: int
    hire_cost: float
    """Of one researcher, once."""
    wages: float
    """Wages at home over those of the first day."""
    salary: float
    """Of one researcher, a quarter."""
    build_most_mw: float
    build_cost: float
    """Of a megawatt."""
    build_lead_quarters: int
    lobby_most: float
    """On one government, or on compliance."""
    fab_lead_quarters: int
    """From money put into a foundry to wafers."""
    listing_compliance: float
    """Record under which a listing may come."""
    strait_tension: float
    """Tension above which the Strait may close."""
    refund_share: float
    scale_step: float
    committed: float
    """What this quarter's orders would pay."""
    purse: float
    """Cash, with new money, before those."""


def limits(seat: Seat) -> Limits:
    """Bounds of the quarter about to be played."""
    k, books = seat.rules.constants, seat.state.books
    credit = seat.number(credit_limit_musd(seat.rules, seat.state))
    debt, cash = seat.number(books.debt_musd), seat.number(books.cash_musd)
    staff = seat.number(seat.state.labs.researchers)
    orders = seat.legal
    new_money = seat.number(orders.borrow_musd) + seat.number(orders.raise_musd)
    spent = -sum(line.musd for line in commitments(seat) if line.message not in {"money.debt", "money.shares"})
    hire_cost = seat.number(hire_price_musd(seat.rules, seat.state.world))
    hires = max(0.0, seat.number(orders.hire_people)) * hire_cost
    return Limits(
        credit_room=max(0.0, credit - debt),
        credit_limit=credit,
        credit_quarters=k.credit_quarters,
        even_price=(1.0 - k.ai_margin) ** (1.0 / (1.0 + k.use_elasticity)),
        repay_most=max(0.0, min(debt, cash)),
        investors_offer=max(0.0, seat.number(investor_offer_musd(seat.rules, seat.state))),
        hire_most=int(np.floor(np.floor(staff * k.hire_most_share) + k.hire_most_people)),
        let_go_most=int(np.floor(staff * 0.3)),
        hire_cost=hire_cost,
        wages=seat.number(home(seat.state.world.wages, seat.rules)),
        salary=seat.number(salary_musd(seat.rules, seat.state.world)),
        build_most_mw=k.build_most_mw,
        build_cost=k.build_musd_per_mw,
        build_lead_quarters=int(k.build_lead_quarters),
        lobby_most=k.lobby_budget_musd,
        fab_lead_quarters=int(k.fab_lead_quarters),
        listing_compliance=k.listing_compliance,
        strait_tension=k.strait_tension,
        refund_share=k.refund_share,
        scale_step=k.scale_step,
        committed=spent + hires,
        purse=max(0.0, cash) + new_money,
    )


def may_file(seat: Seat) -> frozenset[str]:
    """Offers for which this seat could apply for a licence this quarter."""
    open_for = seat.row(licensable_listings(seat.rules, seat.state)) & ~seat.row(
        licences_in_flight(seat.rules, seat.state.licences)
    )
    return frozenset(seat.ids(OFFERS)[n] for n in np.flatnonzero(open_for))


def may_back(seat: Seat) -> frozenset[str]:
    """Foundries in whose capacity this seat may invest."""
    row = seat.row(seat.rules.may_back)
    return frozenset(seat.ids(FOUNDRIES)[n] for n in np.flatnonzero(row))
