"""Smooth shapes in px: rounded boxes as cached 9-slices, lines, polygons, rings, glows, hatching.

SDL's own shapes are jagged, so everything here is drawn larger and scaled down. Callers hand in px, not
virtual px; `draw.Canvas` does that for widgets.
"""

from __future__ import annotations

import itertools
import math
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import partial

import pygame
from pygame import Rect, Surface

from game.ui.dashes import dashes
from game.ui.palette import PALETTE
from game.ui.theme import Colour, ColourA

OVER = 4
SMALL_PX = 12_000  # shapes up to this area are kept once drawn
Paint = Colour | ColourA
Point = tuple[float, float]

_cache: OrderedDict[Hashable, Surface] = OrderedDict()
_CACHE_ENTRIES = 1500


def cached(key: Hashable, make: Callable[[], Surface]) -> Surface:
    """The surface made before under this key, or a new one."""
    found = _cache.get(key)
    if found is None:
        found = make()
        _cache[key] = found
        if len(_cache) > _CACHE_ENTRIES:
            _cache.popitem(last=False)
    else:
        _cache.move_to_end(key)
    return found


def clear_cache() -> None:
    """Forget everything drawn so far; called when the scale changes."""
    _cache.clear()


def rgba(paint: Paint) -> ColourA:
    """A paint as the palette shows it, with its opacity spelled out."""
    return PALETTE.paint(paint)


def blank(w: int, h: int, paint: Paint = (0, 0, 0)) -> Surface:
    """A wholly clear surface whose hidden colour is `paint`, so that scaling it leaves no dark rim."""
    surface = Surface((max(1, w), max(1, h)), pygame.SRCALPHA)
    surface.fill((*rgba(paint)[:3], 0))
    return surface


def fill(target: Surface, rect: Rect, paint: Paint) -> None:
    """A flat rectangle, with opacity if the paint has some."""
    if len(paint) == 3 or paint[3] == 255:
        target.fill(rgba(paint)[:3], rect)
        return
    piece = rect.clip(target.get_clip())
    if piece.w > 0 and piece.h > 0:
        veil = Surface(piece.size, pygame.SRCALPHA)
        veil.fill(rgba(paint))
        target.blit(veil, piece)


def _box_tile(paint: Paint | None, border: Paint | None, radius: int, width: int) -> Surface:
    side = 2 * (max(radius, width) + 1) + 2
    edge = border if border is not None and width > 0 else paint
    big = blank(side * OVER, side * OVER, edge or (0, 0, 0))
    area = big.get_rect()
    if edge is not None:
        pygame.draw.rect(big, rgba(edge), area, border_radius=radius * OVER)
    if border is not None and width > 0:
        inner = area.inflate(-2 * width * OVER, -2 * width * OVER)
        under = rgba(paint) if paint is not None else (*rgba(border)[:3], 0)
        pygame.draw.rect(big, under, inner, border_radius=max(0, radius - width) * OVER)
    return pygame.transform.smoothscale(big, (side, side))


