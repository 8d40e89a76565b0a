"""Money: debt to grow on and to bridge a bad year, and new money from investors where a firm lives on it."""

from game.engine.numeric import at_least, at_most, clamp, choose, only_where
from game.engine.value import Value
from game.players.mind import Mind


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    return {"borrow_musd": _borrowed(mind), "raise_musd": _raised(mind)}


def _borrowed(mind: Mind) -> Value:
    """New debt (below 0: repayment), (firms, worlds).

    A firm bears debt of one to four quarters of income, by scale. It borrows while short of cash, and repays from
    what it has beyond two years of costs.
    """
    books, budget = mind.view.books, mind.budget
    bearable = budget.income_musd * (1.0 + mind.appetite.scale * 1.5)
    room = at_least(bearable - books.debt_musd, 0.0)
    short = clamp(2.5 + mind.appetite.scale - budget.quarters_in_hand, 0.0, 1.0)
    borrow = at_most(room * 0.5, budget.cost_musd * 1.5) * short
    spare = at_least(books.cash_musd - budget.cost_musd * 8.0, 0.0)
    repay = at_most(books.debt_musd, spare * 0.25)
    return choose(short > 0.0, borrow, repay * -1.0)


def _raised(mind: Mind) -> Value:
    """New money asked of investors, (firms, worlds): labs ask when under a year and a half of costs is in hand."""
    budget = mind.budget
    needs = budget.quarters_in_hand < 4.0 + mind.appetite.scale * 2.0
    asked = budget.cost_musd * (2.0 + mind.appetite.scale)
    return only_where(mind.rules.firms.has_investors & needs & (mind.view.books.patience > 15.0), asked)
