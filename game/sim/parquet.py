"""Rows as Parquet, by the library pyarrow, which the extra ``parquet`` brings and nothing else needs.

Rows are written in groups of one size, whatever blocks they come in, so that the file has the same bytes for any
number of processes and any block.
"""

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from game.paths import is_packaged
from game.sim.observers import Cell, Row

GROUP = 32_768
"""Rows of a group."""

MISSING = "writing .parquet needs the library pyarrow, which is not installed here; " + (
    "this program comes without it: write .csv or .jsonl, or play from source with the extra parquet"
    if is_packaged()
    else "install the extra with  pip install 'tapeout[parquet]'  or write .csv or .jsonl"
)


def has_parquet() -> bool:
    """Whether this Python has the library."""
    return find_spec("pyarrow") is not None


def plain_column(cells: Sequence[Cell]) -> list[Cell]:
    """Floats to six figures, as in the other kinds of files."""
    return [float(f"{cell:.6g}") if isinstance(cell, float) else cell for cell in cells]


class ParquetRows:
    """An open Parquet file of rows. The first row decides each column's type: text, whole number or float."""

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self._path = path
        self._columns = tuple(columns)
        self._arrow: Any = import_module("pyarrow")
        self._parquet: Any = import_module("pyarrow.parquet")
        self._schema: Any = None
        self._writer: Any = None
        self._waiting: list[Row] = []

    def write(self, rows: Iterable[Row]) -> None:
        """Take rows; every full group goes to the file."""
        self._waiting.extend(rows)
        while len(self._waiting) >= GROUP:
            self._flush(GROUP)

    def close(self) -> None:
        """Write what is left and end the file; without any row it has columns only."""
        try:
            if self._waiting or self._writer is None:
                self._flush(len(self._waiting))
        finally:
            if self._writer is not None:
                self._writer.close()

    def _flush(self, count: int) -> None:
        group, self._waiting = self._waiting[:count], self._waiting[count:]
        if self._writer is None:
            self._schema = self._arrow.schema([(name, self._kind(group, name)) for name in self._columns])
            self._writer = self._parquet.ParquetWriter(str(self._path), self._schema)
        if group:
            columns = {name: plain_column([row[name] for row in group]) for name in self._columns}
            self._writer.write_table(self._arrow.table(columns, schema=self._schema), row_group_size=GROUP)

    def _kind(self, group: Sequence[Row], name: str) -> Any:
        cell = group[0][name] if group else ""
        if isinstance(cell, str):
            return self._arrow.string()
        return self._arrow.float64() if isinstance(cell, float) else self._arrow.int64()
