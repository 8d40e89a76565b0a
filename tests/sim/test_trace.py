"""Rows of every turn: whole games, the same bytes for any block and process, and the last row is the game's row."""

import pytest

from game.engine.axes import FIRMS
from game.scenario import Loaded
from game.sim.jobs import Run, play_all
from game.sim.observers import COLUMNS, Row
from game.sim.results import RowFile
from game.sim.trace import TRACE_COLUMNS, last_rows, quarter_of


def rows_of(loaded: Loaded, jobs: int, block: int, traces: bool = True) -> list[Row]:
    run = Run(games=5, seed=3, traces=traces)
    return [row for part in play_all(loaded.ruleset, loaded.resolved_json, run, jobs, block) for row in part]


@pytest.fixture(scope="module")
def traced(pocket: Loaded) -> list[Row]:
    """Five games in one block."""
    return rows_of(pocket, 1, 5)


def test_rows_go_by_world_turn_and_firm_until_the_game_ends(traced, pocket):
    firms = pocket.ruleset.ids[FIRMS]
    assert all(tuple(row) == TRACE_COLUMNS for row in traced)
    for world in range(5):
        here = [row for row in traced if row["world"] == world]
        length = int(here[-1]["ended_on"]) + 1
        assert [row["turn"] for row in here] == [turn for turn in range(length) for _ in firms]
        assert [row["firm"] for row in here] == list(firms) * length
        assert {row["ending"] for row in here[: -len(firms)]} == {"running"}
        assert not any(row["won"] for row in here[: -len(firms)])
        assert sum(int(row["won"]) for row in here) == 1


def test_the_last_row_is_the_row_without_a_trace(traced, pocket):
    last = [{name: row[name] for name in COLUMNS} for row in last_rows(traced)]
    assert last == rows_of(pocket, 1, 5, traces=False)


def test_figures_move(traced):
    firm = traced[0]["firm"]
    scores = [row["score"] for row in traced if row["world"] == 0 and row["firm"] == firm]
    assert len(set(scores)) == len(scores)


@pytest.mark.slow
def test_any_block_gives_the_same_rows(traced, pocket):
    assert rows_of(pocket, 1, 2) == traced


@pytest.mark.slow
def test_processes_give_the_same_rows(traced, pocket):
    assert rows_of(pocket, 2, 2) == traced


def test_quarters_follow_the_calendar(pocket):
    year, quarter = pocket.ruleset.first_quarter
    assert quarter_of(pocket.ruleset, 0) == f"{year}Q{quarter}"
    assert quarter_of(pocket.ruleset, 4) == f"{year + 1}Q{quarter}"


def test_files_have_the_columns_of_a_trace(traced, tmp_path):
    path = tmp_path / "trace.csv"
    with RowFile(path, TRACE_COLUMNS) as file:
        file.write(traced)
    first, *lines = path.read_text().splitlines()
    assert first.split(",") == list(TRACE_COLUMNS) and len(lines) == len(traced)
