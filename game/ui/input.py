"""From mouse and keyboard to widgets: hover, capture, focus ring, accelerators, text and back."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import pygame
from pygame import Rect

from game.ui.screen import Handled, Outcome, Result, Screen
from game.ui.theme import HOVER_S
from game.ui.widgets.base import Pos, Widget

NAMES = {
    pygame.K_RETURN: "Enter", pygame.K_KP_ENTER: "Enter", pygame.K_ESCAPE: "Esc", pygame.K_SPACE: "Space",
    pygame.K_TAB: "Tab", pygame.K_BACKSPACE: "Backspace", pygame.K_DELETE: "Delete", pygame.K_LEFT: "Left",
    pygame.K_RIGHT: "Right", pygame.K_UP: "Up", pygame.K_DOWN: "Down", pygame.K_HOME: "Home",
    pygame.K_END: "End", pygame.K_PAGEUP: "PageUp", pygame.K_PAGEDOWN: "PageDown", pygame.K_KP_PLUS: "+",
    pygame.K_KP_MINUS: "-", pygame.K_MINUS: "-", pygame.K_PLUS: "+", pygame.K_SLASH: "/", pygame.K_COMMA: ",",
    pygame.K_PERIOD: ".", pygame.K_QUESTION: "?",
}  # fmt: skip
CURSORS = {"hand": pygame.SYSTEM_CURSOR_HAND, "text": pygame.SYSTEM_CURSOR_IBEAM, "arrow": pygame.SYSTEM_CURSOR_ARROW}
KEYS_OF_TEXT = {"Space", "Backspace", "Delete", "Left", "Right", "Home", "End"}


def chord(event: pygame.event.Event) -> str:
    """Name a key press: `F`, `Shift+Tab`, `Ctrl+Z`, `?`. On a Mac the command key counts as Ctrl."""
    key, mod = int(event.key), int(getattr(event, "mod", 0))
    typed = str(getattr(event, "unicode", ""))
    if typed in {"?", "/", "+", "-", "."} and not mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
        return typed
    name = NAMES.get(key) or pygame.key.name(key).strip("[]")  # the number pad's figures come in brackets
    name = name.upper() if len(name) == 1 or (name[:1] == "f" and name[1:].isdigit()) else name
    parts = []
    if mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
        parts.append("Ctrl")
    if mod & pygame.KMOD_ALT:
        parts.append("Alt")
    if mod & pygame.KMOD_SHIFT:
        parts.append("Shift")
    return "+".join([*parts, name])


class Router:
    """Sends pygame's events to the widgets of the top screen.

    Order for a key: the focused widget, then accelerators, then the screen, then what every screen does alike
    (Tab, arrows of nothing, Esc). Enter activates the focused widget only if its ring shows, so that a click
    somewhere does not take Enter away from the main key.
    """

    def __init__(self, apply: Callable[[Result], None], sound: Callable[[str], None]) -> None:
        self.apply, self.sound = apply, sound
        self.screen: Screen | None = None
        self.hovered: Widget | None = None
        self.captured: Widget | None = None
        self.focus: Widget | None = None
        self.pos: Pos = (-1.0, -1.0)
        self.composing = ""
        self.extra: Widget | None = None  # a pinned tooltip: over the screen for the mouse

    # --- trees coming and going
    def look_at(self, screen: Screen | None) -> None:
        """Send events to another screen from now on."""
        if self.screen is not None and self.focus is not None and self.focus.wid:
            self.screen.last_focus = (self.focus.wid, self.focus.ring)
        self.screen = screen
        self.captured = None
        self.set_hover(None)
        self.set_focus(None)
        if screen is not None and screen.root is not None:
            self.focus_last(screen)

    def focus_last(self, screen: Screen) -> None:
        """Give the focus back to what had it when the screen was left, or to what the screen wants first."""
        wid, ring = screen.last_focus or (screen.first_focus, False)
        found = screen.root.find(wid) if wid and screen.root is not None else None
        if found is not None:
            self.set_focus(found, ring)

    def adopt(self, old: Widget | None, new: Widget) -> None:
        """Carry focus, hover, capture and kept state over to a rebuilt tree, by id."""
        if old is not None:
            before = {widget.wid: widget for widget in old.walk() if widget.wid}
            for widget in list(new.walk()):
                same = before.get(widget.wid)
                if same is not None and type(same) is type(widget):
                    widget.heat.jump(same.heat.value)
                    state = same.keep()
                    if state is not None:
                        widget.restore(state)
        focus, ring = self.focus, bool(self.focus and self.focus.ring)
        captured = self.captured
        self.focus = self.hovered = self.captured = None
        if focus is not None and focus.wid:
            self.set_focus(new.find(focus.wid), ring)
        if captured is not None and captured.wid:
            self.captured = new.find(captured.wid)
            if self.captured is not None:
                self.captured.pressed = captured.pressed
                self.captured.take_over(captured)
        self.hover_again()
        for widget in new.walk():
            if widget.heat.value > 0 and widget is not self.hovered:
                widget.heat.to(0.0, HOVER_S)

    def hover_again(self) -> None:
        """Look up what is under the mouse; called when things moved under it."""
        self.set_hover(self.hit(self.pos))

    # --- hover and focus
    def hit(self, pos: Pos) -> Widget | None:
        """The widget at a point of the window, virtual px."""
        if self.extra is not None:
            found = self.extra.hit(pos)
            if found is not None:
                return found
        return self.screen.root.hit(pos) if self.screen and self.screen.root else None

    def set_hover(self, widget: Widget | None) -> None:
        """Move the hover."""
        if widget is self.hovered:
            return
        if self.hovered is not None:
            self.hovered.set_hovered(False)
        self.hovered = widget
        if widget is not None:
            widget.set_hovered(True)
        shape = widget.cursor if widget is not None and widget.enabled else "arrow"
        with contextlib.suppress(pygame.error):
            pygame.mouse.set_cursor(CURSORS[shape])

    def set_focus(self, widget: Widget | None, ring: bool = False) -> None:
        """Move the focus; `ring` shows the mark."""
        if self.focus is not None and self.focus is not widget:
            self.focus.set_focused(False, False)
        self.focus = widget
        if widget is None:
            return
        widget.set_focused(True, ring)
        if ring:
            reveal(widget)
        if widget.swallows_keys:
            pygame.key.start_text_input()
            pygame.key.set_text_input_rect(widget.rect_px)

    def focus_list(self) -> list[Widget]:
        """Where Tab stops, in order."""
        root = self.screen.root if self.screen else None
        if root is None:
            return []
        return sorted((w for w in root.walk() if w.can_focus), key=lambda w: w.order)

    def step_focus(self, by: int) -> None:
        """Move the focus on by one stop; the first step starts at either end."""
        stops = self.focus_list()
        if not stops:
            return
        here = stops.index(self.focus) if self.focus in stops else (-1 if by > 0 else 0)
        self.set_focus(stops[(here + by) % len(stops)], True)

    # --- the mouse; positions are virtual px of the window
    def local(self, widget: Widget, pos: Pos) -> Pos:
        """A point of the window in the coordinates of the widget's rectangle."""
        dx, dy = widget.shift()
        return pos[0] - dx, pos[1] - dy

    def move(self, pos: Pos) -> None:
        """The mouse moved."""
        self.pos = pos
        if self.captured is not None:
            self.do(self.captured.on_drag(self.local(self.captured, pos)))
            return
        self.set_hover(self.hit(pos))
        if self.hovered is not None:
            self.hovered.on_move(self.local(self.hovered, pos))

    def press(self, pos: Pos) -> None:
        """The left button went down."""
        self.move(pos)
        widget = self.hovered
        if widget is None or not widget.focusable:
            self.set_focus(None)
        if widget is None:
            return
        if widget.focusable:
            self.set_focus(widget)
        if widget.enabled:
            self.captured = widget
            if widget.focusable:
                self.sound("tick")
            self.do(widget.on_press(self.local(widget, pos)))

    def release(self, pos: Pos) -> None:
        """The left button went up."""
        self.pos = pos
        widget, self.captured = self.captured, None
        if widget is not None:
            inside = self.hit(pos) is widget
            self.do(widget.on_release(self.local(widget, pos), inside))
        self.hover_again()

    def wheel(self, steps: float, big: bool) -> None:
        """The wheel turned; offered to the widget under the mouse, then to those around it."""
        widget = self.hit(self.pos) or self._around(self.pos)
        while widget is not None:
            done = widget.on_wheel(steps, self.local(widget, self.pos), big)
            if done is not False:
                self.do(done)
                self.hover_again()
                return
            widget = widget.parent

    def _around(self, pos: Pos) -> Widget | None:
        """The innermost widget at a point, even one that takes no clicks."""
        root = self.screen.root if self.screen else None
        inside = [w for w in root.walk() if w.screen_rect.collidepoint(pos)] if root else []
        return inside[-1] if inside else None

    # --- the keyboard
    def key(self, pressed: str, repeat: bool = False) -> bool:
        """A key went down; tells whether someone took it.

        A key that repeats because it is held only edits and moves: it must not end two quarters.
        """
        focus = self.focus if self.focus is not None and self.focus.visible else None
        if repeat:
            return self._repeat(focus, pressed)
        if self.composing or (focus is not None and self._focus_takes(focus, pressed)):
            return True
        typing = focus is not None and focus.swallows_keys and (len(pressed) == 1 or pressed in KEYS_OF_TEXT)
        if not typing and (self._accelerate(pressed) or self._screen_takes(pressed)):
            return True
        return self._common(pressed)

    def _repeat(self, focus: Widget | None, pressed: str) -> bool:
        done: Handled = focus.on_key(pressed) if focus is not None and focus.enabled and pressed != "Enter" else False
        self.do(done)
        return done is not False or ("Tab" in pressed and self._common(pressed))

    def _focus_takes(self, focus: Widget, pressed: str) -> bool:
        done: Handled = focus.on_key(pressed) if focus.enabled else False
        if done is not False:
            self.do(done)
        elif self._activates(focus, pressed):
            if focus.enabled:
                self.sound("press")
                self.do(focus.activate())
        elif pressed == "Esc" and focus.swallows_keys:
            self.set_focus(None)
        else:
            return False
        return True

    def _screen_takes(self, pressed: str) -> bool:
        done: Handled = self.screen.on_key(pressed) if self.screen is not None else False
        self.do(done)
        return done is not False

    def _activates(self, focus: Widget, pressed: str) -> bool:
        return (pressed == "Enter" and focus.ring) or (pressed == "Space" and not focus.swallows_keys)

    def _accelerate(self, pressed: str) -> bool:
        root = self.screen.root if self.screen else None
        for widget in root.walk() if root else ():
            if widget.key == pressed and widget.enabled:
                self.sound("press")
                self.do(widget.activate())
                return True
        return False

    def _common(self, pressed: str) -> bool:
        if pressed in {"Tab", "Shift+Tab"}:
            self.step_focus(-1 if pressed.startswith("Shift") else 1)
        elif pressed == "Esc" and self.screen is not None:
            self.do(self.screen.on_back())
        else:
            return False
        return True

    def text(self, typed: str) -> None:
        """Characters were typed."""
        self.composing = ""
        if self.focus is not None and self.focus.enabled:
            self.do(self.focus.on_text(typed))

    def edit(self, typed: str) -> None:
        """An input method is composing."""
        self.composing = typed
        if self.focus is not None:
            self.focus.on_edit(typed)

    def do(self, outcome: Outcome | bool) -> None:
        """Carry out what a widget answered."""
        if isinstance(outcome, Result):
            self.apply(outcome)


def reveal(widget: Widget) -> None:
    """Scroll whatever the widget is inside so that it shows."""
    above = widget.parent
    while above is not None:
        above.show_inside(Rect(widget.rect))
        above = above.parent
