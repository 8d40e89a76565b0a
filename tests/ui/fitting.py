"""Whether texts fit: every string that is drawn, what was cut off, what leaves its widget, what lies over another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from pygame import Rect

from game.ui import fonts
from game.ui.app import App
from game.ui.draw import Canvas
from game.ui.fonts import FontBook
from game.ui.theme import BODY, HIGH
from game.ui.widgets import Widget
from game.ui.widgets.timeline import RuleTimeline

SLACK_PX = 3
"""By so much a text may reach over, for side bearings and rounding."""


@dataclass(frozen=True)
class Drawn:
    """One string as it was put down; rectangles in virtual px of the window, cut to what shows."""

    text: str
    rect: Rect
    room: Rect
    """The widget that drew it."""
    widget: str


@dataclass
class Sheet:
    """All strings of one picture."""

    drawn: list[Drawn] = field(default_factory=list)
    shortened: list[tuple[list[Widget], str]] = field(default_factory=list)
    """Strings that ended in an ellipsis, with the widgets they were drawn in, from the root down."""

    @property
    def cut(self) -> list[tuple[str, str]]:
        """Widget and string of all that was cut."""
        return [(_name(stack), text) for stack, text in self.shortened]

    @property
    def lost(self) -> list[tuple[str, str]]:
        """Widget and string of all that was cut and that no tooltip says whole."""
        return [(_name(stack), text) for stack, text in self.shortened if not _says(stack, text)]

    def outside(self) -> list[tuple[str, str]]:
        """Strings that leave their widget sideways, with the widget."""
        return [
            (one.widget, one.text)
            for one in self.drawn
            if one.rect.left < one.room.left - SLACK_PX or one.rect.right > one.room.right + SLACK_PX
        ]

    def overlaps(self) -> list[tuple[str, str]]:
        """Pairs of strings that lie over each other."""
        found = []
        for n, one in enumerate(self.drawn):
            for other in self.drawn[n + 1 :]:
                shared = one.rect.clip(other.rect)
                if shared.w > SLACK_PX and shared.h > min(one.rect.h, other.rect.h) / 2 and one.text != other.text:
                    found.append((one.text, other.text))
        return found


@contextmanager
def watching(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sheet]:
    """Take down every string that the top screen draws meanwhile."""
    sheet, stack = Sheet(), list[Widget]()
    text_before, tree_before, cut_before = Canvas.text, Widget.draw_tree, FontBook.ellipsis

    def is_on_top() -> bool:
        return bool(stack) and app.top is not None and stack[0] is app.top.root

    def draw_tree(self: Widget, canvas: Canvas) -> None:
        stack.append(self)
        tree_before(self, canvas)
        stack.pop()

    def ellipsis(self: FontBook, text: str, style: Any, width: float) -> str:
        shown = cut_before(self, text, style, width)
        if shown != text and is_on_top():
            sheet.shortened.append((list(stack), text))
        return shown

    def text(
        self: Canvas, text: str, x: float, y: float, style: Any = BODY, colour: Any = HIGH, align: str = "left",
        width: float = 0.0, halo: Any = None,
    ) -> float:  # fmt: skip
        wide = text_before(self, text, x, y, style, colour, align, width, halo)
        if text.strip() and is_on_top():
            left = x - (wide if align == "right" else wide / 2 if align == "centre" else 0.0)
            px, py = self.at(left, y)
            high = fonts.GLYPHS.vertical(style.face, style.size)[0] * self.scale
            top = py + (style.line * self.scale - high) / 2
            clip = self.surface.get_clip()
            whole = Rect(round(px), round(top), round(wide * self.scale), round(high))
            if whole.colliderect(clip):
                sheet.drawn.append(Drawn(text, whole.clip(clip), self.rect(_room(stack)), _name(stack)))
        return wide

    with monkeypatch.context() as patch:
        patch.setattr(Widget, "draw_tree", draw_tree)
        patch.setattr(FontBook, "ellipsis", ellipsis)
        patch.setattr(Canvas, "text", text)
        yield sheet


def _room(stack: list[Widget]) -> Rect:
    """The widget's own rectangle; bars of the rule book write beside themselves."""
    above = stack[-2] if len(stack) > 1 else None
    return above.rect if isinstance(above, RuleTimeline) else stack[-1].rect


def _says(stack: list[Widget], text: str) -> bool:
    """Whether the tooltip over a widget, or over what it is a part of, has the whole of a string."""
    for widget in reversed(stack):
        tip = widget.tip()
        if tip is not None:
            said = " ".join([tip.title, tip.text, tip.note, *(f"{line.text} {line.value}" for line in tip.lines)])
            return text.casefold() in said.casefold()
    return False


def _name(stack: list[Widget]) -> str:
    return next((widget.wid for widget in reversed(stack) if widget.wid), "")
