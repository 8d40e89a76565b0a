"""Panels, labels and lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.shapes import Paint
from game.ui.theme import BODY, HIGH, LABEL, LINE, LOW, PANEL, R_PANEL, Colour, Type
from game.ui.widgets.base import Widget

HEAD = 40  # from the panel's top to its contents when it has a title


def in_capitals(title: str) -> str:
    """A title in capitals, but for a unit of money behind it: $ m is not $ M."""
    words, comma, unit = title.partition(", $")
    return f"{words.upper()}{comma}{unit}"


class Panel(Widget):
    """A panel with an optional label on its head line; `right` is a note or spans at the head's other end."""

    role = "panel"

    def __init__(
        self,
        wid: str = "",
        title: str = "",
        *,
        right: str | Sequence[Span] = "",
        paint: Paint | None = PANEL,
        border: Paint = LINE,
        radius: int = R_PANEL,
        pad: int = 16,
        **options: Any,
    ) -> None:
        super().__init__(wid, **({"label": title} | options))
        self.title, self.right = title, right
        self.paint, self.border, self.radius, self.pad = paint, border, radius, pad

    @property
    def inside(self) -> Rect:
        """Where the contents go: within the padding and, if there is a title, below the head line."""
        top = HEAD if self.title or self.right else self.pad
        return Rect(self.rect.x + self.pad, self.rect.y + top, max(0, self.rect.w - 2 * self.pad),
                    max(0, self.rect.h - top - self.pad))  # fmt: skip

    def draw(self, canvas: Canvas) -> None:
        """Draw the panel."""
        canvas.box(self.rect, self.paint, self.border, self.radius)
        y = self.rect.y + 12
        right = 0.0
        if self.right:
            spans = [Span(self.right, LABEL, LOW)] if isinstance(self.right, str) else list(self.right)
            right = canvas.spans(spans, self.rect.right - self.pad, y, 16, "right") + 12
        if self.title:
            width = self.rect.w - 2 * self.pad - right
            canvas.text(in_capitals(self.title), self.rect.x + self.pad, y, LABEL, LOW, width=width)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the title for the text-fit check."""
        return [(self.title, fonts.book().width(in_capitals(self.title), LABEL), self.rect.w - 2.0 * self.pad)]


class Label(Widget):
    """Text in one style: one line cut to fit, or `wrap`ped over the rectangle."""

    role = "label"

    def __init__(
        self,
        text: str,
        style: Type = BODY,
        colour: Colour = HIGH,
        *,
        wid: str = "",
        align: str = "left",
        wrap: bool = False,
        max_lines: int = 0,
        **options: Any,
    ) -> None:
        super().__init__(wid, **({"label": text} | options))
        self.text, self.style, self.colour = text, style, colour
        self.align, self.wrap, self.max_lines = align, wrap, max_lines

    def natural(self) -> tuple[int, int]:
        """Give the size of the text; wrapped text asks for the height at its present width."""
        if self.wrap and self.rect.w:
            return self.rect.w, self.height_at(self.rect.w)
        return round(fonts.book().width(self.text, self.style) + 0.99), self.style.line

    def height_at(self, width: int) -> int:
        """Give the height of the wrapped text at a width."""
        return fonts.book().wrapped_height(self.text, self.style, width, self.max_lines)

    def draw(self, canvas: Canvas) -> None:
        """Draw the text."""
        if self.wrap:
            canvas.paragraph(self.text, self.rect, self.style, self.colour, self.max_lines, self.align)
            return
        x = {"left": self.rect.x, "centre": self.rect.centerx, "right": self.rect.right}[self.align]
        y = self.rect.y + (self.rect.h - self.style.line) / 2
        canvas.text(self.text, x, y, self.style, self.colour, self.align, width=self.rect.w)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the words for the text-fit check."""
        if self.wrap:
            need = fonts.book().wrapped_height(self.text, self.style, self.rect.w)
            return [(self.text, need, self.rect.h)]
        return [(self.text, fonts.book().width(self.text, self.style), self.rect.w)]


class Line(Widget):
    """One line of spans, and at its other end further spans; `rule` draws a hairline under it."""

    role = "label"

    def __init__(
        self,
        spans: Sequence[Span],
        right: Sequence[Span] = (),
        *,
        wid: str = "",
        align: str = "left",
        rule: bool = False,
        icon: str = "",
        icon_colour: Colour = LOW,
        **options: Any,
    ) -> None:
        words = "".join(span.text for span in [*spans, Span("  "), *right]).strip()
        super().__init__(wid, **({"label": words} | options))
        self.spans, self.right, self.align, self.rule = list(spans), list(right), align, rule
        self.icon, self.icon_colour = icon, icon_colour

    def natural(self) -> tuple[int, int]:
        """Give the size of the line."""
        book = fonts.book()
        gap = 12 if self.right else 0
        wide = book.spans_width(self.spans) + book.spans_width(self.right) + gap + (26 if self.icon else 0)
        return round(wide + 0.99), max([span.style.line for span in [*self.spans, *self.right]], default=20)

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r = self.rect
        left = r.x
        if self.icon:
            canvas.icon(self.icon, r.x, r.centery - 9, 18, self.icon_colour)
            left += 28
        if self.align == "left":
            taken = fonts.book().spans_width(self.right) + 8 if self.right else 0
            canvas.spans(self.spans, left, r.y, r.h, width=max(8.0, r.right - left - taken))
        else:
            canvas.spans(self.spans, r.right if self.align == "right" else r.centerx, r.y, r.h, self.align)
        if self.right:
            canvas.spans(self.right, r.right, r.y, r.h, "right")
        if self.rule:
            canvas.hline(r.x, r.bottom - 1, r.w)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the line for the text-fit check."""
        return [(self.label, self.natural()[0], self.rect.w)]


class Rule(Widget):
    """A hairline across the middle of its rectangle, or down it when that is taller than wide."""

    role = "rule"

    def __init__(self, colour: Paint = LINE, **options: Any) -> None:
        super().__init__(**options)
        self.colour = colour

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        if self.rect.h > self.rect.w:
            canvas.vline(self.rect.centerx, self.rect.y, self.rect.h, self.colour)
        else:
            canvas.hline(self.rect.x, self.rect.centery, self.rect.w, self.colour)


class Painter(Widget):
    """A place a screen paints itself: `paint(canvas, rect)` is called whenever it shows."""

    role = "picture"

    def __init__(self, paint: Any, *, wid: str = "", **options: Any) -> None:
        super().__init__(wid, **options)
        self.paint = paint

    def draw(self, canvas: Canvas) -> None:
        """Have the screen paint."""
        self.paint(canvas, self.rect)
