"""Room on the home map: marks apart, each label where it lies on nothing, gates where they cover neither."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pygame import Rect

from game.ui.projection import lonlat_to_xy
from game.ui.widgets import Flow, Gate, Site, Tip
from game.ui.widgets.map_base import Fit
from game.ui.widgets.map_labels import label_room
from game.ui.widgets.map_things import Point, curve, point_at

APART_PX = 36.0
"""How far the middles of two marks lie apart at least, virtual px."""
RING_PX, MOST_RINGS, RAYS = 3.0, 60, 24
"""How free spots are looked for: on rings so far apart, so many, with so many spots each."""
LEADER_PX = 15.0
"""From how far off its true place a mark has a leader line to it, virtual px."""
GATE_PX = 39
"""The side of the square a gate wants for itself with its glow, virtual px."""
GATE_PLACES = tuple(sorted((0.01 * step for step in range(10, 61)), key=lambda at: abs(at - 0.3)))
"""Shares of the way on which a gate may stand, the best first: past the border, well before the buyer."""
BENDS = (-0.8, 0.8, -1.4, 1.4)
"""How else a flow may be bent whose gate finds no place."""
ANCHORS = ("right", "left", "below", "above")


def spread(sites: Sequence[Site], fit: Fit) -> list[Site]:
    """Sites that would lie on one another are fanned out: by rank, each at the free spot nearest to its true place."""
    spots: dict[str, Point] = {}
    for site in sorted(sites, key=lambda site: -site.rank):
        spots[site.key] = _free_spot(fit.place(site.lon, site.lat), list(spots.values()))
    return [_fanned(site, spots[site.key], fit) for site in sites]


def _free_spot(home: Point, taken: list[Point]) -> Point:
    """The nearest spot that is far enough from all taken ones, ring by ring round a place."""
    for ring in range(MOST_RINGS):
        for turn in range(RAYS if ring else 1):
            angle, away = 2 * math.pi * turn / RAYS, RING_PX * ring
            spot = home[0] + away * math.cos(angle), home[1] + away * math.sin(angle)
            if all(math.dist(spot, other) >= APART_PX for other in taken):
                return spot
    return home


def _fanned(site: Site, spot: Sequence[float], fit: Fit) -> Site:
    """The site at its new spot, with a leader line to its true place where that is another."""
    x, y = fit.place(site.lon, site.lat)
    moved = _moved(site, spot, fit)
    return replace(moved, home=(site.lon, site.lat)) if math.hypot(spot[0] - x, spot[1] - y) > LEADER_PX else moved


def anchored(sites: Sequence[Site], fit: Fit, area: Rect, covered: Sequence[Rect] = ()) -> list[Site]:
    """Each label on the side of its site where it lies on nothing of higher rank; its own side first.

    A label that finds no room within ``area`` and outside of what is ``covered`` (virtual px) is dropped; hovering the
    site tells it all the same.
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
    return [_telling(out[site.key], site) for site in sites]


def _telling(shown: Site, whole: Site) -> Site:
    """A site that says on hovering what its label says, or would have said."""
    if whole.tooltip is not None or not whole.text:
        return shown
    return replace(shown, tooltip=Tip(whole.text, whole.note))


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
