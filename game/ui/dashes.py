"""Cutting a line into dashes."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

Point = tuple[float, float]


def dashes(points: Sequence[Point], on: float, off: float) -> list[list[Point]]:
    """A line cut into dashes, each a line of its own."""
    out: list[list[Point]] = []
    current: list[Point] = [points[0]]
    drawing, left = True, on
    for (ax, ay), (bx, by) in itertools.pairwise(points):
        length = math.hypot(bx - ax, by - ay)
        at = 0.0
        while length - at > left:
            at += left
            spot = (ax + (bx - ax) * at / length, ay + (by - ay) * at / length)
            if drawing:
                out.append([*current, spot])
            current = [spot]
            drawing = not drawing
            left = on if drawing else off
        left -= length - at
        if drawing:
            current.append((bx, by))
    if drawing and len(current) > 1:
        out.append(current)
    return out
