"""Chance by coordinates: a number hangs on the world, the turn, the purpose and the names, and on nothing else."""

from dataclasses import replace

import numpy as np
import pytest

from game.engine.axes import CHIPS, FIRMS, WORLDS
from game.engine.draws import Purpose, draw, fixed_draw, name_key, world_keys
from game.engine.ruleset import Ruleset
from game.engine.state import begin
from game.engine.value import table
from tests.engine.boards import put
from tests.strategies import fresh


def test_draws_are_uniform_from_0_to_1(rules: Ruleset):
    drawn = draw(rules, fresh(rules, 4000), Purpose.FAILURE, FIRMS, CHIPS).array
    assert 0 <= drawn.min() < 0.001
    assert 0.999 < drawn.max() < 1
    assert drawn.mean() == pytest.approx(0.5, abs=0.003)
    assert drawn.std() == pytest.approx(12**-0.5, abs=0.003)
    counts, _ = np.histogram(drawn, bins=64, range=(0, 1))
    assert counts == pytest.approx(drawn.size / 64, rel=0.05)


def test_draws_do_not_follow_each_other(rules: Ruleset):
    """Between worlds, turns, purposes and entries there is no likeness."""
    state = fresh(rules, 4000)
    one = draw(rules, state, Purpose.FAILURE, FIRMS).array
    later = draw(rules, put(state, "turn", 1.0), Purpose.FAILURE, FIRMS).array
    other = draw(rules, state, Purpose.TENSION, FIRMS).array
    pairs = [(one[0], one[1]), (one[0], later[0]), (one[0], other[0]), (one[0][:-1], one[0][1:])]
    for left, right in pairs:
        assert abs(np.corrcoef(left, right)[0, 1]) < 0.06


def test_the_same_coordinates_give_the_same_number(rules: Ruleset):
    state = fresh(rules, 50)
    assert np.array_equal(
        draw(rules, state, Purpose.FAILURE, FIRMS).array, draw(rules, state, Purpose.FAILURE, FIRMS).array
    )
    part = fresh(rules, 10, first=20)
    whole = draw(rules, state, Purpose.FAILURE, FIRMS).array
    assert np.array_equal(draw(rules, part, Purpose.FAILURE, FIRMS).array, whole[:, 20:30])


def test_a_fixed_draw_is_the_same_all_game(rules: Ruleset):
    state = fresh(rules, 20)
    later = put(state, "turn", 7.0)
    found = [fixed_draw(rules, one, Purpose.PROJECT_LENGTH, FIRMS).array for one in (state, later)]
    assert np.array_equal(found[0], found[1])
    assert not np.array_equal(draw(rules, later, Purpose.PROJECT_LENGTH, FIRMS).array, found[0])


def test_seeds_and_worlds_have_keys_of_their_own():
    keys = {tuple(pair) for seed in range(20) for pair in zip(*world_keys(seed, 0, 500), strict=True)}
    assert len(keys) == 20 * 500
    assert world_keys(2**64 + 5, 0, 3)[0].tolist() == world_keys(5, 0, 3)[0].tolist()


def test_luck_may_be_set(rules: Ruleset):
    for luck in (0.0, 0.25, 0.9999):
        drawn = draw(replace(rules, luck=luck), fresh(rules, 5), Purpose.FAILURE, FIRMS).array
        assert (drawn == np.float32(luck)).all()


def test_draws_hang_on_names_and_not_on_places(rules: Ruleset):
    more = replace(rules, ids=rules.ids | {CHIPS: ("a_chip_of_a_mod", *rules.ids[CHIPS])})
    state = fresh(rules, 30)
    usual = draw(rules, state, Purpose.SEIZURE, CHIPS).array
    with_mod = draw(more, state, Purpose.SEIZURE, CHIPS).array
    assert np.array_equal(with_mod[1:], usual)
    assert len({name_key(name) for names in rules.ids.values() for name in names}) > 300


def test_no_two_purposes_share_a_number():
    assert len({purpose.value for purpose in Purpose}) == len(Purpose)


def test_a_world_begins_with_its_own_chance(rules: Ruleset):
    state = begin(rules.start(6), seed=3, first=10)
    key_a, key_b = world_keys(3, 10, 6)
    assert np.array_equal(state.chance.key_a.array, key_a)
    assert np.array_equal(state.chance.key_b.array, key_b)
    assert state.chance.key_a.axes == table([0], WORLDS).axes


def test_numbers_are_drawn_only_where_asked(rules: Ruleset):
    state = fresh(rules, 50)
    everywhere = draw(rules, state, Purpose.SEIZURE, FIRMS, CHIPS)
    asked = everywhere < 0.3
    some = draw(rules, state, Purpose.SEIZURE, FIRMS, CHIPS, where=asked)
    assert np.array_equal(some.array[asked.array], everywhere.array[asked.array]), "the same dice"
    assert (some.array[~asked.array] == 1).all(), "and none that any odds would meet"
