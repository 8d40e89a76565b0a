"""From pygame's events to the app: mouse, keys as the player has put them, text, and what the window system says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.ui.input import chord
from game.ui.keymap import KEYMAP
from game.ui.widgets.tip_view import TipView

if TYPE_CHECKING:
    from game.ui.app import App

MOUSE = (pygame.MOUSEMOTION, pygame.MOUSEBUTTONDOWN, pygame.MOUSEBUTTONUP, pygame.MOUSEWHEEL)


class Taker:
    """Takes one event after another for an app."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.held: set[int] = set()  # keys that are down, to tell a repeat from a press
        self.spent = ""  # the sign of a key that did something, which must not be typed as well

    def take(self, event: pygame.event.Event) -> None:
        """Take an event."""
        app, kind = self.app, event.type
        if kind == pygame.QUIT:
            app.running = False
        elif kind in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
            width, height = (event.w, event.h) if kind == pygame.VIDEORESIZE else (event.x, event.y)
            if (width, height) != app.size_px:
                app.resize(width, height)
        elif kind == pygame.WINDOWEXPOSED:
            app.dirty_all()
        elif kind in MOUSE:
            self._mouse(event)
        elif kind == pygame.KEYDOWN:
            self._key(event)
        elif kind == pygame.KEYUP:
            self.held.discard(event.key)
        elif kind == pygame.TEXTINPUT:
            if event.text != self.spent:
                app.router.text(event.text)
            self.spent = ""
        elif kind == pygame.TEXTEDITING:
            app.router.edit(event.text)
        elif kind == pygame.WINDOWLEAVE:
            app.router.move((-1.0, -1.0))
            app.tips.moved()
        elif kind == pygame.WINDOWFOCUSLOST:
            self.held.clear()

    def _mouse(self, event: pygame.event.Event) -> None:
        app = self.app
        if event.type == pygame.MOUSEWHEEL:
            big = bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
            app.tips.leave()
            app.router.wheel(float(getattr(event, "precise_y", event.y) or event.y), big)
            return
        pos = (event.pos[0] / app.view.scale, event.pos[1] / app.view.scale)
        if event.type == pygame.MOUSEMOTION:
            app.router.move(pos)
            app.tips.moved()
        elif event.button == 1 and event.type == pygame.MOUSEBUTTONDOWN:
            app.tips.mouse_down()
            app.router.press(pos)
        elif event.button == 1:
            app.router.release(pos)
        elif event.button == 2 and event.type == pygame.MOUSEBUTTONDOWN:
            app.router.move(pos)
            app.tips.pin_or_open()
        elif event.button == 3 and event.type == pygame.MOUSEBUTTONUP:
            self._back()

    def _back(self) -> None:
        app = self.app
        if isinstance(app.router.hovered, TipView):
            app.tips.close(app.router.hovered)
        elif not app.tips.close_last() and app.top is not None:
            app.router.do(app.top.on_back())

    def _key(self, event: pygame.event.Event) -> None:
        app, pressed, repeat = self.app, chord(event), event.key in self.held
        self.held.add(event.key)
        self.spent = ""
        if app.top is not None and app.top.wants_any_key and not repeat:
            self.spent = getattr(event, "unicode", "")
            app.router.do(app.top.on_any_key(pressed))
            return
        pressed = KEYMAP.heard(pressed)
        if repeat:
            app.router.key(pressed, repeat=True)
        elif pressed == "F2":
            app.tips.pin_or_open()
        elif app.own_key(pressed):
            return
        elif (pressed != "Esc" or not app.tips.close_last()) and not app.tips.take_key(pressed):
            app.tips.leave()
            if app.router.key(pressed):
                self.spent = getattr(event, "unicode", "")
