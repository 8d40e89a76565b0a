"""Every word of the vocabulary against a twin in plain Python, number by number."""

import math
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine import numeric
from game.engine.axes import BRANCHES, CHIPS, FIRMS, OFFERS, PROJECTS, SITES, WORLDS, Axis
from game.engine.kernels_sparse import entries
from game.engine.value import Value, table
from tests.strategies import SMALL_SIZES, masks, numbers, values

Where = dict[Axis, int]
FIRM_CHIP = (FIRMS, CHIPS, WORLDS)


def places(axes: tuple[Axis, ...]) -> Iterator[Where]:
    """Every place of the given axes, by name."""
    for found in product(*(range(SMALL_SIZES[axis]) for axis in axes)):
        yield dict(zip(axes, found, strict=True))


def at(value: Value, where: Where) -> Any:
    """The number of a value at a place, found by the names of its axes alone."""
    return value.array[tuple(where[axis] for axis in value.axes)].item()


def along(value: Value, where: Where, axis: Axis) -> list[Any]:
    """The numbers of a value along one axis."""
    return [at(value, where | {axis: n}) for n in range(SMALL_SIZES[axis])]


def near(found: float, expected: float, scale: float = 0.0) -> bool:
    """Equal up to a few roundings of float32 (of ``scale``, where big numbers cancel)."""
    return math.isclose(found, expected, rel_tol=2e-6, abs_tol=2e-6 * scale + 1e-30)


# --- axes ----------------------------------------------------------------------------------------------------------

OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "less": lambda a, b: a < b,
    "at_most": lambda a, b: a <= b,
    "greater": lambda a, b: a > b,
    "at_least": lambda a, b: a >= b,
    "equal": lambda a, b: a == b,
    "unequal": lambda a, b: a != b,
}
PAIRS = [
    ((FIRMS, CHIPS, WORLDS), (FIRMS, WORLDS)),
    ((FIRMS, WORLDS), (FIRMS, CHIPS, WORLDS)),
    ((FIRMS, WORLDS), (CHIPS,)),
    ((CHIPS,), (FIRMS, WORLDS)),
    ((WORLDS,), (FIRMS, OFFERS)),
    ((FIRMS,), (CHIPS,)),
    ((FIRMS, SITES, WORLDS), (SITES, CHIPS)),
    ((FIRMS, WORLDS), (FIRMS, WORLDS)),
]


@pytest.mark.parametrize("name", OPERATORS)
@pytest.mark.parametrize("axes", PAIRS, ids=lambda pair: "-".join("".join(a.name[0] for a in axes) for axes in pair))
@given(data=st.data())
def test_operators_align_by_the_names_of_axes(data, name, axes):
    left, right = data.draw(values(*axes[0])), data.draw(values(*axes[1]))
    result = OPERATORS[name](left, right)
    assert result.axes == tuple(sorted({*axes[0], *axes[1]})), "axes stand in their one order"
    assert result.array.shape == tuple(SMALL_SIZES[axis] for axis in result.axes)
    for where in places(result.axes):
        a, b = at(left, where), at(right, where)
        expected = OPERATORS[name](a, b)
        assert at(result, where) == expected or near(at(result, where), expected, abs(a) + abs(b))


@given(values(FIRMS, WORLDS), numbers(0.5, 100))
def test_operators_with_plain_numbers(x, number):
    for where in places(x.axes):
        a = at(x, where)
        assert near(at(x + number, where), a + number, 1e6)
        assert near(at(number + x, where), a + number, 1e6)
        assert near(at(x - number, where), a - number, 1e6)
        assert near(at(number - x, where), number - a, 1e6)
        assert near(at(number * x, where), a * number)
        assert near(at(x / number, where), a / number)
        assert at(-x, where) == -a
        assert at(x < number, where) == (a < number)
    assert (x * number).array.dtype == np.float32, "a plain number never widens the state"


@given(values(FIRMS, WORLDS, elements=numbers(0.5, 1e6)))
def test_division_into_a_number(x):
    for where in places(x.axes):
        assert near(at(3.0 / x, where), 3.0 / at(x, where))


