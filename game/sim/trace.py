"""What ``sim --trace`` writes down: one row a firm and turn, until the game ends.

The columns are those of the rows of games, with the turn and its quarter. The last row of a game is its row without
``--trace``; before it the ending is ``running``, nobody has won, and the score is the standing one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import FIRMS
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.sim.observers import COLUMNS, Row, Rows, figures

RUNNING = ENDINGS[0]

_AT = COLUMNS.index("firm")

TRACE_COLUMNS = (*COLUMNS[:_AT], "turn", "quarter", *COLUMNS[_AT:])
"""The columns of a row, in the order in which they are written."""

LARGEST_TRACED_BLOCK = 32
"""Worlds a block by default, at most: every one of them has rows for every turn in memory."""


@dataclass
class Trace(Rows):
    """Observer: every world's figures on every turn that it plays."""

    columns: ClassVar[tuple[str, ...]] = TRACE_COLUMNS
    _turns: list[dict[str, NDArray[Any]]] = field(default_factory=list)
    _played: list[NDArray[np.bool_]] = field(default_factory=list)
    """Which worlds had not ended before the turn, (worlds,) each."""
    _is_running: NDArray[np.bool_] | None = None

    def before(self, rules: Ruleset, state: State) -> None:
        """Remember which worlds are still played."""
        del rules
        self._is_running = np.asarray(state.standings.ending.array == float(ENDINGS.index(RUNNING)))

    def after(self, rules: Ruleset, state: State) -> None:
        """Take this turn of every world that was played."""
        super().after(rules, state)
        if self._is_running is not None:
            self._turns.append({name: numbers.copy() for name, numbers in figures(rules, state).items()})
            self._played.append(self._is_running)

    def rows(self, rules: Ruleset, worlds: int) -> list[Row]:
        """The rows of the block's first worlds, by world, then by turn, then by firm."""
        firms = rules.sizes[FIRMS]
        by_world: list[list[Row]] = [[] for _ in range(worlds)]
        for turn, (found, is_played) in enumerate(zip(self._turns, self._played, strict=True)):
            played = np.flatnonzero(is_played[:worlds])
            rows = self._laid_out(rules, found, played, turn=turn, quarter=quarter_of(rules, turn))
            for n, world in enumerate(played.tolist()):
                by_world[world] += rows[n * firms : (n + 1) * firms]
        return [row for rows in by_world for row in rows]


def quarter_of(rules: Ruleset, turn: int) -> str:
    """The calendar quarter of a turn, as ``2025Q1``."""
    year, quarter = divmod(rules.first_quarter[0] * 4 + rules.first_quarter[1] - 1 + turn, 4)
    return f"{year}Q{quarter + 1}"


def last_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows on which games ended: what a run without ``--trace`` has."""
    return [row for row in rows if row["ending"] != RUNNING]
