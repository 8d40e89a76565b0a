"""What a screen is, and what it may answer an event with.

A screen builds a tree of widgets for a window size. Whenever what it shows has changed it calls `rebuild()`;
the tree is built anew before the next frame, and widgets with the same id keep their focus, scroll place and
typed text. Callbacks of widgets may return one of the results below to change the stack of screens.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from game.ui.viewport import Viewport

if TYPE_CHECKING:
    from game.ui.app import App
    from game.ui.widgets.base import Widget


@dataclass(frozen=True)
class Result:
    """What should happen to the stack of screens."""


@dataclass(frozen=True)
class Push(Result):
    """Open a screen on top of this one."""

    screen: Screen


@dataclass(frozen=True)
class Pop(Result):
    """Close the top screen and go back to the one beneath; the last one stays."""

    count: int = 1


@dataclass(frozen=True)
class Replace(Result):
    """Put a screen in the place of the top one."""

    screen: Screen


@dataclass(frozen=True)
class Reset(Result):
    """Drop every screen and start with this one."""

    screen: Screen


@dataclass(frozen=True)
class Quit(Result):
    """Leave the game."""


Outcome = Result | None
Handled = Result | bool  # False: not mine, try the next; True: done; a result: done, and do this
Action = Callable[[], Any]  # what a button does; a `Result` it returns is carried out, anything else ignored


class Screen(ABC):
    """The base of every screen; `build` is the one thing it must do.

    An `overlay` screen is drawn over the one beneath it, which gets no input meanwhile.
    """

    overlay = False
    first_focus = ""  # the id of the widget that has the focus when the screen opens

    def __init__(self) -> None:
        self.root: Widget | None = None
        self.stale = True
        self.last_focus: tuple[str, bool] | None = None
        self._app: App | None = None

    @property
    def app(self) -> App:
        """The running app; there from `on_enter` on."""
        if self._app is None:
            raise RuntimeError(f"{type(self).__name__} is not on the app's stack yet")
        return self._app

    def join(self, app: App) -> None:
        """Belong to an app; the app calls this."""
        self._app = app

    @abstractmethod
    def build(self, view: Viewport) -> Widget:
        """Make the whole tree for this window."""

    def rebuild(self) -> None:
        """Have the tree made anew before the next frame."""
        self.stale = True

    def on_enter(self) -> None:  # noqa: B027  (a screen may do nothing)
        """React to becoming the top screen, the first time or again."""

    def on_leave(self) -> None:  # noqa: B027  (a screen may do nothing)
        """React to being covered or closed."""

    def on_key(self, chord: str) -> Handled:
        """Take a key no widget wanted; `chord` is like `F`, `Ctrl+Z`, `Left`."""
        del chord
        return False

    @property
    def wants_any_key(self) -> bool:
        """Whether the next key, whatever it is, goes to `on_any_key` and nowhere else."""
        return False

    def on_any_key(self, chord: str) -> Outcome:
        """Take a key that was waited for, as it was pressed."""
        del chord
        return None

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex that a tooltip leads to, where there is a codex."""
        del kind, entry
        return None

    def on_back(self) -> Outcome:
        """Say what Esc and a right click do."""
        return Pop()

    def update(self, dt: float) -> Outcome:
        """Move on by `dt` seconds; called every frame."""
        del dt
        return None

    @property
    def alive(self) -> bool:
        """Whether something moves without end here, so that frames must keep coming."""
        return False
