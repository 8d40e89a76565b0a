"""Tooltips: shown after a moment of hovering or with F2, pinned by F2, the middle button or a click on the pin.

A pinned tooltip stays; hovering one of its lines that has a tooltip of its own opens that beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.layout import fit_inside
from game.ui.screen import Outcome
from game.ui.theme import (
    BODY_STRONG,
    COMPUTE,
    HIGH,
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
    TOOLTIP_DELAY_S,
)
from game.ui.widgets.base import Pos, Widget
from game.ui.widgets.button import cap_width, draw_cap
from game.ui.widgets.tip import Tip, TipLine

if TYPE_CHECKING:
    from game.ui.input import Router

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
    canvas: Canvas, tip: Tip, area: Rect, *, pinned: bool = False, depth: int = 0, shadow: bool = True
) -> None:
    """Draw a tooltip into a rectangle of the size `plan_tip` found."""
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
        if pinned and not depth:
            canvas.icon("pin", right - 16, y + 2, 16, MIDDLE)
        elif depth:
            draw_cap(canvas, str(depth + 1), right - 18, y + 11)
        y += LINE_H
    for words in plan.words:
        canvas.text(words, x, y, TABLE, MIDDLE)
        y += 20
    y += 6 if tip.lines and plan.words else 0
    for line in tip.lines:
        y += 10 if line.rule_above else 0
        if line.rule_above:
            canvas.hline(x, y - 6, right - x, LINE)
        _draw_line(canvas, line, x, y, right)
        y += LINE_H
    if tip.note or tip.key:
        y += 6
        for words in fonts.book().wrap(tip.note, NOTE, right - x):
            canvas.text(words, x, y, NOTE, LOW)
            y += 18
        if tip.key:
            draw_cap(canvas, tip.key, right - cap_width(tip.key), y - 9 if tip.note else y + 9)


def _draw_line(canvas: Canvas, line: TipLine, x: float, y: float, right: float) -> None:
    left = x + line.level * INDENT
    if line.level:
        canvas.vline(left - 12, y + 4, 8, LINE_STRONG)
        canvas.hline(left - 12, y + 12, 7, LINE_STRONG)
    ink = HIGH if line.strong else MIDDLE
    wide = canvas.text(line.text, left, y + 1, TABLE_STRONG if line.strong else TABLE, ink)
    if line.tag:
        tag = Rect(round(left + wide + 10), round(y + 3), round(fonts.book().width(line.tag, SMALL)) + 12, 16)
        canvas.box(tag, LINE, None, 4)
        canvas.text(line.tag, tag.centerx, tag.y, SMALL, MIDDLE, "centre")
    at = right
    if line.unit:
        at -= canvas.text(line.unit, at, y + 2, NOTE, LOW, "right") + 4
    if line.value:
        value = canvas.text(line.value, at, y + 1, TABLE_STRONG, line.colour or HIGH, "right")
        if line.tip is not None:
            canvas.dashed([(at - value, y + 20), (at, y + 20)], LOW, 1, 2, 2)
        at -= value + 12
    if line.meter is not None:
        bar = Rect(round(at - 76), round(y + 9), 76, 4)
        canvas.box(bar, LINE, None, 2)
        canvas.box(Rect(bar.x, bar.y, max(2, round(76 * line.meter)), 4), SIDE_BLUE, None, 2)


class TipView(Widget):
    """One open tooltip."""

    role = "tooltip"

    def __init__(self, tip: Tip, source: Rect, bounds: Rect, depth: int) -> None:
        super().__init__(f"tooltip.{depth}", label=tip.title or tip.text)
        self.tip_shown, self.depth, self.pinned = tip, depth, False
        self.source = Rect(source)
        plan = plan_tip(tip)
        self.rect = fit_inside(self._beside(source, bounds, plan.width, plan.height), bounds)
        self.hot_line: TipLine | None = None

    @staticmethod
    def _beside(source: Rect, bounds: Rect, w: int, h: int) -> Rect:
        """Under the source, else above, else to a side; never over it if that can be helped."""
        x = source.x
        if source.bottom + 6 + h <= bounds.bottom - 8:
            return Rect(x, source.bottom + 6, w, h)
        if source.y - 6 - h >= bounds.y + 8:
            return Rect(x, source.y - 6 - h, w, h)
        side = source.right + 8 if source.right + 8 + w <= bounds.right - 8 else source.x - 8 - w
        return Rect(side, source.y, w, h)

    @property
    def takes_mouse(self) -> bool:
        """Only a pinned tooltip is in the way of the mouse."""
        return self.pinned

    def line_at(self, pos: Pos) -> tuple[TipLine, Rect] | None:
        """Give the line at a point and its rectangle."""
        tip, y = self.tip_shown, self.rect.y + PAD - 3
        y += (LINE_H if tip.title else 0) + 20 * len(plan_tip(tip).words)
        y += 6 if tip.lines and tip.text else 0
        for line in tip.lines:
            y += 10 if line.rule_above else 0
            area = Rect(self.rect.x, y, self.rect.w, LINE_H)
            if area.collidepoint(pos):
                return line, area
            y += LINE_H
        return None

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Unpin when the pin is clicked."""
        self.pressed = False
        if (
            inside
            and pos[0] > self.rect.right - 40
            and pos[1] < self.rect.y + 36
            and isinstance(self.parent, TooltipLayer)
        ):
            self.parent.close_from(self.depth)
        return None

    def describe(self) -> str:
        """Say everything the tooltip says."""
        tip = self.tip_shown
        lines = [f"{line.text} {line.value} {line.unit}".strip() for line in tip.lines]
        return "\n".join(part for part in (tip.title, tip.text, *lines, tip.note) if part)

    def draw(self, canvas: Canvas) -> None:
        """Draw the tooltip."""
        draw_tip(canvas, self.tip_shown, self.rect, pinned=self.pinned, depth=self.depth)
        if self.pinned:
            canvas.box(self.rect, None, COMPUTE if self.hovered and not self.depth else LINE_STRONG)


