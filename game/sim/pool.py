"""Work over processes, its results in the order in which it was given, whoever finishes first."""

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Work = TypeVar("Work")
Result = TypeVar("Result")


def in_order(
    todo: Sequence[Work],
    call: Callable[[Work], Result],
    jobs: int,
    prepare: Callable[..., None],
    given: tuple[Any, ...],
) -> Iterator[Result]:
    """``call(work)`` for each piece of work, in processes that ``prepare(*given)`` made ready.

    Both functions must stand at the top of a module. Closing the iterator early (as Ctrl-C does) stops the processes;
    what was given out stands.
    """
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(min(jobs, len(todo)), context, _begin, (prepare, given))
    waiting: deque[Future[Result]] = deque(pool.submit(call, work) for work in todo)
    try:
        while waiting:
            yield waiting.popleft().result()
    finally:
        _stop(pool, is_done=not waiting)


def _begin(prepare: Callable[..., None], given: tuple[Any, ...]) -> None:
    """At the start of a worker: leave Ctrl-C to the parent, and get ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    prepare(*given)


def _stop(pool: ProcessPoolExecutor, is_done: bool) -> None:
    if not is_done:
        for process in list(getattr(pool, "_processes", {}).values()):
            process.terminate()
    pool.shutdown(wait=True, cancel_futures=True)
