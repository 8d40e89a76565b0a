# ruff: noqa: PLC0415  (screens know the registry through the frame; they are loaded when the first one is opened)
"""The screens of a game by name: what the rail lists, what an alert opens, what pictures are taken of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from game.ui.screens.frame.game_screen import GameScreen
    from game.ui.screens.frame.live import Live


@dataclass(frozen=True)
class Entry:
    """One screen of the rail."""

    name: str
    """As the screen's class has it, and in the message ids ``screen.<name>`` and ``screen.<name>.tip``."""
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
    return _kinds()[entry_of(name).name](live, tab, focus)


def _kinds() -> dict[str, type[GameScreen]]:
    """The class of every screen; named one by one, so that a packed game has them all."""
    from game.ui.screens.compute import ComputeScreen
    from game.ui.screens.home import HomeScreen
    from game.ui.screens.market import MarketScreen
    from game.ui.screens.models import ModelsScreen
    from game.ui.screens.money import MoneyScreen
    from game.ui.screens.policy import PolicyScreen
    from game.ui.screens.research import ResearchScreen
    from game.ui.screens.silicon import SiliconScreen
    from game.ui.screens.supply import SupplyScreen

    screens = (HomeScreen, SupplyScreen, ComputeScreen, ResearchScreen, ModelsScreen, SiliconScreen, MarketScreen,
               PolicyScreen, MoneyScreen)  # fmt: skip
    return {screen.name: screen for screen in screens}
