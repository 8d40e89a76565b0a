"""Buttons: the paper key, the usual one, the dangerous and the quiet one; icon buttons; key caps."""

from __future__ import annotations

from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.keymap import KEYMAP
from game.ui.screen import Action, Outcome
from game.ui.shapes import Paint
from game.ui.theme import (
    BODY_MEDIUM,
    BODY_STRONG,
    DANGER,
    DANGER_DEEP,
    DANGER_TEXT,
    HIGH,
    HOVER,
    INK,
    INK_DIM,
    LEAD_STRONG,
    LINE,
    LINE_STRONG,
    LOW,
    MIDDLE,
    NOTE,
    PANEL,
    PAPER,
    PAPER_PRESSED,
    RAISED,
    SMALL,
    VOID,
    WHITE,
    Colour,
    mix,
)
from game.ui.widgets.base import Widget, run

KINDS = ("primary", "normal", "danger", "quiet")
OFF_PAPER = mix(PANEL, MIDDLE, 0.22)


def cap_width(key: str) -> int:
    """How wide a key cap is."""
    return max(18, round(fonts.book().width(KEYMAP.shown(key), SMALL)) + 10)


def draw_cap(canvas: Canvas, key: str, x: float, y: float, ink: bool = False) -> int:
    """Draw a key cap with its left edge at `x` and centred on `y`; returns its width."""
    wide = cap_width(key)
    area = Rect(round(x), round(y) - 9, wide, 18)
    canvas.box(area, None, INK_DIM if ink else LINE_STRONG, 3)
    canvas.text(KEYMAP.shown(key), area.centerx, area.y + 0.5, SMALL, INK if ink else MIDDLE, "centre")
    return wide


