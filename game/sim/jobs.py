"""Many games: blocks of worlds, over processes if asked, in the order of worlds whoever finishes first.

A world is the same in every block (chance hangs on its own number, sums add in the same order in every block of two
or more), so neither the number of processes nor the size of a block shows in the results. A lone world is played
with a silent twin, its neighbour.
"""

import os
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from typing import Any

from game.engine.ruleset import Ruleset
from game.rollout.bot_process import ALLOWED_SECONDS
from game.rollout.bots import Incident
from game.rollout.loop import opening
from game.rollout.seating import Seating
from game.scenario import load_resolved
from game.sim.observers import Row, Rows
from game.sim.pool import in_order
from game.sim.trace import Trace

LARGEST_BLOCK = {"tape": 256, "c": 64}
"""Worlds a block by default, at most, by what plays, wherever many games are played. On tape a game of the default
scenario takes about as much processor time in blocks of 256, 512 and 1,024 (15, 15 and 14 ms; 18 in blocks of 128),
while memory grows with the block (0.24 GB a process in blocks of 256) and the first results come later. In C a block
that stays in the cache is quickest: 4.1 ms in blocks of 64, 4.3 in blocks of 128, 4.8 in blocks of 256."""

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
    engine: str = "tape"
    """What plays, ``c`` or ``tape``; no figure hangs on it."""


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


def usual_block(games: int, jobs: int, engine: str = "tape") -> int:
    """How many worlds a block unless told: blocks of one size, as many for each process, within bounds."""
    rounds = -(-games // (jobs * LARGEST_BLOCK[engine]))
    return max(2, -(-games // (jobs * rounds)))


def play_chunk(run: Run, chunk: Chunk, seating: Seating) -> list[Row]:
    """The rows of one block. Where one of its bots lost a quarter, they are not reproducible."""
    watches = Trace if run.traces else Rows
    rows = watches(first=chunk.first, seed=run.seed, seats=run.seats, proves=run.proves)
    start = opening(seating.rules, max(2, chunk.count), run.seed, chunk.first)
    rows.is_reproducible = seating.play(start, rows, run.check)
    return rows.rows(seating.rules, chunk.count)


Told = Callable[[Incident], None]
"""Hears what went wrong with bots."""


def play_all(
    rules: Ruleset, resolved: Mapping[str, Any], run: Run, jobs: int, block: int, told: Told | None = None
) -> Generator[list[Row], None, None]:
    """The rows of all blocks in the order of worlds, as they become ready.

    ``told`` hears of every kind of incident with a bot, once from each process.
    Closing the iterator early (as Ctrl-C does) stops the processes; what was given out stands.
    """
    with closing(play_in_step((Side(rules, resolved, run),), jobs, block)) as work:
        for played in work:
            pass_on(played.incidents, told)
            yield played.rows


@dataclass(frozen=True)
class Side:
    """A run and the scenario that it is played in."""

    rules: Ruleset
    resolved: Mapping[str, Any]
    run: Run


@dataclass(frozen=True)
class Played:
    """One block of one side, played."""

    side: int
    rows: list[Row]
    incidents: list[Incident]
    """What bots did that was not done as they wished."""


def play_in_step(sides: Sequence[Side], jobs: int, block: int) -> Generator[Played, None, None]:
    """Several runs of as many games, block for block in turn, so that whenever it is stopped they are equally far."""
    blocks = zip(*(chunks(side.run, block) for side in sides), strict=True)
    todo = [Piece(n, chunk) for step in blocks for n, chunk in enumerate(step)]
    if jobs <= 1 or len(todo) <= 1:
        with ExitStack() as seatings:
            hall = [seatings.enter_context(closing(_seated(side.rules, side.resolved, side.run))) for side in sides]
            for piece in todo:
                yield _played(piece, sides[piece.side].run, hall[piece.side])
        return
    given = [(dict(side.resolved), replace(side.run, seats=dict(side.run.seats))) for side in sides]
    with closing(in_order(todo, play_here, jobs, prepare, (given,))) as work:
        yield from work


def pass_on(incidents: list[Incident], told: Told | None) -> None:
    """Tell of incidents, if anybody listens."""
    if told is not None:
        for incident in incidents:
            told(incident)


@dataclass(frozen=True)
class Piece:
    """One block of one side."""

    side: int
    chunk: Chunk


def _seated(rules: Ruleset, resolved: Mapping[str, Any], run: Run) -> Seating:
    return Seating(rules, resolved, run.seats, run.bot_seconds, run.engine)


def _played(piece: Piece, run: Run, seating: Seating) -> Played:
    return Played(piece.side, play_chunk(run, piece.chunk, seating), seating.take_incidents())


_here: list[tuple[Run, Seating]] = []
"""What a worker process was given at its start, by side."""


def prepare(given: list[tuple[dict[str, Any], Run]]) -> list[Seating]:
    """At the start of a worker: compile each scenario once, and seat each side."""
    _here[:] = [(run, _seated(load_resolved(resolved).ruleset, resolved, run)) for resolved, run in given]
    return [seating for _run, seating in _here]


def play_here(piece: Piece) -> Played:
    """In a worker: play one block."""
    return _played(piece, *_here[piece.side])
