"""Sparse sums give the same bits with and without a tape, whatever runs their table falls into."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.engine.kernels_contraction import Contraction, Entry, contraction
from game.engine.tape import Scratch

PLACES, COLUMNS, WORLDS = 12, 6, 5
TABLES = st.lists(
    st.tuples(st.integers(0, PLACES - 1), st.integers(0, COLUMNS - 1), st.sampled_from([1.0, 1.0, 1.0, -2.5, 0.3])),
    unique_by=lambda entry: entry[:2],
).map(sorted)
ONE_EACH = st.lists(st.integers(0, COLUMNS - 1), min_size=PLACES, max_size=PLACES).map(
    lambda columns: [(place, column, 1.0) for place, column in enumerate(columns)]
)


def alike(entries: list[Entry]) -> list[Entry]:
    """The table with all its odd columns reading as the first of them does, and all its even ones too."""
    return sorted((place, column + n, weight) for place, column, weight in entries if column < 2 for n in (0, 2, 4))


def in_order(entries: list[Entry]) -> list[Entry]:
    """The same columns in rising order, so that each sum is one run."""
    return [(place, column, 1.0) for place, column in enumerate(sorted(column for _, column, _ in entries))]


def both_ways(name: str, entries: list[Entry], a: Any, onto: tuple[int, ...]) -> tuple[bytes, bytes]:
    """What the kernel makes, and what its steps leave in an array that held something else."""
    lead = a.ndim - 2
    kernel = contraction(name, lead, 1, onto, entries, None)
    made = kernel(a)
    out = np.full(made.shape, 7.0, dtype=np.float32)
    for call, arguments in kernel.bind(out, (a,), Scratch(WORLDS)):
        call(*arguments)
    return made.tobytes(), out.tobytes()


@pytest.mark.parametrize("name", ["blend", "peak"])
@pytest.mark.parametrize("lead", [(), (3,)], ids=["in front", "within"])
@given(entries=st.one_of(TABLES, ONE_EACH, ONE_EACH.map(in_order), TABLES.map(alike)), seed=st.integers(0, 99))
def test_a_tape_adds_up_the_same_bits(name: str, lead: tuple[int, ...], entries: list[Entry], seed: int):
    rng = np.random.default_rng(seed)
    numbers = rng.normal(0, 1000, (*lead, PLACES, WORLDS)).astype(np.float32)
    for a in (numbers, numbers > 0):
        made, taped = both_ways(name, entries, a, (COLUMNS,))
        assert made == taped
        assert made == both_ways(name, entries, a, (2, COLUMNS // 2))[1], "several axes are one, laid out"


def test_columns_that_read_the_same_are_worked_out_once():
    rows = [(place, column, 2.0) for place in range(3) for column in range(COLUMNS)]
    work = Contraction("peak", 0, 1, (COLUMNS,), rows)
    steps = work.steps(np.zeros((3, 2), np.float32), np.zeros((COLUMNS, 2), np.float32), Scratch(2))
    assert len(steps) == 1 + 3 * 2 + 2, "cleared, three products and their largest, spread, and -0 made 0"
    assert work.make(np.array([[1.0], [5.0], [2.0]], np.float32)).tolist() == [[10.0]] * COLUMNS


def test_neighbours_are_taken_together():
    side_by_side = [(n, n + 1, 1.0) for n in range(5)]
    sums = [(5, 0, 1.0), (6, 0, 1.0), (7, 0, 1.0)]
    work = Contraction("blend", 0, 1, (COLUMNS,), side_by_side + sums)
    assert len(work.steps(np.zeros((8, 2), np.float32), np.zeros((COLUMNS, 2), np.float32), Scratch(2))) == 3