class Button(Widget):
    """A labelled button. `kind` is primary, normal, danger or quiet; `note` is a lighter word after the label.

    `key` both works as accelerator and shows as a cap, unless `show_key` is off.
    """

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        text: str,
        on_press: Action | None = None,
        *,
        kind: str = "normal",
        icon: str = "",
        note: str = "",
        show_key: bool = True,
        align: str = "centre",
        big: bool = False,
        selected: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(wid, **({"label": text} | options))
        self.text, self.action, self.kind = text, on_press, kind
        self.icon, self.note, self.show_key, self.align = icon, note, show_key and bool(self.key), align
        self.big, self.selected = big, selected

    @property
    def style(self) -> Any:
        """The type of the label."""
        if self.big:
            return LEAD_STRONG
        return BODY_STRONG if self.kind in {"primary", "danger"} else BODY_MEDIUM

    def natural(self) -> tuple[int, int]:
        """Give the size that fits the label, icon, note and key cap."""
        return round(self._content_width()) + 2 * (16 if self.big else 14), 48 if self.big else ROW_HEIGHT

    def _content_width(self) -> float:
        book = fonts.book()
        wide = book.width(self.text, self.style)
        wide += 26 if self.icon else 0
        wide += 8 + book.width(self.note, NOTE) if self.note else 0
        return wide + (10 + cap_width(self.key) if self.show_key else 0)

    def activate(self) -> Outcome:
        """Do it."""
        return run(self.action) if self.enabled else None

    def colours(self) -> tuple[Paint | None, Paint | None, Colour]:
        """Give fill, border and label colour for the present state."""
        heat = self.heat.value
        if not self.enabled:
            quiet = mix(PANEL, LOW, 0.88)
            return {"primary": (OFF_PAPER, None, mix(OFF_PAPER, MIDDLE, 0.85)),
                    "quiet": (None, None, quiet)}.get(self.kind, (PANEL, LINE, quiet))  # fmt: skip
        if self.kind == "primary":
            return (PAPER_PRESSED if self.pressed else mix(PAPER, WHITE, heat)), None, INK
        if self.kind == "danger":
            base = mix(mix(PANEL, DANGER_DEEP, 0.9), DANGER, 0.18 * heat)
            return (VOID if self.pressed else base), DANGER, DANGER_TEXT
        if self.kind == "quiet":
            paint = VOID if self.pressed else mix(PANEL, HOVER, heat) if heat > 0.02 or self.selected else None
            return paint, None, HIGH
        paint = VOID if self.pressed else mix(RAISED, HOVER, heat)
        if self.selected:
            return paint, PAPER, HIGH
        return paint, mix(LINE_STRONG, LOW, 0.35 * heat), HIGH

    def draw(self, canvas: Canvas) -> None:
        """Draw the button."""
        paint, border, ink = self.colours()
        canvas.box(self.rect, paint, border)
        r = self.rect
        pad = 14 if self._content_width() + 28 <= r.w or self.align == "left" else 3
        cap = cap_width(self.key) + 10 if self.show_key else 0
        room = r.w - 2 * pad
        edge_cap = self.show_key and (self.align == "left" or self.big)
        wide = self._content_width() - (cap if edge_cap else 0)
        x: float = r.x + pad if self.align == "left" else r.x + max(pad, (r.w - wide) / 2)
        if self.icon:
            canvas.icon(self.icon, x, r.centery - 9, 18, ink if self.kind == "primary" else mix(ink, LOW, 0.25))
            x += 26
        left = room - (x - r.x - pad) - cap
        y = r.centery - self.style.line / 2
        x += canvas.text(self.text, x, y, self.style, ink, width=max(8.0, left))
        if self.note and x + 8 + fonts.book().width(self.note, NOTE) <= r.right - pad - cap:
            dim = INK_DIM if self.kind == "primary" else LOW
            x += 8 + canvas.text(self.note, x + 8, r.centery - 8, NOTE, dim)
        if self.show_key:
            at = r.right - pad - cap_width(self.key) if edge_cap else x + 10
            draw_cap(canvas, self.key, at, r.centery, self.kind == "primary" and self.enabled)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the label for the text-fit check."""
        return [(self.text, self._content_width(), self.rect.w - 12.0)]


ROW_HEIGHT = 32


class IconButton(Widget):
    """A button that is only an icon; `label` names it, `badge` is a small number at its corner."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        icon: str,
        on_press: Action | None = None,
        *,
        label: str,
        colour: Colour = MIDDLE,
        selected: bool = False,
        badge: int = 0,
        icon_size: int = 18,
        **options: Any,
    ) -> None:
        super().__init__(wid, **({"label": label, "tooltip": label} | options))
        self.icon, self.action, self.colour = icon, on_press, colour
        self.selected, self.badge, self.icon_size = selected, badge, icon_size

    def natural(self) -> tuple[int, int]:
        """Give the usual square."""
        return 32, 32

    def activate(self) -> Outcome:
        """Do it."""
        return run(self.action) if self.enabled else None

    def draw(self, canvas: Canvas) -> None:
        """Draw the icon, its ground when hovered or selected, and its badge."""
        r = self.rect
        heat = self.heat.value
        if self.selected or heat > 0.02 or self.pressed:
            paint = VOID if self.pressed else mix(RAISED, HOVER, max(heat, 0.4 if self.selected else 0))
            canvas.box(r, paint)
        ink = HIGH if self.selected else mix(self.colour, HIGH, heat)
        ink = ink if self.enabled else mix(PANEL, LOW, 0.88)
        half = self.icon_size / 2
        canvas.icon(self.icon, r.centerx - half, r.centery - half, self.icon_size, ink)
        if self.badge:
            draw_badge(canvas, self.badge, r.right - 5, r.y + 5)


def draw_badge(canvas: Canvas, number: int, x: float, y: float) -> None:
    """Draw a small paper disc with a number, centred on a point; it says that something needs the player."""
    wide = max(16, round(fonts.book().width(str(number), SMALL)) + 9)
    canvas.box(Rect(round(x - wide / 2), round(y) - 8, wide, 16), PAPER, None, 8)
    canvas.text(str(number), x, y - 8, SMALL, INK, "centre")
