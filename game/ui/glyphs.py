"""Letters placed by fractions of a pixel.

SDL_ttf rounds every letter's advance to whole px, which makes small text uneven, and offers no way round it. So
letters are drawn by FreeType four times as wide as they should be, put down where kerning says, and the line is
shrunk sideways only: upright strokes keep their place, level strokes stay crisp. Widths come out the same at every
scale. Nothing is loaded before it is needed.
"""

from __future__ import annotations

import numpy as np
import pygame
from pygame import Surface, freetype

from game.paths import assets_dir
from game.ui.palette import PALETTE
from game.ui.scripts import is_chinese

WIDE = 4  # how many times as wide letters are drawn
MEASURE_PX = 256
PAD_PX = 2  # clear px left and right of a line, for letters that reach over

# thin strokes on a dark ground look thinner than they are, so half-covered px count for a little more
WEIGHT = np.round(255.0 * (np.arange(256) / 255.0) ** 0.82).astype(np.uint8)

Glyph = tuple[Surface, int, int]  # picture, left bearing in wide px, top above the baseline in px


class Glyphs:
    """Letters of all faces: their advances, kerning and pictures."""

    def __init__(self) -> None:
        self._free: dict[str, freetype.Font] = {}
        self._kern: dict[str, pygame.Font] = {}
        self._advances: dict[tuple[str, str], float] = {}
        self._pairs: dict[tuple[str, str, str], float] = {}
        self._verticals: dict[tuple[str, int], tuple[int, int]] = {}
        self._pictures: dict[tuple[str, int, str], Glyph | None] = {}

    def face(self, name: str) -> freetype.Font:
        """The FreeType font of a face."""
        found = self._free.get(name)
        if found is None:
            if not freetype.get_init():
                freetype.init()
            found = freetype.Font(str(assets_dir() / "fonts" / f"{name}.ttf"), MEASURE_PX)
            found.origin, found.antialiased, found.kerning = True, True, False
            self._free[name] = found
        return found

    def _measuring(self, name: str) -> pygame.Font:
        found = self._kern.get(name)
        if found is None:
            if not pygame.font.get_init():
                pygame.font.init()
            found = pygame.font.Font(str(assets_dir() / "fonts" / f"{name}.ttf"), MEASURE_PX)
            self._kern[name] = found
        return found

    def advance(self, face: str, sign: str) -> float:
        """How far a letter moves the pen, in em."""
        key = (face, sign)
        found = self._advances.get(key)
        if found is None:
            metrics = self.face(face).get_metrics(sign, size=MEASURE_PX)
            first = metrics[0] if metrics else None
            found = (first[4] if first else MEASURE_PX / 2) / MEASURE_PX
            self._advances[key] = found
        return found

    def kerning(self, face: str, a: str, b: str) -> float:
        """How much closer two letters stand, in em; measured between upright strokes."""
        if a == " " or b == " " or a.isdigit() or b.isdigit() or is_chinese(a) or is_chinese(b):
            return 0.0
        key = (face, a, b)
        found = self._pairs.get(key)
        if found is None:
            font = self._measuring(face)
            together = font.size(f"H{a}{b}H")[0] + font.size("HH")[0]
            found = (together - font.size(f"H{a}H")[0] - font.size(f"H{b}H")[0]) / MEASURE_PX
            found = found if abs(found) < 0.25 else 0.0
            self._pairs[key] = found
        return found

    def places(self, face: str, text: str, tracking: float = 0.0) -> tuple[list[float], float]:
        """Where each letter starts and how wide the whole is, in em."""
        out: list[float] = []
        x, before = 0.0, ""
        for sign in text:
            if before:
                x += self.kerning(face, before, sign) + tracking
            out.append(x)
            x += self.advance(face, sign)
            before = sign
        return out, x

    def picture(self, face: str, px: int, sign: str) -> Glyph | None:
        """A white letter, drawn wide; None for those without ink."""
        key = (face, px, sign)
        if key not in self._pictures:
            font = self.face(face)
            font.size = (px * WIDE, px)
            surface, box = font.render(sign, (255, 255, 255))
            self._pictures[key] = (surface, box.x, box.y) if box.w > 0 and box.h > 0 else None
        return self._pictures[key]

    def vertical(self, face: str, px: int) -> tuple[int, int]:
        """Px above and below the baseline."""
        found = self._verticals.get((face, px))
        if found is None:
            font = self.face(face)
            found = round(font.get_sized_ascender(px)), round(-font.get_sized_descender(px))
            self._verticals[face, px] = found
        return found

    def line(
        self, main: str, runs: list[tuple[str, str]], px: int, colour: tuple[int, int, int], tracking: float
    ) -> Surface:
        """Draw runs of text one after another, with `PAD_PX` clear px on either side.

        The height and the baseline are those of the main face, so that they do not hang on what the text says.
        """
        placed: list[tuple[Glyph, float]] = []
        x = 0.0
        up, down = self.vertical(main, px)
        for face, text in runs:
            starts, wide = self.places(face, text, tracking)
            for sign, at in zip(text, starts, strict=True):
                glyph = self.picture(face, px, sign)
                if glyph is not None:
                    placed.append((glyph, x + at * px))
            x += wide * px
        w, h = int(x) + 1 + 2 * PAD_PX, up + down
        big = Surface((w * WIDE, h), pygame.SRCALPHA)
        big.fill((255, 255, 255, 0))
        for (picture, left, top), at in placed:
            big.blit(picture, (round((at + PAD_PX) * WIDE) + left, up - top))
        out = pygame.transform.smoothscale(big, (w, h))
        out.fill((255, 255, 255, 0), special_flags=pygame.BLEND_RGBA_MAX)  # shrinking greys the last letters of some
        alpha = pygame.surfarray.pixels_alpha(out)
        alpha[:] = WEIGHT[alpha]
        del alpha
        out.fill(PALETTE.paint(colour), special_flags=pygame.BLEND_RGBA_MULT)
        return out
