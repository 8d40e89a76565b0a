"""Money: debt to grow on and to bridge a bad year, and new money from investors where a firm lives on it."""

from game.engine.numeric import at_least, at_most, choose, clamp, only_where
from game.engine.value import Value
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"borrow_musd": _borrowed(mind), "raise_musd": _raised(mind)}


def _borrowed(mind: Mind) -> Value:
    """New debt (below 0: repayment), (firms, worlds).

    A firm bears debt of half a quarter's income to four quarters', by scale. It borrows while short of cash, and
    repays from what it has beyond three years of costs.
    """
    books, budget = mind.view.books, mind.budget
    bearable = budget.income_musd * (0.5 + mind.appetite.scale * 1.2)
    room = at_most(at_least(bearable - books.debt_musd, 0.0), budget.credit_musd)
    short = clamp(2.0 + mind.appetite.scale * 1.5 - budget.quarters_in_hand, 0.0, 1.0)
    borrow = at_most(room * 0.5, budget.cost_musd * 2.0) * short
    spare = at_least(books.cash_musd - budget.cost_musd * 12.0, 0.0)
    repay = at_most(books.debt_musd, spare * 0.2)
    return choose(short > 0.0, borrow, repay * -1.0)


def _raised(mind: Mind) -> Value:
    """New money asked of investors, (firms, worlds): labs ask by scale while they have less than they could use."""
    budget, appetite = mind.budget, mind.appetite
    eager = clamp(0.4 + appetite.scale * 0.3, 0.3, 1.0)
    needs = budget.quarters_in_hand < 10.0 + appetite.scale * 6.0
    can = mind.rules.firms.has_investors & (mind.view.books.patience > 25.0)
    return only_where(can & needs, budget.investors_musd * eager)
