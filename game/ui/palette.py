"""What every colour becomes on its way to the screen: palettes for colour-blind eyes, and high contrast.

The look is written once, in `theme` and in scenarios. A palette moves the hues that an eye confuses apart and leaves
greys and the blue that most surfaces are made of; high contrast spreads light and dark. What is already drawn is
forgotten when either changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from colorsys import hsv_to_rgb, rgb_to_hsv
from itertools import pairwise

from game.ui.theme import INK, INK_DIM, Colour, ColourA

PALETTES = ("standard", "red_green", "blue_yellow")
"""As drawn, which keeps the sides apart for most eyes; for red-green and for blue-yellow blindness."""

Turn = tuple[float, float, float, float]
"""A hue in degrees, what it becomes, and by what saturation and lightness are multiplied."""

TURNS: dict[str, tuple[Turn, ...]] = {
    "standard": (),
    "red_green": (
        (0, 351, 1.12, 0.86), (16, 28, 1.2, 0.99), (42, 58, 0.37, 1.06), (60, 62, 0.37, 1.06), (120, 145, 0.8, 1.0),
        (179, 182, 0.63, 0.99), (205, 212, 1.0, 1.0), (230, 226, 1.0, 1.0), (300, 305, 1.0, 0.95),
        (347, 345.5, 1.12, 0.86), (360, 351, 1.12, 0.86),
    ),
    "blue_yellow": (
        (0, 353, 1.02, 0.92), (16, 28, 0.89, 0.89), (42, 44.5, 0.58, 1.1), (60, 48.5, 0.58, 1.1),
        (120, 145, 0.8, 1.0), (179, 160, 1.1, 1.15), (205, 212, 1.0, 1.0), (230, 226, 1.0, 1.0),
        (300, 305, 1.0, 0.95), (347, 347.5, 1.02, 0.92), (360, 353, 1.02, 0.92),
    ),
}  # fmt: skip
"""Searched for: the meanings' least distance under the simulated blindness that tests/ui/test_palettes.py measures."""
CONTRAST = ((0.0, 0.0), (0.15, 0.06), (0.26, 0.22), (0.42, 0.7), (0.68, 0.9), (0.8, 0.97), (1.0, 1.0))
"""Lightness -> lightness in high contrast: surfaces darker, hairlines and quiet text lighter."""
DEEP, DEEP_SATURATION, DEEPER = 0.55, 0.55, 0.7
"""What is as dark as this and as saturated is a ground of a side's colour with words on it, and high contrast makes it
darker by this; hairlines are greyer."""
ON_PAPER = {INK_DIM: INK}
"""Quiet ink on paper, which high contrast must not lighten."""
GREY = 0.2
"""Less saturated colours have no hue to speak of."""


class Palette:
    """The palette in use."""

    def __init__(self) -> None:
        self.name, self.high_contrast = PALETTES[0], False
        self.stamp = 0
        """Rises when colours change: part of the key of whatever keeps a drawing."""
        self._known: dict[Colour, Colour] = {}

    def use(self, name: str, high_contrast: bool = False) -> bool:
        """Put a palette in use; tells whether that changes anything. Raises KeyError for one that there is not."""
        if name not in TURNS:
            raise KeyError(name)
        if (name, high_contrast) == (self.name, self.high_contrast):
            return False
        self.name, self.high_contrast = name, high_contrast
        self._known.clear()
        self.stamp += 1
        return True

    def shown(self, colour: Colour) -> Colour:
        """What a colour is shown as."""
        if self.name == PALETTES[0] and not self.high_contrast:
            return colour
        found = self._known.get(colour)
        if found is None:
            found = self._known[colour] = self._turned(colour)
        return found

    def paint(self, paint: Colour | ColourA) -> ColourA:
        """A paint with its opacity spelled out."""
        red, green, blue = self.shown((paint[0], paint[1], paint[2]))
        return (red, green, blue, paint[3] if len(paint) == 4 else 255)

    def _turned(self, colour: Colour) -> Colour:
        if self.high_contrast:
            colour = ON_PAPER.get(colour, colour)
        hue, saturation, value = rgb_to_hsv(*(part / 255 for part in colour))
        turns = TURNS[self.name]
        if turns and saturation > GREY:
            to, more, lighter = _turn(turns, hue * 360)
            hue, saturation, value = to % 360 / 360, min(1.0, saturation * more), min(1.0, value * lighter)
        if self.high_contrast and value < DEEP and saturation > DEEP_SATURATION:
            value *= DEEPER
        elif self.high_contrast:
            value = _between(CONTRAST, value)
            saturation *= 0.85 if value > 0.6 else 1.0
        red, green, blue = hsv_to_rgb(hue, saturation, value)
        return round(red * 255), round(green * 255), round(blue * 255)


def _turn(turns: Sequence[Turn], hue: float) -> tuple[float, float, float]:
    for (at, *before), (end, *after) in pairwise(turns):
        if at <= hue <= end:
            part = (hue - at) / (end - at)
            gap = (after[0] - before[0] + 180) % 360 - 180  # the shorter way round
            first = before[0] + gap * part
            return first, before[1] + (after[1] - before[1]) * part, before[2] + (after[2] - before[2]) * part
    return hue, 1.0, 1.0


def _between(points: Sequence[tuple[float, float]], x: float) -> float:
    for (x0, y0), (x1, y1) in pairwise(points):
        if x <= x1:
            return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
    return points[-1][1]


PALETTE = Palette()