def box(target: Surface, rect: Rect, paint: Paint | None, border: Paint | None, radius: int, width: int) -> None:
    """A rounded rectangle with an optional border; `paint` None leaves the inside as it is."""
    if rect.w <= 0 or rect.h <= 0 or not rect.colliderect(target.get_clip()):
        return
    radius = max(0, min(radius, rect.w // 2, rect.h // 2))
    if radius == 0:
        if paint is not None:
            fill(target, rect, paint)
        if border is not None and width > 0:
            frame(target, rect, border, width)
        return
    tile = cached(("box", paint, border, radius, width), lambda: _box_tile(paint, border, radius, width))
    k = tile.get_width() // 2 - 1
    k = min(k, rect.w // 2, rect.h // 2)
    far = tile.get_width() - k
    right, bottom = rect.right - k, rect.bottom - k
    target.blit(tile, rect.topleft, (0, 0, k, k))
    target.blit(tile, (right, rect.y), (far, 0, k, k))
    target.blit(tile, (rect.x, bottom), (0, far, k, k))
    target.blit(tile, (right, bottom), (far, far, k, k))
    _box_middle(target, rect, k, paint, border, width)


def _box_middle(target: Surface, rect: Rect, k: int, paint: Paint | None, border: Paint | None, width: int) -> None:
    line = width if border is not None else 0
    if paint is not None:
        fill(target, Rect(rect.x + k, rect.y + line, rect.w - 2 * k, k - line), paint)
        fill(target, Rect(rect.x + line, rect.y + k, rect.w - 2 * line, rect.h - 2 * k), paint)
        fill(target, Rect(rect.x + k, rect.bottom - k, rect.w - 2 * k, k - line), paint)
    if border is not None and width > 0:
        fill(target, Rect(rect.x + k, rect.y, rect.w - 2 * k, width), border)
        fill(target, Rect(rect.x + k, rect.bottom - width, rect.w - 2 * k, width), border)
        fill(target, Rect(rect.x, rect.y + k, width, rect.h - 2 * k), border)
        fill(target, Rect(rect.right - width, rect.y + k, width, rect.h - 2 * k), border)


def frame(target: Surface, rect: Rect, paint: Paint, width: int) -> None:
    """A square-cornered outline."""
    fill(target, Rect(rect.x, rect.y, rect.w, width), paint)
    fill(target, Rect(rect.x, rect.bottom - width, rect.w, width), paint)
    fill(target, Rect(rect.x, rect.y + width, width, rect.h - 2 * width), paint)
    fill(target, Rect(rect.right - width, rect.y + width, width, rect.h - 2 * width), paint)


def _bounds(points: Sequence[Point], margin: float) -> Rect:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    left, top = math.floor(min(xs) - margin), math.floor(min(ys) - margin)
    return Rect(left, top, math.ceil(max(xs) + margin) - left, math.ceil(max(ys) + margin) - top)


def _relative(points: Sequence[Point], origin: Rect, over: int) -> list[Point]:
    return [(round((x - origin.x) * over, 2), round((y - origin.y) * over, 2)) for x, y in points]


def polygon(target: Surface, points: Sequence[Point], paint: Paint, over: int = OVER) -> None:
    """A smooth filled polygon."""
    area = _bounds(points, 1)
    if not area.colliderect(target.get_clip()):
        return
    local = tuple(_relative(points, area, over))

    def make() -> Surface:
        big = blank(area.w * over, area.h * over, paint)
        pygame.draw.polygon(big, rgba(paint), local)
        return pygame.transform.smoothscale(big, area.size)

    small = area.w * area.h < SMALL_PX
    target.blit(cached(("poly", local, paint), make) if small else make(), area.topleft)


def stroke(big: Surface, points: Sequence[Point], paint: Paint, width: float, closed: bool = False) -> None:
    """A thick joined line, not smoothed, on an enlarged surface; round joins and ends."""
    colour = rgba(paint)
    ends = list(points) + ([points[0]] if closed else [])
    half = width / 2
    for (ax, ay), (bx, by) in itertools.pairwise(ends):
        length = math.hypot(bx - ax, by - ay)
        if length < 1e-6:
            continue
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        pygame.draw.polygon(
            big, colour, [(ax + nx, ay + ny), (bx + nx, by + ny), (bx - nx, by - ny), (ax - nx, ay - ny)]
        )
    if width >= 3:
        for x, y in ends:
            pygame.draw.circle(big, colour, (x, y), half)


def _joined(
    parts: Sequence[Sequence[Point]], size: tuple[int, int], paint: Paint, width: float, closed: bool
) -> Surface:
    over = OVER if size[0] * size[1] < 250_000 else 2
    big = blank(size[0] * over, size[1] * over, paint)
    for part in parts:
        stroke(big, [(x * over, y * over) for x, y in part], paint, width * over, closed)
    return pygame.transform.smoothscale(big, size)


def _put_lines(
    target: Surface, area: Rect, parts: Sequence[Sequence[Point]], paint: Paint, width: float, closed: bool
) -> None:
    """Draw lines given relative to `area`; small ones are kept, for they are drawn over and over."""
    if area.w * area.h > SMALL_PX:
        target.blit(_joined(parts, area.size, paint, width, closed), area.topleft)
        return
    key = ("lines", tuple(tuple(part) for part in parts), paint, round(width, 2), closed)
    target.blit(cached(key, lambda: _joined(parts, area.size, paint, width, closed)), area.topleft)


def lines(target: Surface, points: Sequence[Point], paint: Paint, width: float, closed: bool = False) -> None:
    """A smooth joined line, `width` px thick."""
    if len(points) < 2:
        return
    area = _bounds(points, width + 1)
    if area.colliderect(target.get_clip()):
        _put_lines(target, area, [_relative(points, area, 1)], paint, width, closed)


def dashed(target: Surface, points: Sequence[Point], paint: Paint, width: float, on: float, off: float) -> None:
    """A smooth dashed line."""
    if len(points) < 2:
        return
    area = _bounds(points, width + 1)
    if area.colliderect(target.get_clip()):
        _put_lines(target, area, dashes(_relative(points, area, 1), on, off), paint, width, False)


def disc(
    target: Surface, centre: Point, radius: float, paint: Paint | None, border: Paint | None, width: float
) -> None:
    """A smooth filled circle with an optional border lying inside its radius."""
    side = math.ceil(radius) * 2 + 4
    fx, fy = centre[0] - math.floor(centre[0]), centre[1] - math.floor(centre[1])
    fx, fy = round(fx * 4) / 4, round(fy * 4) / 4
    over = OVER if side < 400 else 2

    def make() -> Surface:
        big = blank(side * over, side * over, border or paint or (0, 0, 0))
        at = ((side / 2 + fx) * over, (side / 2 + fy) * over)
        if border is not None:
            pygame.draw.circle(big, rgba(border), at, radius * over)
            under = rgba(paint) if paint is not None else (*rgba(border)[:3], 0)
            pygame.draw.circle(big, under, at, (radius - width) * over)
        elif paint is not None:
            pygame.draw.circle(big, rgba(paint), at, radius * over)
        return pygame.transform.smoothscale(big, (side, side))

    corner = (math.floor(centre[0]) - side // 2, math.floor(centre[1]) - side // 2)
    if Rect(corner, (side, side)).colliderect(target.get_clip()):
        target.blit(cached(("disc", side, fx, fy, radius, paint, border, width), make), corner)


def arc_points(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Points along an arc; angles in turns, clockwise from twelve o'clock."""
    steps = max(8, int(abs(end - start) * radius * 3.2))
    turns = [start + (end - start) * i / steps for i in range(steps + 1)]
    return [
        (centre[0] + radius * math.sin(2 * math.pi * t), centre[1] - radius * math.cos(2 * math.pi * t)) for t in turns
    ]


def glow(radius: int, colour: Colour, strength: float = 1.0) -> Surface:
    """A round soft light that fades outwards, `2 * radius` px wide."""

    def make() -> Surface:
        out, light = blank(2 * radius, 2 * radius, colour), rgba(colour)[:3]
        for r in range(radius, 0, -1):
            t = 1 - r / radius
            alpha = round(255 * strength * t * t * (3 - 2 * t))
            pygame.draw.circle(out, (*light, alpha), (radius, radius), r)
        return out

    return cached(("glow", radius, colour, strength), make)


def shadow(target: Surface, rect: Rect, spread: int, opacity: float = 0.55) -> None:
    """A soft shadow under a box: one blurred 9-slice."""
    side = 6 * spread

    def make() -> Surface:
        base = blank(side, side)
        base.fill((0, 0, 0, round(255 * opacity)), Rect(2 * spread, 2 * spread, 2 * spread, 2 * spread))
        return pygame.transform.gaussian_blur(base, spread)

    tile = cached(("shadow", spread, opacity), make)
    k = 3 * spread - 1
    out = rect.inflate(4 * spread, 4 * spread).move(0, spread // 2)
    k = min(k, out.w // 2, out.h // 2)
    middle = out.w - 2 * k, out.h - 2 * k
    far = side - k
    pieces = (
        (out.topleft, (0, 0, k, k), (k, k)), ((out.right - k, out.y), (far, 0, k, k), (k, k)),
        ((out.x, out.bottom - k), (0, far, k, k), (k, k)), ((out.right - k, out.bottom - k), (far, far, k, k), (k, k)),
        ((out.x + k, out.y), (side // 2, 0, 1, k), (middle[0], k)),
        ((out.x + k, out.bottom - k), (side // 2, far, 1, k), (middle[0], k)),
        ((out.x, out.y + k), (0, side // 2, k, 1), (k, middle[1])),
        ((out.right - k, out.y + k), (far, side // 2, k, 1), (k, middle[1])),
    )  # fmt: skip
    for at, source, size in pieces:
        piece = tile.subsurface(source)
        if piece.get_size() != size:
            piece = cached(("shadow", spread, opacity, source, size), partial(_stretch, piece, size))
        target.blit(piece, at)


def _stretch(piece: Surface, size: tuple[int, int]) -> Surface:
    return pygame.transform.scale(piece, (max(1, size[0]), max(1, size[1])))


def hatch(target: Surface, rect: Rect, paint: Paint, step: int, width: float = 1.0) -> None:
    """Diagonal hatching inside a rectangle, from one cached tile."""
    side = max(4, step)
    over = OVER

    def make() -> Surface:
        n = side * over
        big = blank(n, n, paint)
        for shift in (-n, 0, n):
            stroke(big, [(shift - over, n + over), (shift + n + over, -over)], paint, width * over)
        return pygame.transform.smoothscale(big, (side, side))

    tile = cached(("hatch", side, paint, width), make)
    before = target.get_clip()
    target.set_clip(rect.clip(before))
    area = target.get_clip()
    for y in range(area.y - area.y % side, area.bottom, side):
        for x in range(area.x - area.x % side, area.right, side):
            target.blit(tile, (x, y))
    target.set_clip(before)


def gradient(size: tuple[int, int], top: Paint, bottom: Paint) -> Surface:
    """A surface that runs from one paint to another downwards."""

    def make() -> Surface:
        strip = Surface((1, 64), pygame.SRCALPHA)
        a, b = rgba(top), rgba(bottom)
        for y in range(64):
            t = y / 63
            strip.set_at((0, y), tuple(round(a[i] + (b[i] - a[i]) * t) for i in range(4)))
        return pygame.transform.smoothscale(strip, size)

    return cached(("gradient", size, top, bottom), make)
