"""A headless app, and hands that post real events."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

import pygame
import pytest

from game.ui.app import App
from game.ui.screen import Reset, Screen
from game.ui.viewport import Viewport
from game.ui.widgets import Widget

KEYS = {
    "Tab": pygame.K_TAB, "Enter": pygame.K_RETURN, "Space": pygame.K_SPACE, "Esc": pygame.K_ESCAPE,
    "Left": pygame.K_LEFT, "Right": pygame.K_RIGHT, "Up": pygame.K_UP, "Down": pygame.K_DOWN,
    "Home": pygame.K_HOME, "End": pygame.K_END, "Backspace": pygame.K_BACKSPACE, "Delete": pygame.K_DELETE,
    "PageUp": pygame.K_PAGEUP, "PageDown": pygame.K_PAGEDOWN, "F2": pygame.K_F2, "F11": pygame.K_F11,
}  # fmt: skip


class Hands:
    """Mouse and keyboard: posts events to pygame's queue and lets the app take them from there."""

    def __init__(self, app: App) -> None:
        self.app = app
        app.frame()

    def post(self, kind: int, **values: object) -> None:
        pygame.event.post(pygame.event.Event(kind, values))
        self.app.pump()
        self.app.frame(1 / 60)

    def move(self, x: float, y: float) -> None:
        self.post(pygame.MOUSEMOTION, pos=(round(x), round(y)), rel=(0, 0), buttons=(0, 0, 0), touch=False)

    def press(self, x: float, y: float, button: int = 1) -> None:
        self.post(pygame.MOUSEBUTTONDOWN, pos=(round(x), round(y)), button=button, touch=False)

    def release(self, x: float, y: float, button: int = 1) -> None:
        self.post(pygame.MOUSEBUTTONUP, pos=(round(x), round(y)), button=button, touch=False)

    def click_at(self, x: float, y: float, button: int = 1) -> None:
        self.move(x, y)
        self.press(x, y, button)
        self.release(x, y, button)

    def click(self, wid: str) -> None:
        self.click_at(*self.app.find(wid).rect_px.center)

    def click_virtual(self, rect: pygame.Rect) -> None:
        scale = self.app.view.scale
        self.click_at(rect.centerx * scale, rect.centery * scale)

    def hover(self, wid: str) -> None:
        self.move(*self.app.find(wid).rect_px.center)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.move(*start)
        self.press(*start)
        self.move(*end)
        self.release(*end)

    def wheel(self, steps: int) -> None:
        self.post(pygame.MOUSEWHEEL, x=0, y=steps, precise_x=0.0, precise_y=float(steps), flipped=False, touch=False)

    def key(self, name: str) -> None:
        """`Tab`, `Shift+Tab`, `F`, `Ctrl+A`: down and up."""
        *mods, key = name.split("+") if len(name) > 1 else [name]
        mod = sum({"Shift": pygame.KMOD_LSHIFT, "Ctrl": pygame.KMOD_LCTRL}[m] for m in mods)
        code = KEYS.get(key) or pygame.key.key_code(key.lower())
        self.post(
            pygame.KEYDOWN, key=code, mod=mod, unicode=key.lower() if len(key) == 1 and not mod else "", scancode=0
        )
        self.post(pygame.KEYUP, key=code, mod=mod, unicode="", scancode=0)

    def type(self, text: str) -> None:
        for sign in text:
            self.post(pygame.TEXTINPUT, text=sign)

    def wait(self, seconds: float) -> None:
        for _ in range(int(seconds / 0.05) + 1):
            self.app.frame(0.05)


class Stage(Screen):
    """A screen whose tree a test gives."""

    def __init__(self, make: Callable[[Viewport], Widget]) -> None:
        super().__init__()
        self.make = make

    def build(self, view: Viewport) -> Widget:
        return self.make(view)


Show = Callable[..., Hands]


@pytest.fixture
def show() -> Iterator[Show]:
    """Show a tree in a window and hand over the hands."""
    apps: list[App] = []

    def start(make: Callable[[Viewport], Widget] | Screen, size: tuple[int, int] = (1280, 720)) -> Hands:
        app = App(size, reduce_motion=True)
        apps.append(app)
        app.apply(Reset(make if isinstance(make, Screen) else Stage(make)))
        return Hands(app)

    yield start
    for app in apps:
        app.close()
