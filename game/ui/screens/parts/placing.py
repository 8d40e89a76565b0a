"""Where the names of points on a plot go so that they do not lie on one another: the higher-ranked win."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from pygame import Rect

from game.ui import fonts
from game.ui.theme import Type
from game.ui.widgets import Mark, Spot

ANCHORS = ("right", "left", "above", "below")
P = TypeVar("P", Spot, Mark)


def _label(x: float, y: float, wide: float, tall: float, anchor: str, gap: int) -> Rect:
    left = {"right": x + gap, "left": x - gap - wide}.get(anchor, x - wide / 2)
    top = {"above": y - gap - tall, "below": y + gap - 4}.get(anchor, y - 10)
    return Rect(round(left), round(top), round(wide) + 1, round(tall))


def anchored(
    points: Sequence[P],
    where: Callable[[P], tuple[float, float]],
    area: Rect,
    style: Type,
    *,
    gap: int = 12,
    taken: Sequence[Rect] = (),
    clip: float = 0.0,
) -> list[P]:
    """The points, highest-ranked first, each with an anchor at which its words have room; without words if none has.

    ``clip`` is the widest a name may be; ``taken`` are places of other words.
    """
    dots = [Rect(round(where(point)[0]) - 7, round(where(point)[1]) - 7, 14, 14) for point in points]
    filled = list(taken)
    book, out = fonts.book(), []
    for i, point in enumerate(points):
        text = book.ellipsis(point.text, style, clip) if clip and point.text else point.text
        wide = max(book.width(text, style), book.width(point.note, style) if point.note else 0.0) if text else 0.0
        x, y = where(point)
        found = ""
        for anchor in ANCHORS if text else ():
            spot = _label(x, y, wide, 34 if point.note else 18, anchor, gap)
            others = dots[:i] + dots[i + 1 :] + filled
            if area.contains(spot) and spot.collidelist(others) < 0:
                found = anchor
                filled.append(spot)
                break
        if found:
            out.append(replace(point, anchor=found, text=text))
        else:
            out.append(replace(point, text="", note=""))
    return out