@given(masks(FIRMS, WORLDS), masks(WORLDS), values(FIRMS, WORLDS))
def test_masks(left, right, x):
    for where in places(left.axes):
        a, b = at(left, where), at(right, where)
        assert at(left & right, where) == (a and b)
        assert at(left | right, where) == (a or b)
        assert at(~left, where) == (not a)
        assert at(left * x, where) == a * at(x, where), "in arithmetic a mask counts"
        assert at(left + right, where) == a + b
        assert at(left - right, where) == a - b
        assert at(1.0 - left, where) == 1 - a


# --- along an axis -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", FIRM_CHIP[:2])
@given(x=values(*FIRM_CHIP))
def test_along_an_axis(x, axis):
    found = {name: getattr(numeric, name)(x, axis) for name in ("total", "largest", "smallest", "rank")}
    for where in places(tuple(a for a in x.axes if a is not axis)):
        line = along(x, where, axis)
        assert near(at(found["total"], where), math.fsum(line), sum(map(abs, line)))
        assert at(found["largest"], where) == max(line)
        assert at(found["smallest"], where) == min(line)
        order = sorted(range(len(line)), key=lambda n: (-line[n], n))
        ranks = [at(found["rank"], where | {axis: n}) for n in range(len(line))]
        assert ranks == [order.index(n) for n in range(len(line))], "ties go to the earlier one"


@pytest.mark.parametrize("axis", FIRM_CHIP[:2])
@given(mask=masks(*FIRM_CHIP))
def test_masks_along_an_axis(mask, axis):
    some, every = numeric.any_of(mask, axis), numeric.all_of(mask, axis)
    first, count = numeric.first_true(mask, axis), numeric.total(mask, axis)
    for where in places(tuple(a for a in mask.axes if a is not axis)):
        line = along(mask, where, axis)
        assert at(some, where) == any(line)
        assert at(every, where) == all(line)
        assert at(count, where) == sum(line), "a mask is counted"
        only = [line[n] and not any(line[:n]) for n in range(len(line))]
        assert along(first, where, axis) == only


@pytest.mark.parametrize("worlds", [2, 3, 7, 64, 65, 333])
@pytest.mark.parametrize("axis", [FIRMS, CHIPS])
def test_a_total_adds_in_the_order_of_places(worlds, axis):
    """So that a sum has the same bits in every block of two worlds or more."""
    shape = (13, 40, worlds)
    array = np.random.default_rng(worlds).lognormal(0, 8, shape).astype(np.float32)
    line = np.moveaxis(array, (FIRMS, CHIPS).index(axis), 0)
    expected = np.zeros_like(line[0])
    for part in line:
        expected = expected + part
    assert np.array_equal(numeric.total(Value(array, FIRM_CHIP), axis).array, expected)


# --- limits and choices --------------------------------------------------------------------------------------------


@given(values(FIRMS, CHIPS, WORLDS), values(CHIPS), values(WORLDS))
def test_limits(x, low, high):
    found = numeric.at_most(x, high), numeric.at_least(x, low), numeric.clamp(x, low, high)
    for where in places(x.axes):
        a, lo, hi = at(x, where), at(low, where), at(high, where)
        assert [at(value, where) for value in found] == [min(a, hi), max(a, lo), min(max(a, lo), hi)]


@given(values(FIRMS, WORLDS, elements=numbers(0, 1e6)), values(WORLDS, elements=numbers(-5, 1e6)))
def test_share_of_nothing_is_nothing(part, whole):
    found = numeric.share(part, of=whole)
    for where in places(part.axes):
        a, b = at(part, where), at(whole, where)
        assert near(at(found, where), a / b if b > 0 else 0.0)


@given(masks(FIRMS, WORLDS), values(CHIPS), values(FIRMS, CHIPS, WORLDS))
def test_choices(mask, yes, no):
    chosen, only = numeric.choose(mask, yes, no), numeric.only_where(mask, no)
    for where in places(no.axes):
        assert at(chosen, where) == (at(yes, where) if at(mask, where) else at(no, where))
        assert at(only, where) == (at(no, where) if at(mask, where) else 0)


@given(masks(FIRMS, WORLDS), masks(FIRMS, WORLDS))
def test_choices_between_masks_stay_masks(mask, other):
    assert numeric.only_where(mask, other).array.dtype == np.bool_
    assert numeric.choose(mask, other, ~other).array.dtype == np.bool_
    for where in places(mask.axes):
        assert at(numeric.only_where(mask, other), where) == (at(mask, where) and at(other, where))
        assert at(numeric.only_where(mask, 2.5), where) == (2.5 if at(mask, where) else 0)


