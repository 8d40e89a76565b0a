"""Many tables of one scenario: who sits where in which worlds, played over processes, watched, in order.

A table is one seating of all firms. Its games are a run of worlds of the seed, so that the same world can be looked
at under several tables, and is the same for any number of processes.
"""

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from game.engine.ruleset import Ruleset
from game.rollout.bots import Incident
from game.rollout.loop import opening
from game.rollout.seating import Seating
from game.scenario import load_resolved
from game.sim.jobs import LARGEST_BLOCK
from game.sim.pool import in_order
from game.sim.watch import Games, Watch


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


@dataclass(frozen=True)
class Dealt:
    """Some games of a table, played."""

    table: int
    """Which of the tables."""
    games: Games
    is_reproducible: bool
    """Whether no bot lost a quarter in them."""
    incidents: list[Incident]
    """What bots did that was not done as they wished."""


class Dealer:
    """Plays blocks under one ruleset, and keeps the last seating, its recording and its bots."""

    def __init__(self, rules: Ruleset, resolved: Mapping[str, Any], seed: int, bot_seconds: float, engine: str) -> None:
        self.rules = rules
        self.resolved = resolved
        self.seed = seed
        self.bot_seconds = bot_seconds
        self.engine = engine
        self._seats: Mapping[str, str] = {}
        self._seating: Seating | None = None

    def play(self, block: _Block) -> Dealt:
        """One block."""
        seating, watch = self._seated(block.seats), Watch()
        start = opening(self.rules, max(2, block.count), self.seed, block.first)
        is_reproducible = seating.play(start, watch)
        return Dealt(block.table, watch.games(self.rules, block.count), is_reproducible, seating.take_incidents())

    def _seated(self, seats: Mapping[str, str]) -> Seating:
        if self._seating is None or self._seats != seats:
            self.close()
            seating = Seating(self.rules, self.resolved, seats, self.bot_seconds, self.engine)
            self._seating, self._seats = seating, seats
        return self._seating

    def close(self) -> None:
        """End the bots' processes."""
        if self._seating is not None:
            self._seating.close()
            self._seating = None


def _blocks(tables: Sequence[Table], largest: int) -> list[_Block]:
    return [
        _Block(number, dict(table.seats), first, min(largest, table.first + table.games - first))
        for number, table in enumerate(tables)
        for first in range(table.first, table.first + table.games, largest)
    ]


def play_tables(
    rules: Ruleset,
    resolved: Mapping[str, Any],
    seed: int,
    tables: Sequence[Table],
    jobs: int,
    bot_seconds: float,
    engine: str = "tape",
) -> Generator[Dealt, None, None]:
    """Some games of a table after the other, in the order of tables and worlds, as they become ready."""
    todo = _blocks(tables, LARGEST_BLOCK[engine])
    if jobs <= 1 or len(todo) <= 1:
        with closing(Dealer(rules, resolved, seed, bot_seconds, engine)) as dealer:
            yield from map(dealer.play, todo)
        return
    with closing(in_order(todo, _play_here, jobs, _prepare, (dict(resolved), seed, bot_seconds, engine))) as work:
        yield from work


_here: dict[str, Dealer] = {}
"""What a worker process was given at its start."""


def _prepare(resolved: dict[str, Any], seed: int, bot_seconds: float, engine: str) -> None:
    _here["dealer"] = Dealer(load_resolved(resolved).ruleset, resolved, seed, bot_seconds, engine)


def _play_here(block: _Block) -> Dealt:
    return _here["dealer"].play(block)
