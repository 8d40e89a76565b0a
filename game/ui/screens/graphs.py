"""A graph of any quantity over the game so far, beside what is known of the others; as a picture or a table too."""

from __future__ import annotations

import csv
import re
from functools import partial
from pathlib import Path

import pygame
from pygame import Rect, Surface

from game.engine.quantities import QUANTITIES
from game.paths import charts_dir, made
from game.session.facts.top import mood_countries
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.habits import HABITS
from game.ui.layout import Area
from game.ui.screen import Handled, Outcome, Screen
from game.ui.screens.frame.live import Live
from game.ui.screens.parts.course import course_axis
from game.ui.viewport import Viewport
from game.ui.widgets import (
    Button,
    Group,
    Label,
    LineChart,
    Painter,
    Panel,
    ScrollView,
    Series,
    Widget,
    nice_axis,
)
from game.ui.widgets.base import run
from game.ui.wording import CATALOGUE, NBSP, TIMES, figures, large_money, plain, tr

HEAD, LIST_W, ROW = 64, 300, 32
LEFT_OUT = ("turn", "elapsed", "is_open")
"""What is no course: the time itself, and what is either so or not."""
NAMED = 4
Course = tuple[float, ...]


def quantities_of(live: Live) -> tuple[str, ...]:
    """Ids of everything that may be drawn: the plain ones, then the standing with each government."""
    standings = (f"standing.{country}" for country in mood_countries(live.session.desk.seat))
    return (*(name for name in QUANTITIES if name not in LEFT_OUT), *standings)


def courses_of(live: Live, quantity: str) -> dict[str, Course]:
    """Firm -> a quantity at the start of each quarter so far: this firm's, and others' where they are known."""
    desk, mine = live.session.desk, live.session.firm
    found = {mine: desk.series(quantity)}
    for firm in live.board.firms:
        known = desk.public_series(quantity, firm) if firm != mine else None
        if known is not None and not _is_world(quantity):
            found[firm] = known
    return found


def _is_world(quantity: str) -> bool:
    return quantity in {"tension", "strait", "strait_closings", "frontier", "public_know_how"}


MONEY_UNITS = {"$bn": "graphs.unit.money", "$bn a quarter": "graphs.unit.money_quarter"}
"""Units that a language groups otherwise, with what it calls them."""


class QuantityLine(Widget):
    """A quantity of the list; a disc where it is watched."""

    role = "tab"
    focusable = True
    cursor = "hand"

    def __init__(self, screen: GraphScreen, quantity: str) -> None:
        super().__init__(f"graph.{quantity}", label=screen.live.quantity_name(quantity))
        self.screen, self.quantity = screen, quantity

    def activate(self) -> Outcome:
        """Draw it."""
        return run(partial(self.screen.show, self.quantity))

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, here = self.rect, self.quantity == self.screen.quantity
        if here:
            canvas.box(r, t.SELECTED, t.PAPER, 6)
        elif self.heat.value > 0.02:
            canvas.box(r, t.mix(t.PANEL, t.HOVER, self.heat.value), None, 6)
        canvas.text(self.label, r.x + 12, r.centery - 10, t.TABLE, t.HIGH if here else t.MIDDLE, width=r.w - 44)
        if self.quantity in HABITS.watched:
            canvas.icon("eye", r.right - 26, r.centery - 8, 16, t.COMPUTE)


