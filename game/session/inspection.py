"""What is wrong with the scenarios on the shelf: checked one by one beside the frames, remembered until one changes.

A check takes about half a second. It is kept under the files of the scenario and of all it extends, by their times and
sizes, so that whoever comes back to the list waits for nothing, and a file that was mended is looked at again.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from game.paths import scenario_folders
from game.scenario import Problem, validate
from game.session.shelf import OnShelf

if TYPE_CHECKING:
    from collections.abc import Iterable

Key = tuple[Path, tuple[tuple[str, int, int], ...]]
"""A scenario's path; name, time in ns and size in bytes of each file that it is made of."""

QUIET_S = 0.2
"""Seconds from being asked to beginning: whoever goes through the list by keys is not held up by it."""


class Inspection:
    """The problems of scenarios. ``ask`` starts work in a thread; ``changes`` tells when more is known."""

    def __init__(self) -> None:
        self.changes = 0
        """Rises with every scenario that is checked."""
        self._found: dict[Key, tuple[Problem, ...]] = {}
        self._keys: dict[Path, Key] = {}
        self._asked: list[OnShelf] = []
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is being checked."""
        return self._thread is None

    def ask(self, cards: Iterable[OnShelf]) -> None:
        """Check these, in this order, as far as it is not known how they are now."""
        cards = list(cards)
        keys = {card.path: _key(card) for card in cards}
        with self._lock:
            self._keys |= keys
            self._asked = [card for card in cards if keys[card.path] not in self._found]
            if self._asked and self._thread is None:
                self._thread = threading.Thread(target=self._run, name="inspection", daemon=True)
                self._thread.start()

    def rest(self) -> None:
        """Leave the machine to something else after the scenario at hand, until asked again."""
        with self._lock:
            self._asked = []

    def learn(self, card: OnShelf, problems: Iterable[Problem]) -> None:
        """Take in what a check elsewhere found, all of it."""
        key = _key(card)
        with self._lock:
            self._keys[card.path] = key
        self._keep(key, in_order(problems))

    def of(self, card: OnShelf) -> tuple[Problem, ...] | None:
        """Every error and warning of a scenario, errors first; None as long as it is not checked."""
        key = self._keys.get(card.path)
        return None if key is None else self._found.get(key)

    def wait(self) -> None:
        """Wait until all that was asked is checked."""
        thread = self._thread
        if thread is not None:
            thread.join()

    def _run(self) -> None:
        time.sleep(QUIET_S)
        while True:
            with self._lock:
                card = self._asked.pop(0) if self._asked else None
                if card is None:
                    self._thread = None
                    return
                key = self._keys[card.path]
            if key not in self._found:
                self._keep(key, checked(card))

    def _keep(self, key: Key, problems: tuple[Problem, ...]) -> None:
        with self._lock:
            self._found[key] = problems
            self.changes += 1


def checked(card: OnShelf) -> tuple[Problem, ...]:
    """Every error and warning of a scenario, errors first. What no file should be able to do is told as an error."""
    try:
        problems = validate(card.path, scenario_folders())
    except Exception as error:  # whatever a stranger's file brings about must not stop the others
        problems = [Problem(str(card.path), 1, 1, (), f"the check stopped ({type(error).__name__}: {error})")]
    return in_order([*card.problems, *problems])


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Errors first, else as they stand."""
    return tuple(sorted(problems, key=lambda problem: problem.level != "error"))


def _key(card: OnShelf) -> Key:
    files = (file for path in (card.path, *card.rests_on) for file in _files(path))
    return card.path, tuple(sorted(_state(file) for file in files))


def _files(path: Path) -> list[Path]:
    try:
        return [path, *path.iterdir()] if path.is_dir() else [path]
    except OSError:
        return [path]


def _state(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:
        return str(file), 0, 0
    return str(file), found.st_mtime_ns, found.st_size


INSPECTION = Inspection()
"""One for the program, so that what is known stays known from screen to screen."""
