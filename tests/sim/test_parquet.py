"""Parquet files: the same rows as the other kinds, the same bytes however they come; and a sentence without pyarrow.

The tests that need pyarrow are skipped where it is not installed, except where all extras are promised to be there
(``TAPEOUT_ALL_EXTRAS``, as in ``.ci/run``): there they fail.
"""

import os
from importlib import import_module
from typing import Any

import pytest

from game import cli
from game.sim import parquet, results
from game.sim.results import RowFile

PROMISED = "TAPEOUT_ALL_EXTRAS"
COLUMNS = ("world", "firm", "score")
ROWS: list[dict[str, str | int | float]] = [{"world": n, "firm": f"firm{n % 3}", "score": n / 7} for n in range(20)]


@pytest.fixture
def table() -> Any:
    """Reads a file."""
    if not parquet.has_parquet():
        if os.environ.get(PROMISED):
            pytest.fail("pyarrow is missing, though all extras are promised to be installed")
        pytest.skip("pyarrow is not installed")
    return import_module("pyarrow.parquet").read_table


def test_rows_come_back_to_six_figures(table, tmp_path):
    path = tmp_path / "rows.parquet"
    with RowFile(path, COLUMNS) as file:
        file.write(ROWS)
    found = table(path)
    assert found.column_names == list(COLUMNS)
    assert [str(kind) for kind in found.schema.types] == ["int64", "string", "double"]
    assert found.to_pylist() == [{**row, "score": float(f"{row['score']:.6g}")} for row in ROWS]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("step", [1, 3, 20])
def test_the_same_bytes_however_the_rows_come(table, tmp_path, monkeypatch, step):
    monkeypatch.setattr(parquet, "GROUP", 6)
    written = []
    for pieces in (7, step):
        path = tmp_path / f"{pieces}.parquet"
        with RowFile(path, COLUMNS) as file:
            for start in range(0, len(ROWS), pieces):
                file.write(ROWS[start : start + pieces])
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert table(path).num_rows == len(ROWS)


def test_a_run_stopped_before_its_first_game_leaves_the_columns(table, tmp_path):
    path = tmp_path / "rows.parquet"
    with pytest.raises(KeyboardInterrupt), RowFile(path, COLUMNS):
        raise KeyboardInterrupt
    assert table(path).column_names == list(COLUMNS)


def test_a_failed_run_leaves_no_file(table, tmp_path):
    del table
    with pytest.raises(RuntimeError), RowFile(tmp_path / "rows.parquet", COLUMNS):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_a_traced_run_from_the_command_line(table, tmp_path, capsys):
    path = tmp_path / "rows.parquet"
    assert cli.main(["sim", "pocket-race", "--games", "2", "--trace", "--out", str(path)]) == 0
    assert "pocket-race: 2 games" in capsys.readouterr().out
    found = table(path)
    assert {"turn", "quarter", "firm", "score"} <= set(found.column_names)
    assert found.num_rows >= 2 * 4 * 2


def test_without_the_library_a_sentence_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(results, "has_parquet", lambda: False)
    assert cli.main(["sim", "pocket-race", "--games", "2", "--out", str(tmp_path / "rows.parquet")]) == 1
    told = capsys.readouterr().err
    assert "tapeout[parquet]" in told and ".csv" in told and "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
