"""Rivals: of each what is known, estimated and hidden, what it is after, and what it may do next, with odds."""

from __future__ import annotations

from functools import partial

from pygame import Rect

from game.rollout.acts import NEXT
from game.session.facts.top import TableRow
from game.session.guesses import Evidence, Guess
from game.ui import theme as t
from game.ui.layout import Area, Fr, column, row
from game.ui.screen import Handled, Outcome, Push, Replace
from game.ui.screens.forecast import ALL, ForecastScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.parts.dossier import DoctrineLine, OddsLine, ReadingLine, column_width, odds_text
from game.ui.screens.parts.over_futures import FuturesScreen
from game.ui.screens.parts.pieces import fact, heading
from game.ui.screens.parts.say import q_text
from game.ui.screens.watch_parts import SeatLine
from game.ui.viewport import Viewport
from game.ui.widgets import Axis, Button, Group, Label, LineChart, Painter, Panel, ScrollView, Series, Widget, nice_axis
from game.ui.wording import plain, tr

READ = ("capability", "users_m", "revenue_bn", "cash_bn", "debt_bn", "fleet_h100e", "flop", "largest_run", "runway",
        "researchers", "know_how", "domestic_share", "compliance", "held_capability", "patience",
        "stock_h100e")  # fmt: skip
"""What a dossier tells, what everybody knows first."""
COURSES = ("capability", "users_m", "score")
"""What is drawn quarter by quarter where there is room: of it everybody knows all."""
SOON, YEAR = 1, 4
"""Quarters within which an act is to come, for which its odds are told."""
HEAD, LINE = 64, 30
SEAT_ROWS, ACT_ROWS = (44, 64), (28, 34)
"""Heights of rows, least and most."""
ROOMY = 800
"""Height from which on courses are drawn, and all doctrines listed."""
LEAST_SPAN = 4.0
"""What an axis of a course spans at least, so that its marks are whole numbers."""
FEW, MOST = 3, 6
"""Doctrines that are listed where there is less room, and more."""


