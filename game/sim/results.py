"""Writing rows down, the same bytes for the same rows: CSV, JSON a line, or Parquet where its library is installed."""

import json
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TextIO

from game.rollout.interrupts import uninterrupted
from game.sim.observers import COLUMNS, Cell, Row
from game.sim.parquet import MISSING, ParquetRows, has_parquet

SUFFIXES = (".csv", ".jsonl", ".parquet")
"""Kinds of files that rows can be written to."""


def plain(cell: Cell) -> Cell:
    """A cell as it is written: floats to six figures, which is all that 32 bits surely hold."""
    return float(f"{cell:.6g}") if isinstance(cell, float) else cell


def csv_line(cells: Iterable[Cell]) -> str:
    """One line of CSV; texts of rows are ids and need no quotes."""
    return ",".join(f"{cell:.6g}" if isinstance(cell, float) else str(cell) for cell in cells) + "\n"


def json_line(row: Row) -> str:
    """One line of JSON."""
    return json.dumps({name: plain(cell) for name, cell in row.items()}, separators=(",", ":")) + "\n"


class RowFile(AbstractContextManager["RowFile"]):
    """A file of rows. It appears under its name when it is complete, or as far as it came when the run was stopped."""

    def __init__(self, path: Path, columns: Sequence[str] = COLUMNS) -> None:
        if path.suffix not in SUFFIXES:
            raise ValueError(f"{path.name}: rows are written as {', '.join(SUFFIXES)}, by the file's ending")
        if path.suffix == ".parquet" and not has_parquet():
            raise ValueError(f"{path.name}: {MISSING}")
        self.path = path
        self.columns = tuple(columns)
        self._part = path.with_name(path.name + ".part")
        self._file: TextIO | ParquetRows | None = None

    def __enter__(self) -> "RowFile":
        if self.path.suffix == ".parquet":
            self._part.touch()
            self._file = ParquetRows(self._part, self.columns)
            return self
        self._file = self._part.open("w", encoding="utf-8", newline="\n")
        if self.path.suffix == ".csv":
            self._file.write(csv_line(self.columns))
        return self

    def write(self, rows: Iterable[Row]) -> None:
        """Append rows."""
        if self._file is None:
            raise ValueError(f"{self.path.name} is not open")
        if isinstance(self._file, ParquetRows):
            self._file.write(rows)
            return
        is_csv = self.path.suffix == ".csv"
        self._file.writelines(csv_line(row.values()) if is_csv else json_line(row) for row in rows)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is None:
            return
        with uninterrupted():
            self._file.close()
            if kind is None or issubclass(kind, KeyboardInterrupt):
                self._part.replace(self.path)
            else:
                self._part.unlink(missing_ok=True)
