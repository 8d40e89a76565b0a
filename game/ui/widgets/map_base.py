"""The map without anything on it: sea, graticule, coastal bands, one tone of land. Baked once per size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pygame
from pygame import Rect, Surface

from game.paths import assets_dir
from game.ui import shapes
from game.ui.projection import CUT_LON, lonlat_to_xy
from game.ui.theme import COAST, GRATICULE, LAND_BOTTOM, LAND_TOP, SEA, SEA_BAND, VOID, WHITE, mix

HOME = Rect(184, 56, 1096, 692)  # the part of the 1600 x 900 design that the map area shows
STRIP_AREA = 1_000_000  # px of a strip that is drawn at once; bounds the memory used at 4K
OVER = 2
GLOW_PX = 15.0  # map px over which the light of the coast fades
GLOW_OPACITY = 0.62

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Land:
    """Outlines in map px; `coasts` are the same rings without the edges where the map was cut."""

    rings: tuple[Ring, ...]
    holes: frozenset[int]
    coasts: tuple[Ring, ...]


@lru_cache(maxsize=1)
def land() -> Land:
    """Read the outlines."""
    data = json.loads((assets_dir() / "map" / "land.json").read_text(encoding="utf-8"))
    unit = float(data["units_per_px"])
    rings: list[Ring] = [[(r[i] / unit, r[i + 1] / unit) for i in range(0, len(r), 2)] for r in data["rings"]]
    coasts: list[Ring] = []
    for index, ring in enumerate(rings):
        cuts = set(data["cuts"].get(str(index), ()))
        run: Ring = []
        for i in range(len(ring) + 1):
            run.append(ring[i % len(ring)])
            if i in cuts or i == len(ring):
                if len(run) > 1:
                    coasts.append(run)
                run = []
    return Land(tuple(rings), frozenset(data["holes"]), tuple(coasts))


@dataclass(frozen=True)
class Fit:
    """How map px become virtual px: times `factor`, then shifted."""

    factor: float
    dx: float
    dy: float

    @classmethod
    def into(cls, rect: Rect) -> Fit:
        """The fit that shows the whole home part inside a rectangle, centred."""
        factor = min(rect.w / HOME.w, rect.h / HOME.h)
        return cls(factor, rect.centerx - HOME.centerx * factor, rect.centery - HOME.centery * factor)

    def xy(self, x: float, y: float) -> tuple[float, float]:
        """Virtual px of a point in map px."""
        return x * self.factor + self.dx, y * self.factor + self.dy

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Virtual px of a place."""
        return self.xy(*lonlat_to_xy(lon, lat))


def _moved(ring: Ring, factor: float, dx: float, dy: float) -> Ring:
    return [(x * factor + dx, y * factor + dy) for x, y in ring]


def _spans(rings: list[Ring]) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each ring."""
    out = []
    for ring in rings:
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        out.append((min(xs), min(ys), max(xs), max(ys)))
    return out


def _touches(span: tuple[float, float, float, float], area: Rect) -> bool:
    return not (span[2] < area.x or span[0] > area.right or span[3] < area.y or span[1] > area.bottom)


def _glow(size: tuple[int, int], factor: float, dx: float, dy: float) -> Surface:
    """The light along the coasts: a blurred picture of the land at quarter size."""
    w, h = max(8, size[0] // 4), max(8, size[1] // 4)
    small = shapes.blank(w, h, SEA_BAND)
    shape = land()
    for index, ring in enumerate(shape.rings):
        colour = (*SEA_BAND, 0) if index in shape.holes else (*SEA_BAND, 255)
        pygame.draw.polygon(small, colour, _moved(ring, factor / 4, dx / 4, dy / 4))
    small = pygame.transform.gaussian_blur(small, max(2, round(GLOW_PX * factor / 4)))
    alpha = pygame.surfarray.pixels_alpha(small)
    lifted = np.clip(alpha.astype(np.float32) / 255.0 * 2.0, 0.0, 1.0)
    alpha[:] = (255.0 * GLOW_OPACITY * lifted**0.9).astype(np.uint8)
    del alpha
    picture = pygame.surfarray.pixels3d(small)
    picture[:] = SEA_BAND
    del picture
    return pygame.transform.smoothscale(small, size)


def _graticule(target: Surface, factor: float, dx: float, dy: float) -> None:
    def line(places: list[tuple[float, float]]) -> None:
        points = _moved([lonlat_to_xy(lon, lat) for lon, lat in places], factor, dx, dy)
        pygame.draw.aalines(target, mix(GRATICULE, SEA, 0.45), False, points)

    for lon in range(int(CUT_LON) + 2, int(CUT_LON) + 360, 15):
        line([(float(lon), float(lat)) for lat in range(-60, 85, 3)])
    for lat in range(-60, 90, 15):
        line([(CUT_LON + step, float(lat)) for step in range(0, 361, 3)])


def bake_base(size: tuple[int, int], factor: float, dx: float, dy: float) -> Surface:
    """Draw the empty map in px: map px times `factor`, shifted by `dx`, `dy`, onto a surface of `size`."""
    out = Surface(size).convert() if pygame.display.get_surface() else Surface(size)
    out.blit(shapes.gradient(size, mix(SEA, VOID, 0.25), mix(SEA, VOID, 0.1)), (0, 0))
    out.blit(_glow(size, factor, dx, dy), (0, 0))
    _graticule(out, factor, dx, dy)
    shape = land()
    rings = [_moved(ring, factor * OVER, dx * OVER, dy * OVER) for ring in shape.rings]
    coasts = [_moved(ring, factor * OVER, dx * OVER, dy * OVER) for ring in shape.coasts]
    line = mix(COAST, LAND_TOP, 0.25)
    ring_spans, coast_spans = _spans(rings), _spans(coasts)
    width = max(2, round(1.4 * factor))  # of the coast, on the enlarged strip
    step = max(64, STRIP_AREA // max(1, size[0]))
    ground = shapes.gradient(size, LAND_TOP, LAND_BOTTOM)
    for top in range(0, size[1], step):
        tall = min(step, size[1] - top)
        area = Rect(0, top * OVER, size[0] * OVER, tall * OVER)
        strip = shapes.blank(area.w, area.h, WHITE)
        for index, (ring, span) in enumerate(zip(rings, ring_spans, strict=True)):
            if _touches(span, area):
                cover = (255, 255, 255, 0) if index in shape.holes else (255, 255, 255, 255)
                pygame.draw.polygon(strip, cover, [(x, y - area.y) for x, y in ring])
        small = pygame.transform.smoothscale(strip, (size[0], tall))
        small.blit(ground, (0, 0), (0, top, size[0], tall), special_flags=pygame.BLEND_RGB_MULT)
        out.blit(small, (0, top))
        strip.fill((*COAST, 0))
        for ring, span in zip(coasts, coast_spans, strict=True):
            if _touches(span, area):
                pygame.draw.lines(strip, line, False, [(x, y - area.y) for x, y in ring], width)
        out.blit(pygame.transform.smoothscale(strip, (size[0], tall)), (0, top))
    return out