# --- roundings, roots and powers -----------------------------------------------------------------------------------


@given(values(FIRMS, WORLDS, elements=numbers(-1e5, 1e5)), values(WORLDS, elements=numbers(0, 0.9990)))
def test_whole_numbers(x, luck):
    found = numeric.floor(x), numeric.whole_units(x), numeric.whole_units(x, luck)
    for where in places(x.axes):
        a, u = np.float32(at(x, where)), np.float32(at(luck, where))
        assert [at(value, where) for value in found] == [
            math.floor(a),
            math.floor(a + np.float32(0.5)),
            math.floor(a + u),
        ]


def test_whole_units_are_right_on_average():
    lucks = np.linspace(0, 1, 1000, endpoint=False, dtype=np.float32)
    found = numeric.whole_units(table(np.full(1000, 2.3), WORLDS), table(lucks, WORLDS))
    assert set(found.array.tolist()) == {2.0, 3.0}
    assert found.array.mean() == pytest.approx(2.3, abs=0.002)


@given(values(FIRMS, WORLDS, elements=numbers(0, 1e9)))
def test_root(x):
    for where in places(x.axes):
        assert near(at(numeric.root(x), where), math.sqrt(at(x, where)))


def _spread(low: float, high: float) -> Value:
    """Many numbers over a range, its ends and its whole numbers among them."""
    random = np.random.default_rng(5).uniform(low, high, 20_000)
    whole = np.arange(math.ceil(low), math.floor(high) + 1)
    return table(np.concatenate([random, whole, [low, high]]), WORLDS)


def test_exp2_is_accurate():
    x = _spread(-100, 100)
    expected = np.exp2(x.array.astype(np.float64))
    assert np.abs(numeric.exp2(x).array / expected - 1).max() < 3e-7
    whole = table(np.arange(-100, 101), WORLDS)
    assert (numeric.exp2(whole).array == np.exp2(whole.array.astype(np.float64))).all(), "whole powers are exact"


def test_log2_is_accurate():
    x = table(np.exp2(_spread(-60, 60).array.astype(np.float64)), WORLDS)
    expected = np.log2(x.array.astype(np.float64))
    assert (np.abs(numeric.log2(x).array - expected) <= 2e-7 + 1.5e-7 * np.abs(expected)).all()
    powers = table(np.exp2(np.arange(-60.0, 61)), WORLDS)
    assert (numeric.log2(powers).array == np.arange(-60, 61)).all(), "powers of two are exact"


def test_log2_of_nothing_is_far_down_and_no_warning():
    assert (numeric.log2(table([0.0, -3.0], WORLDS)).array < -90).all()


def test_other_powers_and_logarithms():
    x = table(np.linspace(0.01, 50, 4000), WORLDS)
    wide = x.array.astype(np.float64)
    assert numeric.log10(x).array == pytest.approx(np.log10(wide), abs=1e-6)
    assert numeric.exp(x).array == pytest.approx(np.exp(wide), rel=2e-5)
    assert numeric.power(x, 0.38).array == pytest.approx(wide**0.38, rel=1e-6)
    assert numeric.power(x, table([1.5], FIRMS)).array[0] == pytest.approx(wide**1.5, rel=2e-6)
    assert numeric.power(table([0.0], WORLDS), 0.5).array[0] < 1e-12


def test_exp2_is_cut_rather_than_infinite():
    assert np.isfinite(numeric.exp2(table([500.0, -500.0], WORLDS)).array).all()


# --- places --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("axis", FIRM_CHIP[:2])
@given(x=values(*FIRM_CHIP))
def test_places_of_an_axis(x, axis):
    moved = numeric.shifted(x, axis)
    for n in range(SMALL_SIZES[axis]):
        one = numeric.at(x, axis, n)
        for where in places(one.axes):
            assert at(one, where) == at(x, where | {axis: n})
    for where in places(one.axes):
        assert along(moved, where, axis) == [*along(x, where, axis)[1:], 0], "the first goes, a zero comes"


