"""Switches."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.motion import Eased
from game.ui.screen import Outcome
from game.ui.theme import BODY, COMPUTE, COMPUTE_DEEP, HIGH, HOVER_S, LINE_STRONG, LOW, MIDDLE, PANEL, RAISED, mix
from game.ui.widgets.base import Widget, run

TRACK_W, TRACK_H = 28, 16


class Toggle(Widget):
    """A switch, with its words to the right if it has any. `on_change(on)` hears of every change."""

    role = "switch"
    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        on: bool,
        on_change: Callable[[bool], Any] | None = None,
        *,
        text: str = "",
        **options: Any,
    ) -> None:
        super().__init__(wid, **({"label": text} | options))
        self.on, self.on_change, self.text = on, on_change, text
        self.knob = Eased(1.0 if on else 0.0, self.invalidate)

    def natural(self) -> tuple[int, int]:
        """Give the size of track and words."""
        words = 10 + fonts.book().width(self.text, BODY) if self.text else 0
        return round(TRACK_W + words + 0.99), 24

    def activate(self) -> Outcome:
        """Switch over."""
        if not self.enabled:
            return None
        self.on = not self.on
        self.knob.to(1.0 if self.on else 0.0, HOVER_S)
        self.invalidate()
        return run(self.on_change, self.on)

    def keep(self) -> float:
        """Keep where the knob is, so that it slides on after a rebuild."""
        return self.knob.value

    def restore(self, state: Any) -> None:
        """Slide on from there."""
        self.knob.jump(float(state))
        self.knob.to(1.0 if self.on else 0.0, HOVER_S)

    def describe(self) -> str:
        """Say which way it stands."""
        return f"{self.label}: {'on' if self.on else 'off'}"

    def draw(self, canvas: Canvas) -> None:
        """Draw the track, the knob and the words."""
        t = self.knob.value
        track = Rect(self.rect.x, self.rect.centery - TRACK_H // 2, TRACK_W, TRACK_H)
        edge = mix(mix(LINE_STRONG, COMPUTE, t), HIGH, 0.2 * self.heat.value)
        ground = mix(RAISED, COMPUTE_DEEP, t)
        knob = mix(LOW, COMPUTE, t)
        if not self.enabled:
            edge, knob = mix(PANEL, edge, 0.5), mix(PANEL, knob, 0.5)
        canvas.box(track, ground, edge, TRACK_H // 2, 1.2)
        canvas.disc(track.x + 8 + t * (TRACK_W - 16), track.centery, 5, knob)
        if self.text:
            ink = mix(MIDDLE, HIGH, self.heat.value) if self.enabled else LOW
            canvas.text(self.text, track.right + 10, self.rect.centery - 10, BODY, ink,
                        width=max(1, self.rect.right - track.right - 10))  # fmt: skip

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the words for the text-fit check."""
        return [(self.text, fonts.book().width(self.text, BODY), self.rect.w - TRACK_W - 10.0)] if self.text else []
