"""Memory stays flat: what a run keeps of a finished game is a few bytes a firm, however many games there are."""

import gc
import tracemalloc
from statistics import median

import pytest

from game.engine.axes import FIRMS
from game.sim.jobs import Run, play_all
from game.sim.observers import Row
from game.sim.results import RowFile
from game.sim.summary import Tally, counted_median
from game.sim.trace import TRACE_COLUMNS, last_rows

BLOCK, BLOCKS = 8, 6
LEAST_KEPT = 150_000
"""Bytes that the rows of four blocks take at the very least."""


def held_after_each_block(pocket, path, traces: bool, kept: list[object]) -> list[int]:
    """Bytes in use after every block of a run that checks its invariants and writes its rows to a file."""
    run = Run(BLOCK * BLOCKS, 1, check=True, traces=traces)
    tally, held = Tally(), []
    tracemalloc.start()
    try:
        with RowFile(path, TRACE_COLUMNS) as file:
            for rows in play_all(pocket.ruleset, pocket.resolved_json, run, 1, BLOCK):
                file.write({name: row.get(name, "") for name in TRACE_COLUMNS} for row in rows)
                tally.add(last_rows(rows) if traces else rows)
                if kept:
                    kept.append(rows)
                del rows
                gc.collect()
                held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert tally.games == BLOCK * BLOCKS
    return held


@pytest.mark.slow
@pytest.mark.parametrize("traces", [False, True])
def test_finished_blocks_leave_nothing_behind(pocket, tmp_path, traces):
    held = held_after_each_block(pocket, tmp_path / "rows.csv", traces, [])
    assert held[-1] - held[1] < LEAST_KEPT


@pytest.mark.slow
def test_a_kept_block_would_be_noticed(pocket, tmp_path):
    held = held_after_each_block(pocket, tmp_path / "rows.csv", False, ["keep them"])
    assert held[-1] - held[1] > LEAST_KEPT


def test_a_summary_keeps_four_bytes_a_firm_and_game(pocket):
    firms = pocket.ruleset.ids[FIRMS]
    tally = Tally()

    def rows(first: int, count: int) -> None:
        for world in range(first, first + count):
            row: Row = {"world": world, "country": "x", "policy": "y", "won": 0, "bankrupt": 0, "reproducible": 1}
            more: Row = {"ending": "date", "ended_on": 3, "lead_changes": 1, "code": "", "digest_end": ""}
            tally.add([{**row, **more, "firm": firm, "place": n, "score": world * 0.5} for n, firm in enumerate(firms)])

    rows(0, 100)
    gc.collect()
    tracemalloc.start()
    rows(100, 5000)
    gc.collect()
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 2 * 4 * 5100 * len(firms)


@pytest.mark.parametrize("numbers", [[], [4], [4, 7], [1, 1, 5, 9], [2, 2, 2], [0, 3, 3, 8, 9, 9, 9]])
def test_a_counted_median_is_the_median(numbers):
    counts = {number: numbers.count(number) for number in numbers}
    assert counted_median(counts) == (median(numbers) if numbers else 0.0)
