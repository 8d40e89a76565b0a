"""One out of several: segmented control and tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import (
    BODY,
    BODY_MEDIUM,
    BODY_STRONG,
    HIGH,
    HOVER,
    LINE,
    LOW,
    MIDDLE,
    PANEL,
    PAPER,
    RAISED,
    TITLE,
    Type,
    mix,
)
from game.ui.widgets.base import Pos, Widget, run
from game.ui.widgets.button import cap_width, draw_badge, draw_cap


@dataclass(frozen=True)
class Option:
    """One thing to choose: its value, its words, perhaps an icon, a key and a badge."""

    value: str
    text: str
    icon: str = ""
    key: str = ""
    badge: int = 0
    enabled: bool = True


class Choice(Widget):
    """What segmented control and tabs share: a value out of options, by mouse, arrows and keys.

    Every option is a part of one widget: one stop for Tab, Left and Right move the choice.
    """

    focusable = True
    cursor = "hand"
    style: Type = BODY_MEDIUM
    pad = 12
    gap = 0

    def __init__(
        self,
        wid: str,
        options: Sequence[Option] | Sequence[tuple[str, str]],
        value: str,
        on_change: Callable[[str], Any] | None = None,
        **rest: Any,
    ) -> None:
        super().__init__(wid, **rest)
        self.options = [o if isinstance(o, Option) else Option(*o) for o in options]
        self.value, self.on_change = value, on_change
        self.hot: int | None = None
        for option in self.options:
            if option.key:
                self.add(_OptionKey(self, option))

    def option_width(self, option: Option) -> float:
        """Give the width of one option with its padding."""
        wide = fonts.book().width(option.text, self.strong) + 2 * self.pad
        return wide + (26 if option.icon else 0) + (cap_width(option.key) + 8 if option.key else 0)

    @property
    def strong(self) -> Type:
        """The type of the chosen option; also what widths are measured in, so that nothing moves."""
        return BODY_STRONG

    def natural(self) -> tuple[int, int]:
        """Give the size that fits all options."""
        wide = sum(self.option_width(o) for o in self.options) + self.gap * (len(self.options) - 1)
        return round(wide + 0.99), 32

    def cells(self) -> list[Rect]:
        """Give the rectangle of each option; spare width is shared out evenly."""
        widths = [self.option_width(o) for o in self.options]
        spare = self.spare(sum(widths) + self.gap * (len(widths) - 1))
        out: list[Rect] = []
        x = float(self.rect.x)
        for wide in widths:
            full = wide + spare / len(widths)
            out.append(Rect(round(x), self.rect.y, round(x + full) - round(x), self.rect.h))
            x += full + self.gap
        return out

    def spare(self, needed: float) -> float:
        """Give the width that is left over, negative when there is too little."""
        return self.rect.w - needed

    def cell_px(self, value: str) -> Rect:
        """Give where an option is in the window, virtual px; for tests."""
        index = [o.value for o in self.options].index(value)
        dx, dy = self.shift()
        return self.cells()[index].move(round(dx), round(dy))

    def _index_at(self, pos: Pos) -> int | None:
        return next((i for i, cell in enumerate(self.cells()) if cell.collidepoint(pos)), None)

    def choose(self, value: str) -> Outcome:
        """Choose an option and tell the listener if that is a change."""
        if value == self.value or not self.enabled:
            return None
        self.value = value
        self.invalidate()
        return run(self.on_change, value)

    def on_move(self, pos: Pos) -> None:
        """Light up the option under the mouse."""
        hot = self._index_at(pos)
        if hot != self.hot:
            self.hot = hot
            self.invalidate()

    def set_hovered(self, hovered: bool) -> None:
        """Forget the lit option when the mouse leaves."""
        super().set_hovered(hovered)
        if not hovered and self.hot is not None:
            self.hot = None
            self.invalidate()

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Choose what was clicked."""
        self.pressed = False
        index = self._index_at(pos)
        if inside and index is not None and self.options[index].enabled:
            return self.choose(self.options[index].value)
        return None

    def on_key(self, chord: str) -> Handled:
        """Move the choice with the arrows."""
        steps = {"Left": -1, "Right": 1, "Up": -1, "Down": 1}
        usable = [o.value for o in self.options if o.enabled]
        if (chord not in steps and chord not in {"Home", "End"}) or not usable:
            return False
        at = usable.index(self.value) if self.value in usable else 0
        at = {"Home": 0, "End": len(usable) - 1}.get(chord, max(0, min(len(usable) - 1, at + steps.get(chord, 0))))
        return self.choose(usable[at]) or True

    def describe(self) -> str:
        """Say what is chosen."""
        return f"{self.label}: {next((o.text for o in self.options if o.value == self.value), '')}"

    def texts(self) -> list[tuple[str, float, float]]:
        """Give every option for the text-fit check."""
        pairs = zip(self.options, self.cells(), strict=True)
        return [(o.text, self.option_width(o) - self.pad, cell.w) for o, cell in pairs]


