"""The map and what lives on it: sites, labels, flows with moving particles, gates where a rule bites.

The base is baked once per size, flows and sites once per change; only particles, pulses and the mark under the
mouse are drawn each frame.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pygame import Rect, Surface

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.motion import MOTION
from game.ui.screen import Handled, Outcome
from game.ui.shapes import cached
from game.ui.theme import (
    COMPUTE,
    DANGER,
    DANGER_TEXT,
    HIGH,
    MIDDLE,
    NOTE,
    NOTE_STRONG,
    PAPER,
    PARTICLE_PX_PER_S,
    SEA,
    WHITE,
    faded,
    mix,
)
from game.ui.widgets.base import Pos, Widget, run
from game.ui.widgets.map_base import Fit, bake_base
from game.ui.widgets.map_labels import NAME, label_room, reach
from game.ui.widgets.map_marks import SITE_PX, draw_gate, draw_leader, draw_site
from game.ui.widgets.map_things import Flow, Gate, Site, curve, curve_length, point_at
from game.ui.widgets.tip import TipSource


class WorldMap(Widget):
    """Sites, flows and gates on the map. `on_pick(key)` hears of a click or Enter on a site, flow or gate.

    `bleed` is a larger rectangle the bare map is painted on, under whatever else the screen puts there.
    """

    role = "map"
    focusable = True

    def __init__(
        self,
        wid: str,
        sites: Sequence[Site] = (),
        flows: Sequence[Flow] = (),
        gates: Sequence[Gate] = (),
        *,
        on_pick: Callable[[str], Any] | None = None,
        picked: str = "",
        bleed: Rect | None = None,
        labels: bool = True,
        **options: Any,
    ) -> None:
        super().__init__(wid, **options)
        self.sites, self.flows, self.gates = list(sites), list(flows), list(gates)
        self.on_pick, self.picked, self.bleed, self.labels = on_pick, picked, bleed, labels
        self.hot = ""
        self.fit = Fit(1.0, 0.0, 0.0)
        self.spots: dict[str, tuple[float, float]] = {}
        self.paths: dict[str, list[tuple[float, float]]] = {}
        self._lengths: dict[str, float] = {}
        self._travelling: tuple[float, dict[str, list[tuple[float, float]]]] = (-1.0, {})
        self._base: Surface | None = None
        self._static: Surface | None = None
        self._made_for: tuple[int, int, float] | None = None
        self._named: list[Rect] = []  # where labels stand, which particles pass under
        if self.tooltip is None:
            self.tooltip = self._thing_tip

    # --- places
    def arrange(self) -> None:
        """Work out where everything lies."""
        self.fit = Fit.into(self.rect)
        self.spots = {site.key: self.fit.place(site.lon, site.lat) for site in self.sites}
        for flow in self.flows:
            ends = [self.spots[end] if isinstance(end, str) else self.fit.place(*end) for end in (flow.start, flow.end)]
            path = self.paths[flow.key] = curve(ends[0], ends[1], flow.bend)
            self._lengths[flow.key] = max(1.0, curve_length(path))
        self._travelling = (-1.0, {})
        self._made_for = None

    def show(self, sites: Sequence[Site], flows: Sequence[Flow], gates: Sequence[Gate]) -> None:
        """Show other things on the same map."""
        self.sites, self.flows, self.gates = list(sites), list(flows), list(gates)
        self.arrange()
        self.invalidate()

    def gate_xy(self, gate: Gate) -> tuple[float, float]:
        """Give where a gate stands, virtual px."""
        return point_at(self.paths[gate.flow], gate.at)

    def thing_px(self, key: str) -> tuple[float, float]:
        """Give where a site or gate is in the window, virtual px; for tests."""
        if key in self.spots:
            return self.spots[key]
        return self.gate_xy(next(gate for gate in self.gates if gate.key == key))

    def thing_at(self, pos: Pos) -> str:
        """Give the key of the site, gate or flow at a point, or an empty string."""
        best, found = 1e9, ""
        for site in self.sites:
            x, y = self.spots[site.key]
            away = math.hypot(x - pos[0], y - pos[1])
            if away <= reach(site) and away < best:
                best, found = away, site.key
        for gate in self.gates:
            x, y = self.gate_xy(gate)
            away = math.hypot(x - pos[0], y - pos[1])
            if away <= 15 and away < best:
                best, found = away, gate.key
        if found:
            return found
        for flow in self.flows:
            if any(math.hypot(x - pos[0], y - pos[1]) <= 8 for x, y in self.paths[flow.key]):
                return flow.key
        return ""

    # --- input
    def on_move(self, pos: Pos) -> None:
        """Mark what is under the mouse."""
        hot = self.thing_at(pos)
        if hot != self.hot:
            self.hot = hot
            self.cursor = "hand" if hot else "arrow"
            self.invalidate()

    def set_hovered(self, hovered: bool) -> None:
        """Forget the mark when the mouse leaves."""
        self.hovered = hovered
        if not hovered and self.hot:
            self.hot = ""
            self.invalidate()

    def pick(self, key: str) -> Outcome:
        """Pick a thing and tell the listener."""
        self.picked = key
        self.invalidate()
        return run(self.on_pick, key)

    def on_release(self, pos: Pos, inside: bool) -> Outcome:
        """Pick what was clicked; a click on the sea picks nothing."""
        self.pressed = False
        return self.pick(self.thing_at(pos)) if inside else None

    def on_key(self, chord: str) -> Handled:
        """Go to the nearest site in the arrow's direction; Enter opens it again."""
        ways = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        if chord == "Enter" and self.picked:
            return self.pick(self.picked) or True
        if chord not in ways or not self.spots:
            return False
        wx, wy = ways[chord]
        here = self.spots.get(self.picked, (self.rect.centerx, self.rect.centery))
        best, found = 1e9, ""
        for key, (x, y) in self.spots.items():
            along, across = (x - here[0]) * wx + (y - here[1]) * wy, abs((x - here[0]) * wy) + abs((y - here[1]) * wx)
            if along > 1 and key != self.picked and along + 2 * across < best:
                best, found = along + 2 * across, key
        return (self.pick(found) or True) if found else True

    def _thing(self, key: str) -> Any:
        things: list[Site | Gate | Flow] = [*self.sites, *self.gates, *self.flows]
        return next((one for one in things if one.key == key), None)

    def _thing_tip(self) -> Any:
        thing = self._thing(self.hot or (self.picked if self.focused else ""))
        source: TipSource = thing.tooltip if thing is not None else None
        return source() if callable(source) else source

    def tip_rect(self) -> Rect:
        """Give the place of the thing under the mouse."""
        key = self.hot or self.picked
        if key in self.spots:
            x, y = self.spots[key]
        elif key in self.paths:
            x, y = point_at(self.paths[key], 0.5)
        elif any(gate.key == key for gate in self.gates):
            x, y = self.thing_px(key)
        else:
            return self.screen_rect
        return Rect(round(x) - 18, round(y) - 18, 36, 36)

    # --- time
    @property
    def lively(self) -> bool:
        """Say whether something moves here."""
        return not MOTION.reduced and bool(self.gates or any(flow.rate for flow in self.flows))

    def on_tick(self, dt: float) -> None:
        """Have the moving things drawn again."""
        root = self.root()
        if root.host is None:
            return
        for flow in self.flows:
            for x, y in self.particles(flow):
                root.host.dirty(Rect(round(x) - 22, round(y) - 22, 44, 44))
        for gate in self.gates:
            x, y = self.gate_xy(gate)
            root.host.dirty(Rect(round(x) - 40, round(y) - 40, 80, 80))

    def particles(self, flow: Flow) -> list[tuple[float, float]]:
        """Give where the particles of a flow are now; evenly spread, parked when motion is reduced."""
        now = 0.0 if MOTION.reduced else MOTION.clock
        if self._travelling[0] != now:  # a frame asks several times, for every part of the window that it draws
            self._travelling = (now, {one.key: self._particles(one, now) for one in self.flows})
        return self._travelling[1][flow.key]

    def _particles(self, flow: Flow, now: float) -> list[tuple[float, float]]:
        if flow.rate <= 0 or flow.style == "stopped":
            return []
        moved = now * PARTICLE_PX_PER_S / self._lengths[flow.key]
        return [point_at(self.paths[flow.key], (moved + flow.phase + i / flow.rate) % 1.0) for i in range(flow.rate)]

    # --- drawing
    @property
    def ground(self) -> Rect:
        """The rectangle the bare map is painted on."""
        return self.bleed if self.bleed is not None else self.rect

    def draw_tree(self, canvas: Canvas) -> None:
        """Draw the map even where only its bleed shows."""
        if self.visible and canvas.visible(self.ground):
            self.draw(canvas)
            self.draw_over(canvas)
            for child in self.children:
                child.draw_tree(canvas)

    def draw(self, canvas: Canvas) -> None:
        """Show the baked map, making it first if need be."""
        area = canvas.rect(self.ground)
        wanted = (area.w, area.h, canvas.scale)
        if self._base is None or self._base.get_size() != area.size:
            s = canvas.scale
            key = ("map base", area.size, self.fit, area.topleft, s)
            self._base = _base_for(key, area, self.fit, s)
            self._made_for = None
        if self._static is None or self._made_for != wanted:
            s = canvas.scale
            self._base = _base_for(("map base", area.size, self.fit, area.topleft, s), area, self.fit, s)
            self._static = self._base.copy()
            self._made_for = wanted
            self.draw_static(Canvas(self._static, s, -area.x / s, -area.y / s))
        canvas.surface.blit(self._static, area)

    def draw_static(self, canvas: Canvas) -> None:
        """Draw flows, sites and labels."""
        for flow in self.flows:
            self._draw_flow(canvas, flow)
        for site in self.sites:
            if site.home is not None:
                draw_leader(canvas, site, self.fit.place(*site.home), self.spots[site.key])
        for site in self.sites:
            draw_site(canvas, site, *self.spots[site.key], self.fit.factor)
        shown = self.labelled() if self.labels else []
        self._named = [self.label_rect(site).inflate(4, 2) for site in shown]
        for site in shown:
            self._draw_label(canvas, site)

    def _draw_flow(self, canvas: Canvas, flow: Flow) -> None:
        path = self.paths[flow.key]
        shown = path
        if flow.style == "stopped":
            gate = next((gate for gate in self.gates if gate.flow == flow.key), None)
            cut = max(2, round((gate.at if gate else 0.5) * (len(path) - 1)))
            canvas.dashed(path[cut:], faded(flow.colour, 0.5), 1.4, 1.5, 5)
            shown = path[: cut + 1]
        if flow.style == "grey":
            canvas.dashed(shown, faded(flow.colour, 0.75), 1.6, 1.8, 4)
        elif flow.style == "licensed":
            canvas.dashed(shown, faded(flow.colour, 0.9), flow.width, 9, 5)
        else:
            canvas.lines(shown, faded(flow.colour, 0.22), flow.width + 3)
            canvas.lines(shown, faded(flow.colour, 0.95), flow.width)

    def _looks(self) -> object:
        things: list[Site | Flow] = [*self.sites, *self.flows]
        gates = tuple((gate.flow, gate.at) for gate in self.gates)
        return (
            tuple(replace(one, tooltip=None) for one in things),
            gates,
            self.labels,
            tuple(self.rect),
            tuple(self.ground),
        )

    def keep(self) -> Any:
        """Keep the drawing and what was picked by keyboard."""
        return self._base, self._static, self._made_for, self._named, self._looks()

    def restore(self, state: Any) -> None:
        """Take over the drawing of the map this one replaces if it would look the same."""
        if state[4] == self._looks():
            self._base, self._static, self._made_for, self._named = state[:4]

    # --- labels
    def label_rect(self, site: Site) -> Rect:
        """Give the room a label takes, virtual px."""
        return label_room(site, self.spots[site.key])

    def labelled(self) -> list[Site]:
        """Give the sites whose labels have room; where two would overlap the lower rank stays away."""
        taken = [Rect(round(x) - 13, round(y) - 13, 26, 26) for x, y in self.spots.values()]
        out: list[Site] = []
        for site in sorted(self.sites, key=lambda one: -one.rank):
            room = self.label_rect(site)
            mine = self.spots[site.key]
            others = [box for box in taken if box.center != (round(mine[0]), round(mine[1]))]
            if site.text and room.collidelist(others) < 0:
                out.append(site)
                taken.append(room)
        return out

    def _draw_label(self, canvas: Canvas, site: Site) -> None:
        room = self.label_rect(site)
        align = {"left": "right", "right": "left"}.get(site.anchor, "centre")
        x = {"left": room.x, "right": room.right}.get(align, room.centerx)
        canvas.text(site.text, x, room.y, NAME, HIGH, align, halo=SEA)
        if site.note:
            canvas.text(site.note, x, room.y + 16, NOTE, site.note_colour or MIDDLE, align, halo=SEA)
        if site.warning:
            wide = fonts.book().width(site.warning, NOTE_STRONG)
            left = {"left": x + 14, "right": x - wide}.get(align, x - wide / 2 + 7)
            canvas.triangle(left - 8, room.bottom - 8, 9, True, DANGER)
            canvas.text(site.warning, left, room.bottom - 17, NOTE_STRONG, DANGER_TEXT, halo=SEA)

    # --- what moves
    def draw_over(self, canvas: Canvas) -> None:
        """Draw particles, gates, and the marks of mouse and choice."""
        for flow in self.flows:
            for x, y in self.particles(flow):
                if canvas.visible(Rect(round(x) - 20, round(y) - 20, 40, 40)) and not self._covered(flow, x, y):
                    canvas.glow(x, y, 11, flow.colour, 0.55)
                    canvas.fill(Rect(round(x) - 2, round(y) - 2, 5, 5), WHITE)
        for gate in self.gates:
            draw_gate(canvas, gate, *self.gate_xy(gate))
        for key, colour in ((self.picked, PAPER), (self.hot, mix(SEA, HIGH, 0.75))):
            if key in self.spots:
                site = next(one for one in self.sites if one.key == key)
                x, y = self.spots[key]
                canvas.disc(x, y, reach(site) + 4, None, colour, 1.5)
        if self.ring and self.focused:
            canvas.ring(self.rect.inflate(-8, -8), COMPUTE)

    def _covered(self, flow: Flow, x: float, y: float) -> bool:
        """Whether a particle is under a label or one of its own ends."""
        if any(room.collidepoint(x, y) for room in self._named):
            return True
        ends = [self.spots[end] for end in (flow.start, flow.end) if isinstance(end, str)]
        return any(math.hypot(x - ex, y - ey) < SITE_PX / 2 for ex, ey in ends)


def _base_for(key: tuple[Any, ...], area: Rect, fit: Fit, scale: float) -> Surface:
    def make() -> Surface:
        return bake_base(area.size, fit.factor * scale, fit.dx * scale - area.x, fit.dy * scale - area.y)

    return cached(key, make)


__all__ = ["Flow", "Gate", "Site", "WorldMap"]
