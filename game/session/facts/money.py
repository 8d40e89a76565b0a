"""Money: the quarter's waterfall, what this quarter's orders would cost, and what may be raised."""

from dataclasses import dataclass

import numpy as np

from game.engine.legality import move_cost_musd
from game.engine.phases.contracts import due_musd
from game.engine.phases.second_hand import new_price_musd
from game.engine.record import Listener
from game.engine.value import Scalar, Value
from game.session.seat import WORLD, Seat


@dataclass(frozen=True)
class MoneyLine:
    """One line: a message id and an amount."""

    message: str
    musd: float


@dataclass(frozen=True)
class Books:
    """The firm's money."""

    cash_musd: float
    debt_musd: float
    core_musd: float
    revenue_musd: float
    income_musd: float
    """Change of cash in the last quarter."""
    patience: float
    has_investors: bool
    lines: tuple[MoneyLine, ...]
    """What the engine added up to the cash of today, in its order: ``before`` first, then the changes."""
    commitments: tuple[MoneyLine, ...]
    """What this quarter's orders would pay at today's prices, spending below 0."""


def books(seat: Seat) -> Books:
    """The firm's books today."""
    b = seat.state.books
    return Books(
        cash_musd=seat.number(b.cash_musd),
        debt_musd=seat.number(b.debt_musd),
        core_musd=seat.number(b.core_musd),
        revenue_musd=seat.number(b.revenue_musd),
        income_musd=seat.number(b.income_musd),
        patience=seat.number(b.patience),
        has_investors=seat.flag(seat.rules.firms.has_investors),
        lines=cash_lines(seat),
        commitments=commitments(seat),
    )


BEFORE_BOOKS = (
    ("moves", "moves.cost_musd", -1.0),
    ("effects", "effects.cash_musd", 1.0),
    ("refunds", "market.refund_musd", 1.0),
    ("contracts", "contracts.due_musd", -1.0),
    ("contracts", "contracts.fee_musd", -1.0),
    ("used_bought", "second_hand.cost_musd", -1.0),
    ("used_sold", "second_hand.gain_musd", 1.0),
    ("chips", "market.cost_musd", -1.0),
    ("foundries", "fabs.invested_musd", -1.0),
    ("power", "deployment.build_musd", -1.0),
    ("hiring", "research.hire_musd", -1.0),
)
"""What the phases before the books paid and took, by the engine's names, in its order."""
BOOKS = "money.cash_musd"
"""The engine's sum of the books; its first term is the cash that the earlier phases left."""
AFTER_BOOKS = (
    ("owners", "money.paid_to_owners_musd", -1.0),
    ("rescue", "money.emergency_loan_musd", 1.0),
    ("influence", "politics.paid_musd", -1.0),
)
ROUNDING_MUSD = 0.5


def cash_lines(seat: Seat) -> tuple[MoneyLine, ...]:
    """What today's cash was added up from: the cash before, then every change the engine recorded, in its order.

    Nothing in the first quarter. Whatever the record does not name is told as such, so that the lines add up.
    """
    before, last = seat.before, seat.last
    if before is None or last is None or BOOKS not in last.sums:
        return ()
    books = last.sums[BOOKS].terms
    found = {"before": seat.number(before.books.cash_musd)}
    for name, source, sign in BEFORE_BOOKS:
        found[name] = found.get(name, 0.0) + sign * _recorded(seat, last, source)
    found |= {name: _amount(seat, term) for name, term in books.items() if name != "before"}
    found |= {name: sign * _recorded(seat, last, source) for name, source, sign in AFTER_BOOKS}
    other = seat.number(seat.state.books.cash_musd) - sum(found.values())
    found["other"] = other if abs(other) > ROUNDING_MUSD else 0.0
    return tuple(MoneyLine(f"cash.{name}", amount) for name, amount in found.items() if amount or name == "before")


def _recorded(seat: Seat, record: Listener, name: str) -> float:
    if name in record.sums:
        return _amount(seat, record.sums[name].result)
    return _amount(seat, record.notes[name]) if name in record.notes else 0.0


def _amount(seat: Seat, value: Value | Scalar) -> float:
    return float(np.sum(seat.row(value))) if isinstance(value, Value) else float(value)


def commitments(seat: Seat) -> tuple[MoneyLine, ...]:
    """What this quarter's orders would cost or bring, as far as it is known before the market settles."""
    orders, rows = seat.legal, seat.row
    price, k = rows(seat.state.market.price_musd), seat.rules.constants
    bid = 1.0 + seat.number(orders.bid_share)
    fee = price * k.contract_fee
    new = new_price_musd(seat.rules, seat.state.market.price_musd, seat.state.turn).array[..., WORLD]
    amounts = {
        "contracts": -float(np.sum(rows(orders.reserve_units) * fee)) - seat.number(due_musd(seat.rules, seat.state)),
        "used_bought": -float(np.sum(rows(orders.used_units) * new)) * k.used_ask_share,
        "used_sold": float(np.sum(rows(orders.sell_units) * new)) * k.used_bid_share,
        "chips": -float(np.sum(rows(orders.buy_units) * price)) * bid,
        "refunds": float(np.sum(rows(orders.cancel_units) * price)) * k.refund_share,
        "power": -seat.number(orders.build_mw) * k.build_musd_per_mw,
        "foundries": -float(np.sum(rows(orders.fab_musd))),
        "lobbying": -float(np.sum(rows(orders.lobby_musd))),
        "compliance": -seat.number(orders.comply_musd),
        "moves": -float(np.sum(rows(orders.moves) * rows(move_cost_musd(seat.rules, seat.state)))),
        "debt": seat.number(orders.borrow_musd),
        "shares": seat.number(orders.raise_musd),
    }
    return tuple(MoneyLine(f"money.{name}", amount) for name, amount in amounts.items() if amount)
