"""The wafer as our sign: the title's globe of dies, and the wafer of a finished game, one die per decision."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pygame
from pygame import Rect, Surface

from game.ui import fonts, shapes
from game.ui.draw import Canvas
from game.ui.motion import MOTION
from game.ui.projection import lonlat_to_xy
from game.ui.theme import (
    COMPUTE,
    DANGER,
    DANGER_DEEP,
    HIGH,
    LINE,
    LOW,
    MONO,
    PARTICLE_PX_PER_S,
    SEA,
    SIDE_BLUE,
    VOID,
    WHITE,
    Colour,
    faded,
    mix,
)
from game.ui.widgets.base import Widget
from game.ui.widgets.chart import Baked
from game.ui.widgets.gauge import wafer_dies
from game.ui.widgets.map_base import HOME, land
from game.ui.widgets.map_things import curve, curve_length, point_at

SWEEP_S = 14.0  # one pass of the probe over the wafer
DIES_ACROSS = 52
MAP_SPAN = 1270.0  # map px across the globe
MAP_CENTRE = (HOME.centerx - 6.0, HOME.centery - 6.0)
TALLER = 1.6  # the map is stretched downwards, so that the world fills a round wafer


@lru_cache(maxsize=1)
def _land_mask() -> Surface:
    """Land in white on black, a quarter of the map's size, with room on every side."""
    mask = Surface((460, 300))
    shape = land()
    for index, ring in enumerate(shape.rings):
        colour = (0, 0, 0) if index in shape.holes else (255, 255, 255)
        pygame.draw.polygon(mask, colour, [(x / 4 + 20, y / 4 + 20) for x, y in ring])
    return mask


def is_land(x: float, y: float) -> bool:
    """Whether a point in map px lies on land."""
    mask = _land_mask()
    at = (round(x / 4 + 20), round(y / 4 + 20))
    return bool(mask.get_rect().collidepoint(at) and mask.get_at(at)[0] > 128)


@dataclass(frozen=True)
class Lamp:
    """A die that shines: a place in degrees and its side's colour."""

    lon: float
    lat: float
    colour: Colour


