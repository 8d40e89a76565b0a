"""Dividing rectangles, in virtual px: rows, columns, grids, and an area that is cut piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

__all__ = ["Area", "Fr", "Rect", "column", "fit_inside", "grid", "inset", "placed", "row"]


@dataclass(frozen=True)
class Fr:
    """A share of what is left after the fixed sizes."""

    share: float = 1.0


Size = int | Fr


def _lengths(total: int, sizes: Sequence[Size], gap: int) -> list[tuple[int, int]]:
    """Offset and length of each part; the parts and gaps together fill `total` to the pixel."""
    fixed = sum(size for size in sizes if isinstance(size, int)) + gap * max(0, len(sizes) - 1)
    shares = sum(size.share for size in sizes if isinstance(size, Fr))
    left = max(0, total - fixed)
    out: list[tuple[int, int]] = []
    at, given, taken = 0, 0.0, 0
    for size in sizes:
        if isinstance(size, Fr):
            given += size.share
            end = round(left * given / shares)
            length, taken = end - taken, end
        else:
            length = size
        out.append((at, length))
        at += length + gap
    return out


def row(rect: Rect, sizes: Sequence[Size], gap: int = 16) -> list[Rect]:
    """Side by side, each as tall as `rect`; ints are px, `Fr` shares the rest."""
    return [Rect(rect.x + at, rect.y, length, rect.h) for at, length in _lengths(rect.w, sizes, gap)]


def column(rect: Rect, sizes: Sequence[Size], gap: int = 16) -> list[Rect]:
    """One under another, each as wide as `rect`."""
    return [Rect(rect.x, rect.y + at, rect.w, length) for at, length in _lengths(rect.h, sizes, gap)]


def grid(rect: Rect, columns: int, rows: int, gap: int = 16) -> list[Rect]:
    """Equal cells, row by row."""
    lines = column(rect, [Fr()] * rows, gap)
    return [cell for line in lines for cell in row(line, [Fr()] * columns, gap)]


def inset(rect: Rect, by: int, by_y: int | None = None) -> Rect:
    """The rectangle without a margin on every side."""
    dy = by if by_y is None else by_y
    return Rect(rect.x + by, rect.y + dy, max(0, rect.w - 2 * by), max(0, rect.h - 2 * dy))


def placed(rect: Rect, w: int, h: int, across: str = "centre", down: str = "centre") -> Rect:
    """A rectangle of a size inside another: `across` is left, centre or right, `down` top, centre or bottom."""
    xs = {"left": rect.x, "centre": rect.x + (rect.w - w) // 2, "right": rect.right - w}
    ys = {"top": rect.y, "centre": rect.y + (rect.h - h) // 2, "bottom": rect.bottom - h}
    return Rect(xs[across], ys[down], w, h)


def fit_inside(rect: Rect, bounds: Rect, margin: int = 8) -> Rect:
    """The rectangle moved, not shrunk, so that it lies inside `bounds`."""
    out = rect.copy()
    out.x = max(bounds.x + margin, min(out.x, bounds.right - margin - out.w))
    out.y = max(bounds.y + margin, min(out.y, bounds.bottom - margin - out.h))
    return out


class Area:
    """A rectangle that is used up from its edges; each cut returns the piece and leaves the rest."""

    def __init__(self, rect: Rect, pad: int = 0) -> None:
        self.rest = inset(rect, pad)

    def top(self, h: int, gap: int = 0) -> Rect:
        """Cut `h` px off the top."""
        piece = Rect(self.rest.x, self.rest.y, self.rest.w, h)
        self.rest = Rect(self.rest.x, self.rest.y + h + gap, self.rest.w, max(0, self.rest.h - h - gap))
        return piece

    def bottom(self, h: int, gap: int = 0) -> Rect:
        """Cut `h` px off the bottom."""
        piece = Rect(self.rest.x, self.rest.bottom - h, self.rest.w, h)
        self.rest = Rect(self.rest.x, self.rest.y, self.rest.w, max(0, self.rest.h - h - gap))
        return piece

    def left(self, w: int, gap: int = 0) -> Rect:
        """Cut `w` px off the left."""
        piece = Rect(self.rest.x, self.rest.y, w, self.rest.h)
        self.rest = Rect(self.rest.x + w + gap, self.rest.y, max(0, self.rest.w - w - gap), self.rest.h)
        return piece

    def right(self, w: int, gap: int = 0) -> Rect:
        """Cut `w` px off the right."""
        piece = Rect(self.rest.right - w, self.rest.y, w, self.rest.h)
        self.rest = Rect(self.rest.x, self.rest.y, max(0, self.rest.w - w - gap), self.rest.h)
        return piece
