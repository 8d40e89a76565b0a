"""Odds and bands read off futures."""

import numpy as np

from game.rollout.odds import bands, odds_of, stretched


def test_odds_are_never_quite_sure() -> None:
    marks = np.array([[False] * 64, [True] * 64, [True, False] * 32])
    low, high, half = odds_of(marks)
    assert 0.0 < low < 0.01
    assert 0.99 < high < 1.0
    assert half == 0.5


def test_a_band_of_few_futures_holds_as_much_as_one_of_many() -> None:
    dice = np.random.default_rng(2)
    came = dice.normal(size=4000)
    for futures in (16, 256):
        drawn = bands(dice.normal(size=(4000, futures)))
        inside = ((drawn[0] <= came) & (came <= drawn[-1])).mean()
        assert 0.79 < inside < 0.84, futures


def test_a_fan_is_wider_about_its_middle_and_not_below_nothing() -> None:
    courses = np.array([[0.0, 10.0, 11.0], [-5.0, 0.0, 5.0]])
    wide = stretched(courses)
    assert wide[0].tolist()[:2] == [0.0, 10.0]
    assert wide[0, 2] > 11.0
    assert wide[1, 0] == -wide[1, 2] < -5.0
    level = np.full((1, 5), 3.0)
    assert np.array_equal(stretched(level), level), "what is sure stays sure"
