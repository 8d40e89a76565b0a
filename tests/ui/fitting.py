"""Whether texts can be read: what is cut, leaves its place, lies over or under something, or is too like its ground.

Every string is taken down as it is drawn, with the letters' own outline and what lay under them; so a picture is
judged by what was put on it, whatever widget did so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
import pygame
import pytest
from pygame import Rect

from game.ui import fonts
from game.ui.app import App
from game.ui.draw import Canvas
from game.ui.fonts import FontBook
from game.ui.palette import PALETTE
from game.ui.theme import BODY, HIGH, Colour
from game.ui.widgets import Panel, ScrollView, Widget
from game.ui.widgets.baked import Baked
from game.ui.widgets.timeline import RuleTimeline
from game.ui.widgets.world_map import WorldMap

SLACK = 3
"""By so many virtual px a text may reach over, for side bearings and rounding."""
LEAST_CONTRAST = 4.5
"""WCAG 2.1, level AA, for text."""
FAINT_SHARE = 0.15
"""So much of a text may lie on a ground too like it: a line of a chart that runs behind a letter."""
HIDDEN_SHARE = 0.15
"""So much of a text may be painted over."""
INK, STROKE = 64, 200
"""Opacities, of 255, from which a px counts as part of a letter, and as the inside of a stroke."""

Found = tuple[str, str]
"""The widget, and the string."""


@dataclass(frozen=True)
class Drawn:
    """One string as it was put down; rectangles in px of the window."""

    text: str
    rect: Rect
    """Round its letters, as far as they show."""
    whole: Rect
    """Round all its letters."""
    room: Rect
    """The widget that drew it, or the panel within that where the widget stands in one."""
    widget: str
    scrolls: bool
    """Whether what is above or below the clip can be brought into sight."""
    contrast: float
    """Against what lay under it, of all but `FAINT_SHARE` of its strokes."""


@dataclass
class Sheet:
    """All strings of one picture."""

    scale: float = 1.0
    drawn: list[Drawn] = field(default_factory=list)
    shortened: list[tuple[list[Widget], str]] = field(default_factory=list)
    """Strings that ended in an ellipsis, with the widgets they were drawn in, from the root down."""
    hidden: list[Found] = field(default_factory=list)
    """Strings that something was painted over."""

    @property
    def cut(self) -> list[Found]:
        """All that was cut with an ellipsis."""
        return [(_name(stack), text) for stack, text in self.shortened]

    @property
    def lost(self) -> list[Found]:
        """All that was cut with an ellipsis and that no tooltip says whole."""
        return [(_name(stack), text) for stack, text in self.shortened if not _says(stack, text)]

    @property
    def slack(self) -> int:
        """What may reach over, px."""
        return round(SLACK * self.scale)

    def outside(self) -> list[Found]:
        """Strings that leave the room they have."""
        return [(one.widget, one.text) for one in self.drawn if not _within(one.whole, one.room, one, self.slack)]

    def clipped(self) -> list[Found]:
        """Strings that end at an edge, of a list or the window, beyond which nothing can be brought into sight."""
        return [(one.widget, one.text) for one in self.drawn if not _within(one.whole, one.rect, one, self.slack)]

    def overlaps(self) -> list[Found]:
        """Pairs of strings that lie over each other."""
        found = []
        for one, other in combinations(self.drawn, 2):
            shared = one.rect.clip(other.rect)
            if shared.w > self.slack and shared.h > self.slack:
                found.append((one.text, other.text))
        return found

    def faint(self) -> list[tuple[str, str, float]]:
        """Strings too like their ground, with the contrast they have."""
        return [(one.widget, one.text, round(one.contrast, 2)) for one in self.drawn if one.contrast < LEAST_CONTRAST]

    def faults(self) -> list[tuple[object, ...]]:
        """Everything wrong but what is cut and told in a tooltip, each with the kind of fault before it."""
        kinds: dict[str, Sequence[tuple[object, ...]]] = {
            "lost": self.lost, "outside": self.outside(), "clipped": self.clipped(), "overlap": self.overlaps(),
            "hidden": self.hidden, "faint": self.faint(),
        }  # fmt: skip
        return [(kind, *one) for kind, found in kinds.items() for one in found]


@contextmanager
def watching(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sheet]:
    """Take down every string that the top screen, tooltips and toasts draw meanwhile."""
    sheet, stack, inked = Sheet(app.view.scale), list[Widget](), list[tuple[Drawn, np.ndarray, Colour]]()
    text_before, tree_before, cut_before = Canvas.text, Widget.draw_tree, FontBook.ellipsis

    def is_on_top() -> bool:
        roots = (app.top.root if app.top is not None else None, app.tips, app.toasts)
        return bool(stack) and any(stack[0] is root for root in roots)

    def draw_tree(self: Widget, canvas: Canvas) -> None:
        stack.append(self)
        tree_before(self, canvas)
        stack.pop()
        if not stack:
            for one, strokes, ink in inked:
                if _is_hidden(_pixels(canvas.surface, one.rect), strokes, ink):
                    sheet.hidden.append((one.widget, one.text))
            inked.clear()

    def anew(before: Callable[[Any, Canvas], None]) -> Callable[[Any, Canvas], None]:
        """Draw what keeps its drawing once more, since what it drew earlier could not be watched."""

        def draw(self: Any, canvas: Canvas) -> None:
            self._made_for = None
            before(self, canvas)

        return draw

    def ellipsis(self: FontBook, text: str, style: Any, width: float) -> str:
        shown = cut_before(self, text, style, width)
        if shown != text and is_on_top():
            sheet.shortened.append((list(stack), text))
        return shown

    def text(
        self: Canvas, text: str, x: float, y: float, style: Any = BODY, colour: Any = HIGH, align: str = "left",
        width: float = 0.0, halo: Any = None,
    ) -> float:  # fmt: skip
        is_seen = self.surface is app.surface or isinstance(stack[-1] if stack else None, Baked | WorldMap)
        if not text.strip() or not is_on_top() or not is_seen:
            return text_before(self, text, x, y, style, colour, align, width, halo)
        shown = cut_before(fonts.book(), text, style, width) if width > 0 else text
        letters = fonts.book().draw(shown, style, colour)
        wide = fonts.book().width(shown, style)
        px, py = self.at(x - (wide if align == "right" else wide / 2 if align == "centre" else 0.0), y)
        corner = round(px) - fonts.PAD_PX, round(py + (style.line * self.scale - letters.get_height()) / 2)
        here = letters.get_bounding_rect(INK).move(corner)
        sheet_at = _offset(self, stack[-1])
        whole = here.move(sheet_at)
        rect = here.clip(self.surface.get_clip()).move(sheet_at).clip(app.surface.get_clip())
        if rect.w and rect.h:
            ink = PALETTE.shown(colour)
            strokes = pygame.surfarray.array_alpha(_seen(letters, rect, corner, sheet_at)) >= STROKE
            grounds = _under(app.surface, self.surface, rect, sheet_at)[strokes]
            if halo is not None:
                grounds = np.array([PALETTE.shown(halo)])
            room = app.canvas.rect(_room(stack).move(*_shift(stack)))
            one = Drawn(text, rect, whole, room, _name(stack), _scrolls(stack), _contrast(ink, grounds))
            sheet.drawn.append(one)
            inked.append((one, strokes, ink))
        return text_before(self, text, x, y, style, colour, align, width, halo)

    with monkeypatch.context() as patch:
        patch.setattr(Widget, "draw_tree", draw_tree)
        for keeper in (Baked, WorldMap):
            patch.setattr(keeper, "draw", anew(keeper.draw))
        patch.setattr(FontBook, "ellipsis", ellipsis)
        patch.setattr(Canvas, "text", text)
        yield sheet


def _pixels(surface: pygame.Surface, rect: Rect) -> np.ndarray:
    """The px of a part of a surface as they are now, ``(width, height, red green blue)``."""
    return pygame.surfarray.array3d(surface.subsurface(rect))


def _seen(letters: pygame.Surface, rect: Rect, corner: tuple[int, int], sheet_at: tuple[int, int]) -> pygame.Surface:
    """The part of a drawn string that shows in a rectangle of the window."""
    return letters.subsurface(rect.move(-sheet_at[0], -sheet_at[1]).move(-corner[0], -corner[1]))


def _under(window: pygame.Surface, own: pygame.Surface, rect: Rect, sheet_at: tuple[int, int]) -> np.ndarray:
    """What lies under a string: the window, with what its chart has drawn so far on a surface of its own."""
    ground = _pixels(window, rect)
    if own is window:
        return ground
    mine = own.subsurface(rect.move(-sheet_at[0], -sheet_at[1]))
    cover = pygame.surfarray.array_alpha(mine)[..., None] / 255
    return np.asarray(pygame.surfarray.array3d(mine) * cover + ground * (1 - cover))


def luminance(colours: np.ndarray) -> np.ndarray:
    """Relative luminance of colours, ``(..., red green blue)`` from 0 to 255, as WCAG has it."""
    part = colours / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array((0.2126, 0.7152, 0.0722)))


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """WCAG contrast of colours, 1 to 21."""
    a, b = luminance(one) + 0.05, luminance(other) + 0.05
    return np.asarray(np.maximum(a, b) / np.minimum(a, b))


def _contrast(ink: Colour, grounds: np.ndarray) -> float:
    """The contrast that all but a share of a text's strokes have; no stroke, no want of contrast."""
    if not len(grounds):
        return 21.0
    return float(np.quantile(contrast(np.array(ink), grounds), FAINT_SHARE))


