"""Watching a game that plays itself: the map from any seat or over all, news and figures, and the keys of a player."""

from __future__ import annotations

import contextlib
from functools import partial

import pygame
from pygame import Rect

from game.session.watching import Replayed, Watched
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area
from game.ui.palette import PALETTE
from game.ui.screen import Handled, Outcome, Screen
from game.ui.screens import keeping
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.home_map import MapThings, map_things
from game.ui.screens.home_room import anchored, gates_apart, spread
from game.ui.screens.watch_parts import SeatLine, add_figures, add_news, add_ordered, add_race
from game.ui.viewport import Viewport
from game.ui.widgets import (
    Button,
    Group,
    IconButton,
    Label,
    Option,
    Painter,
    Panel,
    ScrollView,
    Segmented,
    Slider,
    Widget,
    WorldMap,
)
from game.ui.widgets.map_base import Fit
from game.ui.wording import tr

HEAD, FOOT, SEATS_W, NEWS_W = 56, 76, 232, 340
ALL = ""
"""The view over all seats."""
SPEEDS = ("0.5", "1", "2", "4")
"""Quarters a second."""
SEAT_H = 44


class WatchScreen(Screen):
    """A game that plays itself. Space plays and pauses, the arrows step, Enter takes the seat over."""

    def __init__(self, watched: Watched, firm: str = ALL) -> None:
        super().__init__()
        self.watched = watched
        self.firm = firm
        self.playing = False
        self.speed = "1"
        self.rush_to = -1
        """The turn that is played up to without a pause; -1 for none."""
        self.since = 0.0
        self.live = Live(watched.seen(firm))
        self._map: WorldMap | None = None
        self._map_key: tuple[object, ...] = ()

    # --- going on
    @property
    def last(self) -> int:
        """The turn that the slider ends at: the game's end, or further where it was played on."""
        return max(self.live.session.rules.turns, self.watched.played.turn)

    @property
    def alive(self) -> bool:
        """Frames must come while it plays."""
        return self.playing or self.rush_to >= 0

    def update(self, dt: float) -> Outcome:
        """Play a quarter when its time has come."""
        self.since += dt
        rushing = self.watched.turn < self.rush_to and self.watched.can_go_on
        if not rushing:
            self.rush_to = -1
        if rushing or (self.playing and self.since >= 1 / float(self.speed)):
            self._look(self.watched.turn + 1)
        if self.playing and not self.watched.can_go_on:
            self.playing = False
            self.rebuild()
        return None

    def _look(self, turn: int) -> None:
        self.since = 0.0
        self.watched.go(turn)
        self.live = Live(self.watched.seen(self.firm))
        self.rebuild()

    def step(self, by: int) -> None:
        """One quarter on or back; it pauses."""
        self.playing, self.rush_to = False, -1
        self._look(self.watched.turn + by)

    def jump(self, turn: int) -> None:
        """To a turn: at once where it has been played, else quarter by quarter as fast as it goes."""
        self.playing = False
        self._look(min(turn, self.watched.played.turn))
        self.rush_to = turn
        self.rebuild()

    def on_slide(self, value: float) -> None:
        """To the turn that the slider stands at."""
        self.jump(round(value))

    def toggle(self) -> None:
        """Play, or pause; at the end it begins again."""
        self.rush_to = -1
        if not self.playing and not self.watched.can_go_on:
            self._look(0)
        self.playing, self.since = not self.playing, 0.0
        self.rebuild()

    def look_from(self, firm: str) -> None:
        """Look from a seat, or over all."""
        self.firm = firm
        self._look(self.watched.turn)

    def on_speed(self, speed: str) -> None:
        """Another pace."""
        self.speed = speed
        self.rebuild()

    def take_over(self) -> Outcome:
        """Sit down in the seat that is looked from, at this turn."""
        session = self.watched.taken_over(self.firm or self.live.session.firm)
        keeping.keep_running(self.app)
        return keeping.enter(session)

    def copy_code(self) -> None:
        """Put the game's code where it can be pasted from."""
        with contextlib.suppress(pygame.error):
            pygame.scrap.put_text(self.watched.text)
        self.app.toast(tr("watch.copied", code=self.watched.text), "copy")

    def on_key(self, chord: str) -> Handled:
        """Plus and minus change the pace, up and down the seat; help."""
        if chord in {"+", "-", "="}:
            at = SPEEDS.index(self.speed) + (-1 if chord == "-" else 1)
            self.on_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, at))])
            return True
        if chord in {"Up", "Down"}:
            seats = (ALL, *self.watched.firms)
            self.look_from(seats[(seats.index(self.firm) + (-1 if chord == "Up" else 1)) % len(seats)])
            return True
        return False

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex."""
        from game.ui.screens.overlays import open_page  # noqa: PLC0415

        return open_page(self.live, kind, entry)

    # --- layout
    def build(self, view: Viewport) -> Widget:
        """Lay out head, seats, map, news and keys."""
        root = Group(rect=view.rect)
        body = Rect(0, HEAD, view.width, view.height - HEAD - FOOT)
        middle = Rect(SEATS_W, body.y, view.width - SEATS_W - NEWS_W, body.h)
        root.add(self._world(middle, view))
        root.add(Painter(_grounds).at(view.rect))
        self._head(root, Rect(16, 0, view.width - 32, HEAD))
        self._seats(root, Rect(0, body.y, SEATS_W, body.h))
        side = Area(Rect(middle.right, body.y, NEWS_W, body.h), 8)
        if self.firm == ALL:
            add_race(root, side.top(min(300, side.rest.h // 2), gap=8), self.watched, self.live)
        else:
            add_figures(root, side.top(40 + 28 * 8, gap=8), self.live)
            if isinstance(self.watched, Replayed) and self.watched.can_go_on:
                add_ordered(root, side.top(side.rest.h // 2, gap=8), self.live, self.watched.ordered(self.firm))
        add_news(root, side.rest, self.live, self.firm == ALL)
        self._keys(root, Rect(16, body.bottom, view.width - 32, FOOT))
        return root

    def _world(self, area: Rect, view: Viewport) -> Widget:
        key = (self.watched.turn, self.firm, tuple(area), tuple(view.rect), PALETTE.stamp)
        if self._map is None or self._map_key != key:
            things: MapThings = map_things(self.live, "rivals" if self.firm == ALL else "flows")
            fit = Fit.into(area)
            sites = anchored(spread(things.sites, fit), fit, area)
            gates, flows = gates_apart(things.gates, things.flows, sites, fit)
            name = tr("watch.map")
            self._map = WorldMap("watch.map", sites, flows, gates, on_pick=self._pick, bleed=view.rect, label=name)
            self._map.at(area)
            self._map_key = key
        return self._map

    def _pick(self, key: str) -> None:
        kind, _, firm = key.partition(".")
        if kind == "firm" and firm in self.watched.firms:
            self.look_from(firm)

    def _head(self, root: Widget, area: Rect) -> None:
        cut, session = Area(area), self.live.session
        close = Button("watch.close", tr("ui.close"), self.on_back, kind="quiet", key="Esc")
        root.add(close.at(cut.right(close.natural()[0], gap=12).inflate(0, -20)))
        if self.watched.text:
            copy = IconButton("watch.copy", "copy", self.copy_code, label=tr("watch.copy"), key="Ctrl+C")
            root.add(copy.at(cut.right(36, gap=8).inflate(0, -20)))
            code = Label(self.watched.text, t.MONO_SMALL, t.LOW, align="right", wid="watch.code")
            root.add(code.at(cut.right(min(420, cut.rest.w // 3), gap=16).inflate(0, -40)))
        name = self.live.say(self.live.board.scenario.name)
        title = Label(
            tr("watch.title" if self.watched.text else "watch.replay", scenario=name), t.TITLE, wid="watch.title"
        )
        root.add(title.at(cut.left(min(title.natural()[0] + 4, cut.rest.w - 260), gap=20).inflate(0, -32)))
        turns = session.rules.turns
        when = tr("watch.when", quarter=quarter_text(session.quarter), turn=min(session.turn + 1, turns), turns=turns)
        if session.is_over:
            on = session.turn > session.turns_counted
            when = tr("watch.on" if on else "watch.over", quarter=quarter_text(session.quarter))
        root.add(Label(when, t.BODY, t.MIDDLE, wid="watch.when").at(cut.rest.inflate(0, -36)))

    def _seats(self, root: Widget, area: Rect) -> None:
        panel = root.add(Panel("watch.seats", pad=8).at(area.inflate(-16, -16)))
        inner = panel.rect.inflate(-8, -8)
        scroll = panel.add(ScrollView("watch.list").at(inner))
        rows = {row.firm: row for row in self.live.session.desk.league}
        for n, firm in enumerate((ALL, *(row.firm for row in rows.values()))):
            line = SeatLine(self.live, firm, rows.get(firm), firm == self.firm, partial(self.look_from, firm))
            scroll.add(line.at(Rect(inner.x, inner.y + SEAT_H * n, inner.w - 8, SEAT_H)))

    def _keys(self, root: Widget, area: Rect) -> None:
        cut = Area(Rect(area.x, area.y + 18, area.w, 40))
        over = not self.watched.can_go_on
        ways = (
            ("start", "rotate-ccw", "Home", lambda: self.jump(0), self.watched.turn > 0),
            ("back", "arrow-left", "Left", lambda: self.step(-1), self.watched.turn > 0),
            ("play", "pause" if self.playing else "play", "Space", self.toggle, True),
            ("step", "step-forward", "Right", lambda: self.step(1), not over),
            ("end", "skip-forward", "End", lambda: self.jump(self.last), not over),
        )
        for name, icon, key, action, can in ways:
            text = tr("watch.pause" if name == "play" and self.playing else f"watch.{name}", key=key)
            why = tr("watch.at_end" if name in {"step", "end"} else "watch.at_start")
            button = IconButton(f"watch.{name}", icon, action, label=text, key=key, enabled=can, why_disabled=why)
            root.add(button.at(cut.left(40, gap=6)))
        session = self.live.session
        seat = self.live.name("firms", self.firm or session.firm)
        take = Button("watch.take", tr("watch.take", firm=seat), self.take_over, kind="primary", key="Enter",
                      enabled=not session.is_over, why_disabled=tr("watch.at_end"))  # fmt: skip
        root.add(take.at(cut.right(take.natural()[0], gap=20)))
        speeds = [Option(one, tr("watch.speed", quarters=one.replace("0.5", "½"))) for one in SPEEDS]
        pace = Segmented("watch.pace", speeds, self.speed, self.on_speed, label=tr("watch.pace"))
        root.add(pace.at(cut.right(pace.natural()[0], gap=20)))
        slider = Slider("watch.turn", self.watched.turn, self.on_slide, low=0, high=self.last, step=1,
                        tick=self.watched.played.turn, label=tr("watch.turn"), tooltip=tr("watch.turn"))  # fmt: skip
        root.add(slider.at(Rect(cut.rest.x + 12, cut.rest.y + 8, cut.rest.w - 32, 24)))


def _grounds(canvas: Canvas, rect: Rect) -> None:
    """Grounds of head, sides and foot, over the map that bleeds under them."""
    foot = Rect(rect.x, rect.bottom - FOOT, rect.w, FOOT)
    high = rect.h - HEAD - FOOT
    sides = (Rect(rect.x, rect.y + HEAD, SEATS_W, high), Rect(rect.right - NEWS_W, rect.y + HEAD, NEWS_W, high))
    for area in (Rect(rect.x, rect.y, rect.w, HEAD), foot, *sides):
        canvas.fill(area, t.BAR)
    canvas.hline(rect.x, rect.y + HEAD - 1, rect.w)
    canvas.hline(rect.x, foot.y, rect.w)
