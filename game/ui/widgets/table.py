"""A table: sortable heads, right-aligned numbers, a selected row, scrolling."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.layout import Fr, Size, row
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    COMPUTE,
    HIGH,
    LINE,
    LOW,
    MIDDLE,
    NOTE,
    NOTE_STRONG,
    PAPER,
    RAISED,
    ROW,
    ROW_DENSE,
    SELECTED,
    SMALL,
    TABLE,
    TABLE_DENSE,
    TABLE_DENSE_STRONG,
    TABLE_STRONG,
    Colour,
    mix,
)
from game.ui.widgets.base import Pos, Widget, run
from game.ui.widgets.scroll import ScrollView
from game.ui.widgets.tip import TipSource

HEAD_H = 28


@dataclass(frozen=True)
class Column:
    """A column: its key, head, width in px or a share, and whether it holds numbers (right-aligned)."""

    key: str
    text: str
    width: Size = field(default_factory=Fr)
    number: bool = False
    sortable: bool = True


@dataclass(frozen=True)
class Cell:
    """What stands in a cell. `sort` is what it is sorted by; `mark` a side's shape and colour before the text."""

    text: str
    unit: str = ""
    colour: Colour | None = None
    strong: bool = False
    sort: float | str | None = None
    mark: tuple[str, Colour] | None = None
    icon: str = ""


@dataclass(frozen=True)
class Row:
    """One row: its key and its cells by column key (plain strings will do)."""

    key: str
    cells: Mapping[str, Cell | str]
    tooltip: TipSource = None
    dim: bool = False


def cell_of(line: Row, column: str) -> Cell:
    """Give a cell, an empty one where the row has none."""
    found = line.cells.get(column, "")
    return Cell(found) if isinstance(found, str) else found


