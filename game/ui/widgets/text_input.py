"""A line the player types into: caret, selection, clipboard, input methods."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pygame
from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.motion import MOTION
from game.ui.screen import Action, Handled, Outcome
from game.ui.theme import BODY, COMPUTE, HIGH, LINE, LINE_STRONG, LOW, PANEL, SIDE_BLUE_DEEP, Type, mix
from game.ui.widgets.base import Pos, Widget, run

PAD = 10
BLINK_S = 1.06


class TextInput(Widget):
    """One line of text. `on_change` hears of every change, `on_enter` of Enter; `hint` shows while empty."""

    role = "textbox"
    focusable = True
    swallows_keys = True
    cursor = "text"

    def __init__(
        self,
        wid: str,
        text: str = "",
        on_change: Callable[[str], Any] | None = None,
        *,
        on_enter: Action | None = None,
        hint: str = "",
        icon: str = "",
        longest: int = 200,
        style: Type = BODY,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.text, self.on_change, self.on_enter = text, on_change, on_enter
        self.hint, self.icon, self.longest, self.style = hint, icon, longest, style
        self.caret = self.anchor = len(text)
        self.composing = ""
        self.scrolled = 0.0
        self.lit = True

    def natural(self) -> tuple[int, int]:
        """Give a comfortable size."""
        return 240, 32

    # --- editing
    @property
    def selection(self) -> tuple[int, int]:
        """First and last end of what is selected."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    def _replace(self, new: str) -> Outcome:
        first, last = self.selection
        clean = "".join(sign for sign in new if sign.isprintable())
        clean = clean[: max(0, self.longest - len(self.text) + last - first)]
        if not clean and first == last:
            return None
        self.text = self.text[:first] + clean + self.text[last:]
        self.caret = self.anchor = first + len(clean)
        self.invalidate()
        return run(self.on_change, self.text)

    def _go(self, to: int, select: bool) -> None:
        self.caret = max(0, min(len(self.text), to))
        if not select:
            self.anchor = self.caret
        self.invalidate()

    def _word(self, step: int) -> int:
        at = self.caret
        while 0 <= at + min(step, 0) < len(self.text) and self.text[at + min(step, 0)] == " ":
            at += step
        while 0 <= at + min(step, 0) < len(self.text) and self.text[at + min(step, 0)] != " ":
            at += step
        return at

    def on_text(self, text: str) -> Handled:
        """Put typed characters in."""
        self.composing = ""
        return self._replace(text) or True

    def on_edit(self, text: str) -> None:
        """Show what the input method composes, underlined, where the caret is."""
        self.composing = text
        self.invalidate()

    def on_key(self, chord: str) -> Handled:
        """Edit, move, select, copy and paste."""
        select = "Shift+" in chord
        base = chord.replace("Shift+", "")
        moves = {"Left": self.caret - 1, "Right": self.caret + 1, "Home": 0, "End": len(self.text),
                 "Ctrl+Left": self._word(-1), "Ctrl+Right": self._word(1)}  # fmt: skip
        if base in moves:
            first, last = self.selection
            collapse = first != last and not select and base in {"Left", "Right"}
            self._go((first if base == "Left" else last) if collapse else moves[base], select)
            return True
        if base in {"Backspace", "Delete", "Ctrl+Backspace"}:
            if self.caret == self.anchor:
                steps = {"Backspace": self.caret - 1, "Delete": self.caret + 1, "Ctrl+Backspace": self._word(-1)}
                self.anchor = max(0, min(len(self.text), steps[base]))
            return self._replace("") or True
        if base == "Ctrl+A":
            self.anchor, self.caret = 0, len(self.text)
            self.invalidate()
            return True
        if base in {"Ctrl+C", "Ctrl+X", "Ctrl+V"}:
            return self._clipboard(base[-1])
        if chord == "Enter" and self.on_enter is not None:
            return run(self.on_enter) or True
        return False

    def _clipboard(self, letter: str) -> Handled:
        first, last = self.selection
        with contextlib.suppress(pygame.error):
            if letter == "V":
                return self._replace(pygame.scrap.get_text()) or True
            if first != last:
                pygame.scrap.put_text(self.text[first:last])
        return (self._replace("") or True) if letter == "X" and first != last else True

    # --- the mouse
    def _index_at(self, x: float) -> int:
        book = fonts.book()
        want = x - self._left() + self.scrolled
        return min(range(len(self.text) + 1), key=lambda i: abs(book.width(self.text[:i], self.style) - want))

    def _left(self) -> int:
        return self.rect.x + PAD + (24 if self.icon else 0)

    def on_press(self, pos: Pos) -> Outcome:
        """Put the caret where the mouse is."""
        super().on_press(pos)
        self._go(self._index_at(pos[0]), False)
        return None

    def on_drag(self, pos: Pos) -> Outcome:
        """Select as far as the mouse is."""
        self._go(self._index_at(pos[0]), True)
        return None

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Stop selecting."""
        self.pressed = False
        return None

    @property
    def lively(self) -> bool:
        """Blink while focused."""
        return self.focused and not MOTION.reduced

    def on_tick(self, dt: float) -> None:
        """Draw anew whenever the caret comes or goes."""
        lit = MOTION.clock % BLINK_S < BLINK_S / 2
        if lit != self.lit:
            self.lit = lit
            self.invalidate()

    def describe(self) -> str:
        """Say what is written."""
        return f"{self.label}: {self.text}"

    # --- drawing
    def draw(self, canvas: Canvas) -> None:
        """Draw the frame, the text, the selection and the caret."""
        r = self.rect
        border = COMPUTE if self.focused else mix(LINE_STRONG, LOW, 0.4 * self.heat.value)
        canvas.box(r, PANEL, border if self.enabled else LINE)
        if self.icon:
            canvas.icon(self.icon, r.x + PAD, r.centery - 8, 16, LOW)
        left = self._left()
        room = Rect(left, r.y, max(1, r.right - PAD - left), r.h)
        book = fonts.book()
        shown = self.text[: self.caret] + self.composing + self.text[self.caret :]
        at = book.width(shown[: self.caret + len(self.composing)], self.style)
        self.scrolled = max(0.0, min(self.scrolled, at), at - room.w + 2)
        y = r.centery - self.style.line / 2
        with canvas.clipped(room):
            first, last = self.selection
            if first != last and self.focused:
                a, b = (book.width(self.text[:i], self.style) - self.scrolled for i in (first, last))
                canvas.fill(Rect(round(left + a), r.centery - 10, round(b - a), 20), SIDE_BLUE_DEEP)
            if shown:
                canvas.text(shown, left - self.scrolled, y, self.style, HIGH if self.enabled else LOW)
            elif self.hint:
                canvas.text(self.hint, left, y, self.style, LOW, width=room.w)
            if self.composing:
                begin = left + book.width(shown[: self.caret], self.style) - self.scrolled
                canvas.hline(begin, r.centery + 9, left + at - self.scrolled - begin, COMPUTE)
        if self.focused and (self.lit or MOTION.reduced):
            canvas.fill(Rect(round(left + at - self.scrolled), r.centery - 9, 1, 18), COMPUTE)

    def draw_ring(self, canvas: Canvas) -> None:
        """Show focus by the border alone; it is there for the mouse too."""

    def keep(self) -> Any:
        """Keep the caret and what is selected, and the text being typed."""
        return (self.text, self.caret, self.anchor) if self.focused else None

    def restore(self, state: Any) -> None:
        """Take back the text being typed."""
        self.text, self.caret, self.anchor = state
