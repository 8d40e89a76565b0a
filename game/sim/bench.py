"""The bench: how fast the rules run here, in one run, beside a plain multiply timed in the same run.

Seconds differ from machine to machine, so nothing asserts them; the count of operations and the share of the roofline
can be compared. The roofline is the time that the tape's own element operations would take at the speed of a plain
float32 multiply over arrays that fit the cache.

Whole games are timed in the worker processes that ``sim`` uses, with one of them and with two, so that the ratio
compares like with like. What starting costs is a figure of its own and not in the rates.
"""

import os
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from game.engine.axes import FIRMS
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.tape import Graph, needed
from game.engine.view import observe
from game.players.policy import Policy
from game.players.seats import seated
from game.rollout.compiled.engines import chosen
from game.rollout.loop import opening, play, quarter
from game.rollout.taped import Recorded
from game.sim.jobs import LARGEST_BLOCK, Chunk, Piece, Run, play_here, prepare
from game.sim.pool import in_order

BLOCKS = (2, 64, 256, 1024)
"""Sizes of block whose time a world and turn is shown."""

MULTIPLY = 122_880
"""Elements of the plain multiply: a (10, 12, 1024) array, the yardstick of the speed study."""

FORECAST_WORLDS, FORECAST_TURNS = 256, 8

MOST_BLOCKS = 100_000
"""More than any process plays before its time is up."""

LEAST_SECONDS = 3.0
"""For which each process plays whole games after its first block, at least."""


@dataclass(frozen=True)
class Timing:
    """What one recorded table of policies costs."""

    operations: int
    element_operations: int
    """Numbers computed a world and turn, looks not counted."""
    by_axes: dict[str, tuple[int, int]]
    """Axes of the result -> (operations, numbers a world)."""
    us_per_turn: dict[int, float]
    """Block size -> microseconds a world and turn."""


