"""What may lie on the map, as data, and the geometry of flows."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from game.ui.theme import Colour
from game.ui.widgets.tip import TipSource

Point = tuple[float, float]
SAMPLES = 48


@dataclass(frozen=True)
class Site:
    """A place. `shape` and `colour` are its side's; `icon` or `emblem` says what it is; `own` rings it.

    `anchor` and `dx`, `dy` set its label by hand; `rank` decides who keeps a label where two collide.
    `progress` draws a ring round it (a training run), `meter` a bar under it (power in use; `alarm` reddens it).
    `zone` is the radius in map px of a ring of danger round it, `warning` a third line of its label in danger.
    """

    key: str
    lon: float
    lat: float
    text: str = ""
    note: str = ""
    shape: str = "square"
    colour: Colour = (205, 189, 151)
    icon: str = ""
    emblem: str = ""
    own: bool = False
    anchor: str = "right"
    dx: int = 0
    dy: int = 0
    rank: int = 0
    progress: float | None = None
    meter: float | None = None
    alarm: bool = False
    note_colour: Colour | None = None
    zone: int = 0
    warning: str = ""
    tooltip: TipSource = None
    home: Point | None = None
    """Where it truly lies, longitude and latitude, if it had to make room; a leader line goes there."""


@dataclass(frozen=True)
class Flow:
    """A shipment or a lease from one site to another (or lon, lat). `style`: open, licensed, grey, stopped.

    `bend` is how far the middle lies off the straight line, as a share of its length; `rate` how many
    particles travel on it; `phase` where they start, so that flows do not march in step.
    """

    key: str
    start: str | Point
    end: str | Point
    colour: Colour
    style: str = "open"
    bend: float = 0.18
    rate: int = 1
    width: float = 1.8
    phase: float = 0.0
    tooltip: TipSource = None


@dataclass(frozen=True)
class Gate:
    """A rule biting on a flow, `at` a share of the way."""

    key: str
    flow: str
    at: float = 0.5
    icon: str = "lock"
    tooltip: TipSource = None


def curve(start: Point, end: Point, bend: float) -> list[Point]:
    """Sample a quadratic curve; a positive bend lifts the middle towards the top of the map."""
    mx, my = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    nx, ny = -(end[1] - start[1]), end[0] - start[0]
    if ny > 0 or (ny == 0 and nx > 0):
        nx, ny = -nx, -ny
    cx, cy = mx + 2 * bend * nx, my + 2 * bend * ny
    out = []
    for i in range(SAMPLES):
        t = i / (SAMPLES - 1)
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        out.append((a * start[0] + b * cx + c * end[0], a * start[1] + b * cy + c * end[1]))
    return out


def curve_length(points: Sequence[Point]) -> float:
    """Give the length of a sampled curve."""
    return sum(math.dist(a, b) for a, b in itertools.pairwise(points))


def point_at(points: Sequence[Point], share: float) -> Point:
    """Give the point a share of the way along, by sample."""
    at = max(0.0, min(1.0, share)) * (len(points) - 1)
    i = min(len(points) - 2, int(at))
    t = at - i
    (ax, ay), (bx, by) = points[i], points[i + 1]
    return ax + (bx - ax) * t, ay + (by - ay) * t