@given(values(FIRMS, SITES, WORLDS))
def test_renamed(x):
    other = next(axis for axis in Axis if axis > SITES and SMALL_SIZES[axis] == SMALL_SIZES[FIRMS])
    found = numeric.renamed(x, FIRMS, other)
    assert found.axes == (SITES, other, WORLDS)
    for where in places(x.axes):
        assert at(found, where | {other: where[FIRMS]}) == at(x, where)


INDEXES = {
    "by one axis": ((FIRMS, SITES, WORLDS), (CHIPS,)),
    "by its own axis": ((SITES, WORLDS), (SITES,)),
    "by one axis and worlds": ((FIRMS, SITES, WORLDS), (CHIPS, WORLDS)),
    "by a shared axis": ((FIRMS, SITES, WORLDS), (FIRMS,)),
    "by firm and worlds": ((FIRMS, SITES, WORLDS), (FIRMS, OFFERS, WORLDS)),
    "by worlds": ((SITES, CHIPS), (WORLDS,)),
    "a table": ((SITES,), (FIRMS, WORLDS)),
}


@pytest.mark.parametrize("axes", INDEXES.values(), ids=INDEXES)
@given(data=st.data())
def test_pick_reads_where_the_index_points(data, axes):
    source = data.draw(values(*axes[0]))
    index = data.draw(values(*axes[1], elements=st.integers(-2, 5).map(float)))
    found = numeric.pick(source, index, over=SITES)
    rest = {axis for axis in axes[0] if axis is not SITES}
    assert found.axes == tuple(sorted({*rest, *axes[1]}))
    for where in places(found.axes):
        place = min(max(int(at(index, where)), 0), SMALL_SIZES[SITES] - 1)
        assert at(found, where) == at(source, where | {SITES: place}), "an index outside is cut to the nearest place"


@given(data=st.data())
def test_pick_pair_reads_where_both_indexes_point(data):
    source = data.draw(values(FIRMS, SITES, WORLDS))
    first, second = (data.draw(values(CHIPS, elements=st.integers(-2, 5).map(float))) for _ in range(2))
    found = numeric.pick_pair(source, first, second, over=(FIRMS, SITES))
    assert found.axes == (CHIPS, WORLDS)
    for where in places(found.axes):
        pair = {
            axis: min(max(int(at(index, where)), 0), SMALL_SIZES[axis] - 1)
            for axis, index in ((FIRMS, first), (SITES, second))
        }
        assert at(found, where) == at(source, where | pair), "an index outside is cut to the nearest place"


def test_pick_pair_needs_its_axes_in_front():
    source, index = table([[1.0]], FIRMS, SITES), table([0], CHIPS)
    with pytest.raises(ValueError, match="first two axes"):
        numeric.pick_pair(source, index, index, over=(SITES, FIRMS))


@given(data=st.data())
def test_add_at_adds_at_one_place_each(data):
    x, what = data.draw(values(FIRMS, SITES, WORLDS)), data.draw(values(FIRMS, WORLDS))
    index = data.draw(values(FIRMS, elements=st.integers(-2, 5).map(float)))
    found = numeric.add_at(x, what, index, over=SITES)
    for where in places(x.axes):
        here = min(max(int(at(index, where)), 0), SMALL_SIZES[SITES] - 1) == where[SITES]
        assert near(at(found, where), at(x, where) + (at(what, where) if here else 0.0))


@given(data=st.data())
def test_added_to_adds_at_one_place(data):
    x, what = data.draw(values(FIRMS, SITES, WORLDS)), data.draw(values(FIRMS, WORLDS))
    found = numeric.added_to(x, what, over=SITES, position=1)
    for where in places(x.axes):
        assert near(at(found, where), at(x, where) + (at(what, where) if where[SITES] == 1 else 0.0))


@given(data=st.data())
def test_laid_out_adds_up_where_the_index_points(data):
    x = data.draw(values(FIRMS, SITES, WORLDS, elements=numbers(-100, 100)))
    index = data.draw(values(FIRMS, SITES, WORLDS, elements=st.integers(-2, 5).map(float)))
    spots = table(range(SMALL_SIZES[CHIPS]), CHIPS)
    found = numeric.laid_out(x, index, spots)
    assert found.axes == (CHIPS, WORLDS)
    for where in places(found.axes):
        slots = [s | {WORLDS: where[WORLDS]} for s in places((FIRMS, SITES))]
        named = [at(x, slot) for slot in slots if at(index, slot) == where[CHIPS]]
        assert near(at(found, where), math.fsum(named), sum(map(abs, named)))


