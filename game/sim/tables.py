"""Many tables of one scenario: who sits where in which worlds, played over processes, watched, in order.

A table is one seating of all firms. Its games are a run of worlds of the seed, so that the same world can be looked
at under several tables, and is the same for any number of processes.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from game.engine.ruleset import Ruleset
from game.players.seats import seated
from game.rollout.loop import opening
from game.rollout.taped import Recorded
from game.scenario import load_resolved
from game.sim.pool import in_order
from game.sim.watch import Games, Watch

BLOCK = 256
"""Worlds of a table played side by side, at most."""


@dataclass(frozen=True)
class Table:
    """One seating and its worlds."""

    first: int
    """Number of the first world."""
    games: int
    seats: Mapping[str, str] = field(default_factory=dict)
    """Policy by firm, where it is not the firm's own doctrine."""


@dataclass(frozen=True)
class _Block:
    """Some worlds of a table."""

    table: int
    seats: Mapping[str, str]
    first: int
    count: int


class Dealer:
    """Plays blocks under one ruleset, and keeps the recording of the last seating."""

    def __init__(self, rules: Ruleset, seed: int) -> None:
        self.rules = rules
        self.seed = seed
        self._last: tuple[dict[str, str], Recorded] | None = None

    def play(self, block: _Block) -> tuple[int, Games]:
        """The table's number and the facts of the block's games."""
        seats = dict(block.seats)
        if self._last is None or self._last[0] != seats:
            self._last = (seats, Recorded(self.rules, seated(self.rules, seats)))
        watch = Watch()
        self._last[1].play(opening(self.rules, max(2, block.count), self.seed, block.first), observers=[watch])
        return block.table, watch.games(self.rules, block.count)


def _blocks(tables: Sequence[Table]) -> list[_Block]:
    return [
        _Block(number, dict(table.seats), first, min(BLOCK, table.first + table.games - first))
        for number, table in enumerate(tables)
        for first in range(table.first, table.first + table.games, BLOCK)
    ]


def play_tables(
    rules: Ruleset, resolved: Mapping[str, Any], seed: int, tables: Sequence[Table], jobs: int
) -> Iterator[tuple[int, Games]]:
    """(table's number, some of its games) in the order of tables and worlds, as they become ready."""
    todo = _blocks(tables)
    if jobs <= 1 or len(todo) <= 1:
        dealer = Dealer(rules, seed)
        yield from map(dealer.play, todo)
        return
    yield from in_order(todo, _play_here, jobs, _prepare, (dict(resolved), seed))


_here: dict[str, Dealer] = {}
"""What a worker process was given at its start."""


def _prepare(resolved: dict[str, Any], seed: int) -> None:
    _here["dealer"] = Dealer(load_resolved(resolved).ruleset, seed)


def _play_here(block: _Block) -> tuple[int, Games]:
    return _here["dealer"].play(block)
