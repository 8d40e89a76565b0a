"""Intervals that hold what they say, and targets that know whether they hold."""

import random

import pytest

from game.sim.intervals import Target, mean_interval, median_interval, median_target, share_target, wilson


def test_wilson_agrees_with_the_textbook():
    low, high = wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


@pytest.mark.parametrize(("hits", "tries"), [(0, 10), (10, 10), (0, 1), (3, 7), (0, 0)])
def test_wilson_stays_within_nothing_and_all(hits, tries):
    low, high = wilson(hits, tries)
    assert 0.0 <= low <= (hits / tries if tries else 0.5) <= high <= 1.0
    assert low == 0.0 or hits > 0
    assert high == 1.0 or hits < tries


def test_the_intervals_hold_the_truth_in_about_nineteen_of_twenty_samples():
    dice = random.Random(5)
    held = {"share": 0, "mean": 0, "median": 0}
    for _ in range(600):
        numbers = [dice.gauss(3.0, 2.0) for _ in range(60)]
        hits = sum(dice.random() < 0.3 for _ in range(60))
        for name, (low, high), truth in (
            ("share", wilson(hits, 60), 0.3),
            ("mean", mean_interval(numbers), 3.0),
            ("median", median_interval(numbers), 3.0),
        ):
            held[name] += low <= truth <= high
    assert all(0.92 <= count / 600 <= 0.985 for count in held.values()), held


def test_one_number_is_its_own_interval():
    assert mean_interval([4.0]) == (4.0, 4.0)
    assert median_interval([4.0]) == (4.0, 4.0)


def test_a_target_holds_within_its_band_edges_included():
    assert share_target("a", "a", 5, 100, 0.05, 0.35).holds
    assert not share_target("a", "a", 4, 100, 0.05, 0.35).holds
    assert not share_target("a", "a", 36, 100, 0.05, 0.35).holds
    assert median_target("m", "m", [2, 2, 3], 2.0).holds
    assert share_target("free", "free", 1, 2, None, None).holds


def test_a_target_is_sure_when_its_interval_crosses_no_edge():
    assert share_target("a", "a", 90, 100, None, 0.35).is_sure
    assert not share_target("a", "a", 36, 100, None, 0.35).is_sure


def test_a_target_as_json_has_what_readers_count_on():
    found = Target("x", "what it is", 1 / 3, 0.1, None, (0.2, 0.5)).as_json()
    assert list(found) == ["name", "english", "value", "low", "high", "interval", "holds"]
    assert found["value"] == 0.333333 and found["interval"] == [0.2, 0.5] and found["holds"] is True
