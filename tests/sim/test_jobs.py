"""Headless runs: the same rows for any number of processes and any block, whole games, and rows that add up."""

import json
from collections.abc import Mapping

import pytest

from game.engine.axes import FIRMS
from game.rollout.seating import Seating
from game.scenario import Loaded
from game.sim.jobs import LARGEST_BLOCK, Chunk, Run, chunks, play_all, play_chunk, usual_block
from game.sim.observers import COLUMNS, Row
from game.sim.results import RowFile, csv_line, json_line, plain
from game.sim.summary import Tally, text_table


def rows_of(loaded: Loaded, games: int, jobs: int, block: int, seats: Mapping[str, str] | None = None) -> list[Row]:
    run = Run(games=games, seed=3, seats=seats or {})
    return [row for part in play_all(loaded.ruleset, loaded.resolved_json, run, jobs, block) for row in part]


@pytest.fixture(scope="module")
def reference(pocket: Loaded) -> list[Row]:
    """Five games in one block."""
    return rows_of(pocket, 5, 1, 5)


def test_chunks_cover_the_run_once():
    found = chunks(Run(games=7, seed=1, first=10), 3)
    assert found == [Chunk(10, 3), Chunk(13, 3), Chunk(16, 1)]


def test_blocks_have_at_least_two_worlds():
    assert usual_block(1, 1) == 2
    assert usual_block(10, 8) == 2
    for engine, largest in LARGEST_BLOCK.items():
        assert usual_block(2 * largest, 2, engine) == largest
        assert usual_block(100_000, 2, engine) <= largest


@pytest.mark.parametrize("games", [3, 700, 1100, 5000])
def test_blocks_are_as_many_for_each_process(games):
    """No process plays a last large block while the others wait."""
    found = chunks(Run(games=games, seed=1), usual_block(games, 2))
    assert len(found) % 2 == 0
    assert found[0].count - found[-1].count <= len(found)


def test_any_block_gives_the_same_rows(pocket, reference):
    """Two, two, and a lone last world with a silent twin."""
    assert rows_of(pocket, 5, 1, 2) == reference


@pytest.mark.slow
def test_processes_give_the_same_rows(pocket):
    assert rows_of(pocket, 6, 2, 2) == rows_of(pocket, 6, 1, 6)


def test_rows_say_who_played_what_and_how_it_ended(pocket):
    firm, other = pocket.ruleset.ids[FIRMS][:2]
    rows = rows_of(pocket, 2, 1, 2, seats={firm: "idle"})
    assert len(rows) == 2 * pocket.ruleset.sizes[FIRMS]
    assert all(tuple(row) == COLUMNS for row in rows)
    by_firm = {row["firm"]: row for row in rows if row["world"] == 0}
    assert by_firm[firm]["policy"] == "idle" and by_firm[firm]["doctrine"] == ""
    assert by_firm[other]["policy"] == "doctrine" and by_firm[other]["doctrine"]
    for world in (0, 1):
        here = [row for row in rows if row["world"] == world]
        assert [row["won"] for row in here].count(1) == 1
        assert {row["ending"] for row in here} <= {"date", "victory"}
        assert 1 in {row["place"] for row in here}


def test_an_ending_is_taken_when_it_comes_not_when_the_block_stops(pocket, reference):
    """A world that ends early is written down as it stood then, whatever its neighbours still play."""
    first_out = min(reference, key=lambda row: int(row["ended_on"]))["world"]
    seating = Seating(pocket.ruleset, pocket.resolved_json, {})
    alone = play_chunk(Run(games=5, seed=3), Chunk(int(first_out), 1), seating)
    assert alone == [row for row in reference if row["world"] == first_out]


def test_files_have_the_same_bytes(pocket, tmp_path, reference):
    firms = pocket.ruleset.sizes[FIRMS]
    for suffix in (".csv", ".jsonl"):
        written = []
        for step in (firms, 2 * firms):
            path = tmp_path / f"rows{step}{suffix}"
            with RowFile(path) as file:
                for start in range(0, len(reference), step):
                    file.write(reference[start : start + step])
            written.append(path.read_bytes())
        assert written[0] == written[1]
    head, *lines = (tmp_path / f"rows{firms}.csv").read_text().splitlines()
    assert head.split(",") == list(COLUMNS)
    assert len(lines) == len(reference)
    assert all(len(line.split(",")) == len(COLUMNS) for line in lines)


def test_a_stopped_run_keeps_what_is_finished(tmp_path, reference):
    path = tmp_path / "rows.jsonl"
    with pytest.raises(KeyboardInterrupt), RowFile(path) as file:
        file.write(reference)
        assert not path.exists()
        raise KeyboardInterrupt
    assert len(path.read_text().splitlines()) == len(reference)


def test_a_failed_run_leaves_no_file(tmp_path):
    path = tmp_path / "rows.csv"
    with pytest.raises(RuntimeError), RowFile(path):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_ending_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"\.csv, \.jsonl, \.parquet"):
        RowFile(tmp_path / "rows.xls")


def test_numbers_are_written_to_six_figures():
    assert csv_line(["a", 1, 0.1 + 0.2, 123456789.0, 2.0]) == "a,1,0.3,1.23457e+08,2\n"
    assert json.loads(json_line({"x": 1 / 3, "n": 4})) == {"x": 0.333333, "n": 4}
    assert plain("word") == "word"


def test_the_summary_counts_wins_and_bankruptcies(reference):
    tally = Tally()
    tally.add(reference)
    summary = tally.summary("pocket-race", "abc", 3, True)
    assert summary.games == 5
    assert sum(firm.wins for firm in summary.firms) == 5
    assert abs(sum(summary.wins_by_country.values()) - 1) < 1e-9
    assert sum(summary.endings.values()) == 5
    assert json.loads(json.dumps(summary.as_json()))["games"] == 5
    table = text_table(summary)
    assert all(firm.firm in table for firm in summary.firms)
    assert "no invariant broken" in table