class RivalsScreen(FuturesScreen):
    """The list of rivals and the dossier of one; arrows go through the list."""

    def __init__(self, live: Live, firm: str = "") -> None:
        super().__init__(live)
        self.firm = firm or self.rows()[0].firm
        self.row = ACT_ROWS[0]
        """Height of a line of odds."""

    def rows(self) -> list[TableRow]:
        """The rivals, the first of the table first."""
        return [row for row in self.live.session.desk.league if not row.is_you]

    def build(self, view: Viewport) -> Widget:
        """Lay out list, dossier, doctrine and odds."""
        self.shown = self.live.session.forecast.count
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        head = Area(Rect(24, 14, view.width - 48, 36))
        root.add(Label(tr("rivals.title"), t.BIG_TITLE).at(head.left(240)))
        close = Button("rivals.close", tr("ui.close"), self.on_back, kind="quiet", key="Esc")
        root.add(close.at(head.right(close.natural()[0], gap=12)))
        other = Button("rivals.forecast", tr("forecast.title"), self.forecast, icon="chart-line", key="F")
        root.add(other.at(head.right(other.natural()[0], gap=12)))
        body = Rect(24, HEAD, view.width - 48, view.height - HEAD - 24)
        narrow = view.width < 1600
        seats, dossier, intent = row(body, [260 if narrow else 320, Fr(1.15), Fr(1.0)], gap=16)
        self._list(root, seats)
        is_roomy = body.h >= ROOMY
        self.row = ACT_ROWS[is_roomy]
        if is_roomy and self.live.session.turn:
            dossier, courses = column(dossier, [Fr(1), 250], gap=16)
            self._courses(root, courses)
        self._dossier(root, dossier)
        doctrine, acts = column(intent, [_doctrine_height(self.row, is_roomy), Fr(1)], gap=16)
        self._doctrine(root, doctrine, is_roomy)
        self._acts(root, acts)
        return root

    def _list(self, root: Widget, area: Rect) -> None:
        panel = root.add(Panel("rivals.list").at(area))
        scroll = panel.add(ScrollView("rivals.scroll").at(area.inflate(-12, -16)))
        rows = self.rows()
        step = max(SEAT_ROWS[0], min(SEAT_ROWS[1], scroll.rect.h // len(rows)))
        for n, one in enumerate(rows):
            line = SeatLine(self.live, one.firm, one, one.firm == self.firm, partial(self.show, one.firm))
            scroll.add(line.at(Rect(scroll.rect.x + 4, scroll.rect.y + step * n, scroll.rect.w - 20, step)))

    def _dossier(self, root: Widget, area: Rect) -> None:
        seat, place = self.live.session.desk.seat, self.live.session.firms.index(self.firm)
        guess = self.live.session.forecast.guess(self.firm)
        panel = root.add(Panel("dossier", self.live.name("firms", self.firm)).at(area))
        scroll = panel.add(ScrollView("dossier.scroll").at(Rect(area.x + 8, area.y + 36, area.w - 16, area.h - 44)))
        y = scroll.rect.y
        key = Label(tr("rivals.key"), t.NOTE, t.LOW, wrap=True)
        high = key.height_at(scroll.rect.w - 24)
        scroll.add(key.at(Rect(scroll.rect.x + 8, y, scroll.rect.w - 24, high)))
        y += high + 6
        step = max(LINE, min(46, (scroll.rect.bottom - y) // len(READ)))
        for name in READ:
            seen = seat.reading(name, place)
            likely = seen if guess is None else guess.narrowed(seen, seat.width(name), seat.most(name))
            line = ReadingLine(self.live, name, seen, likely, seat.quantity(name))
            scroll.add(line.at(Rect(scroll.rect.x, y, scroll.rect.w - 14, step)))
            y += step

    def _courses(self, root: Widget, area: Rect) -> None:
        """What everybody knows of it quarter by quarter, beside one's own."""
        panel = root.add(Panel("rivals.courses", tr("rivals.courses")).at(area))
        inner = Rect(area.x + 12, area.y + 40, area.w - 24, area.h - 50)
        for name, place in zip(COURSES, row(inner, [Fr()] * len(COURSES), gap=12), strict=True):
            panel.add(Label(self.live.quantity_name(name), t.NOTE, t.MIDDLE).at(Rect(place.x, place.y, place.w, 20)))
            panel.add(self._course(name).at(Rect(place.x, place.y + 20, place.w, place.h - 20)))

    def _course(self, name: str) -> LineChart:
        desk, firm = self.live.session.desk, self.live.session.firms.index(self.firm)
        lines = [
            (desk.seat.series(name), t.PAPER),
            (desk.seat.series(name, firm), self.live.firm_side(self.firm).colour),
        ]
        values = [value for course, _ in lines for value in course]
        series = [
            Series(tuple((float(n), value) for n, value in enumerate(course)), colour, width=2.2, end_dot=True)
            for course, colour in lines
        ]
        last = max(1, self.live.session.turn)
        x = Axis(0, last, (0.0, float(last)), lambda turn: q_text(desk.quarter_on(round(turn))))
        axis = nice_axis(min(values), max(*values, min(values) + LEAST_SPAN), 4, partial(plain, decimals=0))
        return LineChart(f"rivals.course.{name}", series, x, axis, label=self.live.quantity_name(name))

    def _doctrine(self, root: Widget, area: Rect, is_roomy: bool) -> None:
        """The doctrine that it seems to follow, and the acts that speak for it."""
        panel = root.add(Panel("rivals.doctrine", tr("rivals.doctrine")).at(area))
        x, y, wide = area.x + 16, area.y + 38, area.w - 32
        guess = self.live.session.forecast.guess(self.firm)
        if guess is None:
            panel.add(Label(tr("forecast.working"), t.BODY, t.LOW).at(Rect(x, y, wide, 24)))
            return
        shown = guess.odds[: MOST if is_roomy else FEW]
        for n, (doctrine, share) in enumerate(shown):
            line = DoctrineLine(self.live, doctrine, share, n == 0 and bool(guess.evidence))
            panel.add(line.at(Rect(x, y, wide, self.row)))
            y += self.row
        for text in self.evidence(guess):
            panel.add(Label(text, t.NOTE, t.MIDDLE).at(Rect(x, y + 4, wide, 20)))
            y += 20

    def evidence(self, guess: Guess) -> list[str]:
        """What speaks for the likeliest doctrine, in words."""
        if not guess.evidence:
            return [tr("rivals.evidence.none")]
        name = self.live.name("doctrines", guess.odds[0][0])
        return [tr("rivals.evidence", doctrine=name), *(self._act_words(one) for one in guess.evidence)]

    def _act_words(self, one: Evidence) -> str:
        return tr(f"rivals.seen.{one.act}", quarters=one.quarters, all=self.live.session.turn,
                  usual=plain(one.usual, 1))  # fmt: skip

    def _acts(self, root: Widget, area: Rect) -> None:
        """What it may do next, and where it may stand in two years."""
        forecast, name = self.live.session.forecast, self.live.name("firms", self.firm)
        panel = root.add(Panel("rivals.odds", tr("rivals.odds")).at(area))
        x, y, wide = area.x + 16, area.y + 38, area.w - 32
        if not forecast.count:
            panel.add(Label(tr("forecast.working"), t.BODY, t.LOW).at(Rect(x, y, wide, 24)))
            return
        cell = column_width(Rect(x, y, wide, self.row))
        for n, key in enumerate(("rivals.next", "rivals.year")):
            label = Label(tr(key), t.NOTE, t.LOW, align="right")
            panel.add(label.at(Rect(x + wide - (2 - n) * cell + 10, y - 2, cell - 16, 20)))
        y += 20
        for act in NEXT:
            odds = (forecast.act_odds(self.firm, act, SOON) or 0.0, forecast.act_odds(self.firm, act, YEAR) or 0.0)
            line = OddsLine(f"odds.{act}", tr(f"rivals.act.{act}"), odds, tr(f"rivals.act.{act}.tip"))
            panel.add(line.at(Rect(x, y, wide, self.row)))
            y += self.row
        leads, first = forecast.rank_odds()[self.firm]
        panel.add(heading(tr("rivals.in_two_years")).at(Rect(x, y + 8, wide, 20)))
        y += 30
        for wid, words, share in (("ahead", tr("rivals.ahead"), leads), ("first", tr("rivals.first"), first)):
            panel.add(fact(words, odds_text(share), wid=f"odds.{wid}").at(Rect(x, y, wide, 24)))
            y += 24
        note = Label(tr("rivals.note", count=self.shown, all=ALL, firm=name), t.NOTE, t.LOW, wrap=True)
        high = note.height_at(wide)
        if y + 8 + high <= area.bottom - 8:
            panel.add(note.at(Rect(x, y + 8, wide, high)))

    # --- what can be done
    def show(self, firm: str) -> None:
        """Open another dossier."""
        self.firm = firm
        self.rebuild()

    def forecast(self) -> Outcome:
        """Look at the fans instead."""
        return Replace(ForecastScreen(self.live))

    def on_key(self, chord: str) -> Handled:
        """Go through the list; the key that opened it closes it."""
        if chord == "V":
            return self.on_back() or True
        if chord not in {"Up", "Down"}:
            return False
        every = [row.firm for row in self.rows()]
        self.show(every[(every.index(self.firm) + (-1 if chord == "Up" else 1)) % len(every)])
        self.app.frame(0.0)
        self.app.router.set_focus(self.app.find(f"seat.{self.firm}"), True)
        return True

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex, or a graph."""
        from game.ui.screens.overlays import open_page  # noqa: PLC0415

        return open_page(self.live, kind, entry)


def open_rivals(live: Live) -> Outcome:
    """Lay the dossiers over a screen."""
    return Push(RivalsScreen(live))


def _doctrine_height(line: int, is_roomy: bool) -> int:
    """Room for the doctrines listed, a heading and four acts."""
    return 38 + line * (MOST if is_roomy else FEW) + 20 * 5 + 14
