"""Cards: an executive move with its picture, what it does and what it costs; and plain clickable cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.motion import Eased
from game.ui.screen import Action, Outcome
from game.ui.theme import (
    COMPUTE,
    HIGH,
    LEAD_STRONG,
    LINE,
    LOW,
    MIDDLE,
    NOTE,
    PANEL,
    PANEL_S,
    PAPER,
    R_CARD,
    RAISED,
    SELECTED,
    TABLE_STRONG,
    mix,
)
from game.ui.widgets.base import Widget, run
from game.ui.widgets.button import Button, draw_cap

RAISE = 36


class Card(Widget):
    """A clickable panel; selected it gets a paper outline. Children or a `Painter` fill it."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, wid: str, on_press: Action | None = None, *, selected: bool = False, **options: Any) -> None:
        super().__init__(wid, **options)
        self.action, self.selected = on_press, selected

    def activate(self) -> Outcome:
        """Do it."""
        return run(self.action) if self.enabled else None

    def draw(self, canvas: Canvas) -> None:
        """Draw the ground and the outline."""
        ground = SELECTED if self.selected else mix(PANEL, RAISED, 0.5 * self.heat.value + (0.3 if self.pressed else 0))
        edge = PAPER if self.selected else mix(LINE, LOW, 0.6 * self.heat.value)
        canvas.box(self.rect, ground, edge, R_CARD, 1.5 if self.selected else 0)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, COMPUTE, R_CARD)


class MoveCard(Widget):
    """An executive move: picture strip, title, a note, a line of costs, and - once raised - its Play key.

    A click raises the card, a second one or Play plays it. `cost` is a line of spans; `attention` the number of
    moves it takes, drawn as dots. The rectangle is the card at rest; raised it grows upwards by 36 px.
    """

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        title: str,
        note: str,
        cost: Sequence[Span],
        *,
        scene: str = "",
        attention: int = 1,
        raised: bool = False,
        on_raise: Action | None = None,
        on_play: Action | None = None,
        play_text: str = "",
        forecast_text: str = "",
        **options: Any,
    ) -> None:
        super().__init__(wid, **({"label": title} | options))
        self.title, self.note, self.cost, self.scene = title, note, list(cost), scene
        self.attention, self.raised = attention, raised
        self.on_raise, self.on_play, self.forecast_text = on_raise, on_play, forecast_text
        self.lift = Eased(1.0 if raised else 0.0, self._moved)
        self.play = self.add(
            Button(f"{wid}.play", play_text, on_play, kind="primary", enabled=self.enabled,
                   why_disabled=self.why_disabled, visible=raised and bool(play_text))
        )  # fmt: skip

    def natural(self) -> tuple[int, int]:
        """Give the usual size at rest."""
        return 206, 136

    def set_raised(self, raised: bool) -> None:
        """Raise or lower the card."""
        if raised != self.raised:
            self.raised = raised
            self.play.visible = raised and bool(self.play.text)
            self.lift.to(1.0 if raised else 0.0, PANEL_S)

    def activate(self) -> Outcome:
        """Raise the card; play it if it is up already."""
        if self.raised and self.enabled:
            return run(self.on_play)
        return run(self.on_raise)

    def card_rect(self) -> Rect:
        """Give the card as it stands at this moment."""
        up = round(RAISE * self.lift.value)
        return Rect(self.rect.x, self.rect.y - up, self.rect.w, self.rect.h + up)

    def hit_rect(self) -> Rect:
        """Count the raised part too."""
        return self.card_rect()

    def arrange(self) -> None:
        """Place the Play key at the lower right of the raised card."""
        w = max(56, self.play.natural()[0])
        self.play.rect = Rect(self.rect.right - w - 12, self.rect.bottom - 38, w, 28)

    def _moved(self) -> None:
        root = self.root()
        if root.host is not None:
            root.host.dirty(self.screen_rect.inflate(24, 2 * RAISE + 48))

    def draw(self, canvas: Canvas) -> None:
        """Draw the card."""
        r = self.card_rect()
        lit = max(self.lift.value, 0.5 * self.heat.value)
        if self.raised:
            canvas.shadow(r, 10)
        edge = mix(mix(LINE, LOW, 0.5 * self.heat.value), PAPER, self.lift.value)
        canvas.box(r, mix(PANEL, SELECTED, lit), edge, R_CARD, 1.5 if self.raised else 0)
        strip = 32 if self.rect.h < 120 else 56
        if self.scene:
            canvas.scene(self.scene, Rect(r.x + 2, r.y + 2, r.w - 4, strip), R_CARD - 2)
        self._draw_words(canvas, r, r.y + strip + 8)

    def _draw_words(self, canvas: Canvas, r: Rect, y: float) -> None:
        x, room = r.x + 12, r.w - 24
        ink = HIGH if self.enabled else LOW
        width = room - 10 * self.attention
        style = fonts.book().fitting(self.title, width, LEAD_STRONG, TABLE_STRONG)
        canvas.text(self.title, x, y + 9 - style.line / 2, style, ink, width=width)
        for i in range(self.attention):
            canvas.disc(r.right - 16 - 11 * i, y + 9, 3.8, PAPER if self.enabled else LOW)
        canvas.text(self.note, x, y + 22, NOTE, MIDDLE, width=room)
        line = self.cost
        while len(line) > 1 and fonts.book().spans_width(line) > room:
            line = line[:-1]
        canvas.spans(line, x, y + 44)
        if self.raised and self.lift.value > 0.5 and self.forecast_text:
            cap = draw_cap(canvas, "F", x, r.bottom - 24)
            canvas.text(self.forecast_text, x + cap + 8, r.bottom - 33, NOTE, MIDDLE)

    def keep(self) -> float:
        """Keep how far the card is up, so that a rebuilt one moves on from there."""
        return self.lift.value

    def restore(self, state: Any) -> None:
        """Move on from there."""
        self.lift.jump(float(state))
        self.lift.to(1.0 if self.raised else 0.0, PANEL_S)

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus round the card as it stands."""
        canvas.ring(self.card_rect(), COMPUTE, R_CARD)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give title and note for the text-fit check."""
        book, room = fonts.book(), self.rect.w - 24.0
        return [(self.title, book.width(self.title, TABLE_STRONG), room - 10 * self.attention),
                (self.note, book.width(self.note, NOTE), room)]  # fmt: skip