@given(values(*FIRM_CHIP, elements=st.integers(0, 9).map(float)))
def test_parted(x):
    found = numeric.parted(x, over=CHIPS)
    for where in places(x.axes):
        whole = sum(at(x, where | {CHIPS: n}) for n in range(SMALL_SIZES[CHIPS]))
        assert near(at(found, where), at(x, where) / whole if whole else 0.0)


@given(values(FIRMS, WORLDS))
def test_inverse(x):
    found = numeric.inverse(x)
    for where in places(x.axes):
        assert near(at(found, where), 1.0 / at(x, where) if at(x, where) > 0 else 0.0)


@given(data=st.data())
def test_blend_onto_nothing_is_a_weighted_sum(data):
    x, weights = (
        data.draw(values(*FIRM_CHIP, elements=numbers(-100, 100))),
        data.draw(values(CHIPS, elements=numbers(-9, 9))),
    )
    found = numeric.blend(x, weights, over=CHIPS)
    assert found.axes == (FIRMS, WORLDS)
    for where in places(found.axes):
        terms = [at(x, where | {CHIPS: n}) * at(weights, {CHIPS: n}) for n in range(SMALL_SIZES[CHIPS])]
        assert near(at(found, where), math.fsum(terms), sum(map(abs, terms)))


# --- tables of the ruleset -----------------------------------------------------------------------------------------

MOSTLY_EMPTY = st.one_of(st.just(0.0), st.just(0.0), numbers(-100, 100))


@pytest.mark.parametrize("onto", [SITES, BRANCHES], ids=["a table read across", "a table read down"])
@given(data=st.data())
def test_blend_and_peak(data, onto):
    x = data.draw(values(*FIRM_CHIP, elements=numbers(-100, 100)))
    weights = data.draw(values(*sorted((CHIPS, onto)), elements=MOSTLY_EMPTY))
    blended, highest = numeric.blend(x, weights, over=CHIPS), numeric.peak(x, weights, over=CHIPS)
    assert blended.axes == highest.axes == tuple(sorted((FIRMS, onto, WORLDS)))
    for where in places(blended.axes):
        given_by = [(at(x, where | {CHIPS: n}), at(weights, where | {CHIPS: n})) for n in range(SMALL_SIZES[CHIPS])]
        terms = [number * weight for number, weight in given_by if weight != 0]
        assert near(at(blended, where), math.fsum(terms), sum(map(abs, terms)))
        assert near(at(highest, where), max([0.0, *terms])), "0 where nothing stands in the table"


@given(data=st.data())
def test_blend_and_peak_onto_two_axes(data):
    x = data.draw(values(CHIPS, WORLDS, elements=numbers(-100, 100)))
    weights = data.draw(values(FIRMS, SITES, CHIPS, elements=MOSTLY_EMPTY))
    blended, highest = numeric.blend(x, weights, over=CHIPS), numeric.peak(x, weights, over=CHIPS)
    assert blended.axes == highest.axes == (FIRMS, SITES, WORLDS)
    for where in places(blended.axes):
        weighed = [(at(x, where | {CHIPS: n}), at(weights, where | {CHIPS: n})) for n in range(SMALL_SIZES[CHIPS])]
        terms = [number * weight for number, weight in weighed]
        assert near(at(blended, where), math.fsum(terms), sum(map(abs, terms)))
        assert near(at(highest, where), max([0.0, *terms]))


def test_a_table_is_read_both_ways():
    marks = table([[1, 0, 2], [0, 3, 0]], CHIPS, PROJECTS)
    by_chip, by_project = table([1, 10], CHIPS), table([1, 10, 100], PROJECTS)
    assert numeric.blend(by_chip, marks, over=CHIPS).array.tolist() == [1, 30, 2]
    assert numeric.blend(by_project, marks, over=PROJECTS).array.tolist() == [201, 30]
    assert numeric.peak(by_project, marks, over=PROJECTS).array.tolist() == [200, 30]


