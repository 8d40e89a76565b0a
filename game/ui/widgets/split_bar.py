"""A bar divided into parts whose total cannot drift: parts are whole units that always add up to the whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    COMPUTE,
    HIGH,
    INK,
    LINE,
    MIDDLE,
    NOTE,
    NOTE_STRONG,
    PANEL,
    PAPER,
    WHITE,
    Colour,
    mix,
)
from game.ui.widgets.base import Pos, Widget, run

WHOLE = 100
BAR_H = 36


@dataclass(frozen=True)
class Part:
    """One part of the bar: its key, its name and its colour."""

    key: str
    text: str
    colour: Colour


def whole_parts(shares: Sequence[float], whole: int = WHOLE) -> list[int]:
    """Shares as whole units adding up to `whole` exactly: largest remainders first."""
    cleaned = [max(0.0, share) for share in shares]
    total = sum(cleaned)
    if not cleaned:
        return []
    if total <= 0:
        cleaned, total = [1.0] * len(cleaned), float(len(cleaned))
    exact = [whole * share / total for share in cleaned]
    units = [int(value) for value in exact]
    by_remainder = sorted(range(len(units)), key=lambda i: (units[i] - exact[i], i))
    for i in by_remainder[: whole - sum(units)]:
        units[i] += 1
    return units


def moved_edge(units: Sequence[int], edge: int, to: int) -> list[int]:
    """The parts after the edge between part `edge` and the next is dragged to `to` units from the left.

    Only edges move; parts in the way are pushed flat, so nothing is ever negative and the sum stays.
    """
    edges = [sum(units[: i + 1]) for i in range(len(units))]
    whole = edges[-1]
    to = max(0, min(whole, to))
    for i in range(len(edges) - 1):
        if i < edge:
            edges[i] = min(edges[i], to)
        elif i == edge:
            edges[i] = to
        else:
            edges[i] = max(edges[i], to)
    return [b - a for a, b in zip([0, *edges[:-1]], edges, strict=True)]


class _Handle(Widget):
    """The edge between two parts; dragged, or moved with the arrows."""

    role = "slider"
    focusable = True
    cursor = "hand"

    def __init__(self, bar: SplitBar, edge: int) -> None:
        names = f"{bar.parts[edge].text} | {bar.parts[edge + 1].text}"
        super().__init__(f"{bar.wid}.{edge}", label=names, enabled=bar.enabled, why_disabled=bar.why_disabled)
        self.bar, self.edge = bar, edge

    def on_drag(self, pos: Pos) -> Outcome:
        """Follow the mouse."""
        return self.bar.drag(self.edge, pos[0])

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Let go."""
        self.pressed = False
        self.invalidate()
        return None

    def on_key(self, chord: str) -> Handled:
        """Move by one unit, with Shift or the page keys by ten."""
        moves = {"Left": -1, "Right": 1, "Down": -1, "Up": 1, "Shift+Left": -10, "Shift+Right": 10,
                 "PageDown": -10, "PageUp": 10}  # fmt: skip
        if chord in {"Home", "End"}:
            return self.bar.move(self.edge, 0 if chord == "Home" else self.bar.whole) or True
        if chord not in moves:
            return False
        return self.bar.move(self.edge, self.bar.edge_at(self.edge) + moves[chord]) or True

    def draw(self, canvas: Canvas) -> None:
        """Draw the grip."""
        r = self.rect
        lit = max(self.heat.value, 1.0 if self.pressed else 0.0)
        grip = Rect(r.centerx - 3, r.y, 6, r.h)
        canvas.box(grip, mix(PAPER, WHITE, lit) if self.enabled else LINE, PANEL, 3)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus round the grip."""
        canvas.ring(Rect(self.rect.centerx - 3, self.rect.y, 6, self.rect.h), COMPUTE, 3)


class SplitBar(Widget):
    """Parts of a whole in one draggable bar; `values` may be shares or units, they are made to add up.

    `on_change` gets the units by key; their sum is `whole` whatever is done. Names and figures stand under the
    parts that have room; a legend beside the bar is the screen's affair.
    """

    role = "split"

    def __init__(
        self,
        wid: str,
        parts: Sequence[Part],
        values: Sequence[float],
        on_change: Callable[[dict[str, int]], Any] | None = None,
        *,
        whole: int = WHOLE,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.parts, self.whole, self.on_change = list(parts), whole, on_change
        self.units = whole_parts(values, whole)
        self.handles = [self.add(_Handle(self, i)) for i in range(len(self.parts) - 1)]

    def natural(self) -> tuple[int, int]:
        """Give a comfortable size: the bar and a line of names."""
        return 480, BAR_H + 24

    def arrange(self) -> None:
        """Put the handles on their edges."""
        for handle in self.handles:
            x = self.x_of(self.edge_at(handle.edge))
            handle.rect = Rect(round(x) - 8, self.rect.y - 2, 16, BAR_H + 4)

    def edge_at(self, edge: int) -> int:
        """Give where an edge stands, in units from the left."""
        return sum(self.units[: edge + 1])

    def x_of(self, units: float) -> float:
        """Give where a number of units lies."""
        return self.rect.x + self.rect.w * units / self.whole

    def by_key(self) -> dict[str, int]:
        """Give the units of every part."""
        return {part.key: n for part, n in zip(self.parts, self.units, strict=True)}

    def drag(self, edge: int, x: float) -> Outcome:
        """Drag an edge to a place on the screen."""
        return self.move(edge, round((x - self.rect.x) / max(1, self.rect.w) * self.whole))

    def move(self, edge: int, to: int) -> Outcome:
        """Move an edge to a number of units and tell the listener if that is a change."""
        units = moved_edge(self.units, edge, to)
        if units == self.units:
            return None
        self.units = units
        self.arrange()
        self.invalidate()
        return run(self.on_change, self.by_key())

    def describe(self) -> str:
        """Say all parts."""
        return ", ".join(f"{part.text} {n}" for part, n in zip(self.parts, self.units, strict=True))

    def draw(self, canvas: Canvas) -> None:
        """Draw the parts and what fits under and into them."""
        at = 0
        for part, units in zip(self.parts, self.units, strict=True):
            left, right = round(self.x_of(at)), round(self.x_of(at + units))
            at += units
            if right <= left:
                continue
            cell = Rect(left, self.rect.y, right - left, BAR_H)
            canvas.box(cell.inflate(-2, 0), part.colour if self.enabled else mix(PANEL, part.colour, 0.4), None, 3)
            if cell.w > 46:
                canvas.text(f"{units} %" if self.whole == WHOLE else str(units), cell.centerx, cell.centery - 9,
                            NOTE_STRONG, INK if sum(part.colour) > 330 else HIGH, "centre")  # fmt: skip
            if cell.w > 40 and self.rect.h >= BAR_H + 20:
                canvas.text(part.text, cell.centerx, self.rect.y + BAR_H + 4, NOTE, MIDDLE,
                            "centre", width=cell.w - 6)  # fmt: skip
