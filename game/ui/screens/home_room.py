"""Room on the home map: marks apart, each label where it lies on nothing, gates where they cover neither."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pygame import Rect

from game.ui.projection import lonlat_to_xy
from game.ui.widgets import Flow, Gate, Site
from game.ui.widgets.map_base import Fit
from game.ui.widgets.map_labels import label_room
from game.ui.widgets.map_things import Point, curve, point_at

APART_PX = 32.0
"""How far the middles of two marks lie apart at least, virtual px."""
GATE_PX = 29
"""The side of the square a gate wants for itself, virtual px."""
GATE_PLACES = tuple(sorted((0.01 * step for step in range(10, 83)), key=lambda at: abs(at - 0.3)))
"""Shares of the way on which a gate may stand, the best first: past the border, well before the buyer."""
BENDS = (-0.8, 0.8, -1.4, 1.4)
"""How else a flow may be bent whose gate finds no place."""
ANCHORS = ("right", "left", "below", "above")


def spread(sites: Sequence[Site], fit: Fit) -> list[Site]:
    """Sites that would lie on one another are moved apart, the lower in rank giving way; the highest stays."""
    spots = {site.key: list(fit.place(site.lon, site.lat)) for site in sites}
    order = sorted(sites, key=lambda site: -site.rank)
    for _ in range(60):
        moved = False
        for i, lower in enumerate(order):
            for higher in order[:i]:
                moved |= _push(spots[higher.key], spots[lower.key], i)
        if not moved:
            break
    return [_moved(site, spots[site.key], fit) for site in sites]


def anchored(sites: Sequence[Site], fit: Fit, area: Rect, covered: Sequence[Rect] = ()) -> list[Site]:
    """Each label on the side of its site where it lies on nothing of higher rank; its own side first.

    A label that finds no room within ``area`` and outside of what is ``covered`` (virtual px) is dropped.
    """
    spots = {site.key: fit.place(site.lon, site.lat) for site in sites}
    taken = [*covered, *(_mark(spot) for spot in spots.values())]
    out: dict[str, Site] = {}
    for site in sorted(sites, key=lambda one: -one.rank):
        spot = spots[site.key]
        mine = taken.copy()
        mine.remove(_mark(spot))
        free = (one for one in _labels_of(site) if _is_free(label_room(one, spot), mine, area))
        out[site.key] = chosen = next(free, replace(site, text="", note=""))
        if chosen.text:
            taken.append(label_room(chosen, spot))
    return [out[site.key] for site in sites]


def _labels_of(site: Site) -> Iterator[Site]:
    """The site with its label on each side, its own first; then the same with the name alone."""
    for note in dict.fromkeys((site.note, "")):
        for anchor in dict.fromkeys((site.anchor, *ANCHORS)):
            yield replace(site, note=note, anchor=anchor)


def _is_free(room: Rect, taken: list[Rect], area: Rect) -> bool:
    return room.collidelist(taken) < 0 and area.contains(room)


def gates_apart(
    gates: Sequence[Gate], flows: Sequence[Flow], sites: Sequence[Site], fit: Fit
) -> tuple[list[Gate], list[Flow]]:
    """Each gate on a stretch of its flow where it covers no mark, no label and no other gate, or as few as can be.

    A flow too short to have such a stretch is bent further, to either side; the flows are given back with the gates.
    """
    spots = {site.key: fit.place(site.lon, site.lat) for site in sites}
    labels = [label_room(site, spots[site.key]) for site in sites if site.text]
    taken = [*labels, *(_mark(spot) for spot in spots.values())]
    bent, out = {flow.key: flow for flow in flows}, []
    for gate in gates:
        flow = bent[gate.flow]
        tries = [replace(flow, bend=bend) for bend in (flow.bend, -flow.bend, *BENDS)]
        best = [(*_best_place(_way(one, spots, fit), taken), one) for one in tries]
        covers, at, bent[gate.flow] = min(best, key=lambda one: one[0])
        del covers
        taken.append(_gate_room(point_at(_way(bent[gate.flow], spots, fit), at)))
        out.append(replace(gate, at=at))
    return out, [bent[flow.key] for flow in flows]


def _best_place(way: list[Point], taken: Sequence[Rect]) -> tuple[int, float]:
    """How many things a gate covers at the best place of a way, and that place."""
    found = ((len(_gate_room(point_at(way, at)).collidelistall(list(taken))), at) for at in GATE_PLACES)
    return min(found, key=lambda one: one[0])


def _way(flow: Flow, spots: dict[str, Point], fit: Fit) -> list[Point]:
    start, end = (spots[one] if isinstance(one, str) else fit.place(*one) for one in (flow.start, flow.end))
    return curve(start, end, flow.bend)


def _mark(spot: Point) -> Rect:
    return Rect(round(spot[0]) - 13, round(spot[1]) - 13, 26, 26)


def _gate_room(spot: Point) -> Rect:
    return Rect(round(spot[0]) - GATE_PX // 2, round(spot[1]) - GATE_PX // 2, GATE_PX, GATE_PX)


def _push(fixed: list[float], loose: list[float], turn: int) -> bool:
    dx, dy = loose[0] - fixed[0], loose[1] - fixed[1]
    away = math.hypot(dx, dy)
    if away >= APART_PX:
        return False
    if away < 1.0:
        dx, dy, away = math.cos(turn * 2.4), math.sin(turn * 2.4), 1.0
    step = APART_PX - away + 0.5
    loose[0] += dx / away * step
    loose[1] += dy / away * step
    return True


def _moved(site: Site, spot: Sequence[float], fit: Fit) -> Site:
    """The site at the longitude and latitude that lie at a spot of the window, found by a few Newton steps."""
    goal = ((spot[0] - fit.dx) / fit.factor, (spot[1] - fit.dy) / fit.factor)
    lon, lat = site.lon, site.lat
    for _ in range(12):
        x, y = lonlat_to_xy(lon, lat)
        ex, ey = goal[0] - x, goal[1] - y
        if math.hypot(ex, ey) < 0.2:
            break
        ax, ay = lonlat_to_xy(lon + 0.05, lat)
        bx, by = lonlat_to_xy(lon, lat + 0.05)
        a, b, c, d = (ax - x) / 0.05, (bx - x) / 0.05, (ay - y) / 0.05, (by - y) / 0.05
        det = a * d - b * c
        if abs(det) < 1e-9:
            break
        lon, lat = lon + (d * ex - b * ey) / det, lat + (a * ey - c * ex) / det
    return replace(site, lon=lon, lat=lat)
