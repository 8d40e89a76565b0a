"""The lines from what is needed to what needs it: each project has its own track through the gaps between the cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pygame import Rect

from game.ui import theme as t
from game.ui.draw import Canvas

Point = tuple[float, float]
BESIDE = 6


@dataclass(frozen=True)
class Join:
    """One line: from a project that is needed to one that needs it."""

    need: str
    project: str
    is_met: bool
    is_picked: bool
    """Whether the project that is singled out is at either end."""


def routes(joins: Sequence[Join], rects: Mapping[str, Rect], gap: tuple[int, int]) -> dict[Join, list[Point]]:
    """The corners of every line; lines of different projects share no stretch, those of one leave it together.

    ``gap`` is the room between columns and between rows, px. A line between neighbouring columns bends in the gap
    between them; a longer one runs between the rows.
    """
    longs = [join for join in joins if rects[join.project].x - rects[join.need].right > gap[0] + 2]
    falls = [join for join in joins if rects[join.project].x <= rects[join.need].x]
    lanes = _lanes(longs, rects, gap[1])
    across = _across(joins, longs, falls, rects, gap[0])
    out: dict[Join, list[Point]] = {}
    for join in joins:
        start, end = rects[join.need], rects[join.project]
        y0, y1 = float(start.centery), float(end.centery)
        if join in falls:
            down = float(start.centerx)
            out[join] = [(down, min(start.bottom, end.bottom)), (down, max(start.y, end.y))]
            continue
        leave = across["out", join.need]
        if join in longs:
            lane, come = lanes[join.need], across["in", join.project]
            y1 += _beside(lane, y1)
            out[join] = [(start.right, y0), (leave, y0), (leave, lane), (come, lane), (come, y1), (end.x, y1)]
        else:
            y1 += _beside(y0, y1)
            out[join] = [(start.right, y0), (leave, y0), (leave, y1), (end.x, y1)]
    return out


def _beside(come_from: float, middle: float) -> float:
    """How far off a card's middle a line comes in: on its own side, so that none runs into one that leaves there."""
    return BESIDE * ((come_from > middle) - (come_from < middle))


def _lanes(longs: Sequence[Join], rects: Mapping[str, Rect], gap: int) -> dict[str, float]:
    """The height at which the long lines of each project run: one lane each, as far as lines lie over one another."""
    spans: dict[str, tuple[int, int]] = {}
    for join in longs:
        left, right = spans.get(join.need, (rects[join.need].right, 0))
        spans[join.need] = (left, max(right, rects[join.project].x))
    places: dict[str, int] = {}
    for need, (left, right) in sorted(spans.items(), key=lambda one: one[1]):
        taken = {places[other] for other in places if spans[other][0] < right and left < spans[other][1]}
        places[need] = next(n for n in range(len(spans)) if n not in taken)
    step = gap / (1 + max(places.values(), default=0) + 1)
    top = min((rect.bottom for rect in rects.values()), default=0)
    return {need: top + step * (place + 1) for need, place in places.items()}


def _across(
    joins: Sequence[Join], longs: Sequence[Join], falls: Sequence[Join], rects: Mapping[str, Rect], gap: int
) -> dict[tuple[str, str], float]:
    """Where each line goes up or down: out of a project behind its column, into one that comes from afar before it."""
    tracks: dict[int, list[tuple[str, str]]] = {}
    for join in joins:
        if join not in falls:
            tracks.setdefault(rects[join.need].right, []).append(("out", join.need))
    for join in longs:
        tracks.setdefault(rects[join.project].x - gap, []).append(("in", join.project))
    out: dict[tuple[str, str], float] = {}
    for left, found in tracks.items():
        ways = sorted(dict.fromkeys(found), key=lambda way: (way[0] == "in", rects[way[1]].y))
        for n, way in enumerate(ways):
            out[way] = left + gap * (n + 1) / (len(ways) + 1)
    return out


def draw_links(canvas: Canvas, found: Mapping[Join, Sequence[Point]]) -> None:
    """Draw the lines, those of what is singled out last and brightest."""
    for join in sorted(found, key=lambda one: (one.is_picked, one.is_met)):
        quiet = t.mix(t.LINE_STRONG, t.SIDE_BLUE, 0.35) if join.is_met else t.LINE_STRONG
        paint = t.MIDDLE if join.is_picked else quiet
        for (x, y), (to_x, to_y) in pairwise(found[join]):
            left, top = round(min(x, to_x)), round(min(y, to_y))
            canvas.fill(Rect(left, top, round(abs(to_x - x)) + 1, round(abs(to_y - y)) + 1), paint)


__all__ = ["Join", "draw_links", "routes"]