def _is_hidden(seen: np.ndarray, strokes: np.ndarray, ink: Colour) -> bool:
    """Whether strokes of a text no longer have its colour."""
    left = seen[strokes].astype(int)
    changed = np.abs(left - np.array(ink)).max(axis=-1) > 255 - STROKE + 16
    return len(left) > 0 and float(changed.mean()) > HIDDEN_SHARE


def _within(inner: Rect, outer: Rect, one: Drawn, slack: int) -> bool:
    """Whether a rectangle keeps to another: both ways, or sideways alone in what scrolls."""
    sideways = inner.left >= outer.left - slack and inner.right <= outer.right + slack
    return sideways and (one.scrolls or (inner.top >= outer.top - slack and inner.bottom <= outer.bottom + slack))


def _room(stack: list[Widget]) -> Rect:
    """What a text may take: sideways the widget's own rectangle, upwards and downwards the panel that holds it, since a
    badge stands on a corner and a chart writes at its axes. Bars of the rule book write beside themselves."""
    above = stack[-2] if len(stack) > 1 else None
    own = Rect(above.rect if isinstance(above, RuleTimeline) else stack[-1].rect)
    panels = [widget.screen_rect.move(-_shift(stack)[0], -_shift(stack)[1]) for widget in stack
              if isinstance(widget, Panel)]  # fmt: skip
    room = Rect(own.x, panels[-1].y, own.w, panels[-1].h) if panels else own
    for panel in panels:
        room = room.clip(panel)
    return room


def _offset(canvas: Canvas, widget: Widget) -> tuple[int, int]:
    """Where in the window the surface lies that a widget draws on, px; charts and the map have one of their own."""
    dx, dy = widget.shift()
    return round((dx - canvas.dx) * canvas.scale), round((dy - canvas.dy) * canvas.scale)


def _shift(stack: list[Widget]) -> tuple[int, int]:
    dx, dy = stack[-1].shift()
    return round(dx), round(dy)


def _scrolls(stack: list[Widget]) -> bool:
    return any(isinstance(widget, ScrollView) and widget.most() for widget in stack)


def _says(stack: list[Widget], text: str) -> bool:
    """Whether the tooltip over a widget, or over what it is a part of, has the whole of a string."""
    for widget in reversed(stack):
        tip = widget.tip()
        if tip is not None:
            said = " ".join([tip.title, tip.text, tip.note, *(f"{line.text} {line.value}" for line in tip.lines)])
            if text.casefold() in said.casefold():
                return True
    return False


def _name(stack: list[Widget]) -> str:
    return next((widget.wid for widget in reversed(stack) if widget.wid), "")
