"""What is dear to draw and does not move: drawn once, shown from a surface of its own."""

from __future__ import annotations

from typing import Any

from pygame import Surface

from game.ui import fonts, shapes
from game.ui.draw import Canvas
from game.ui.palette import PALETTE
from game.ui.theme import SEA
from game.ui.widgets.base import Widget


class Baked(Widget):
    """A widget that is dear to draw: drawn once onto a surface of its own until `redraw()` is called."""

    role = "chart"

    def __init__(self, wid: str = "", **options: Any) -> None:
        super().__init__(wid, **options)
        self._surface: Surface | None = None
        self._made_for: tuple[int, int, float, float, int] | None = None
        self._cut: list[str] = []  # texts of the drawing that did not fit

    def redraw(self) -> None:
        """Forget the drawing; what is shown has changed."""
        self._made_for = None
        self.invalidate()

    def draw(self, canvas: Canvas) -> None:
        """Show the drawing, making it first if need be."""
        if (area := canvas.rect(self.rect)).w < 2 or area.h < 2:
            return
        wanted = (area.w, area.h, canvas.scale, fonts.book().text, PALETTE.stamp)
        if self._surface is None or self._made_for != wanted:
            self._surface = shapes.blank(area.w, area.h, SEA)
            self._made_for = wanted
            own = Canvas(self._surface, canvas.scale, -area.x / canvas.scale + canvas.dx,
                         -area.y / canvas.scale + canvas.dy)  # fmt: skip
            self.bake(own)
            self._cut = own.cut
        canvas.cut += self._cut
        canvas.surface.blit(self._surface, area)

    def bake_key(self) -> object:
        """All that the drawing depends on but its size; None when that cannot be told."""
        return None

    def keep(self) -> Any:
        """Keep the drawing."""
        return self._surface, self._made_for, self._cut, self.bake_key()

    def restore(self, state: Any) -> None:
        """Take over the drawing of the chart this one replaces if it would look the same."""
        surface, made_for, cut, key = state
        if key is not None and key == self.bake_key():
            self._surface, self._made_for, self._cut = surface, made_for, cut

    def bake(self, canvas: Canvas) -> None:
        """Draw everything that does not move; the canvas is shifted so that `self.rect` fills it."""
