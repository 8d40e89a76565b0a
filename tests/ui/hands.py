"""Hands for whole screens: mouse, keys and text as real events in pygame's queue, aimed by the ids of widgets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygame
import pytest

from game.ui.app import App
from game.ui.motion import MOTION
from game.ui.screen import Reset, Screen
from game.ui.widgets import ScrollView, Widget

KEYS = {
    "Tab": pygame.K_TAB, "Enter": pygame.K_RETURN, "Space": pygame.K_SPACE, "Esc": pygame.K_ESCAPE,
    "Left": pygame.K_LEFT, "Right": pygame.K_RIGHT, "Up": pygame.K_UP, "Down": pygame.K_DOWN,
    "Home": pygame.K_HOME, "End": pygame.K_END, "Backspace": pygame.K_BACKSPACE, "Delete": pygame.K_DELETE,
    "PageUp": pygame.K_PAGEUP, "PageDown": pygame.K_PAGEDOWN, "?": pygame.K_SLASH,
    **{f"F{n}": getattr(pygame, f"K_F{n}") for n in range(1, 13)},
}  # fmt: skip
MODS = {"Shift": pygame.KMOD_LSHIFT, "Ctrl": pygame.KMOD_LCTRL}
MOST_TURNS_OF_WHEEL = 60


class Hands:
    """A player's hands on an app."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.app.frame()

    # --- events
    def post(self, kind: int, **values: object) -> None:
        pygame.event.post(pygame.event.Event(kind, values))
        self.app.pump()
        self.app.frame(1 / 60)

    def move(self, x: float, y: float) -> None:
        self.post(pygame.MOUSEMOTION, pos=(round(x), round(y)), rel=(0, 0), buttons=(0, 0, 0), touch=False)

    def click_at(self, x: float, y: float, button: int = 1) -> None:
        pos = (round(x), round(y))
        self.move(x, y)
        self.post(pygame.MOUSEBUTTONDOWN, pos=pos, button=button, touch=False)
        self.post(pygame.MOUSEBUTTONUP, pos=pos, button=button, touch=False)

    def click(self, wid: str) -> None:
        """Click the widget of an id, turning the wheel over its list first if it is out of sight."""
        self.bring(wid)
        self.click_at(*self.app.find(wid).rect_px.center)

    def right_click(self, wid: str) -> None:
        self.click_at(*self.app.find(wid).rect_px.center, button=3)

    def bring(self, wid: str) -> None:
        """Turn the wheel until a widget shows inside the list it is in."""
        for _ in range(MOST_TURNS_OF_WHEEL):
            widget = self.app.find(wid)
            view = _view_of(widget)
            if view is None or view.rect_px.contains(widget.rect_px.inflate(-8, -8)):
                return
            self.move(*view.rect_px.center)
            up = widget.rect_px.y < view.rect_px.y
            self.post(pygame.MOUSEWHEEL, x=0, y=1 if up else -1, precise_x=0.0, precise_y=1.0 if up else -1.0,
                      flipped=False, touch=False)  # fmt: skip
        raise AssertionError(f"{wid} cannot be brought into sight")

    def key(self, name: str) -> None:
        """`Enter`, `Shift+Tab`, `f`, `Ctrl+Z`, `?`: down and up."""
        *mods, key = name.split("+") if len(name) > 1 else [name]
        mod = sum(MODS[one] for one in mods)
        code = KEYS.get(key) or pygame.key.key_code(key.lower())
        sign = key.lower() if len(key) == 1 and not mod else ""
        self.post(pygame.KEYDOWN, key=code, mod=mod, unicode=sign, scancode=0)
        self.post(pygame.KEYUP, key=code, mod=mod, unicode="", scancode=0)

    def type(self, text: str) -> None:
        for sign in text:
            self.post(pygame.TEXTINPUT, text=sign)

    def retype(self, wid: str, text: str) -> None:
        """Click into a line, select all and type over it."""
        self.click(wid)
        self.key("Ctrl+A")
        self.type(text)

    def wait(self, seconds: float = 0.3) -> None:
        for _ in range(int(seconds / 0.05) + 1):
            self.app.frame(0.05)

    # --- eyes
    @property
    def screen(self) -> str:
        """The name of the class of the screen on top."""
        return type(self.app.top).__name__

    def sees(self, wid: str) -> bool:
        try:
            self.app.find(wid)
        except KeyError:
            return False
        return True

    def ids(self, prefix: str) -> list[str]:
        """Ids of visible widgets that begin so, in order."""
        self.app.frame()
        root = self.app.top.root if self.app.top is not None else None
        return [one.wid for one in root.walk() if one.wid.startswith(prefix)] if root is not None else []


def _view_of(widget: Widget) -> ScrollView | None:
    above = widget.parent
    while above is not None and not isinstance(above, ScrollView):
        above = above.parent
    return above


@contextmanager
def headless(size: tuple[int, int] = (1280, 720), reduce_motion: bool = True) -> Iterator[App]:
    """A window that nobody sees."""
    MOTION.live.clear()
    app = App(size, reduce_motion=reduce_motion)
    try:
        yield app
    finally:
        app.close()


@contextmanager
def window(screen: Screen, size: tuple[int, int] = (1280, 720), reduce_motion: bool = True) -> Iterator[Hands]:
    """A window that nobody sees, with a screen and hands in it."""
    with headless(size, reduce_motion) as app:
        app.apply(Reset(screen))
        yield Hands(app)


def keep_in(home: Path, patch: pytest.MonkeyPatch) -> None:
    """Have the player's folders lie in a place of the test's own."""
    for name in ("user_data_dir", "user_config_dir", "user_log_dir"):
        patch.setattr(f"game.paths.platformdirs.{name}", lambda *_, name=name, **__: str(home / name))
