"""What ``sim --trace`` writes down: one row a firm and turn, until the game ends.

The columns are those of the rows of games, with the turn and its quarter. The last row of a game is its row without
``--trace``; before it the ending is ``running``, nobody has won, and the score is the standing one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import FIRMS
from game.engine.registers import ENDINGS
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.sim.observers import COLUMNS, Row, Rows, figures, head_of

RUNNING = ENDINGS[0]

_AT = COLUMNS.index("firm")

TRACE_COLUMNS = (*COLUMNS[:_AT], "turn", "quarter", *COLUMNS[_AT:])
"""The columns of a row, in the order in which they are written."""

LARGEST_TRACED_BLOCK = 32
"""Worlds a block by default, at most: every one of them has rows for every turn in memory."""


@dataclass
class Trace(Rows):
    """Observer: every world's figures on every turn that it plays."""

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
        turns = [{name: numbers.tolist() for name, numbers in one.items()} for one in self._turns]
        heads = [head_of(rules, n, self.seats) for n in range(rules.sizes[FIRMS])]
        quarters = [quarter_of(rules, turn) for turn in range(len(turns))]
        found = []
        for world in range(worlds):
            name = self._name(rules, world)
            for turn, columns in enumerate(turns):
                if self._played[turn][world]:
                    when: Row = {"turn": turn, "quarter": quarters[turn]}
                    for n, head in enumerate(heads):
                        row = {**self._row(rules, columns, {**name, **head}, n, world), **when}
                        found.append({column: row[column] for column in TRACE_COLUMNS})
        return found


def quarter_of(rules: Ruleset, turn: int) -> str:
    """The calendar quarter of a turn, as ``2025Q1``."""
    year, quarter = divmod(rules.first_quarter[0] * 4 + rules.first_quarter[1] - 1 + turn, 4)
    return f"{year}Q{quarter + 1}"


def last_rows(rows: Iterable[Row]) -> list[Row]:
    """The rows on which games ended: what a run without ``--trace`` has."""
    return [row for row in rows if row["ending"] != RUNNING]
