"""A slider along a line, with an optional tick for where things stand now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import COMPUTE, HIGH, LINE, LINE_STRONG, LOW, PANEL, PAPER, WHITE, Colour, mix
from game.ui.widgets.base import Pos, Widget, run

KNOB = 8


class Slider(Widget):
    """A number between `low` and `high` in steps of `step`; Shift or PageUp move ten steps."""

    role = "slider"
    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        value: float,
        on_change: Callable[[float], Any] | None = None,
        *,
        low: float = 0.0,
        high: float = 1.0,
        step: float = 0.01,
        tick: float | None = None,
        colour: Colour = COMPUTE,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.low, self.high, self.step, self.tick, self.colour = low, high, step, tick, colour
        self.on_change = on_change
        self.value = self._fit(value)

    def natural(self) -> tuple[int, int]:
        """Give a comfortable size."""
        return 160, 24

    def _fit(self, value: float) -> float:
        value = max(self.low, min(self.high, value))
        steps = round((value - self.low) / self.step)
        return min(self.high, self.low + steps * self.step)

    def set(self, value: float) -> Outcome:
        """Move to a value and tell the listener if that is a change."""
        fitted = self._fit(value)
        if fitted == self.value:
            return None
        self.value = fitted
        self.invalidate()
        return run(self.on_change, fitted)

    def _track(self) -> Rect:
        return Rect(self.rect.x + KNOB, self.rect.centery - 2, max(1, self.rect.w - 2 * KNOB), 4)

    def x_of(self, value: float) -> float:
        """Give where a value lies on the line."""
        track = self._track()
        return track.x + track.w * (value - self.low) / max(1e-12, self.high - self.low)

    def on_press(self, pos: Pos) -> Outcome:
        """Jump to the mouse."""
        super().on_press(pos)
        return self.on_drag(pos)

    def on_drag(self, pos: Pos) -> Outcome:
        """Follow the mouse."""
        track = self._track()
        return self.set(self.low + (self.high - self.low) * (pos[0] - track.x) / track.w)

    def on_wheel(self, steps: float, pos: Pos, big: bool) -> Handled:
        """Move by a step, or ten."""
        if not self.enabled or not self.focused:
            return False
        return self.set(self.value + self.step * steps * (10 if big else 1)) or True

    def on_key(self, chord: str) -> Handled:
        """Move with the arrows; Home and End go to the ends."""
        moves = {"Left": -1, "Down": -1, "-": -1, "Right": 1, "Up": 1, "+": 1, "PageDown": -10, "PageUp": 10,
                 "Shift+Left": -10, "Shift+Right": 10, "Shift+Down": -10, "Shift+Up": 10}  # fmt: skip
        if chord in {"Home", "End"}:
            return self.set(self.low if chord == "Home" else self.high) or True
        if chord not in moves:
            return False
        return self.set(self.value + moves[chord] * self.step) or True

    def describe(self) -> str:
        """Say where it stands."""
        return f"{self.label}: {self.value:g}"

    def draw(self, canvas: Canvas) -> None:
        """Draw the line, the filled part, the tick and the knob."""
        track = self._track()
        x = self.x_of(self.value)
        live = self.colour if self.enabled else mix(PANEL, LOW, 0.5)
        canvas.box(track, LINE, None, 2)
        if x - track.x >= 1:
            canvas.box(Rect(track.x, track.y, round(x) - track.x, 4), live, None, 2)
        if self.tick is not None:
            canvas.vline(self.x_of(self.tick), track.y - 5, 14, LINE_STRONG)
        knob = mix(PAPER, WHITE, self.heat.value) if self.enabled else mix(PANEL, HIGH, 0.4)
        if self.pressed:
            canvas.disc(x, track.centery, KNOB + 4, (*self.colour, 60))
        canvas.disc(x, track.centery, KNOB - 0.5 + 0.5 * self.heat.value, knob)
