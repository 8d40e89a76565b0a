"""Money: the quarter's waterfall, what this quarter's orders would cost, and what may be raised."""

from dataclasses import dataclass

import numpy as np

from game.engine.legality import move_cost_musd
from game.session.seat import Seat


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
    budget_share: float
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
        budget_share=seat.number(b.ai_budget_share),
        revenue_musd=seat.number(b.revenue_musd),
        income_musd=seat.number(b.income_musd),
        patience=seat.number(b.patience),
        has_investors=seat.flag(seat.rules.firms.has_investors),
        lines=cash_lines(seat),
        commitments=commitments(seat),
    )


def cash_lines(seat: Seat) -> tuple[MoneyLine, ...]:
    """What today's cash was added up from, as the engine recorded it; nothing in the first quarter."""
    total = None if seat.last is None else seat.last.sums.get(CASH_SUM)
    if total is None:
        return ()
    lines = []
    for name, term in total.terms.items():
        amount = float(np.asarray(term)) if isinstance(term, int | float) else float(seat.row(term))
        if amount:
            lines.append(MoneyLine(f"why.{CASH_SUM}.{name}", amount))
    return tuple(lines)


CASH_SUM = "money.cash_musd"
"""The engine's name for the sum that is the cash after the quarter; ``before`` is its first term."""


def commitments(seat: Seat) -> tuple[MoneyLine, ...]:
    """What this quarter's orders would cost or bring, as far as it is known before the market settles."""
    orders, rows = seat.legal, seat.row
    price, k = rows(seat.state.market.price_musd), seat.rules.constants
    bid = 1.0 + seat.number(orders.bid_share)
    amounts = {
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