class TooltipLayer(Widget):
    """All open tooltips, outermost first; the app owns one."""

    role = "tooltips"

    def __init__(self, router: Router) -> None:
        super().__init__("tooltips")
        self.router = router
        router.extra = self
        self.waited = 0.0
        self.quiet = False  # nothing opens by itself until the mouse moves again

    @property
    def views(self) -> list[TipView]:
        """The open tooltips."""
        return [child for child in self.children if isinstance(child, TipView)]

    @property
    def waiting(self) -> bool:
        """Whether one is about to open."""
        return not self.quiet and self._wanted() is not None

    def _wanted(self) -> tuple[Tip, Rect, int] | None:
        """What the mouse asks for now, beyond what is open: the tip, beside what, and how deep."""
        hovered = self.router.hovered
        if hovered is None or self.router.captured is not None:
            return None
        if isinstance(hovered, TipView):
            found = hovered.line_at(self.router.pos)
            deeper = hovered.depth + 1
            if (
                found is None
                or found[0].tip is None
                or (len(self.views) > deeper and self.views[deeper].source == found[1])
            ):
                return None
            return found[0].tip, found[1], deeper
        if self.views:
            return None
        tip = hovered.tip()
        return (tip, hovered.tip_rect(), 0) if tip is not None else None

    def tick(self, dt: float) -> None:
        """Open what was hovered long enough."""
        if not self.waiting:
            return
        self.waited += dt
        wanted = self._wanted()
        if wanted is not None and self.waited >= TOOLTIP_DELAY_S:
            self.open(*wanted)

    def open(self, tip: Tip, source: Rect, depth: int = 0) -> TipView:
        """Open a tooltip beside a rectangle, closing those as deep or deeper."""
        self.close_from(depth)
        self.waited = 0.0
        view = self.add(TipView(tip, source, self.rect, depth))
        view.pinned = depth > 0
        view.invalidate()
        return view

    def close_from(self, depth: int) -> None:
        """Close all tooltips from a depth on."""
        for view in self.views[depth:]:
            view.invalidate()
            self.children.remove(view)
            if self.router.hovered is view:
                self.router.hovered = None

    def close_all(self) -> None:
        """Close everything."""
        self.close_from(0)
        self.waited, self.quiet = 0.0, True

    def close_last(self) -> bool:
        """Close the innermost pinned tooltip; tells whether there was one."""
        if not self.views or not self.views[-1].pinned:
            return False
        self.close_from(len(self.views) - 1)
        return True

    def moved(self) -> None:
        """The mouse moved: an unpinned tooltip closes when its source is left."""
        self.quiet = False
        if self.views and not self.views[0].pinned:
            hovered = self.router.hovered
            if hovered is None or hovered.tip_rect() != self.views[0].source:
                self.close_from(0)
        if not self.views or self._wanted() is None:
            self.waited = 0.0

    def mouse_down(self) -> None:
        """A button went down: unpinned tooltips get out of the way."""
        self.leave()

    def leave(self) -> None:
        """Close what is not pinned, and keep quiet until the mouse moves."""
        if self.views and not self.views[0].pinned:
            self.close_from(0)
        self.quiet = True

    def rebuilt(self) -> None:
        """The screen was built anew: what an unpinned tooltip told of may be gone."""
        if self.views and not self.views[0].pinned and self.router.hovered is None:
            self.close_from(0)

    def pin_or_open(self) -> None:
        """Pin the open tooltip, or open that of what has the focus or is under the mouse."""
        if self.views:
            view = self.views[0]
            if view.pinned:
                self.close_from(0)
            else:
                view.pinned = True
                view.invalidate()
            return
        for widget in (self.router.hovered, self.router.focus):
            tip = widget.tip() if widget is not None else None
            if widget is not None and tip is not None:
                self.open(tip, widget.tip_rect())
                return