class GraphScreen(Screen):
    """The list of quantities and the graph of one. Arrows go through the list, W watches, Ctrl+S and Ctrl+E export."""

    def __init__(self, live: Live, quantity: str = "") -> None:
        super().__init__()
        self.live = live
        every = quantities_of(live)
        self.quantity = quantity if quantity in every else "score"

    def build(self, view: Viewport) -> Widget:
        """Lay out list and graph."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        head = Area(Rect(24, 14, view.width - 48, 36))
        root.add(Label(tr("graphs.title"), t.BIG_TITLE).at(head.left(240)))
        close = Button("graphs.close", tr("ui.close"), self.on_back, kind="quiet", key="Esc")
        root.add(close.at(head.right(close.natural()[0])))
        body = Rect(24, HEAD, view.width - 48, view.height - HEAD - 24)
        panel = root.add(Panel("graphs.list").at(Rect(body.x, body.y, LIST_W, body.h)))
        scroll = panel.add(ScrollView("graphs.scroll").at(panel.rect.inflate(-12, -16)))
        for n, quantity in enumerate(quantities_of(self.live)):
            place = Rect(scroll.rect.x + 4, scroll.rect.y + ROW * n, scroll.rect.w - 20, ROW)
            scroll.add(QuantityLine(self, quantity).at(place))
        self._graph(root, Rect(body.x + LIST_W + 16, body.y, body.w - LIST_W - 16, body.h))
        return root

    def _graph(self, root: Widget, area: Rect) -> None:
        name, is_watched = self.live.quantity_name(self.quantity), self.quantity in HABITS.watched
        unit = [Span(self._unit()[1], t.NOTE, t.LOW)]
        panel = root.add(Panel("graph", name, right=unit, tooltip=self.live.why(self.quantity)).at(area))
        cut = Area(Rect(area.x + 20, area.bottom - 56, area.w - 40, 36))
        watch = Button("graph.watch", tr("graphs.unwatch" if is_watched else "graphs.watch"), self.watch,
                       icon="eye-off" if is_watched else "eye", key="W")  # fmt: skip
        panel.add(watch.at(cut.left(watch.natural()[0], gap=12)))
        for wid, icon, action, key in (("csv", "file-text", self.export_csv, "Ctrl+E"),
                                       ("png", "download", self.export_png, "Ctrl+S")):  # fmt: skip
            button = Button(f"graph.{wid}", tr(f"graphs.{wid}"), action, icon=icon, key=key)
            panel.add(button.at(cut.right(button.natural()[0], gap=12)))
        words = Label(self.live.quantity_text(self.quantity), t.BODY, t.MIDDLE, wrap=True, max_lines=2)
        panel.add(words.at(Rect(area.x + 20, area.y + 40, area.w - 40, 44)))
        panel.add(self.chart().at(Rect(area.x + 12, area.y + 92, area.w - 24, area.h - 92 - 72)))

    def _unit(self) -> tuple[float, str]:
        """By what values are multiplied, and the unit they are then in."""
        unit = self.live.session.desk.seat.unit(self.quantity)
        if unit in {"share", "ratio"}:
            return 100.0, "%"
        if unit in MONEY_UNITS:
            return large_money(1000.0), tr(MONEY_UNITS[unit])
        if unit == "FLOP":
            return 1e-24, f"{TIMES}10²⁴{NBSP}FLOP"
        return 1.0, CATALOGUE.turned(unit).replace("1e21", f"{TIMES}10²¹")

    def chart(self) -> LineChart:
        """Every line that is known, one's own on top."""
        courses, (factor, _) = courses_of(self.live, self.quantity), self._unit()
        mine = self.live.session.firm
        ahead = sorted((firm for firm in courses if firm != mine), key=lambda firm: -courses[firm][-1])[:NAMED]
        lines = []
        for firm in (*(firm for firm in courses if firm != mine), mine):
            colour, own = self.live.firm_side(firm).colour, firm == mine
            points = tuple((float(n), value * factor) for n, value in enumerate(courses[firm]))
            name = self.live.name("firms", firm) if own or firm in ahead else ""
            lines.append(Series(points, t.PAPER if own else t.mix(t.PANEL, colour, 0.75), width=2.6 if own else 1.2,
                                text=name, end_dot=own))  # fmt: skip
        values = [y for line in lines for _, y in line.points]
        low, high = min(values), max(values)
        room = max(1e-9, high - low) * 0.06
        axis = nice_axis(min(0.0, low) if 0 <= low < 0.5 * high else low - room, high + room, 5, _short)
        x = course_axis(self.live.session.desk, len(courses[mine]))
        return LineChart("graph.chart", lines, x, axis, right_margin=110, label=self.live.quantity_name(self.quantity))

    # --- what can be done
    def show(self, quantity: str) -> None:
        """Draw another."""
        self.quantity = quantity
        self.rebuild()

    def watch(self) -> None:
        """Put it on the watch list of the map's desk, or take it off."""
        HABITS.watch(self.quantity, self.quantity not in HABITS.watched)
        self.rebuild()

    def on_key(self, chord: str) -> Handled:
        """Go through the list."""
        if chord not in {"Up", "Down"}:
            return False
        every = quantities_of(self.live)
        self.show(every[(every.index(self.quantity) + (-1 if chord == "Up" else 1)) % len(every)])
        self.app.frame(0.0)
        line = self.app.find(f"graph.{self.quantity}")
        self.app.router.set_focus(line, True)
        return True

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex, or another graph."""
        from game.ui.screens.overlays import open_page  # noqa: PLC0415

        return open_page(self.live, kind, entry)

    def _file(self, suffix: str) -> Path:
        """A name that says scenario, quantity and quarter."""
        session = self.live.session
        parts = (session.rules.scenario_id, session.firm, self.quantity, f"turn-{session.turn + 1}")
        return made(charts_dir()) / f"{re.sub(r'[^A-Za-z0-9.-]+', '-', '-'.join(parts))}.{suffix}"

    def export_csv(self) -> None:
        """Write a row a quarter and a column a firm."""
        desk, courses = self.live.session.desk, courses_of(self.live, self.quantity)
        try:
            path = self._file("csv")
            with path.open("w", newline="", encoding="utf-8") as stream:
                rows = csv.writer(stream)
                rows.writerow(["quarter", *courses])
                for turn, values in enumerate(zip(*courses.values(), strict=True)):
                    when = desk.quarter_on(turn)
                    rows.writerow([f"{when.year}Q{when.quarter}", *(f"{value:.10g}" for value in values)])
        except OSError as error:
            self.app.toast(error.strerror or str(error), "triangle-alert", "danger")
            return
        self.app.toast(tr("graphs.kept", file=str(path)), "check", "good")

    def export_png(self) -> None:
        """Draw the panel once more, without what lies over it, into a picture."""
        panel = self.app.find("graph")
        picture = Surface(self.app.size_px)
        panel.draw_tree(Canvas(picture, self.app.view.scale))
        try:
            path = self._file("png")
            pygame.image.save(picture.subsurface(panel.rect_px.clip(picture.get_rect())), str(path))
        except (OSError, pygame.error) as error:
            self.app.toast(str(error), "triangle-alert", "danger")
            return
        self.app.toast(tr("graphs.kept", file=str(path)), "check", "good")


def _short(value: float) -> str:
    return plain(value) if abs(value) >= 10 or value == round(value) else figures(value, 3)
