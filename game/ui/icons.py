"""Pictures from SVG files, at their final pixel size: icons tinted by colour, emblem figures, scenes."""

from __future__ import annotations

import io
import re

import pygame
from pygame import Surface

from game.paths import assets_dir
from game.ui.palette import PALETTE
from game.ui.shapes import cached
from game.ui.theme import Colour


def icon_names() -> list[str]:
    """Every icon there is."""
    return sorted(path.stem for path in (assets_dir() / "icons").glob("*.svg"))


def _load(kind: str, name: str, w: int, h: int, stroke: float | None = None) -> Surface:
    """One file at a size; `currentColor` becomes white first, since SDL would read it as grey."""
    text = (assets_dir() / kind / f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", "#ffffff")
    if stroke is not None:
        text = re.sub(r'stroke-width="2"', f'stroke-width="{stroke:g}"', text, count=1)
    data = io.BytesIO(text.encode("utf-8"))
    big = pygame.image.load_sized_svg(data, (w * 2, h * 2))
    return pygame.transform.smoothscale(big.convert_alpha() if pygame.display.get_surface() else big, (w, h))


def _tinted(surface: Surface, colour: Colour) -> Surface:
    out = surface.copy()
    out.fill(PALETTE.paint(colour), special_flags=pygame.BLEND_RGBA_MULT)
    return out


def icon(name: str, px: int, colour: Colour) -> Surface:
    """An icon in one colour; `px` is both sides."""
    white = cached(("icon", name, px), lambda: _load("icons", name, px, px, 1.75))
    return cached(("icon", name, px, colour), lambda: _tinted(white, colour))


def emblem_figure(name: str, px: int, colour: Colour) -> Surface:
    """A firm's figure without its plate."""
    white = cached(("emblem", name, px), lambda: _load("emblems", name, px, px))
    return cached(("emblem", name, px, colour), lambda: _tinted(white, colour))


def wordmark(height_px: int, colour: Colour) -> Surface:
    """The game's name as drawn."""
    w = round(height_px * 694 / 100)
    white = cached(("wordmark", height_px), lambda: _load("emblems", "wordmark", w, height_px))
    return cached(("wordmark", height_px, colour), lambda: _tinted(white, colour))


def scene(name: str, w: int, h: int) -> Surface:
    """A scene scaled to cover a box, cut evenly at the sides that stick out."""

    def make() -> Surface:
        text = (assets_dir() / "scenes" / f"{name}.svg").read_text(encoding="utf-8")
        found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
        wide, high = (float(found[1]), float(found[2])) if found else (308.0, 96.0)
        factor = max(w / wide, h / high)
        full = _load("scenes", name, max(1, round(wide * factor)), max(1, round(high * factor)))
        out = Surface((w, h), pygame.SRCALPHA)
        out.blit(full, ((w - full.get_width()) // 2, (h - full.get_height()) // 2))
        return out

    return cached(("scene", name, w, h), make)


def has_scene(name: str) -> bool:
    """Whether a scene of that name ships."""
    return bool(name) and (assets_dir() / "scenes" / f"{name}.svg").exists()


def has_emblem(name: str) -> bool:
    """Whether an emblem of that name ships."""
    return bool(name) and (assets_dir() / "emblems" / f"{name}.svg").exists()