def measure(rules: Ruleset, resolved: Mapping[str, Any], games: int, program: Sequence[str]) -> dict[str, Any]:
    """All figures of the bench, by name; units are in the names."""
    policy = seated(rules, {})
    recorded = Recorded(rules, policy)
    started = time.perf_counter()
    recorded.tape(2)
    record_ms = (time.perf_counter() - started) * 1e3
    timing = _timing(rules, recorded)
    multiply_ns = plain_multiply_ns()
    best_us = min(timing.us_per_turn.values())
    block, block_c = (min(largest, max(2, games // 2)) for largest in (LARGEST_BLOCK["tape"], LARGEST_BLOCK["c"]))
    alone = time_pool(resolved, games, block, jobs=1)
    pair = time_pool(resolved, games, block, jobs=2)
    engine = chosen("c", rules, {}, games).name
    in_c = time_pool(resolved, games, block_c, jobs=1, engine="c").games_per_s if engine == "c" else 0.0
    one, two = alone.games_per_s, pair.games_per_s
    return {
        "scenario": rules.scenario_id,
        "games_per_s": one,
        "games_per_s_c": in_c,
        "games_per_s_two_processes": two,
        "two_processes_ratio": two / one,
        "pool_start_ms": pair.start_ms,
        "games_per_block": float(block),
        "games_per_s_eager": _eager_games_per_s(rules, policy),
        "firm_turns_per_s": one * rules.sizes[FIRMS] * rules.turns,
        **{f"us_per_turn_block_{worlds}": us for worlds, us in timing.us_per_turn.items()},
        "multiply_ns_per_element": multiply_ns,
        "roofline_share": timing.element_operations * multiply_ns * 1e-3 / best_us,
        "operations": timing.operations,
        "element_operations": timing.element_operations,
        "operations_by_axes": {axes: list(counts) for axes, counts in timing.by_axes.items()},
        "record_ms": record_ms,
        "live_turn_ms": _live_turn_ms(rules, policy),
        "forecast_ms": _forecast_ms(rules, recorded),
        "start_up_ms": _process_ms([*program, "--version"]),
        "first_frame_ms": _process_ms([*program, "play", "--smoke"]),
        "peak_mb": alone.peak_mb,
    }


def plain_multiply_ns() -> float:
    """Nanoseconds an element of a float32 multiply in cache, the best of many."""
    a, b, out = (np.ones(MULTIPLY, dtype=np.float32) for _ in range(3))
    return _best(lambda: np.multiply(a, b, out), 200) / MULTIPLY * 1e9


def count_operations(graph: Graph) -> dict[str, tuple[int, int]]:
    """Axes of the result -> (operations, numbers a world) of what a tape runs."""
    counts: Counter[str] = Counter()
    numbers: Counter[str] = Counter()
    for place in needed(graph):
        operation = graph.operations[place]
        if operation is not None:
            axes = " x ".join(axis.name.lower() for axis in operation.axes) or "number"
            counts[axes] += 1
            numbers[axes] += int(np.prod(operation.shape, dtype=int))
    return {axes: (counts[axes], numbers[axes]) for axes, _ in numbers.most_common()}


def _timing(rules: Ruleset, recorded: Recorded) -> Timing:
    by_axes = count_operations(recorded.graph)
    us = {}
    for block in BLOCKS:
        tape = recorded.tape(block)
        tape.load(opening(rules, block, seed=1))
        tape.run(2)
        us[block] = _best(lambda tape=tape: tape.run(1), 3) / block * 1e6  # type: ignore[misc]
    return Timing(
        operations=sum(count for count, _ in by_axes.values()),
        element_operations=sum(numbers for _, numbers in by_axes.values()),
        by_axes=by_axes,
        us_per_turn=us,
    )


@dataclass(frozen=True)
class Lap:
    """One block, played by a worker process."""

    worker: int
    ready: float
    """When the worker had recorded the rules and could begin, on a clock that all processes share."""
    ended: float
    peak_mb: float


@dataclass(frozen=True)
class PoolTiming:
    """Whole games in worker processes."""

    games_per_s: float
    start_ms: float
    peak_mb: float


def time_pool(resolved: Mapping[str, Any], games: int, block: int, jobs: int, engine: str = "tape") -> PoolTiming:
    """Play whole games in worker processes, at least so many in each after its first block."""
    each = 2 + -(-games // block)
    todo = [Piece(0, Chunk(n * block, block)) for n in range(MOST_BLOCKS)]
    run = Run(games=MOST_BLOCKS * block, seed=1, engine=engine)
    laps: list[Lap] = []
    started = time.perf_counter()
    with closing(in_order(todo, _lap, jobs, _get_ready, (dict(resolved), run, block))) as work:
        for lap in work:
            laps.append(lap)
            played = Counter(one.worker for one in laps)
            first = max(min(one.ended for one in laps if one.worker == worker) for worker in played)
            is_long = lap.ended - first >= LEAST_SECONDS
            if len(played) == jobs and min(played.values()) >= each and is_long:
                break
    return timing_of(laps, started, block)


def timing_of(laps: Sequence[Lap], started: float, block: int) -> PoolTiming:
    """Each worker's rate from the end of its first block to the end of its last, summed over the workers."""
    ends: dict[int, list[float]] = {}
    for lap in laps:
        ends.setdefault(lap.worker, []).append(lap.ended)
    rate = sum(block * (len(found) - 1) / (max(found) - min(found)) for found in ends.values())
    return PoolTiming(rate, (max(lap.ready for lap in laps) - started) * 1e3, max(lap.peak_mb for lap in laps))


_ready: list[float] = []
"""In a worker: when it could begin."""


def _get_ready(resolved: dict[str, Any], run: Run, block: int) -> None:
    """At the start of a worker: all that is done once."""
    (seating,) = prepare([(resolved, run)])
    seating.lay_out(block)
    _ready[:] = [time.perf_counter()]


def _lap(piece: Piece) -> Lap:
    """In a worker: play a block as ``sim`` does."""
    play_here(piece)
    return Lap(os.getpid(), _ready[0], time.perf_counter(), _peak_mb())


def _peak_mb() -> float:
    """Most memory that this process ever held; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
    return float(lines.get("VmHWM", "0 kB").split()[0]) / 1024


def _eager_games_per_s(rules: Ruleset, policy: Policy) -> float:
    worlds, turns = 64, 3
    started = time.perf_counter()
    play(rules, opening(rules, worlds, seed=1), policy, turns=turns)
    return worlds * turns / rules.turns / (time.perf_counter() - started)


def _live_turn_ms(rules: Ruleset, policy: Policy) -> float:
    """One quarter of a live game, everybody's decisions and the recorded causes included."""
    state = opening(rules, 2, seed=1)
    return 1e3 * _best(lambda: quarter(rules, state, policy.decide(rules, observe(rules, state)), Listener()), 5)


def _forecast_ms(rules: Ruleset, recorded: Recorded) -> float:
    """Eight quarters of 256 futures, from one state laid out over all of them."""
    tape = recorded.tape(FORECAST_WORLDS)
    start = opening(rules, FORECAST_WORLDS, seed=1)

    def futures() -> None:
        tape.load(start)
        tape.run(FORECAST_TURNS)

    return 1e3 * _best(futures, 2)


def _process_ms(command: list[str]) -> float:
    """Wall time of a whole process, the best of three."""

    def whole() -> None:
        subprocess.run(command, check=True, capture_output=True)

    return 1e3 * _best(whole, 3)


def _best(work: Callable[[], Any], times: int) -> float:
    """Seconds of the quickest of some tries: what else the machine does only ever adds."""
    quickest = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        work()
        quickest = min(quickest, time.perf_counter() - started)
    return quickest
