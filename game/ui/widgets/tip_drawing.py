"""How a tooltip looks: how large it is, how its sentence breaks, and how its lines are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.theme import (
    BODY_STRONG,
    HIGH,
    HOVER,
    LABEL,
    LINE,
    LINE_STRONG,
    LOW,
    MIDDLE,
    NOTE,
    RAISED,
    SIDE_BLUE,
    SMALL,
    TABLE,
    TABLE_STRONG,
)
from game.ui.widgets.button import cap_width, draw_cap
from game.ui.widgets.tip import Tip, TipLine

PAD, LINE_H, INDENT, WIDEST, NARROWEST = 14, 22, 18, 380, 120


@dataclass
class _Plan:
    """How large a tooltip is and how its sentence breaks."""

    width: int
    height: int
    words: list[str]


def _line_width(line: TipLine) -> float:
    book = fonts.book()
    wide = book.width(line.text, TABLE_STRONG if line.strong else TABLE) + line.level * INDENT
    if line.value:
        wide += 24 + book.width(line.value, TABLE_STRONG)
    if line.unit:
        wide += 4 + book.width(line.unit, NOTE)
    wide += 18 + book.width(line.tag, LABEL) if line.tag else 0
    return wide + (88 if line.meter is not None else 0)


def plan_tip(tip: Tip) -> _Plan:
    """Find the size of a tooltip."""
    book = fonts.book()
    needs = [book.width(tip.title, BODY_STRONG) + (28 if tip.icon else 0) + 28 if tip.title else 0.0]
    needs += [_line_width(line) for line in tip.lines]
    text_need = min(book.width(tip.text, TABLE), 320.0) if tip.text else 0.0
    needs += [text_need, min(book.width(tip.note, NOTE), 320.0) + (cap_width(tip.key) + 8 if tip.key else 0)]
    inner = max(NARROWEST - 2 * PAD, min(WIDEST - 2 * PAD, round(max(needs) + 1)))
    inner = tip.width - 2 * PAD if tip.width else inner
    words = book.wrap(tip.text, TABLE, inner) if tip.text else []
    height = 2 * PAD - 6 + (LINE_H if tip.title else 0) + 20 * len(words)
    height += sum(LINE_H + (10 if line.rule_above else 0) for line in tip.lines) + (6 if tip.lines and words else 0)
    if tip.note or tip.key:
        height += 8 + 18 * max(1, len(book.wrap(tip.note, NOTE, inner)))
    return _Plan(inner + 2 * PAD, height, words)


def draw_tip(
    canvas: Canvas, tip: Tip, area: Rect, *, pinned: bool = False, depth: int = 0, lit: int = -1, shadow: bool = True
) -> None:
    """Draw a tooltip into a rectangle of the size `plan_tip` found; `lit` is the line with the mouse or the keys."""
    plan = plan_tip(tip)
    if shadow:
        canvas.shadow(area, 8)
    canvas.box(area, RAISED, SIDE_BLUE if depth else LINE_STRONG)
    x, y, right = area.x + PAD, area.y + PAD - 3, area.right - PAD
    if tip.title:
        left = float(x)
        if tip.icon:
            canvas.icon(tip.icon, x, y + 2, 18, tip.colour or MIDDLE)
            left += 28
        canvas.text(tip.title, left, y + 1, BODY_STRONG, HIGH, width=max(20.0, right - left - (24 if pinned else 0)))
        if pinned:
            canvas.icon("x", right - 16, y + 2, 16, MIDDLE)
        y += LINE_H
    for words in plan.words:
        canvas.text(words, x, y, TABLE, MIDDLE)
        y += 20
    y += 6 if tip.lines and plan.words else 0
    for n, line in enumerate(tip.lines):
        y += 10 if line.rule_above else 0
        if line.rule_above:
            canvas.hline(x, y - 6, right - x, LINE)
        if n == lit:
            canvas.box(Rect(round(x) - 6, round(y), round(right - x) + 12, LINE_H), HOVER, None, 4)
        _draw_line(canvas, line, x, y, right)
        y += LINE_H
    if tip.note or tip.key:
        y += 6
        for words in fonts.book().wrap(tip.note, NOTE, right - x):
            canvas.text(words, x, y, NOTE, LOW)
            y += 18
        if tip.key:
            draw_cap(canvas, tip.key, right - cap_width(tip.key), y - 9 if tip.note else y + 9)


def _room(line: TipLine, whole: float) -> float:
    """How wide a line's words may be beside its value."""
    book = fonts.book()
    taken = 12 + book.width(line.value, TABLE_STRONG) if line.value else 0.0
    taken += 4 + book.width(line.unit, NOTE) if line.unit else 0.0
    return max(40.0, whole - taken - (88 if line.meter is not None else 0))


def line_tops(tip: Tip, top: int) -> list[int]:
    """Where each line of a tooltip begins, for a tooltip that begins at `top`."""
    y = top + PAD - 3 + (LINE_H if tip.title else 0) + 20 * len(plan_tip(tip).words)
    y += 6 if tip.lines and tip.text else 0
    found = []
    for line in tip.lines:
        y += 10 if line.rule_above else 0
        found.append(y)
        y += LINE_H
    return found


def _draw_line(canvas: Canvas, line: TipLine, x: float, y: float, right: float) -> None:
    left = x + line.level * INDENT
    if line.level:
        canvas.vline(left - 12, y + 4, 8, LINE_STRONG)
        canvas.hline(left - 12, y + 12, 7, LINE_STRONG)
    ink = HIGH if line.strong else MIDDLE
    style = TABLE_STRONG if line.strong else TABLE
    wide = canvas.text(line.text, left, y + 1, style, ink, width=_room(line, right - left))
    if line.leads_on and not line.value:
        canvas.dashed([(left, y + 20), (left + wide, y + 20)], LOW, 1, 2, 2)
    if line.tag:
        tag = Rect(round(left + wide + 10), round(y + 3), round(fonts.book().width(line.tag, SMALL)) + 12, 16)
        canvas.box(tag, LINE, None, 4)
        canvas.text(line.tag, tag.centerx, tag.y, SMALL, MIDDLE, "centre")
    at = right
    if line.unit:
        at -= canvas.text(line.unit, at, y + 2, NOTE, LOW, "right") + 4
    if line.value:
        value = canvas.text(line.value, at, y + 1, TABLE_STRONG, line.colour or HIGH, "right")
        if line.leads_on:
            canvas.dashed([(at - value, y + 20), (at, y + 20)], LOW, 1, 2, 2)
        at -= value + 12
    if line.meter is not None:
        bar = Rect(round(at - 76), round(y + 9), 76, 4)
        canvas.box(bar, LINE, None, 2)
        canvas.box(Rect(bar.x, bar.y, max(2, round(76 * line.meter)), 4), SIDE_BLUE, None, 2)
