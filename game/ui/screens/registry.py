"""The screens of a game by name: what the rail lists, what an alert opens, what pictures are taken of."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.screens.frame.game_screen import GameScreen
    from game.ui.screens.frame.live import Live


@dataclass(frozen=True)
class Entry:
    """One screen of the rail."""

    name: str
    """Module under ``game.ui.screens``, and the message ids ``screen.<name>`` and ``screen.<name>.tip``."""
    icon: str
    key: str
    department: str = ""
    """The department of the orders, as the session calls it; empty for the map."""

    @property
    def title(self) -> str:
        """The message id of its name."""
        return f"screen.{self.name}"


HOME = Entry("home", "map", "H")
DEPARTMENTS = (
    Entry("supply", "boxes", "S", "supply"),
    Entry("compute", "server", "C", "compute"),
    Entry("research", "flask-conical", "R", "research"),
    Entry("models", "brain-circuit", "M", "models"),
    Entry("silicon", "cpu", "I", "silicon"),
    Entry("market", "store", "K", "market"),
    Entry("policy", "landmark", "P", "policy"),
    Entry("money", "coins", "Y", "money"),
)
RAIL = (HOME, *DEPARTMENTS)
NAMES = tuple(entry.name for entry in RAIL)


def entry_of(name: str) -> Entry:
    """The entry of a screen. Raises KeyError when there is none."""
    for entry in RAIL:
        if entry.name == name:
            return entry
    raise KeyError(name)


def screen_of(department: str) -> str:
    """The screen where a department's orders are given; the board's are on the map."""
    return next((entry.name for entry in DEPARTMENTS if entry.department == department), HOME.name)


def open_screen(name: str, live: Live, tab: str = "", focus: str = "") -> GameScreen:
    """A new screen by name, at a tab, with the entry of id ``focus`` picked out."""
    entry_of(name)
    module = import_module(f"game.ui.screens.{name}")
    kind: type[GameScreen] = getattr(module, f"{name.title()}Screen")
    return kind(live, tab, focus)
