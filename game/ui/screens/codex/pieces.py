"""Pieces of a page of the codex: links, and what flows over the lines of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pygame import Rect

from game.session.codex import Link
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screen import Action, Handled, Outcome
from game.ui.theme import Type
from game.ui.widgets import Label, Line, ScrollView, TextInput, Tip, Widget
from game.ui.widgets.base import run

LINE = 24
Go = Callable[[Link], Outcome]


class LinkText(Widget):
    """Words that lead to a page; an amount may stand after them."""

    role = "link"
    focusable = True
    cursor = "hand"

    def __init__(self, wid: str, text: str, link: Link, go: Go, *, amount: str = "", style: Type = t.TABLE) -> None:
        tip = Tip(text, link.entry)
        super().__init__(wid, label=text, tooltip=tip)
        self.text, self.link, self.go, self.amount, self.style = text, link, go, amount, style

    def natural(self) -> tuple[int, int]:
        """Give the size of the words."""
        book = fonts.book()
        wide = book.width(self.text, self.style) + (book.width(self.amount, t.NOTE) + 6 if self.amount else 0)
        return round(wide + 0.99), LINE

    def activate(self) -> Outcome:
        """Open the page."""
        return run(self.go, self.link)

    def draw(self, canvas: Canvas) -> None:
        """Draw the words over a hairline."""
        r, lit = self.rect, self.heat.value
        top = r.centery - self.style.line / 2
        room = r.w - (fonts.book().width(self.amount, t.NOTE) + 6 if self.amount else 0)
        wide = canvas.text(self.text, r.x, top, self.style, t.mix(t.HIGH, t.WHITE, lit), width=room + 1)
        canvas.hline(r.x, r.centery + 10, wide, t.mix(t.LINE_STRONG, t.PAPER, lit))
        if self.amount:
            canvas.text(self.amount, r.x + wide + 6, r.centery - 9, t.NOTE, t.LOW)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, t.COMPUTE, t.R_TAG)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the words for the text-fit check."""
        return [(self.text, self.natural()[0], self.rect.w)]


class SearchLine(TextInput):
    """The line of the search: Esc empties it, and closes the book when it is empty."""

    def __init__(
        self, wid: str, text: str, on_change: Callable[[str], object], on_close: Action, **options: Any
    ) -> None:
        super().__init__(wid, text, on_change, **options)
        self.on_close = on_close

    def on_key(self, chord: str) -> Handled:
        """Take Esc before it only takes the focus away."""
        if chord != "Esc":
            return super().on_key(chord)
        if not self.text:
            return run(self.on_close) or True
        self.text, self.caret, self.anchor = "", 0, 0
        return run(self.on_change, "") or True


class Sheet:
    """A column of a page that is filled from the top, inside something that scrolls."""

    def __init__(self, view: ScrollView, rect: Rect) -> None:
        self.view, self.rect, self.y = view, Rect(rect), rect.y

    def add(self, widget: Widget, height: int, gap: int = 0, indent: int = 0) -> Rect:
        """Append one over the whole width."""
        place = Rect(self.rect.x + indent, self.y, self.rect.w - indent, height)
        self.view.add(widget.at(place))
        self.y += height + gap
        return place

    def skip(self, height: int) -> None:
        """Leave some room."""
        self.y += height

    def heading(self, text: str) -> None:
        """Begin a part."""
        self.skip(14)
        self.add(Label(text.upper(), t.LABEL, t.LOW), 18, gap=4)

    def paragraph(self, text: str, style: Type, colour: t.Colour, gap: int = 8, indent: int = 0, wid: str = "") -> None:
        """A text broken over lines."""
        label = Label(text, style, colour, wrap=True, wid=wid)
        self.add(label, label.height_at(self.rect.w - indent), gap, indent)

    def flow(self, widgets: list[Widget], x: int = 0, gap: int = 18) -> None:
        """Things side by side, over as many lines as they need, from ``x`` px inside on."""
        left, right = self.rect.x + x, self.rect.right
        at = left
        for widget in widgets:
            wide = min(widget.natural()[0], right - left)
            if at > left and at + wide > right:
                at, self.y = left, self.y + LINE
            self.view.add(widget.at(Rect(at, self.y, wide, LINE)))
            at += wide + gap
        self.y += LINE

    def pair(self, name: str, spans: list[Span], names: int, height: int = LINE) -> None:
        """A name and what stands for it, as tall as the words need."""
        words = "".join(span.text for span in spans)
        style = spans[0].style if spans else t.TABLE
        room = self.rect.w - names
        need = fonts.book().spans_width(spans)
        lines = fonts.book().wrap(words, style, room) if need > room else [words]
        high = max(height, style.line * len(lines) + 4)
        self.view.add(Label(name, t.TABLE, t.MIDDLE).at(Rect(self.rect.x, self.y, names - 12, height)))
        place = Rect(self.rect.x + names, self.y, room, high)
        if need > room:
            text = Label(words, style, spans[0].colour, wrap=True)
            self.view.add(text.at(Rect(place.x, place.y + 2, place.w, high - 2)))
        else:
            self.view.add(Line(spans).at(place))
        self.y += high