class Table(Widget):
    """Rows under heads. `on_select(key)` hears of clicks and arrows, `on_open(key)` of Enter.

    With `dense` rows are 24 px instead of 32. Sorting is by the column's `sort` values, or its text.
    """

    role = "table"

    def __init__(
        self,
        wid: str,
        columns: Sequence[Column],
        rows: Sequence[Row],
        *,
        on_select: Callable[[str], Any] | None = None,
        on_open: Callable[[str], Any] | None = None,
        selected: str = "",
        sort: str = "",
        falling: bool = True,
        dense: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.columns, self.rows = list(columns), list(rows)
        self.on_select, self.on_open, self.selected = on_select, on_open, selected
        self.sort, self.falling, self.dense = sort, falling, dense
        self.row_h = ROW_DENSE if dense else ROW
        self.heads = [self.add(_Head(self, column)) for column in self.columns]
        self.view = self.add(ScrollView(f"{wid}.rows", content_height=len(rows) * self.row_h))
        self.body = self.view.add(_Rows(self))

    def natural(self) -> tuple[int, int]:
        """Give the size that shows every row."""
        return self.rect.w or 320, HEAD_H + len(self.rows) * self.row_h

    def arrange(self) -> None:
        """Place rows and, when it is known whether these scroll, heads."""
        inner = Rect(self.rect.x, self.rect.y + HEAD_H, self.rect.w, max(0, self.rect.h - HEAD_H))
        self.view.at(inner)
        for head, cell in zip(self.heads, self.cells(Rect(self.rect.x, self.rect.y, self.rect.w, HEAD_H)), strict=True):
            head.rect = cell
        self.body.rect = Rect(inner.x, inner.y, inner.w, len(self.rows) * self.row_h)

    def cells(self, line: Rect) -> list[Rect]:
        """Divide a line into the columns."""
        inner = Rect(line.x + 8, line.y, line.w - 16 - (8 if self.view.most() else 0), line.h)
        return row(inner, [column.width for column in self.columns], 12)

    def sorted_rows(self) -> list[Row]:
        """Give the rows in the order they show; equal ones keep the order they came in."""
        if not self.sort:
            return self.rows

        def by(line: Row) -> tuple[int, float, str]:
            cell = cell_of(line, self.sort)
            value = cell.text if cell.sort is None else cell.sort
            return (0, float(value), "") if isinstance(value, int | float) else (1, 0.0, value)

        return sorted(self.rows, key=by, reverse=self.falling)

    def sort_by(self, key: str) -> Outcome:
        """Sort by a column; a second time turns the order round."""
        self.falling = not self.falling if self.sort == key else True
        self.sort = key
        self.invalidate()
        return None

    def select(self, key: str) -> Outcome:
        """Select a row and tell the listener if that is a change."""
        if key == self.selected:
            return None
        self.selected = key
        self.invalidate()
        keys = [line.key for line in self.sorted_rows()]
        y = self.body.rect.y + keys.index(key) * self.row_h
        self.view.show_inside(Rect(self.rect.x, y, self.rect.w, self.row_h))
        return run(self.on_select, key)

    def row_px(self, key: str) -> Rect:
        """Give where a row is in the window, virtual px; for tests."""
        index = [line.key for line in self.sorted_rows()].index(key)
        dx, dy = self.body.shift()
        top = self.body.rect.y + index * self.row_h
        return Rect(self.body.rect.x, top, self.body.rect.w, self.row_h).move(round(dx), round(dy))

    def texts(self) -> list[tuple[str, float, float]]:
        """Give every cell for the text-fit check."""
        book, out = fonts.book(), []
        for column, area in zip(self.columns, self.cells(self.rect), strict=True):
            for line in self.rows:
                cell = cell_of(line, column.key)
                extra = (18 if cell.mark else 0) + (26 if cell.icon else 0)
                style = self.style_for(cell, area.w - extra)
                out.append((cell.text, book.width(cell.text, style) + extra, float(area.w)))
        return out

    def style_for(self, cell: Cell, room: float) -> Any:
        """Give the type of a cell's words: smaller where they would be cut."""
        smaller = (NOTE_STRONG if cell.strong else NOTE, SMALL)
        return fonts.book().fitting(cell.text, room, self.style(cell.strong), *smaller)

    def style(self, strong: bool) -> Any:
        """Give the type of a cell."""
        if self.dense:
            return TABLE_DENSE_STRONG if strong else TABLE_DENSE
        return TABLE_STRONG if strong else TABLE

    def keep(self) -> Any:
        """Keep the order."""
        return self.sort, self.falling

    def restore(self, state: Any) -> None:
        """Take back the order."""
        self.sort, self.falling = state


class _Head(Widget):
    """A column's head; a click or Enter sorts by it."""

    role = "columnheader"
    cursor = "hand"

    def __init__(self, table: Table, column: Column) -> None:
        super().__init__(f"{table.wid}.head.{column.key}", label=column.text)
        self.table, self.column = table, column
        self.focusable = column.sortable

    def activate(self) -> Outcome:
        """Sort by this column."""
        return self.table.sort_by(self.column.key)

    def draw(self, canvas: Canvas) -> None:
        """Draw the head, and a triangle if the table is sorted by it."""
        r = self.rect
        here = self.table.sort == self.column.key
        ink = mix(MIDDLE if here else LOW, HIGH, self.heat.value)
        room = r.w - (12 if here else 0)
        if self.column.number:
            x: float = r.right - (12 if here else 0)
            canvas.text(self.column.text, x, r.y + 4, NOTE, ink, "right", width=room)
            mark = r.right - 4.0
        else:
            mark = r.x + canvas.text(self.column.text, r.x, r.y + 4, NOTE, ink, width=room) + 8
        if here:
            canvas.triangle(mark, r.y + 13, 8, not self.table.falling, ink)
        canvas.hline(self.table.rect.x, self.table.rect.y + HEAD_H - 1, self.table.rect.w)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the head for the text-fit check."""
        return [(self.column.text, fonts.book().width(self.column.text, NOTE), float(self.rect.w))]


class _Rows(Widget):
    """The rows: one stop for Tab, arrows move the selection."""

    role = "rows"
    focusable = True
    cursor = "hand"

    def __init__(self, table: Table) -> None:
        super().__init__(f"{table.wid}.body", label=table.label)
        self.table = table
        self.hot = -1

    def hit(self, pos: Pos) -> Widget | None:
        """Take clicks only over rows."""
        return super().hit(pos) if self.table.rows else None

    def tip_rect(self) -> Rect:
        """Give the row's place."""
        lines = self.table.sorted_rows()
        return self.table.row_px(lines[self.hot].key) if 0 <= self.hot < len(lines) else self.screen_rect

    def _index(self, pos: Pos) -> int:
        index = int((pos[1] - self.rect.y) // self.table.row_h)
        return index if 0 <= index < len(self.table.rows) else -1

    def on_move(self, pos: Pos) -> None:
        """Light up the row under the mouse."""
        hot = self._index(pos)
        if hot != self.hot:
            self.hot = hot
            self.tooltip = self.table.sorted_rows()[hot].tooltip if hot >= 0 else None
            self.invalidate()

    def set_hovered(self, hovered: bool) -> None:
        """Forget the lit row when the mouse leaves."""
        super().set_hovered(hovered)
        if not hovered:
            self.hot = -1
            self.invalidate()

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Select what was clicked."""
        self.pressed = False
        index = self._index(pos)
        return self.table.select(self.table.sorted_rows()[index].key) if inside and index >= 0 else None

    def on_key(self, chord: str) -> Handled:
        """Move the selection, open with Enter."""
        keys = [line.key for line in self.table.sorted_rows()]
        moves = {"Up": -1, "Down": 1, "PageUp": -8, "PageDown": 8, "Home": -len(keys), "End": len(keys)}
        if chord in moves and keys:
            at = keys.index(self.table.selected) if self.table.selected in keys else -1 if moves[chord] > 0 else 0
            return self.table.select(keys[max(0, min(len(keys) - 1, at + moves[chord]))]) or True
        if chord == "Enter" and self.table.selected in keys and self.table.on_open is not None:
            return run(self.table.on_open, self.table.selected) or True
        return False

    def show_inside(self, rect: Rect) -> None:
        """Leave scrolling to the view."""

    def draw(self, canvas: Canvas) -> None:
        """Draw the rows that show."""
        for i, line in enumerate(self.table.sorted_rows()):
            area = Rect(self.rect.x, self.rect.y + i * self.table.row_h, self.rect.w, self.table.row_h)
            if canvas.visible(area):
                self._draw_row(canvas, line, area, i)

    def _draw_row(self, canvas: Canvas, line: Row, area: Rect, index: int) -> None:
        table = self.table
        if line.key == table.selected and line.key:
            canvas.fill(area, SELECTED)
            canvas.fill(Rect(area.x, area.y, 2, area.h), PAPER)
        elif index == self.hot:
            canvas.fill(area, RAISED)
        canvas.hline(area.x, area.bottom - 1, area.w, LINE)
        for column, place in zip(table.columns, table.cells(area), strict=True):
            self._draw_cell(canvas, cell_of(line, column.key), column, place, line.dim)

    def _draw_cell(self, canvas: Canvas, cell: Cell, column: Column, place: Rect, dim: bool) -> None:
        style = self.table.style(cell.strong)
        ink = LOW if dim else cell.colour or (HIGH if cell.strong or not column.number else MIDDLE)
        y = place.centery - style.line / 2
        if column.number:
            right = float(place.right)
            if cell.unit:
                right -= canvas.text(f"\u00a0{cell.unit}", right, place.centery - 9, NOTE, LOW, "right")
            canvas.text(cell.text, right, y, style, ink, "right", width=max(8.0, right - place.x))
            return
        x = float(place.x)
        if cell.mark is not None:
            canvas.mark(cell.mark[0], x + 5, place.centery, 9, cell.mark[1])
            x += 18
        if cell.icon:
            canvas.icon(cell.icon, x, place.centery - 8, 16, ink)
            x += 26
        room = max(8.0, place.right - x)
        style = self.table.style_for(cell, room)
        canvas.text(cell.text, x, place.centery - style.line / 2, style, ink, width=room)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of focus round the visible rows."""
        shown = self.table.view.rect.move(0, -round(self.table.view.child_shift()[1]))
        canvas.ring(shown.inflate(-6, -6), COMPUTE)
