"""What a chart of lines says under the mouse: the place on the axis, and every line's value there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from game.ui.widgets.tip import Tip, TipLine

if TYPE_CHECKING:
    from game.ui.widgets.chart import Series

Show = Callable[[float], str]


def nearest(series: Sequence[Series], x: float) -> float | None:
    """The place nearest to x at which any line has a point; None where there are no points."""
    places = {at for one in series for at, _ in one.points}
    return min(places, key=lambda at: (abs(at - x), at), default=None)


def readings(series: Sequence[Series], at: float, show: Show, name: str) -> tuple[TipLine, ...]:
    """Each line's value at a place, with its band; a line without a name of its own bears the chart's."""
    lines = []
    for one in series:
        value = next((y for x, y in one.points if x == at), None)
        if value is None:
            continue
        band = next((f"{show(low)} – {show(high)}" for x, low, high in one.band if x == at), "")
        lines.append(TipLine(one.text or name, show(value), band, colour=one.colour))
    return tuple(lines)


def with_readings(own: Tip | None, place: str, lines: tuple[TipLine, ...]) -> Tip | None:
    """A chart's own tooltip with the values under the mouse before its lines, or the values alone."""
    if not lines:
        return own
    if own is None:
        return Tip(place, lines=lines)
    rest = (replace(own.lines[0], rule_above=True), *own.lines[1:]) if own.lines else ()
    return replace(own, lines=(TipLine(place, strong=True), *lines, *rest))
