"""A line chart over turns from which a turn can be chosen: by mouse, or with the arrows and Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome
from game.ui.theme import HIGH, LINE_STRONG
from game.ui.widgets.base import Pos, run
from game.ui.widgets.chart import Axis, LineChart, Series
from game.ui.widgets.tip import Tip


class TurnChart(LineChart):
    """`tell` gives the tooltip of a turn, `on_pick` is called with the one that was chosen."""

    focusable = True
    cursor = "hand"

    def __init__(
        self,
        wid: str,
        series: Sequence[Series],
        x: Axis,
        y: Axis,
        on_pick: Callable[[int], Any],
        tell: Callable[[int], Tip | None],
        **options: Any,
    ) -> None:
        super().__init__(wid, series, x, y, **options)
        self.tooltip = self._told
        self.on_pick, self.tell = on_pick, tell
        self.hot: int | None = None

    def _told(self) -> Tip | None:
        return None if self.hot is None else self.tell(self.hot)

    def _point(self, turn: int | None) -> None:
        if turn != self.hot:
            self.hot = turn
            self.invalidate()

    def on_move(self, pos: Pos) -> None:
        """Follow the mouse."""
        super().on_move(pos)
        share = (pos[0] - self.area.x) / self.area.w
        self._point(round(self.x.value(max(0.0, min(1.0, share)))))

    def on_press(self, pos: Pos) -> Outcome:
        """Point where the button went down."""
        self.on_move(pos)
        return super().on_press(pos)

    def set_hovered(self, hovered: bool) -> None:
        """Forget the turn when the mouse goes."""
        super().set_hovered(hovered)
        if not hovered and not self.focused:
            self._point(None)

    def on_key(self, chord: str) -> Handled:
        """Go from turn to turn."""
        if chord not in {"Left", "Right"}:
            return False
        low, high = round(self.x.low), round(self.x.high)
        start = high + 1 if chord == "Left" else low - 1
        at = (start if self.hot is None else self.hot) + (-1 if chord == "Left" else 1)
        self._point(max(low, min(high, at)))
        return True

    def activate(self) -> Outcome:
        """Choose the turn that is pointed at."""
        return None if self.hot is None else run(self.on_pick, self.hot)

    def tip_rect(self) -> Rect:
        """Give the turn's column."""
        if self.hot is None:
            return self.screen_rect
        dx, dy = self.shift()
        return Rect(round(self.px(self.hot) + dx) - 8, round(self.area.y + dy), 16, self.area.h)

    def keep(self) -> Any:
        """Keep the turn that is pointed at too."""
        return super().keep(), self.hot

    def restore(self, state: Any) -> None:
        """Point at it again."""
        drawing, self.hot = state
        super().restore(drawing)

    def draw(self, canvas: Canvas) -> None:
        """Draw a line at the turn over the chart, and a point on every line."""
        super().draw(canvas)
        if self.hot is None:
            return
        canvas.vline(self.px(self.hot), self.area.y, self.area.h, LINE_STRONG)
        for one in self.series:
            for x, y in one.points:
                if x == self.hot:
                    canvas.disc(self.px(x), self.py(y), 3.5, one.colour, HIGH)
