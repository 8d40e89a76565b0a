"""Text: fonts at final pixel size, a cache of drawn strings, measuring, wrapping and ellipsis.

All lengths in and out are virtual px; a `FontBook` knows the scale, so text is always drawn at its final pixel
size and never stretched. The book in use is `book()`; the app replaces it when the scale changes.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.ui.glyphs import PAD_PX, Glyphs
from game.ui.scripts import pieces, runs
from game.ui.theme import BODY, HIGH, Colour, Type

CACHE_ENTRIES = 4096
GLYPHS = Glyphs()
UNDRAWABLE = str.maketrans({"⟦": "[", "⟧": "]", "✕": "×", "\t": " "})


@dataclass(frozen=True)
class Span:
    """A stretch of text in one style; a line is a list of spans. `rise` lifts it, in virtual px."""

    text: str
    style: Type = BODY
    colour: Colour = HIGH
    rise: int = 0


class FontBook:
    """Fonts and drawn strings for one scale. `text` makes letters alone larger, 1 as designed."""

    def __init__(self, scale: float = 1.0, text: float = 1.0) -> None:
        self.scale, self.text = scale, text
        self._drawn: OrderedDict[tuple[object, ...], pygame.Surface] = OrderedDict()
        self._widths: dict[tuple[str, int, float, str], float] = {}

    def px(self, style: Type) -> int:
        """The size of a style in real px."""
        return max(6, round(style.size * self.scale * self.text))

    def width(self, text: str, style: Type = BODY) -> float:
        """How wide a string is, virtual px; the same at every scale but for rounding of the size."""
        key = (style.face, style.size, style.tracking, text)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) > 4 * CACHE_ENTRIES:
                self._widths.clear()
            stretches = runs(style.face, text.translate(UNDRAWABLE))
            em = sum(GLYPHS.places(face, run, style.tracking)[1] for face, run in stretches)
            found = em * self.px(style) / self.scale
            self._widths[key] = found
        return found

    def spans_width(self, spans: list[Span]) -> float:
        """How wide a line of spans is."""
        return sum(self.width(span.text, span.style) for span in spans)

    def baseline(self, style: Type) -> float:
        """How far the baseline lies under the top of a line box, virtual px."""
        up, down = GLYPHS.vertical(style.face, self.px(style))
        return ((style.line * self.scale - up - down) / 2 + up) / self.scale

    def draw(self, text: str, style: Type, colour: Colour, halo: Colour | None = None) -> pygame.Surface:
        """The drawn string, from the cache if it was drawn before; `PAD_PX` clear px on either side."""
        key = (style.face, style.size, style.tracking, colour, halo, text)
        found = self._drawn.get(key)
        if found is not None:
            self._drawn.move_to_end(key)
            return found
        surface = self._render(text.translate(UNDRAWABLE), style, colour)
        if halo is not None:
            surface = self._with_halo(surface, self._render(text.translate(UNDRAWABLE), style, halo))
        self._drawn[key] = surface
        if len(self._drawn) > CACHE_ENTRIES:
            self._drawn.popitem(last=False)
        return surface

    def _render(self, text: str, style: Type, colour: Colour) -> pygame.Surface:
        return GLYPHS.line(style.face, runs(style.face, text), self.px(style), colour, style.tracking)

    def _with_halo(self, text: pygame.Surface, dark: pygame.Surface) -> pygame.Surface:
        reach = max(2, round(2 * self.scale))
        out = pygame.Surface((text.get_width() + 2 * reach, text.get_height() + 2 * reach), pygame.SRCALPHA)
        for dx in (-reach, -reach // 2, 0, reach // 2, reach):
            for dy in (-reach, -reach // 2, 0, reach // 2, reach):
                if abs(dx) + abs(dy) <= reach * 1.6:
                    out.blit(dark, (reach + dx, reach + dy))
        out.blit(text, (reach, reach))
        return out

    def halo_reach(self) -> int:
        """Px a halo adds on every side."""
        return max(2, round(2 * self.scale))

    def fitting(self, text: str, width: float, *styles: Type) -> Type:
        """The first of the styles, largest first, in which a text is no wider than ``width`` px; else the last."""
        return next((style for style in styles if self.width(text, style) <= width), styles[-1])

    def ellipsis(self, text: str, style: Type, width: float) -> str:
        """The text, cut with an ellipsis if it is wider than `width`."""
        if self.width(text, style) <= width + 0.5:
            return text  # the very same, by which a caller sees that nothing was cut
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(text[:middle].rstrip() + "…", style) <= width:
                low = middle
            else:
                high = middle - 1
        return text[:low].rstrip() + "…" if low else "…"

    def wrap(
        self, text: str, style: Type, width: float, max_lines: int = 0, indents: Sequence[float] = ()
    ) -> list[str]:
        """Greedy line breaking; the last of `max_lines` ends in an ellipsis if words are left over.

        `indents` are by how much the first lines are shorter, virtual px.
        """
        broken: list[tuple[str, str]] = []
        for paragraph in text.split("\n"):
            broken += self._lines(paragraph, style, width, indents[len(broken) :])
        lines = [line for _, line in broken]
        if max_lines and len(lines) > max_lines:
            rest = "".join(f"{joint}{line}" for joint, line in broken[max_lines - 1 :]).lstrip(" ")
            lines = [*lines[: max_lines - 1], self.ellipsis(rest, style, width)]
        return lines

    def _lines(self, paragraph: str, style: Type, width: float, indents: Sequence[float]) -> list[tuple[str, str]]:
        """A paragraph's lines, each with what joins it to the one before."""
        lines: list[tuple[str, str]] = []
        start, line = " ", ""
        for joint, piece in pieces(paragraph):
            trial = f"{line}{joint}{piece}" if line else piece
            indent = indents[len(lines)] if len(lines) < len(indents) else 0.0
            if line and self.width(trial, style) > width - indent:
                lines.append((start, line))
                start, line = joint, piece
            else:
                line = trial
        return [*lines, (start, line)]

    def wrapped_height(self, text: str, style: Type, width: float, max_lines: int = 0) -> int:
        """How tall a wrapped text is."""
        return len(self.wrap(text, style, width, max_lines)) * style.line


__all__ = ["PAD_PX", "FontBook", "Span", "book", "use_scale"]

_books: list[FontBook] = []


def book() -> FontBook:
    """The book in use; one at scale 1 if no app runs yet."""
    if not _books:
        _books.append(FontBook())
    return _books[0]


def use_scale(scale: float, text: float = 1.0) -> FontBook:
    """Put a book for this scale and size of text in use and return it."""
    if not _books or (_books[0].scale, _books[0].text) != (scale, text):
        _books[:] = [FontBook(scale, text)]
    return _books[0]


def forget() -> None:
    """Forget all drawn strings, since colours have changed."""
    _books[:] = [FontBook(one.scale, one.text) for one in _books]
