"""Small pieces of a panel: tags, rows of facts, piles that fill a column, emblems."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screens.frame import Live
from game.ui.theme import Colour, Type
from game.ui.widgets import Label, Line, Panel, ScrollView, Stepper, Widget
from game.ui.widgets.tip import TipSource
from game.ui.wording import NBSP, Amount

TONES: dict[str, tuple[Colour, Colour]] = {
    "plain": (t.RAISED, t.MIDDLE),
    "compute": (t.COMPUTE_DEEP, t.COMPUTE),
    "danger": (t.DANGER_DEEP, t.DANGER_TEXT),
    "paper": (t.RAISED, t.PAPER),
    "quiet": (t.PANEL, t.LOW),
}


class Tag(Widget):
    """A word on a small plate: a state. Its tone is a name of ``TONES`` or a pair of ground and ink."""

    role = "label"

    def __init__(
        self, text: str, tone: str | tuple[Colour, Colour] = "plain", icon: str = "", *, wid: str = "", **options: Any
    ) -> None:
        super().__init__(wid, **({"label": text} | options))
        self.text, self.icon = text, icon
        self.ground, self.ink = TONES[tone] if isinstance(tone, str) else tone

    def natural(self) -> tuple[int, int]:
        """Give the size that fits icon and word."""
        wide = fonts.book().width(self.text, t.NOTE_STRONG) + 14 + (18 if self.icon else 0)
        return round(wide + 0.99), 20

    def draw(self, canvas: Canvas) -> None:
        """Draw the plate, the icon and the word."""
        canvas.box(self.rect, self.ground, None, t.R_TAG)
        x = self.rect.x + 7
        if self.icon:
            canvas.icon(self.icon, x - 1, self.rect.centery - 7, 14, self.ink)
            x += 17
        canvas.text(self.text, x, self.rect.centery - 9, t.NOTE_STRONG, self.ink, width=self.rect.right - x - 5)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the word for the text-fit check."""
        return [(self.text, self.natural()[0], self.rect.w)]


class Emblem(Widget):
    """A firm's emblem on its plate."""

    role = "picture"

    def __init__(self, live: Live, firm: str, **options: Any) -> None:
        super().__init__(**({"label": live.name("firms", firm), "tooltip": live.name("firms", firm)} | options))
        self.side, self.picture = live.firm_side(firm), live.emblem(firm)

    def draw(self, canvas: Canvas) -> None:
        """Draw it as large as the rectangle allows."""
        r = self.rect
        canvas.emblem(self.picture, r.centerx, r.centery, min(r.w, r.h), self.side.shape, self.side.colour)


def number_spans(shown: Amount | str, style: Type = t.TABLE_STRONG, colour: Colour = t.HIGH) -> list[Span]:
    """A number and its lighter unit."""
    if isinstance(shown, str):
        return [Span(shown, style, colour)]
    return shown.spans(style, colour)


def fact(
    text: str,
    shown: Amount | str,
    *,
    note: str = "",
    colour: Colour = t.HIGH,
    tip: TipSource = None,
    rule: bool = False,
    strong: bool = False,
    icon: str = "",
    icon_colour: Colour = t.LOW,
    wid: str = "",
) -> Line:
    """A line of a panel: what it is at the left, how much at the right."""
    left = [Span(text, t.TABLE_STRONG if strong else t.TABLE, t.HIGH if strong else t.MIDDLE)]
    if note:
        left.append(Span(f"{NBSP}{NBSP}{note}", t.NOTE, t.LOW))
    return Line(left, number_spans(shown, t.TABLE_STRONG, colour), wid=wid, tooltip=tip, rule=rule, icon=icon,
                icon_colour=icon_colour)  # fmt: skip


def heading(text: str) -> Label:
    """The label over a part of a panel."""
    return Label(text.upper(), t.LABEL, t.LOW)


def note_line(text: str, colour: Colour = t.LOW, tip: TipSource = None) -> Label:
    """A small remark on one line."""
    return Label(text, t.NOTE, colour, tooltip=tip)


class Pile:
    """Fills a rectangle from the top, line by line; what finds no room is left out and counted."""

    def __init__(self, parent: Widget, rect: Rect, gap: int = 0) -> None:
        self.parent, self.rest, self.gap = parent, Rect(rect), gap
        self.left_out = 0

    def add(self, widget: Widget | None, height: int, gap: int | None = None) -> Rect:
        """Put a widget (or, for None, nothing) into the next lines, if they are there."""
        place = Rect(self.rest.x, self.rest.y, self.rest.w, height)
        if height > self.rest.h:
            self.left_out += 1
            return Rect(place.x, place.y, place.w, 0)
        if widget is not None:
            self.parent.add(widget.at(place))
        taken = height + (self.gap if gap is None else gap)
        self.rest = Rect(self.rest.x, self.rest.y + taken, self.rest.w, max(0, self.rest.h - taken))
        return place

    def skip(self, height: int) -> None:
        """Leave some room."""
        self.rest = Rect(self.rest.x, self.rest.y + height, self.rest.w, max(0, self.rest.h - height))

    def rows(self, widgets: Sequence[Widget], height: int = 24) -> None:
        """Put several lines of one height."""
        for widget in widgets:
            self.add(widget, height)


class Scroller:
    """A list that scrolls when it is taller than its rectangle."""

    def __init__(self, parent: Widget, wid: str, rect: Rect) -> None:
        self.view = ScrollView(wid)
        parent.add(self.view)
        self.view.at(rect)
        self.y = rect.y

    @property
    def width(self) -> int:
        """Room beside the scroll bar."""
        return self.view.rect.w - 12

    def add(self, widget: Widget, height: int, gap: int = 0) -> Rect:
        """Append one."""
        place = Rect(self.view.rect.x, self.y, self.width, height)
        self.view.add(widget.at(place))
        self.y += height + gap
        return place

    def skip(self, height: int) -> None:
        """Leave some room."""
        self.y += height


def stepper_row(
    panel: Panel | Widget, place: Rect, text: str, stepper: Stepper, right: Sequence[Span] = (), tip: TipSource = None
) -> None:
    """A name, a stepper and a result on one line of 32 px."""
    wide = max(132, stepper.natural()[0])
    tail = round(fonts.book().spans_width(list(right))) + 8 if right else 0
    names = max(60, place.w - wide - tail - (8 if tail else 0))
    panel.add(Line([Span(text, t.TABLE, t.MIDDLE)], tooltip=tip).at(Rect(place.x, place.y, names, 32)))
    panel.add(stepper.at(Rect(place.x + names, place.y, wide, 32)))
    if right:
        panel.add(Line([], right, tooltip=tip).at(Rect(place.right - tail, place.y, tail, 32)))
