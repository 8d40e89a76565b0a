"""Odds and bands, read off futures: what the window tells, and what is held against games, is this and only this."""

import numpy as np
from numpy.typing import NDArray

from game.rollout.futures import Course

Numbers = NDArray[np.float64]

SHARES = (10.0, 25.0, 50.0, 75.0, 90.0)
"""Percentiles of a fan: four futures of five end between the outer two."""

STRETCH = 1.03
"""How much wider a fan is drawn than futures spread about their middle. Without, 78 of a hundred outcomes lay where 80
should (2,600 games of the default board): some of what happens nobody imagines. The command ``reliability`` measures
fans as they are drawn."""
AT_ONCE = {"cash_bn": 1.12}
"""The same a quarter on, where that is not enough (74 of a hundred): how much of an order for chips is filled is
imagined too surely, since rivals' orders are drawn one by one."""


def odds_of(marks: NDArray[np.bool_]) -> Numbers:
    """Odds of what happens in some futures (last axis); never quite 0 or 1, since there are not endless futures."""
    return np.asarray((marks.sum(axis=-1) + 0.5) / (marks.shape[-1] + 1.0))


def stretched(courses: Numbers, quantity: str, ahead: int) -> Numbers:
    """A quantity in all futures so many quarters on, (futures,), as its fan is drawn; not below 0 where none is."""
    middle = np.median(courses)
    wide = middle + (courses - middle) * (AT_ONCE.get(quantity, STRETCH) if ahead == 1 else STRETCH)
    return np.asarray(np.where(courses >= 0.0, np.maximum(wide, 0.0), wide))


def bands(courses: Numbers, quantity: str) -> Numbers:
    """Percentiles of the fan of courses ``(quarters, futures)``, (5, quarters); as wide for few futures as for many."""
    fan = np.stack([stretched(course, quantity, ahead) for ahead, course in enumerate(courses)])
    return np.asarray(np.percentile(fan, SHARES, axis=-1, method="weibull"))


def act_odds(course: Course, act: str, within: int) -> Numbers:
    """Odds that each firm does an act in the next so many quarters, (firms,)."""
    return odds_of(np.asarray(course.done[act][:, :within].any(axis=1)))


def lead_odds(course: Course, seat: int, ahead: int) -> Numbers:
    """Odds that each firm stands before the seat so many quarters on, (firms,)."""
    score = course.numbers["score"][:, ahead]
    return odds_of(score > score[seat])


def first_odds(course: Course, ahead: int) -> Numbers:
    """Odds that each firm stands first so many quarters on, (firms,)."""
    return odds_of(course.numbers["place"][:, ahead] < 1.5)
