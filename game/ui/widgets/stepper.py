"""A count with minus and plus: - 40,000 +."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    COMPUTE,
    HIGH,
    HOVER,
    LINE,
    LINE_STRONG,
    LOW,
    MIDDLE,
    PANEL,
    R_PANEL,
    TABLE_STRONG,
    VOID,
    mix,
)
from game.ui.widgets.base import Pos, Widget, run
from game.ui.wording import count

ARM = 28
REPEAT_AFTER_S, REPEAT_S = 0.4, 0.06


class Stepper(Widget):
    """A whole number from `low` to `high`. Click the arms, turn the wheel, or type a number and Enter.

    Shift makes a step ten times as large; so do PageUp and PageDown.
    """

    role = "spinner"
    focusable = True
    swallows_keys = True

    def __init__(
        self,
        wid: str,
        value: int,
        on_change: Callable[[int], Any] | None = None,
        *,
        low: int = 0,
        high: int = 1_000_000,
        step: int = 1,
        show: Callable[[int], str] = count,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.low, self.high, self.step, self.show = low, max(low, high), step, show
        self.value = max(low, min(self.high, value))
        self.on_change = on_change
        self.typed: str | None = None
        self.held_side, self.held_s = 0, 0.0
        self.hot = 0  # which arm the mouse is on: -1, 0, 1

    def natural(self) -> tuple[int, int]:
        """Give the size that fits the largest number."""
        widest = max(fonts.book().width(self.show(v), TABLE_STRONG) for v in (self.low, self.high))
        return round(max(widest, 40)) + 2 * ARM + 20, 32

    def set(self, value: float) -> Outcome:
        """Take a number, held within the limits, and tell the listener if that is a change."""
        fitted = max(self.low, min(self.high, round(value)))
        self.typed = None
        self.invalidate()
        if fitted == self.value:
            return None
        self.value = fitted
        return run(self.on_change, fitted)

    def _side(self, pos: Pos) -> int:
        if pos[0] < self.rect.x + ARM:
            return -1
        return 1 if pos[0] >= self.rect.right - ARM else 0

    def arm_px(self, side: int) -> Rect:
        """Give an arm's rectangle, virtual px, for tests; -1 is minus, 1 plus."""
        x = self.rect.x if side < 0 else self.rect.right - ARM
        dx, dy = self.shift()
        return Rect(x, self.rect.y, ARM, self.rect.h).move(round(dx), round(dy))

    def on_move(self, pos: Pos) -> None:
        """Light up the arm under the mouse."""
        side = self._side(pos)
        if side != self.hot:
            self.hot = side
            self.invalidate()

    def set_hovered(self, hovered: bool) -> None:
        """Forget the lit arm when the mouse leaves."""
        super().set_hovered(hovered)
        if not hovered:
            self.hot = 0
            self.invalidate()

    @property
    def lively(self) -> bool:
        """Whether an arm is held down, which goes on stepping."""
        return self.pressed and self.held_side != 0

    def on_tick(self, dt: float) -> None:
        """Step again and again while an arm is held."""
        self.held_s += dt
        while self.held_s >= REPEAT_AFTER_S + REPEAT_S and self.lively:
            self.held_s -= REPEAT_S
            self.set(self.value + self.held_side * self.step)

    def take_over(self, old: Widget) -> None:
        """Go on stepping after a rebuild."""
        if isinstance(old, Stepper):
            self.held_side, self.held_s, self.hot = old.held_side, old.held_s, old.hot

    def on_press(self, pos: Pos) -> Outcome:
        """Step at once when an arm is pressed."""
        super().on_press(pos)
        self.held_side, self.held_s = self._side(pos), 0.0
        side = self.held_side
        return self.set(self.value + side * self.step) if side else None

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Do nothing more; the press did it."""
        self.pressed = False
        self.invalidate()
        return None

    def on_wheel(self, steps: float, pos: Pos, big: bool) -> Handled:
        """Step with the wheel once the number has the focus, so that scrolling past it changes nothing."""
        if not self.enabled or not self.focused:
            return False
        return self.set(self.value + round(steps) * self.step * (10 if big else 1)) or True

    def on_key(self, chord: str) -> Handled:
        """Step with the arrows, edit what is being typed."""
        moves = {"Left": -1, "Down": -1, "Right": 1, "Up": 1, "-": -1, "+": 1, "PageDown": -10, "PageUp": 10}
        base, big = (chord[6:], 10) if chord.startswith("Shift+") else (chord, 1)
        if base == "Tab" and self.typed is not None:
            self._commit()
        if base in moves:
            return self.set(self.value + moves[base] * big * self.step) or True
        if chord in {"Home", "End"}:
            return self.set(self.low if chord == "Home" else self.high) or True
        if chord == "Backspace":
            self.typed = (self.typed if self.typed is not None else str(self.value))[:-1]
            self.invalidate()
            return True
        if chord == "Enter" and self.typed is not None:
            return self._commit() or True
        if chord == "Esc" and self.typed is not None:
            self.typed = None
            self.invalidate()
            return True
        return False

    def on_text(self, text: str) -> Handled:
        """Take typed figures; a k or m at the end multiplies."""
        before = self.typed or ""
        for sign in text.lower():
            if sign.isdigit() or (sign == "." and "." not in before):
                before += sign
            elif sign in "km" and before.strip("."):
                before = str(round(float(before) * (1000 if sign == "k" else 1_000_000)))
        self.typed = before[:12]
        self.invalidate()
        return True

    def _commit(self) -> Outcome:
        typed, self.typed = self.typed, None
        return self.set(float(typed)) if typed and typed != "." else None

    def set_focused(self, focused: bool, ring: bool) -> None:
        """Take what was typed when the focus goes elsewhere."""
        if not focused and self.typed is not None:
            self._commit()
        super().set_focused(focused, ring)

    def describe(self) -> str:
        """Say the number."""
        return f"{self.label}: {self.show(self.value)}"

    def draw(self, canvas: Canvas) -> None:
        """Draw the frame, the arms and the number."""
        r = self.rect
        border = COMPUTE if self.focused and not self.ring else mix(LINE_STRONG, LOW, 0.35 * self.heat.value)
        canvas.box(r, PANEL, border if self.enabled else LINE)
        for side, icon in ((-1, "minus"), (1, "plus")):
            arm = Rect(r.x if side < 0 else r.right - ARM, r.y, ARM, r.h).inflate(-4, -4)
            at_end = self.value <= self.low if side < 0 else self.value >= self.high
            if self.hot == side and self.enabled and not at_end:
                canvas.box(arm, VOID if self.pressed else HOVER, None, 4)
            ink = mix(PANEL, LOW, 0.5) if at_end or not self.enabled else MIDDLE
            canvas.icon(icon, arm.centerx - 7, arm.centery - 7, 14, ink)
        canvas.vline(r.right - ARM - 2, r.y + 7, r.h - 14, LINE)
        shown = self.typed if self.typed is not None else self.show(self.value)
        ink = HIGH if self.enabled and (self.value or self.typed is not None) else LOW
        right = r.right - ARM - 10
        canvas.text(shown, right, r.centery - 10, TABLE_STRONG, ink, "right")
        if self.focused and self.enabled:
            canvas.fill(Rect(right + 1, r.centery - 8, 1, 16), COMPUTE)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, COMPUTE, R_PANEL)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the number for the text-fit check."""
        return [(self.show(self.value), fonts.book().width(self.show(self.value), TABLE_STRONG),
                 self.rect.w - 2.0 * ARM - 8)]  # fmt: skip

    def keep(self) -> str | None:
        """Keep what is half typed."""
        return self.typed

    def restore(self, state: Any) -> None:
        """Take back what was half typed."""
        self.typed = state