class WaferGlobe(Baked):
    """A wafer whose dies are the world; lamps shine, `routes` join two lamps by index, a probe sweeps over it.

    `lettering` is set round the lower rim, left and right of the notch.
    """

    role = "picture"

    def __init__(
        self,
        wid: str,
        lamps: Sequence[Lamp] = (),
        routes: Sequence[tuple[int, int, Colour]] = (),
        *,
        lettering: tuple[str, str] = ("", ""),
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.lamps, self.routes, self.lettering = list(lamps), list(routes), lettering

    @property
    def radius(self) -> float:
        """Half the wafer, virtual px."""
        return min(self.rect.w, self.rect.h) / 2 - 28

    def spot(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a place lies on the wafer, virtual px, in the middle of its die."""
        x, y = lonlat_to_xy(lon, lat)
        factor, pitch = 2 * self.radius / MAP_SPAN, self._pitch()
        dx = round((x - MAP_CENTRE[0]) * factor / pitch[0]) * pitch[0]
        dy = round((y - MAP_CENTRE[1]) * factor * TALLER / pitch[1]) * pitch[1]
        return self.rect.centerx + dx, self.rect.centery + dy

    def _pitch(self) -> tuple[float, float]:
        across = 2 * self.radius / DIES_ACROSS
        return across, across * 1.12

    def paths(self) -> list[tuple[list[tuple[float, float]], Colour]]:
        """The routes as sampled curves."""
        ends = [self.spot(lamp.lon, lamp.lat) for lamp in self.lamps]
        return [(curve(ends[a], ends[b], 0.16), colour) for a, b, colour in self.routes]

    def bake_key(self) -> object:
        """Compare lamps, routes and lettering."""
        return tuple(self.lamps), tuple(self.routes), self.lettering

    def bake(self, canvas: Canvas) -> None:
        """Draw the wafer, its dies, the lamps and the routes."""
        cx, cy, radius = self.rect.centerx, self.rect.centery, self.radius
        canvas.glow(cx, cy, radius * 1.1, SIDE_BLUE, 0.12)
        canvas.disc(cx, cy, radius, mix(SEA, VOID, 0.2), mix(SIDE_BLUE, SEA, 0.3), 1.5)
        canvas.disc(cx, cy, radius - 5, None, mix(SIDE_BLUE, SEA, 0.8), 1)
        factor, pitch = 2 * radius / MAP_SPAN, self._pitch()
        w, h = max(2, round(pitch[0] - 2)), max(2, round(pitch[1] - 2))
        for dx, dy in wafer_dies(radius - 8, *pitch):
            die = Rect(round(cx + dx - w / 2), round(cy + dy - h / 2), w, h)
            dry = is_land(MAP_CENTRE[0] + dx / factor, MAP_CENTRE[1] + dy / factor / TALLER)
            fade = 0.35 + 0.5 * math.hypot(dx, dy) / radius
            canvas.fill(die, mix(mix(LOW, LINE, 0.62), SEA, fade * 0.55) if dry else mix(SEA, LINE, 0.16))
        for lamp in self.lamps:
            x, y = self.spot(lamp.lon, lamp.lat)
            self._near_dies(canvas, x, y, lamp.colour)
            canvas.glow(x, y, pitch[0] * 2, lamp.colour, 0.6)
            canvas.fill(Rect(round(x - w / 2), round(y - h / 2), w, h), WHITE)
        for path, colour in self.paths():
            canvas.lines(path, faded(colour, 0.85), 1.5)
        self._draw_rim(canvas, cx, cy, radius)

    def _near_dies(self, canvas: Canvas, x: float, y: float, colour: Colour) -> None:
        """Tint the dies round a lamp, fainter outwards."""
        pitch = self._pitch()
        w, h = max(2, round(pitch[0] - 2)), max(2, round(pitch[1] - 2))
        for i in range(-2, 3):
            for j in range(-2, 3):
                share = max(0.0, 0.7 - 0.24 * math.hypot(i, j))
                if share > 0.05:
                    at = (x + i * pitch[0], y + j * pitch[1])
                    canvas.fill(Rect(round(at[0] - w / 2), round(at[1] - h / 2), w, h), faded(colour, share))

    def _draw_rim(self, canvas: Canvas, cx: float, cy: float, radius: float) -> None:
        for i in range(72):
            turn = i / 72
            if not 0.36 < turn < 0.64:
                inner, outer = radius + 6, radius + (16 if i % 6 == 0 else 9)
                (ax, ay), (bx, by) = (shapes.arc_points((cx, cy), r, turn, turn)[0] for r in (inner, outer))
                canvas.lines([(ax, ay), (bx, by)], mix(SEA, LINE, 0.9), 1)
        notch = [(cx - 9, cy + radius + 2), (cx + 9, cy + radius + 2), (cx, cy + radius - 12)]
        canvas.polygon(notch, VOID)
        canvas.lines([notch[0], notch[2], notch[1]], mix(SIDE_BLUE, SEA, 0.3), 1.5)
        for text, start in zip(self.lettering, (0.63, None), strict=True):
            self._letter(canvas, text, start, radius + 16)

    def _letter(self, canvas: Canvas, text: str, start: float | None, radius: float) -> None:
        """Set letters along the rim, upright to the centre; from `start`, or so that they end at the right."""
        step = (fonts.book().width("0", MONO) + 3) / (2 * math.pi * radius)
        first = start if start is not None else 0.37 + step * len(text)
        for i, sign in enumerate(text):
            turn = first - i * step
            x, y = shapes.arc_points((self.rect.centerx, self.rect.centery), radius, turn, turn)[0]
            picture = pygame.transform.rotozoom(fonts.book().draw(sign, MONO, LOW), 180 - 360 * turn, 1.0)
            px, py = canvas.at(x, y)
            canvas.surface.blit(picture, (round(px - picture.get_width() / 2), round(py - picture.get_height() / 2)))

    # --- what moves
    @property
    def lively(self) -> bool:
        """The probe sweeps and the routes are travelled."""
        return not MOTION.reduced

    def on_tick(self, dt: float) -> None:
        """Have the wafer drawn again."""
        self.invalidate()

    def draw_over(self, canvas: Canvas) -> None:
        """Draw the probe's beam and the particles."""
        share = MOTION.clock % SWEEP_S / SWEEP_S if not MOTION.reduced else 0.64
        cx, cy, radius = self.rect.centerx, self.rect.centery, self.radius - 3
        dx = radius * (2 * share - 1)
        half = math.sqrt(max(0.0, radius * radius - dx * dx))
        if half > 4:
            canvas.fill(Rect(round(cx + dx), round(cy - half), 2, round(2 * half)), COMPUTE)
            for i in range(24):
                back = dx - 4 * (i + 1)
                tall = math.sqrt(max(0.0, radius * radius - back * back)) if abs(back) < radius else 0.0
                band = Rect(round(cx + back), round(cy - tall), 4, round(2 * tall))
                canvas.fill(band, faded(COMPUTE, 0.16 * (1 - i / 24)))
        for i, (path, colour) in enumerate(self.paths()):
            moved = MOTION.clock * PARTICLE_PX_PER_S / max(1.0, curve_length(path)) if not MOTION.reduced else 0.0
            x, y = point_at(path, (moved + 0.31 * i + 0.4) % 1.0)
            canvas.glow(x, y, 10, colour, 0.55)
            canvas.fill(Rect(round(x) - 2, round(y) - 2, 5, 5), WHITE)


class DecisionWafer(Widget):
    """A finished game as a wafer: one die per decision, `good`, `even` or `costly`, from the top row down."""

    role = "picture"

    def __init__(self, wid: str, dies: Sequence[str], **options: Any) -> None:
        super().__init__(wid, **options)
        self.dies = list(dies)

    def places(self, radius: float) -> tuple[float, list[tuple[float, float]]]:
        """The largest pitch at which every decision gets a die, and the places from above."""
        pitch = radius / 2
        while pitch > 3:
            spots = wafer_dies(radius - 6, pitch, pitch * 1.05)
            if len(spots) >= len(self.dies):
                return pitch, sorted(spots, key=lambda spot: (spot[1], spot[0]))
            pitch *= 0.97
        return pitch, wafer_dies(radius - 6, pitch, pitch)

    def draw(self, canvas: Canvas) -> None:
        """Draw the rim and the dies."""
        radius = min(self.rect.w, self.rect.h) / 2 - 2
        cx, cy = self.rect.centerx, self.rect.centery
        canvas.disc(cx, cy, radius, mix(SEA, VOID, 0.3), mix(SIDE_BLUE, HIGH, 0.2), 1.5)
        pitch, spots = self.places(radius)
        side = max(3, round(pitch - max(1.5, pitch * 0.12)))
        for i, (dx, dy) in enumerate(spots):
            die = Rect(round(cx + dx - side / 2), round(cy + dy - side / 2), side, side)
            state = self.dies[i] if i < len(self.dies) else ""
            if state == "costly":
                canvas.box(die, DANGER_DEEP, DANGER, 2)
                arm = side * 0.22
                mx, my = die.centerx, die.centery
                canvas.lines([(mx - arm, my - arm), (mx + arm, my + arm)], DANGER, 1.3)
                canvas.lines([(mx - arm, my + arm), (mx + arm, my - arm)], DANGER, 1.3)
            elif state == "good":
                canvas.fill(die, mix(COMPUTE, SEA, 0.12 * ((i * 7) % 4)))
            else:
                canvas.fill(die, mix(SEA, LINE, 0.9 if state else 0.25))
