"""Small signs: tags that say a state, deltas, emblems, pictures."""

from __future__ import annotations

from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.theme import DANGER, HIGH, LOW, MIDDLE, NOTE, NOTE_STRONG, PANEL, R_TAG, Colour, mix
from game.ui.widgets.base import Widget

TAG_H = 20


def tag_width(text: str, icon: str = "") -> int:
    """How wide a tag is."""
    return round(fonts.book().width(text, NOTE_STRONG) + 14 + (20 if icon else 0) + 0.99)


def draw_tag(canvas: Canvas, text: str, x: float, y: float, colour: Colour, icon: str = "") -> int:
    """Draw a tag with its top left at a point; returns its width. The ground is a deep tone of the colour."""
    wide = tag_width(text, icon)
    area = Rect(round(x), round(y), wide, TAG_H)
    canvas.box(area, mix(PANEL, colour, 0.26), None, R_TAG)
    left = area.x + 7
    ink = mix(colour, HIGH, 0.45)
    if icon:
        canvas.icon(icon, left, area.y + 3, 14, ink)
        left += 20
    canvas.text(text, left, area.y + 1, NOTE_STRONG, ink)
    return wide


def draw_delta(canvas: Canvas, text: str, x: float, y: float, up: bool, harmful: bool = False) -> float:
    """Draw a change with its triangle; `y` is the top of the line. Grey, and red only when it does harm."""
    ink = DANGER if harmful else MIDDLE
    canvas.triangle(x + 4, y + 9.5, 8, up, ink)
    return 12 + canvas.text(text, x + 12, y, NOTE, ink)


class Tag(Widget):
    """A tag as a widget, right-aligned in its rectangle if `align` says so."""

    role = "status"

    def __init__(self, text: str, colour: Colour, *, icon: str = "", align: str = "left", **options: Any) -> None:
        super().__init__(options.pop("wid", ""), **({"label": text} | options))
        self.text, self.colour, self.icon, self.align = text, colour, icon, align

    def natural(self) -> tuple[int, int]:
        """Give the size of the tag."""
        return tag_width(self.text, self.icon), TAG_H

    def draw(self, canvas: Canvas) -> None:
        """Draw the tag."""
        x = self.rect.x if self.align == "left" else self.rect.right - tag_width(self.text, self.icon)
        draw_tag(canvas, self.text, x, self.rect.centery - TAG_H // 2, self.colour, self.icon)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the words for the text-fit check."""
        return [(self.text, tag_width(self.text, self.icon), self.rect.w)]


class Emblem(Widget):
    """A firm's emblem on its plate, as large as its rectangle; shape and colour are its country's data."""

    role = "picture"

    def __init__(self, emblem: str, shape: str, colour: Colour, *, note: str = "", **options: Any) -> None:
        super().__init__(options.pop("wid", ""), **options)
        self.emblem, self.shape, self.colour, self.note = emblem, shape, colour, note

    def natural(self) -> tuple[int, int]:
        """Give the size lists use."""
        return 28, 28

    def draw(self, canvas: Canvas) -> None:
        """Draw the emblem, and a note under it if there is room."""
        side = min(self.rect.w, self.rect.h - (18 if self.note else 0))
        canvas.emblem(self.emblem, self.rect.centerx, self.rect.y + side / 2, side, self.shape, self.colour)
        if self.note:
            canvas.text(self.note, self.rect.centerx, self.rect.bottom - 17, NOTE, LOW, "centre", width=self.rect.w)


class Picture(Widget):
    """One of the drawn scenes, cut to cover the rectangle."""

    role = "picture"

    def __init__(self, scene: str, *, radius: int = 0, **options: Any) -> None:
        super().__init__(options.pop("wid", ""), **options)
        self.scene, self.radius = scene, radius

    def draw(self, canvas: Canvas) -> None:
        """Draw the scene."""
        canvas.scene(self.scene, self.rect, self.radius)
