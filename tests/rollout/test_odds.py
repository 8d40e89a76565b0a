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
        drawn = bands(dice.normal(size=(4000, futures)), "score")
        inside = ((drawn[0] <= came) & (came <= drawn[-1])).mean()
        assert 0.79 < inside < 0.84, futures


def test_a_fan_is_wider_about_its_middle_and_not_below_nothing() -> None:
    wide = stretched(np.array([0.0, 10.0, 11.0]), "users_m", 4)
    assert wide[:2].tolist() == [0.0, 10.0]
    assert wide[2] > 11.0
    owed = stretched(np.array([-5.0, 0.0, 5.0]), "cash_bn", 1)
    assert owed[0] == -owed[2] < -5.0
    level = np.full(5, 3.0)
    assert np.array_equal(stretched(level, "runway", 2), level), "what is sure stays sure"
