"""What a dataclass says of its arrays' axes is what they have."""

from dataclasses import fields, replace

import pytest

from game.engine.arrays import named_arrays
from game.engine.axes import CHIPS, FIRMS, WORLDS, Axis, check_axes, declared_axes
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.phases.standings import keep_score
from game.engine.record import Recorder
from game.engine.ruleset import Ruleset
from game.engine.turn import step
from game.engine.value import Value, aligned, table
from game.engine.view import observe
from game.scenario import Loaded
from tests.strategies import Dice, fresh, stand_still

BOARDS = ["pocket", "stockpile"]


@pytest.fixture(params=BOARDS)
def board(request: pytest.FixtureRequest) -> Ruleset:
    loaded: Loaded = request.getfixturevalue(request.param)
    return loaded.ruleset


@pytest.mark.parametrize("worlds", [1, 3])
def test_everything_stands_on_its_axes(board: Ruleset, worlds: int):
    sizes = board.sizes | {WORLDS: worlds}
    state, dice = fresh(board, worlds), Dice(2, worlds)
    assert check_axes(board, board.sizes) == []
    assert check_axes(state, sizes) == []
    for _ in range(2):
        view = observe(board, state)
        orders = dice.decide(board, view)
        assert check_axes(view, sizes) == []
        assert check_axes(orders, sizes) == []
        state = step(board, state, orders)
        assert check_axes(state, sizes) == []


def test_every_array_of_the_state_ends_in_worlds(rules: Ruleset):
    for name, value in named_arrays(fresh(rules, 2)).items():
        assert value.axes[-1] is WORLDS, name
        assert value.is_batched


def test_no_table_of_the_ruleset_has_worlds(board: Ruleset):
    for name, value in named_arrays(board).items():
        assert WORLDS not in value.axes, name


def test_every_value_says_its_axes_and_unit(rules: Ruleset):
    for thing in (fresh(rules, 2), stand_still(rules, fresh(rules, 2)), rules):
        for path in named_arrays(thing):
            *groups, name = path.split(".")
            owner = thing
            for group in groups:
                owner = getattr(owner, group)
            assert name in declared_axes(type(owner)), path


def test_a_wrong_shape_is_told_in_a_sentence(rules: Ruleset):
    state = fresh(rules, 4)
    lost = replace(state, books=replace(state.books, cash_musd=table([1, 2, 3, 4], WORLDS)))
    (sentence,) = check_axes(lost, rules.sizes | {WORLDS: 4})
    assert sentence.startswith("books.cash_musd: ")
    assert "['firms', 'worlds'] is (4, 4)" in sentence


def test_a_phase_that_drops_an_axis_is_seen(rules: Ruleset):
    after = keep_score(rules, fresh(rules, 3), stand_still(rules, fresh(rules, 3)), Recorder())
    assert check_axes(after, rules.sizes | {WORLDS: 3}) == []
    flat = replace(after, standings=replace(after.standings, score=after.world.tension))
    assert check_axes(flat, rules.sizes | {WORLDS: 3}) != []


def test_each_order_belongs_to_one_department():
    listed = [name for names in DEPARTMENTS.values() for name in names]
    assert sorted(listed) == sorted(field.name for field in fields(Orders))


def test_axes_have_one_order_with_worlds_last():
    assert max(Axis) is WORLDS
    assert min(Axis) is FIRMS
    assert len({int(axis) for axis in Axis}) == len(Axis)


def test_axes_align_without_moving_what_fits():
    union, (first, second) = aligned((FIRMS, CHIPS, WORLDS), (FIRMS, WORLDS))
    assert union == (FIRMS, CHIPS, WORLDS)
    assert first is None, "what stands on all axes is used as it is"
    assert second == (slice(None), None, slice(None))
    assert aligned((CHIPS, WORLDS), (WORLDS,))[1] == (None, None), "plain broadcasting does it"


def test_a_table_is_float32_unless_it_is_a_mask():
    made: list[Value] = [table([1, 2], FIRMS), table([1.5], FIRMS), table([True], FIRMS)]
    assert [value.array.dtype.name for value in made] == ["float32", "float32", "bool"]
