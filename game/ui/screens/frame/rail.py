"""The departments: a rail of icons on every screen, a dock with names, notes and delegate switches on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from pygame import Rect

from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Action, Outcome
from game.ui.screens.registry import DEPARTMENTS, RAIL, Entry
from game.ui.widgets import Group, Painter, Tip, Toggle, Widget, draw_badge
from game.ui.widgets.base import run
from game.ui.wording import tr

RAIL_W = 56
DOCK_W = 184


class Door(Widget):
    """One department: opens its screen. ``wide`` shows its name and a note, else the icon alone."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, entry: Entry, on_press: Action, **options: Any) -> None:
        self.note: str = options.pop("note", "")
        self.badge: int = options.pop("badge", 0)
        self.here: bool = options.pop("here", False)
        self.delegated: bool = options.pop("delegated", False)
        self.wide: bool = options.pop("wide", False)
        super().__init__(f"rail.{entry.name}", label=tr(entry.title), key=entry.key, **options)
        self.entry, self.action = entry, on_press

    def activate(self) -> Outcome:
        """Open the screen."""
        return run(self.action)

    def draw(self, canvas: Canvas) -> None:
        """Draw icon, badge and, when wide, the words."""
        r = self.rect
        if self.here:
            canvas.fill(r, t.SELECTED)
            canvas.fill(Rect(r.x, r.y, 3, r.h), t.PAPER)
        elif self.heat.value > 0.02:
            canvas.fill(r, t.mix(t.BAR, t.HOVER, 0.8 * self.heat.value))
        ink = t.HIGH if self.here else t.mix(t.MIDDLE, t.HIGH, self.heat.value)
        x = r.x + (16 if self.wide else (r.w - 20) // 2)
        y = r.centery - 10 if not self.wide else r.y + 12
        canvas.icon(self.entry.icon, x, y, 20, ink)
        if self.badge:
            draw_badge(canvas, self.badge, x + 19, y - 1)
        elif self.delegated and not self.wide:
            canvas.disc(x + 19, y + 1, 3.5, t.COMPUTE)
        if self.wide:
            canvas.text(self.label, r.x + 48, r.y + 10, t.BODY_STRONG, t.HIGH, width=r.w - 96)
            if self.note:
                canvas.text(self.note, r.x + 48, r.y + 31, t.NOTE, t.MIDDLE, width=r.w - 56)


def _tip(entry: Entry, badge: int, delegated: bool) -> Tip:
    note = tr("rail.delegated") if delegated else tr("rail.open", count=badge) if badge else ""
    return Tip(tr(entry.title), tr(f"{entry.title}.tip"), note=note, key=entry.key)


def build_rail(
    area: Rect, here: str, badges: Mapping[str, int], delegated: set[str], go: Callable[[str], Outcome]
) -> Widget:
    """The narrow rail: the map and all departments, one icon each."""
    root = Group("rail", rect=area)
    root.add(Painter(_ground).at(area))
    tall = min(56, area.h // len(RAIL))
    for i, entry in enumerate(RAIL):
        badge, is_head = badges.get(entry.department, 0), entry.department in delegated
        door = Door(entry, partial(go, entry.name), badge=badge, here=entry.name == here, delegated=is_head,
                    tooltip=_tip(entry, badge, is_head))  # fmt: skip
        root.add(door.at(Rect(area.x, area.y + 8 + tall * i, area.w - 1, tall)))
    return root


def _ground(canvas: Canvas, rect: Rect) -> None:
    canvas.fill(rect, t.BAR)
    canvas.vline(rect.right - 1, rect.y, rect.h)


def build_dock(
    area: Rect,
    badges: Mapping[str, int],
    notes: Mapping[str, str],
    delegated: set[str],
    go: Callable[[str], Outcome],
    on_delegate: Callable[[str, bool], Any],
    plan: str = "",
) -> Widget:
    """The wide dock: every department with what it says of itself and the switch that leaves it to its head."""
    root = Group("dock", rect=area)

    def ground(canvas: Canvas, rect: Rect) -> None:
        canvas.fill(rect, t.BAR)
        canvas.vline(rect.right - 1, rect.y, rect.h)
        canvas.text(tr("dock.departments").upper(), rect.x + 16, rect.y + 13, t.LABEL, t.LOW)
        canvas.text(tr("dock.head").upper(), rect.right - 16, rect.y + 13, t.LABEL, t.LOW, "right")
        canvas.hline(rect.x, rect.y + 40, rect.w - 1)
        below = rect.y + 41 + tall * len(DEPARTMENTS)
        if rect.bottom - below >= 70:
            canvas.text(tr("dock.plan").upper(), rect.x + 16, below + 14, t.LABEL, t.LOW)
            canvas.paragraph(plan, Rect(rect.x + 16, below + 34, rect.w - 28, 60), t.NOTE, t.MIDDLE, 3)

    tall = min(64, (area.h - 40) // len(DEPARTMENTS))
    root.add(Painter(ground).at(area))
    for i, entry in enumerate(DEPARTMENTS):
        row = Rect(area.x, area.y + 41 + tall * i, area.w - 1, tall)
        badge, is_head = badges.get(entry.department, 0), entry.department in delegated
        door = Door(entry, partial(go, entry.name), badge=badge, note=notes.get(entry.department, ""), wide=True,
                    tooltip=_tip(entry, badge, is_head))  # fmt: skip
        root.add(door.at(row))
        root.add(Painter(lambda c, r: c.hline(r.x, r.bottom - 1, r.w)).at(row))
        switch = Toggle(f"delegate.{entry.department}", is_head, partial(on_delegate, entry.department),
                        label=tr("dock.delegate", department=tr(entry.title)),
                        tooltip=tr("dock.delegate.tip", department=tr(entry.title)))  # fmt: skip
        root.add(switch.at(Rect(row.right - 44, row.y + 8, 28, 24)))
    return root
