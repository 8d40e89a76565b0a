"""Many games: blocks of worlds, over processes if asked, in the order of worlds whoever finishes first.

A world is the same in every block (chance hangs on its own number, sums add in the same order in every block of two
or more), so neither the number of processes nor the size of a block shows in the results. A lone world is played
with a silent twin, its neighbour.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

from game.engine.ruleset import Ruleset
from game.rollout.bot_process import ALLOWED_SECONDS
from game.rollout.bots import Incident, WithBots, table
from game.rollout.loop import opening, play
from game.rollout.taped import WORTH_A_TAPE, Recorded
from game.scenario import load_resolved
from game.sim.observers import Row, Rows
from game.sim.pool import in_order
from game.sim.trace import Trace

LARGEST_BLOCK = 512
"""Worlds a block by default, at most: more gains nothing and costs memory."""

SMALL_RUN = 64
"""Games up to which starting processes costs more than it saves."""


@dataclass(frozen=True)
class Run:
    """What is to be played."""

    games: int
    seed: int
    seats: Mapping[str, str] = field(default_factory=dict)
    """Policy by firm, where it is not the firm's own doctrine; ``FILE.py:CLASS`` for a bot."""
    check: bool = False
    """Whether the engine's invariants are held against every quarter."""
    first: int = 0
    """Number of the first world."""
    proves: bool = True
    """Whether the rows carry the digest in which each game ended."""
    traces: bool = False
    """Whether there is a row for every turn of a game, and not only for its end."""
    bot_seconds: float = ALLOWED_SECONDS
    """What a bot may take for a quarter of a block."""


@dataclass(frozen=True)
class Chunk:
    """One block of worlds."""

    first: int
    count: int


def chunks(run: Run, block: int) -> list[Chunk]:
    """The blocks of a run, in order."""
    last = run.first + run.games
    return [Chunk(first, min(block, last - first)) for first in range(run.first, last, block)]


def usual_jobs(games: int) -> int:
    """How many processes to use unless told."""
    return 1 if games <= SMALL_RUN else (os.cpu_count() or 1)


def usual_block(games: int, jobs: int) -> int:
    """How many worlds a block unless told: evenly over the processes, within bounds."""
    return max(2, min(LARGEST_BLOCK, -(-games // jobs)))


def play_chunk(run: Run, chunk: Chunk, recorded: Recorded) -> list[Row]:
    """The rows of one block: on tape where the block is worth one, else eagerly, with the same bits.

    Bots are asked eagerly. Where one of them lost a quarter, the block's rows are not reproducible.
    """
    rules, worlds, policy = recorded.rules, max(2, chunk.count), recorded.policy
    bots = policy if isinstance(policy, WithBots) else None
    lost = bots.lost if bots else 0
    watches = Trace if run.traces else Rows
    rows = watches(first=chunk.first, seed=run.seed, seats=run.seats, proves=run.proves)
    start = opening(rules, worlds, run.seed, chunk.first)
    if worlds >= WORTH_A_TAPE and bots is None:
        recorded.play(start, observers=[rows], check=run.check)
    else:
        play(rules, start, policy, observers=[rows], record=bots, check=run.check)
    rows.is_reproducible = bots is None or bots.lost == lost
    return rows.rows(rules, chunk.count)


Told = Callable[[Incident], None]
"""Hears what went wrong with bots."""


def play_all(
    rules: Ruleset, resolved: Mapping[str, Any], run: Run, jobs: int, block: int, told: Told | None = None
) -> Iterator[list[Row]]:
    """The rows of all blocks in the order of worlds, as they become ready.

    ``told`` hears of every kind of incident with a bot, once from each process.
    Closing the iterator early (as Ctrl-C does) stops the processes; what was given out stands.
    """
    todo = chunks(run, block)
    if jobs <= 1 or len(todo) <= 1:
        recorded = Recorded(rules, table(rules, resolved, run.seats, run.bot_seconds))
        try:
            for chunk in todo:
                rows = play_chunk(run, chunk, recorded)
                _pass_on(_incidents(recorded), told)
                yield rows
        finally:
            if isinstance(recorded.policy, WithBots):
                recorded.policy.close()
        return
    plain_run = replace(run, seats=dict(run.seats))
    work = in_order(todo, _play_here, jobs, _prepare, (dict(resolved), plain_run))
    with closing(work):
        for rows, incidents in work:
            _pass_on(incidents, told)
            yield rows


def _incidents(recorded: Recorded) -> list[Incident]:
    return recorded.policy.take_incidents() if isinstance(recorded.policy, WithBots) else []


def _pass_on(incidents: list[Incident], told: Told | None) -> None:
    if told is not None:
        for incident in incidents:
            told(incident)


_here: dict[str, Any] = {}
"""What a worker process was given at its start."""


def _prepare(resolved: dict[str, Any], run: Run) -> None:
    """At the start of a worker: compile the scenario once."""
    rules = load_resolved(resolved).ruleset
    _here["recorded"] = Recorded(rules, table(rules, resolved, run.seats, run.bot_seconds))
    _here["run"] = run


def _play_here(chunk: Chunk) -> tuple[list[Row], list[Incident]]:
    rows = play_chunk(_here["run"], chunk, _here["recorded"])
    return rows, _incidents(_here["recorded"])