class _OptionKey(Widget):
    """The accelerator of one option."""

    role = "accelerator"

    def __init__(self, choice: Choice, option: Option) -> None:
        super().__init__(f"{choice.wid}.{option.value}", label=option.text, key=option.key)
        self.choice, self.option = choice, option

    def activate(self) -> Outcome:
        """Choose it."""
        return self.choice.choose(self.option.value)


class Segmented(Choice):
    """Options side by side in one frame, the chosen one raised."""

    role = "segmented"

    def natural(self) -> tuple[int, int]:
        """Give the size with the frame."""
        wide, high = super().natural()
        return wide + 6, high

    def cells(self) -> list[Rect]:
        """Give the options' rectangles inside the frame."""
        outer, self.rect = self.rect, self.rect.inflate(-6, -6)
        found = super().cells()
        self.rect = outer
        return found

    def draw(self, canvas: Canvas) -> None:
        """Draw the frame and the options."""
        canvas.box(self.rect, PANEL, LINE)
        for i, (option, cell) in enumerate(zip(self.options, self.cells(), strict=True)):
            chosen = option.value == self.value
            if chosen:
                canvas.box(cell, HOVER, None, 4)
            elif i == self.hot and option.enabled:
                canvas.box(cell, RAISED, None, 4)
            ink = HIGH if chosen else mix(MIDDLE, HIGH, 0.5) if i == self.hot else MIDDLE
            ink = ink if option.enabled and self.enabled else mix(PANEL, LOW, 0.88)
            self.draw_option(canvas, option, cell, chosen, ink)

    def draw_option(self, canvas: Canvas, option: Option, cell: Rect, chosen: bool, ink: Any) -> None:
        """Draw icon, words and key cap, centred in the cell."""
        style = BODY_STRONG if chosen else BODY_MEDIUM
        x = cell.x + (cell.w - self.option_width(option)) / 2 + self.pad
        if option.icon:
            canvas.icon(option.icon, x, cell.centery - 9, 18, ink)
            x += 26
        wide = fonts.book().width(option.text, self.strong)
        canvas.text(option.text, x + wide / 2, cell.centery - 10, style, ink, "centre")
        if option.key:
            draw_cap(canvas, option.key, x + wide + 8, cell.centery)


class Tabs(Choice):
    """Words in a line, the chosen one underlined in paper. `title` set before them is the screen's name."""

    role = "tabs"
    style = BODY
    pad = 0
    gap = 24

    def __init__(self, *args: Any, title: str = "", **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.title = title
        self.label = self.label or title

    def spare(self, needed: float) -> float:
        """Let tabs keep their natural width."""
        del needed
        return 0.0

    def _lead(self) -> int:
        return round(fonts.book().width(self.title, TITLE)) + 24 if self.title else 0

    def natural(self) -> tuple[int, int]:
        """Give the size with the title."""
        wide, _ = super().natural()
        return wide + self._lead(), 40

    def cells(self) -> list[Rect]:
        """Give the tabs' rectangles after the title."""
        lead = self._lead()
        return [cell.move(lead, 0) for cell in super().cells()]

    def draw(self, canvas: Canvas) -> None:
        """Draw the title, the tabs and the line under the chosen one."""
        if self.title:
            canvas.text(self.title, self.rect.x, self.rect.centery - 13, TITLE, HIGH)
        for i, (option, cell) in enumerate(zip(self.options, self.cells(), strict=True)):
            chosen = option.value == self.value
            ink = HIGH if chosen or i == self.hot else MIDDLE
            style = BODY_STRONG if chosen else BODY
            canvas.text(option.text, cell.centerx, cell.centery - 10, style, ink, "centre")
            if chosen:
                canvas.fill(Rect(cell.x, cell.bottom - 4, cell.w, 2), PAPER)
            if option.badge:
                draw_badge(canvas, option.badge, cell.right + 10, cell.centery - 8)
