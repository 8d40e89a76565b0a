"""Ctrl-C at the right moment: never in the middle of writing a result down, never in a process that is just starting.

A terminal sends Ctrl-C to every process of a command at once. The first process decides what that means; the others
are born deaf to it, since one that is hit while it still imports dies with a traceback.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Ctrl-C waits until the end of this, and comes then."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[FrameType | None] = []
    before = signal.signal(signal.SIGINT, lambda _number, frame: heard.append(frame))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if heard and callable(before):
            before(signal.SIGINT, heard[0])


@contextmanager
def starting_processes() -> Iterator[None]:
    """As ``uninterrupted``; and a process that is started within never hears Ctrl-C, from its first instant on.

    It keeps the mask of signals that it was born with. On a system without such masks it hears until it says otherwise.
    """
    with uninterrupted():
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        resource_tracker.ensure_running()  # its start would unmask Ctrl-C
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
