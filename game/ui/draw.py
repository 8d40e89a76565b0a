"""The canvas widgets draw on: virtual px in, smooth px out.

A canvas knows its scale, the shift of the scroll views it is inside and the opacity of what is drawn. Anything
that lies wholly outside the clip is skipped, so a redraw of a small dirty rectangle is cheap.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

import pygame
from pygame import Rect, Surface

from game.ui import fonts, icons, shapes
from game.ui.fonts import Span
from game.ui.shapes import Paint, Point
from game.ui.theme import BODY, HIGH, LINE, PANEL, PAPER, R_PANEL, VOID, WHITE, Colour, Type, mix


class Canvas:
    """A surface with a scale. `dx`, `dy` shift everything, in virtual px."""

    def __init__(self, surface: Surface, scale: float, dx: float = 0.0, dy: float = 0.0) -> None:
        self.surface = surface
        self.scale = scale
        self.dx, self.dy = dx, dy
        self.cut: list[str] = []
        """Texts that had to be cut, since a widget last asked; it tells them whole in its tooltip."""

    # --- from virtual to real
    def px(self, value: float) -> int:
        """A length in px, at least 1 if it is anything."""
        return max(1, round(value * self.scale)) if value > 0 else 0

    @property
    def hair(self) -> int:
        """The width of a hairline in px."""
        return 1 if self.scale <= 1.5 else 2

    def at(self, x: float, y: float) -> Point:
        """A point in px."""
        return (x + self.dx) * self.scale, (y + self.dy) * self.scale

    def rect(self, rect: Rect) -> Rect:
        """A rectangle in px; rectangles that touch in virtual px touch in px."""
        x, y = self.at(rect.x, rect.y)
        right, bottom = self.at(rect.right, rect.bottom)
        return Rect(round(x), round(y), round(right) - round(x), round(bottom) - round(y))

    def visible(self, rect: Rect, bleed: int = 0) -> bool:
        """Whether any of a rectangle shows inside the clip."""
        return bool(self.rect(rect.inflate(2 * bleed, 2 * bleed)).colliderect(self.surface.get_clip()))

    @contextmanager
    def clipped(self, rect: Rect) -> Iterator[None]:
        """Draw only inside a rectangle for a while."""
        before = self.surface.get_clip()
        self.surface.set_clip(self.rect(rect).clip(before))
        try:
            yield
        finally:
            self.surface.set_clip(before)

    @contextmanager
    def shifted(self, dx: float, dy: float) -> Iterator[None]:
        """Draw everything shifted for a while."""
        self.dx, self.dy = self.dx + dx, self.dy + dy
        try:
            yield
        finally:
            self.dx, self.dy = self.dx - dx, self.dy - dy

    # --- areas
    def fill(self, rect: Rect, paint: Paint) -> None:
        """A flat rectangle."""
        shapes.fill(self.surface, self.rect(rect), paint)

    def box(
        self,
        rect: Rect,
        paint: Paint | None = PANEL,
        border: Paint | None = None,
        radius: int = R_PANEL,
        width: float = 0.0,
    ) -> None:
        """A rounded rectangle; the border is a hairline unless `width` says more."""
        line = max(self.hair, round(width * self.scale)) if border is not None else 0
        shapes.box(self.surface, self.rect(rect), paint, border, round(radius * self.scale), line)

    def panel(self, rect: Rect, paint: Paint = PANEL, border: Paint = LINE, radius: int = R_PANEL) -> None:
        """The usual panel."""
        self.box(rect, paint, border, radius)

    def shadow(self, rect: Rect, spread: int = 8, opacity: float = 0.55) -> None:
        """A soft shadow; draw it before the box."""
        shapes.shadow(self.surface, self.rect(rect), max(2, round(spread * self.scale)), opacity)

    def ring(self, rect: Rect, paint: Paint, radius: int = R_PANEL, gap: int = 2, width: float = 2.0) -> None:
        """An outline that keeps a gap to what it surrounds; marks focus."""
        around = rect.inflate(2 * gap + 2, 2 * gap + 2)
        self.box(around, None, paint, radius + gap, width)

    def hline(self, x: float, y: float, w: float, paint: Paint = LINE) -> None:
        """A hairline across."""
        left, top = self.at(x, y)
        shapes.fill(self.surface, Rect(round(left), round(top), round(w * self.scale), self.hair), paint)

    def vline(self, x: float, y: float, h: float, paint: Paint = LINE) -> None:
        """A hairline downwards."""
        left, top = self.at(x, y)
        shapes.fill(self.surface, Rect(round(left), round(top), self.hair, round(h * self.scale)), paint)

    # --- lines and shapes
    def lines(self, points: Sequence[Point], paint: Paint, width: float = 1.5, closed: bool = False) -> None:
        """A smooth joined line."""
        shapes.lines(self.surface, [self.at(*p) for p in points], paint, width * self.scale, closed)

    def dashed(self, points: Sequence[Point], paint: Paint, width: float = 1.5, on: float = 5, off: float = 4) -> None:
        """A smooth dashed line."""
        s = self.scale
        shapes.dashed(self.surface, [self.at(*p) for p in points], paint, width * s, on * s, off * s)

    def dashed_box(self, rect: Rect, paint: Paint, width: float = 1.2, on: float = 4, off: float = 3) -> None:
        """A dashed rectangle outline."""
        x, y, r, b = rect.x + 0.5, rect.y + 0.5, rect.right - 0.5, rect.bottom - 0.5
        self.dashed([(x, y), (r, y), (r, b), (x, b), (x, y)], paint, width, on, off)

    def polygon(self, points: Sequence[Point], paint: Paint) -> None:
        """A smooth filled polygon."""
        shapes.polygon(self.surface, [self.at(*p) for p in points], paint)

    def disc(
        self, x: float, y: float, radius: float, paint: Paint | None, border: Paint | None = None, width: float = 1.5
    ) -> None:
        """A smooth circle."""
        shapes.disc(self.surface, self.at(x, y), radius * self.scale, paint, border, max(1.0, width * self.scale))

    def arc(self, x: float, y: float, radius: float, start: float, end: float, paint: Paint, width: float) -> None:
        """Part of a circle's line; angles in turns, clockwise from the top."""
        points = shapes.arc_points(self.at(x, y), radius * self.scale, start, end)
        shapes.lines(self.surface, points, paint, width * self.scale)

    def triangle(self, x: float, y: float, size: float, up: bool, paint: Paint) -> None:
        """The small triangle of a change, centred on a point."""
        h = size * 0.86 / 2 * (1 if up else -1)
        self.polygon([(x - size / 2, y + h), (x + size / 2, y + h), (x, y - h)], paint)

    def mark(self, shape: str, x: float, y: float, size: float, paint: Paint) -> None:
        """A side's sign: `square`, `round` or `diamond`, centred on a point."""
        half = size / 2
        if shape == "round":
            self.disc(x, y, half, paint)
        elif shape == "diamond":
            half *= 1.15
            self.polygon([(x, y - half), (x + half, y), (x, y + half), (x - half, y)], paint)
        elif shape == "triangle":
            self.triangle(x, y, size * 1.1, True, paint)
        else:
            side = Rect(0, 0, round(size), round(size))
            side.center = (round(x), round(y))
            self.box(side, paint, None, 1)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.5) -> None:
        """A soft light centred on a point."""
        px = max(2, round(radius * self.scale))
        gx, gy = self.at(x, y)
        self.surface.blit(shapes.glow(px, colour, round(strength, 2)), (round(gx) - px, round(gy) - px))

    def hatch(self, rect: Rect, paint: Paint, step: float = 7, width: float = 1.0) -> None:
        """Diagonal hatching."""
        area = self.rect(rect)
        shapes.hatch(self.surface, area, paint, max(4, round(step * self.scale)), width * self.scale)

    # --- text
    def text(
        self,
        text: str,
        x: float,
        y: float,
        style: Type = BODY,
        colour: Colour = HIGH,
        align: str = "left",
        width: float = 0.0,
        halo: Colour | None = None,
    ) -> float:
        """One line of text; `y` is the top of its line box. Returns its width.

        `align` says which side of the text `x` is. With a `width` the text is cut with an ellipsis to fit.
        """
        if not text:
            return 0.0
        book = fonts.book()
        shown = book.ellipsis(text, style, width) if width > 0 else text
        if shown is not text:
            self.cut.append(text)
        wide = book.width(shown, style)
        left = x - (wide if align == "right" else wide / 2 if align == "centre" else 0.0)
        surface = book.draw(shown, style, colour, halo)
        reach = book.halo_reach() if halo is not None else 0
        px, py = self.at(left, y)
        inner = surface.get_height() - 2 * reach
        top = round(py + (style.line * self.scale - inner) / 2)
        self.surface.blit(surface, (round(px) - reach - fonts.PAD_PX, top - reach))
        return wide

    def spans(
        self, spans: Sequence[Span], x: float, y: float, line: int = 0, align: str = "left", width: float = 0.0
    ) -> float:
        """A line of differently set stretches on one baseline; `y` is the top of the line box.

        With a `width` what goes beyond it is cut with an ellipsis.
        """
        book = fonts.book()
        if width > 0 and book.spans_width(list(spans)) > width + 0.5:
            self.cut.append("".join(span.text for span in spans))
            spans = _cut_spans(spans, width)
        tall = max((span.style.line for span in spans), default=20)
        wide = book.spans_width(list(spans))
        left = x - (wide if align == "right" else wide / 2 if align == "centre" else 0.0)
        lead = max(spans, key=lambda span: span.style.size, default=None)
        base = book.baseline(lead.style) + ((line or tall) - lead.style.line) / 2 if lead else 0.0
        for span in spans:
            self.text(span.text, left, y + base - book.baseline(span.style) - span.rise, span.style, span.colour)
            left += book.width(span.text, span.style)
        return wide

    def paragraph(
        self, text: str, rect: Rect, style: Type = BODY, colour: Colour = HIGH, max_lines: int = 0, align: str = "left"
    ) -> int:
        """Wrapped text from the top of a rectangle; returns the height it took."""
        rows = fonts.book().wrap(text, style, rect.w, max_lines)
        if max_lines and rows[-1].endswith("…") and not text.endswith(rows[-1]):
            self.cut.append(text)
        x = {"left": rect.x, "centre": rect.centerx, "right": rect.right}[align]
        for i, line in enumerate(rows):
            self.text(line, x, rect.y + i * style.line, style, colour, align)
        return len(rows) * style.line

    # --- pictures
    def icon(self, name: str, x: float, y: float, size: float = 18, colour: Colour = HIGH) -> None:
        """An icon; `x`, `y` is its top left."""
        px, py = self.at(x, y)
        self.surface.blit(icons.icon(name, max(8, round(size * self.scale)), colour), (round(px), round(py)))

    def plate(self, shape: str, x: float, y: float, size: float, colour: Colour, deep: Paint, width: float = 0) -> None:
        """The plate behind an emblem or a map symbol, centred on a point: `square`, `round` or `diamond`."""
        line = width or size * (1.8 if size >= 24 else 2.6) / 48
        if shape == "round":
            self.disc(x, y, size * 0.48, deep, colour, line)
        elif shape == "diamond":
            half = size * 0.5
            points = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)]
            self.polygon(points, deep)
            self.lines(points, colour, max(1.2, line), closed=True)
        else:
            side = Rect(0, 0, round(size * 0.9), round(size * 0.9))
            side.center = (round(x), round(y))
            self.box(side, deep, colour, round(size * 0.1), max(1.2, line))

    def emblem(self, name: str, x: float, y: float, size: float, shape: str, colour: Colour) -> None:
        """A firm's emblem on its plate, centred on a point; shape and colour are the country's data."""
        self.plate(shape, x, y, size, colour, mix(VOID, colour, 0.15))
        if icons.has_emblem(name):
            px = max(8, round(size * self.scale))
            cx, cy = self.at(x, y)
            self.surface.blit(icons.emblem_figure(name, px, HIGH), (round(cx - px / 2), round(cy - px / 2)))
        else:
            letter = Type(BODY.face, max(10, round(size * 0.4)), round(size * 0.6))
            self.text(name[:1].upper(), x, y - size * 0.3, letter, WHITE, "centre")

    def scene(self, name: str, rect: Rect, radius: int = 0) -> None:
        """A scene, cut to cover a rectangle; with a radius its upper corners are rounded."""
        area = self.rect(rect)
        if area.w < 2 or area.h < 2 or not icons.has_scene(name):
            return
        picture = icons.scene(name, area.w, area.h)
        if radius:
            r = round(radius * self.scale)
            picture = shapes.cached(("round scene", name, area.size, r), lambda: _round_top(picture, r))
        self.surface.blit(picture, area)

    def wordmark(self, x: float, y: float, height: float, colour: Colour = PAPER) -> None:
        """The game's name; `x`, `y` is its top left."""
        px, py = self.at(x, y)
        self.surface.blit(icons.wordmark(max(8, round(height * self.scale)), colour), (round(px), round(py)))

    def veil(self, rect: Rect, opacity: float) -> None:
        """Darken what is there; put behind dialogs."""
        self.fill(rect, (4, 7, 12, round(255 * opacity)))


def _cut_spans(spans: Sequence[Span], width: float) -> list[Span]:
    book, kept = fonts.book(), list[Span]()
    for span in spans:
        wide = book.width(span.text, span.style)
        if wide > width:
            return [*kept, replace(span, text=book.ellipsis(span.text, span.style, max(1.0, width)))]
        kept.append(span)
        width -= wide
    return kept


def _round_top(picture: Surface, radius: int) -> Surface:
    mask = Surface(picture.get_size(), pygame.SRCALPHA)
    box = mask.get_rect()
    box.h += 2 * radius
    shapes.box(mask, box, (255, 255, 255), None, radius, 0)
    out = picture.copy()
    out.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    return out
