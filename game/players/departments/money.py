"""Money: debt to grow on and to bridge a bad year, and new money from investors where a firm lives on it."""

from game.engine.numeric import at_least, at_most, choose, clamp, only_where
from game.engine.value import Value
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"borrow_musd": _borrowed(mind), "raise_musd": _raised(mind)}


def _borrowed(mind: Mind) -> Value:
    """New debt (below 0: repayment), (firms, worlds).

    A builder at scale carries debt of up to a fifth of what lenders bear, a stockpiler some while a door closes.
    Everybody bridges a shortage of cash. What is owed beyond that is paid back from cash beyond two years of costs.
    """
    books, budget, appetite = mind.view.books, mind.budget, mind.appetite
    limit = books.debt_musd + budget.credit_musd
    growth = clamp(appetite.scale * 0.05 - 0.05, 0.0, 0.1) + clamp(appetite.stockpile * mind.alarm * 0.05, 0.0, 0.1)
    wanted = limit * growth - books.debt_musd
    is_short = budget.quarters_in_hand < 0.5 + appetite.risk * 0.5
    bridge = only_where(is_short, budget.cost_musd)
    borrow = at_most(at_least(at_least(wanted * 0.3, bridge), 0.0), budget.credit_musd * 0.5)
    spare = at_least(books.cash_musd - budget.cost_musd * 2.0, 0.0)
    repay = at_most(at_least(wanted * -0.5, 0.0), spare * 0.5)
    return choose(borrow > 0.0, borrow, repay * -1.0)


def _raised(mind: Mind) -> Value:
    """New money asked of investors, (firms, worlds): labs ask by scale while they have less than they could use."""
    budget, appetite = mind.budget, mind.appetite
    eager = clamp(0.4 + appetite.scale * 0.3, 0.3, 1.0)
    needs = budget.quarters_in_hand < 10.0 + appetite.scale * 6.0
    can = mind.rules.firms.has_investors & (mind.view.books.patience > 25.0)
    return only_where(can & needs, budget.investors_musd * eager)
