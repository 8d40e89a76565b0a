"""Work over processes, its results in the order in which it was given, whoever finishes first."""

import multiprocessing
import pickle
import signal
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from game.rollout.interrupts import starting_processes

Work = TypeVar("Work")
Result = TypeVar("Result")

AHEAD = 4
"""Pieces of work handed out for each process: enough to keep it busy, few enough that results do not pile up."""


def in_order(
    todo: Sequence[Work],
    call: Callable[[Work], Result],
    jobs: int,
    prepare: Callable[..., object],
    given: tuple[Any, ...],
) -> Generator[Result, None, None]:
    """``call(work)`` for each piece of work, in processes that ``prepare(*given)`` made ready.

    Both functions must stand at the top of a module. Closing the iterator early (as Ctrl-C does) stops the processes;
    what was given out stands.
    """
    workers = min(jobs, len(todo))
    waiting: deque[Future[Result]] = deque()
    rest = iter(todo)
    with TemporaryDirectory(prefix="tapeout-", ignore_cleanup_errors=True) as folder:
        # In a file, since a start waits until the process has read whatever does not fit its pipe.
        told = Path(folder) / "given"
        told.write_bytes(pickle.dumps(given))
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (prepare, told))
        try:
            with starting_processes():
                waiting.extend(pool.submit(call, work) for work in islice(rest, workers * AHEAD))
            while waiting:
                result = waiting.popleft().result()
                waiting.extend(pool.submit(call, work) for work in islice(rest, 1))
                yield result
        finally:
            _stop(pool, is_done=not waiting)


def _begin(prepare: Callable[..., object], told: Path) -> None:
    """At the start of a worker: leave Ctrl-C to the parent, and get ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare(*pickle.loads(told.read_bytes()))


def _stop(pool: ProcessPoolExecutor, is_done: bool) -> None:
    if not is_done:
        for process in list(getattr(pool, "_processes", {}).values()):
            process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)
