"""Toasts: short words in passing, at the foot of the window."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.motion import Eased
from game.ui.theme import BODY, COMPUTE, DANGER, DANGER_TEXT, HIGH, LINE_STRONG, MIDDLE, PANEL_S, RAISED, TOAST_S
from game.ui.widgets.base import Widget

HEIGHT, GAP, MOST = 40, 8, 3


@dataclass
class _Toast:
    text: str
    icon: str
    tone: str
    age: float = 0.0


class Toasts(Widget):
    """The toasts that show at the moment; the app owns one."""

    role = "log"

    def __init__(self) -> None:
        super().__init__("toasts")
        self.shown: list[_Toast] = []
        self.rise = Eased(0.0, self._changed)

    @property
    def alive(self) -> bool:
        """Whether something still has to go away."""
        return bool(self.shown)

    def say(self, text: str, icon: str = "info", tone: str = "normal") -> None:
        """Show a toast; the oldest makes room."""
        self._changed()
        self.shown = [*self.shown, _Toast(text, icon, tone)][-MOST:]
        self.rise.jump(12.0)
        self.rise.to(0.0, PANEL_S)
        self._changed()

    def clear(self) -> None:
        """Take away what was said, when it is no longer true."""
        self._changed()
        self.shown = []

    def tick(self, dt: float) -> None:
        """Let time pass."""
        for toast in self.shown:
            toast.age += dt
        if any(toast.age > TOAST_S for toast in self.shown):
            self._changed()
            self.shown = [toast for toast in self.shown if toast.age <= TOAST_S]
            self._changed()

    def describe(self) -> str:
        """Say what they say."""
        return "\n".join(toast.text for toast in self.shown)

    def areas(self) -> list[Rect]:
        """Give the rectangle of each, newest lowest."""
        out = []
        for i, toast in enumerate(reversed(self.shown)):
            wide = min(self.rect.w - 32, round(fonts.book().width(toast.text, BODY)) + 58)
            y = self.rect.bottom - 24 - HEIGHT - i * (HEIGHT + GAP) + round(self.rise.value if i == 0 else 0)
            out.append(Rect(self.rect.centerx - wide // 2, y, wide, HEIGHT))
        return out[::-1]

    def _changed(self) -> None:
        areas = self.areas()
        if areas and self.host is not None:
            self.host.dirty(areas[0].unionall(areas[1:]).inflate(48, 60))

    def draw(self, canvas: Canvas) -> None:
        """Draw the toasts."""
        for toast, area in zip(self.shown, self.areas(), strict=True):
            edge, ink = {"danger": (DANGER, DANGER_TEXT), "good": (COMPUTE, COMPUTE)}.get(
                toast.tone, (LINE_STRONG, MIDDLE)
            )
            canvas.shadow(area, 6)
            canvas.box(area, RAISED, edge)
            canvas.icon(toast.icon, area.x + 14, area.centery - 9, 18, ink)
            canvas.text(toast.text, area.x + 42, area.centery - 10, BODY, HIGH, width=area.w - 56)
