"""How sites and gates look on the map."""

from __future__ import annotations

from pygame import Rect

from game.ui.draw import Canvas
from game.ui.motion import MOTION
from game.ui.theme import COMPUTE, DANGER, GATE_PULSE_S, HIGH, LINE_STRONG, PAPER, SEA, VOID, faded, mix
from game.ui.widgets.map_things import Gate, Point, Site

SITE_PX, OWN_PX = 26, 34


def draw_site(canvas: Canvas, site: Site, x: float, y: float, factor: float) -> None:
    """Draw a site centred on a point; `factor` is how map px are scaled here."""
    size = OWN_PX if site.own else SITE_PX
    if site.zone:
        radius = site.zone * factor
        canvas.glow(x, y, radius, DANGER, 0.14)
        canvas.disc(x, y, radius, None, faded(DANGER, 0.75), 1.3)
    if site.own:
        canvas.disc(x, y, size / 2 + 3, VOID, PAPER, 1.3)
    if site.progress is not None:
        canvas.arc(x, y, size / 2 + 6, 0, 1, mix(SEA, COMPUTE, 0.25), 2.5)
        canvas.arc(x, y, size / 2 + 6, 0, site.progress, COMPUTE, 2.5)
    if site.emblem:
        canvas.emblem(site.emblem, x, y, size, site.shape, site.colour)
    else:
        plate = size * (1.12 if site.shape == "diamond" else 0.92)
        canvas.plate(site.shape, x, y, plate, site.colour, mix(SEA, site.colour, 0.16), 1.4)
        if site.icon:
            canvas.icon(site.icon, x - 7.5, y - 7.5, 15, mix(site.colour, HIGH, 0.15))
    if site.meter is not None:
        bar = Rect(round(x - 17), round(y + size / 2 + 5), 34, 3)
        canvas.fill(bar, LINE_STRONG)
        canvas.fill(Rect(bar.x, bar.y, round(34 * min(1.0, site.meter)), 3), DANGER if site.alarm else COMPUTE)


def draw_leader(canvas: Canvas, site: Site, home: Point, spot: Point) -> None:
    """Draw the line from where a site truly lies to where its mark found room."""
    ink = mix(SEA, site.colour, 0.6)
    canvas.lines([home, spot], ink, 1.0)
    canvas.disc(*home, 2.4, ink)


def draw_gate(canvas: Canvas, gate: Gate, x: float, y: float) -> None:
    """Draw a gate with its pulse, centred on a point."""
    share = (MOTION.clock % GATE_PULSE_S) / GATE_PULSE_S if not MOTION.reduced else 0.35
    radius = 13 + round(16 * share)
    canvas.disc(x, y, radius, None, faded(DANGER, round(0.7 * (1 - share), 1)), 1.2)
    canvas.glow(x, y, 26, DANGER, 0.5)
    canvas.disc(x, y, 12.5, mix(VOID, DANGER, 0.22), DANGER, 1.6)
    canvas.icon(gate.icon, x - 7, y - 7, 14, DANGER)