@given(values(FIRMS, WORLDS), values(WORLDS), values(FIRMS))
def test_stacked(one, two, three):
    found = numeric.stacked((one, two, three), onto=SITES)
    assert found.axes == (FIRMS, SITES, WORLDS)
    for where in places((FIRMS, WORLDS)):
        assert [found.array[where[FIRMS], n, where[WORLDS]].item() for n in range(3)] == [
            at(part, where) for part in (one, two, three)
        ]


# --- what seldom happens -------------------------------------------------------------------------------------------


@given(values(FIRMS, SITES, WORLDS, elements=st.integers(-2, 5).map(float)))
def test_marked(index):
    positions = table(np.arange(SMALL_SIZES[CHIPS]), CHIPS)
    found = numeric.marked(index, positions, over=SITES)
    assert found.axes == FIRM_CHIP
    assert np.array_equal(found.array, numeric.any_of(index == positions, over=SITES).array)


def test_marks_go_from_the_last_axis_to_a_later_one():
    with pytest.raises(ValueError, match="chips cannot be marked on firms"):
        numeric.marked(table(np.zeros((2, 2, 2)), SITES, CHIPS, WORLDS), table([0, 1], FIRMS), over=CHIPS)


@given(data=st.data())
def test_tally_adds_up_what_the_named_rows_push(data):
    index = data.draw(values(FIRMS, SITES, WORLDS, elements=st.integers(-2, SMALL_SIZES[CHIPS] - 1).map(float)))
    shape = (SMALL_SIZES[FIRMS], SMALL_SIZES[PROJECTS])
    places_pushed = st.tuples(st.integers(0, shape[0] * shape[1] - 1), st.integers(-9, 9).map(float))
    rows = SMALL_SIZES[FIRMS] * SMALL_SIZES[CHIPS]
    pushes = data.draw(st.lists(st.lists(places_pushed, max_size=3), min_size=rows, max_size=rows))
    flat = [(row, place, amount) for row, pushed in enumerate(pushes) for place, amount in pushed]
    row, place = (np.array([entry[n] for entry in flat], dtype=np.intp) for n in (0, 1))
    amount = np.array([entry[2] for entry in flat], dtype=np.float32)
    found = numeric.tally(index, entries((FIRMS, PROJECTS), shape, rows, row, place, amount), over=SITES)
    assert found.axes == (FIRMS, PROJECTS, WORLDS)
    expected = np.zeros(found.array.shape)
    for where in places(index.axes):
        named = int(at(index, where))
        for place, amount in pushes[where[FIRMS] * SMALL_SIZES[CHIPS] + named] if named >= 0 else ():
            expected[(*divmod(place, shape[1]), where[WORLDS])] += amount
    assert np.array_equal(found.array, expected)


@given(data=st.data())
def test_a_blend_where_asked(data):
    x = data.draw(values(*FIRM_CHIP, elements=numbers(-100, 100)))
    weights = data.draw(values(CHIPS, BRANCHES, elements=MOSTLY_EMPTY))
    asked = data.draw(masks(FIRMS, BRANCHES, WORLDS))
    some = numeric.blend(x, weights, over=CHIPS, where=asked)
    whole = numeric.only_where(asked, numeric.blend(x, weights, over=CHIPS))
    assert some.axes == whole.axes
    assert np.allclose(some.array, whole.array, rtol=1e-5, atol=0.01)
    assert (some.array[~asked.array] == 0).all()


@given(values(*FIRM_CHIP))
def test_a_section_is_some_places_of_an_axis(x):
    found = numeric.section(x, CHIPS, start=1, onto=PROJECTS, size=SMALL_SIZES[CHIPS] - 1)
    assert found.axes == (FIRMS, PROJECTS, WORLDS)
    assert np.array_equal(found.array, x.array[:, 1:])
    with pytest.raises(ValueError, match="out of order"):
        numeric.section(table(np.zeros((2, 2, 2)), SITES, CHIPS, WORLDS), CHIPS, start=0, onto=FIRMS, size=1)


@pytest.mark.parametrize("axis", FIRM_CHIP[:2])
@given(x=values(*FIRM_CHIP, elements=numbers(-1000, 1000)))
def test_running_total(x, axis):
    found = numeric.running_total(x, over=axis)
    for where in places(x.axes):
        terms = along(x, where, axis)[: where[axis] + 1]
        assert near(at(found, where), math.fsum(terms), sum(map(abs, terms)))
