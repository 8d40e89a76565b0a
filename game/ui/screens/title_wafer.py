"""The wafer of the title: the world as dies, cities lit, a few shipments under way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pygame
from pygame import Rect, Surface

from game.ui import fonts, shapes
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.motion import MOTION
from game.ui.projection import lonlat_to_xy
from game.ui.theme import Colour
from game.ui.widgets import Baked
from game.ui.widgets.map_base import HOME, land
from game.ui.widgets.map_things import curve, point_at
from game.ui.wording import tr

CELLS = 62
MASK = 0.25
SPEED = 0.045
MIDDLE_X, MIDDLE_Y = HOME.centerx + 20, HOME.centery - 10
LETTER_PX = 9.6


@dataclass(frozen=True)
class City:
    """A lit die."""

    lon: float
    lat: float
    colour: Colour


class TitleWafer(Baked):
    """A wafer whose dies are the land; ``routes`` join cities by their places in the list."""

    role = "picture"

    def __init__(
        self, wid: str, cities: Sequence[City], routes: Sequence[tuple[int, int]], words: str, **options: Any
    ) -> None:
        super().__init__(wid, **options)
        self.cities, self.routes, self.words = list(cities), list(routes), words

    # --- geometry
    @property
    def radius(self) -> float:
        """The wafer's radius."""
        return min(self.rect.w, self.rect.h) / 2 - 26

    def _factor(self) -> float:
        return 2 * self.radius / (HOME.w * 0.9)

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies on the wafer, set onto the grid of dies."""
        x, y = lonlat_to_xy(lon, lat)
        f, cell = self._factor(), 2 * self.radius / CELLS
        dx, dy = (x - MIDDLE_X) * f, (y - MIDDLE_Y) * f
        return (self.rect.centerx + (math.floor(dx / cell) + 0.5) * cell,
                self.rect.centery + (math.floor(dy / cell) + 0.5) * cell)  # fmt: skip

    # --- drawing
    def bake(self, canvas: Canvas) -> None:
        """Draw the wafer without what moves."""
        cx, cy, radius = self.rect.centerx, self.rect.centery, self.radius
        canvas.glow(cx, cy, radius * 1.3, t.mix(t.SIDE_BLUE_DEEP, t.VOID, 0.35), 1.0)
        canvas.disc(cx, cy, radius, t.mix(t.SEA, t.VOID, 0.2), t.mix(t.SIDE_BLUE, t.SEA, 0.25), 1.6)
        canvas.disc(cx, cy, radius - 5, None, t.mix(t.SIDE_BLUE, t.SEA, 0.75), 1)
        mask, cell = _land_mask(), 2 * radius / CELLS
        size = max(2, round(cell - 2))
        for j in range(-CELLS // 2, CELLS // 2):
            for i in range(-CELLS // 2, CELLS // 2):
                dx, dy = (i + 0.5) * cell, (j + 0.5) * cell
                if math.hypot(abs(dx) + cell / 2, abs(dy) + cell / 2) > radius - 10:
                    continue
                x, y = dx / self._factor() + MIDDLE_X, dy / self._factor() + MIDDLE_Y
                is_land = _is_land(mask, x, y)
                shade = t.mix(t.LAND_TOP, t.COAST, 0.42) if is_land else t.mix(t.SEA, t.LAND_TOP, 0.45)
                die = Rect(0, 0, size, size)
                die.center = (round(cx + dx), round(cy + dy))
                canvas.fill(die, shade)
        canvas.polygon([(cx - 8, cy + radius + 2), (cx + 8, cy + radius + 2), (cx, cy + radius - 9)], t.VOID)
        for n, (a, b) in enumerate(self.routes):
            canvas.lines(self.path(n), t.faded(self._route_colour(a, b), 0.75), 1.6)
        for city in self.cities:
            x, y = self.spot(city.lon, city.lat)
            canvas.glow(x, y, 24, city.colour, 0.55)
            die = Rect(0, 0, size, size)
            die.center = (round(x), round(y))
            canvas.fill(die, t.WHITE)
        self._draw_ring_words(canvas)

    def _draw_ring_words(self, canvas: Canvas) -> None:
        """The lot number along the lower rim, one letter at a time."""
        radius = self.radius + 13
        step = LETTER_PX / (2 * math.pi * radius)
        for n, sign in enumerate(self.words):
            turn = 0.5 + step * ((len(self.words) - 1) / 2 - n)
            angle = 2 * math.pi * turn
            if sign.strip():
                letter = fonts.book().draw(sign, t.MONO, t.LOW)
                turned = pygame.transform.rotozoom(letter, 180 - 360 * turn, 1.0)
                px, py = canvas.at(self.rect.centerx + radius * math.sin(angle),
                                   self.rect.centery - radius * math.cos(angle))  # fmt: skip
                canvas.surface.blit(turned, (px - turned.get_width() / 2, py - turned.get_height() / 2))

    def _route_colour(self, a: int, b: int) -> Colour:
        del b
        return self.cities[a].colour

    def path(self, route: int) -> list[tuple[float, float]]:
        """The curve of a route."""
        a, b = self.routes[route]
        ends = [self.spot(self.cities[n].lon, self.cities[n].lat) for n in (a, b)]
        return curve(ends[0], ends[1], 0.16)

    # --- what moves
    @property
    def lively(self) -> bool:
        """Shipments travel, unless motion is reduced."""
        return not MOTION.reduced and bool(self.routes)

    def on_tick(self, dt: float) -> None:
        """Have the shipments drawn again where they were and are."""
        del dt
        root = self.root()
        for x, y in self._shipments():
            if root.host is not None:
                root.host.dirty(Rect(round(x) - 16, round(y) - 16, 32, 32))

    def _shipments(self) -> list[tuple[float, float]]:
        clock = 0.0 if MOTION.reduced else MOTION.clock
        return [point_at(self.path(n), (clock * SPEED + 0.21 + n * 0.37) % 1.0) for n in range(len(self.routes))]

    def draw_over(self, canvas: Canvas) -> None:
        """Draw the shipments."""
        for n, (x, y) in enumerate(self._shipments()):
            colour = self._route_colour(*self.routes[n])
            if canvas.visible(Rect(round(x) - 16, round(y) - 16, 32, 32)):
                canvas.glow(x, y, 13, colour, 0.6)
                canvas.fill(Rect(round(x) - 2, round(y) - 2, 5, 5), t.WHITE)


def _land_mask() -> Surface:
    """Land in white on black, a quarter of the map's size."""

    def make() -> Surface:
        mask = Surface((round(1800 * MASK), round(1400 * MASK)))
        shape = land()
        for index, ring in enumerate(shape.rings):
            colour = (0, 0, 0) if index in shape.holes else (255, 255, 255)
            pygame.draw.polygon(mask, colour, [(x * MASK, (y + 200) * MASK) for x, y in ring])
        return mask

    return shapes.cached(("title land",), make)


def _is_land(mask: Surface, x: float, y: float) -> bool:
    at = (round(x * MASK), round((y + 200) * MASK))
    return mask.get_rect().collidepoint(at) and mask.get_at(at)[0] > 0


def lot_words(quarter: str) -> str:
    """What is written round the wafer's rim."""
    return tr("title.lot", quarter=quarter)
