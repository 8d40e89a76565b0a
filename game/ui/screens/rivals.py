"""Rivals: of each what is known, estimated and hidden, and what it may do next, with odds from the same futures."""

from __future__ import annotations

from functools import partial

from pygame import Rect

from game.engine.view import Knowledge, Reading
from game.session.facts.top import TableRow
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area
from game.ui.screen import Handled, Outcome, Push, Replace
from game.ui.screens.forecast import ALL, ForecastScreen
from game.ui.screens.frame.figures import amount
from game.ui.screens.frame.live import Live
from game.ui.screens.parts.over_futures import FuturesScreen
from game.ui.screens.parts.pieces import fact, heading
from game.ui.screens.watch_parts import SeatLine
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, Label, Painter, Panel, ScrollView, Tip, Widget
from game.ui.wording import Amount, percent, tr

READ = ("capability", "users_m", "revenue_bn", "cash_bn", "debt_bn", "fleet_h100e", "flop", "runway", "researchers",
        "know_how", "compliance", "held_capability", "patience", "stock_h100e")  # fmt: skip
"""What a dossier tells, what everybody knows first."""
SOON = (1, 2, 4, 8)
"""Quarters ahead for which the odds of a release are told."""
HEAD, LIST_W, ROW, LINE = 64, 320, 44, 30


class ReadingLine(Widget):
    """One number of a rival: a dot where it is known, a bar from low to high where estimated, words where hidden."""

    focusable = True

    def __init__(self, live: Live, quantity: str, seen: Reading, own: float) -> None:
        super().__init__(f"reading.{quantity}", label=live.quantity_name(quantity), tooltip=self._tip)
        self.live, self.quantity, self.seen, self.own = live, quantity, seen, own
        self.about = ("quantities", quantity)

    def _amount(self, value: float) -> Amount:
        return amount(value, self.live.session.desk.seat.unit(self.quantity).replace("H100e", "h100e"))

    def _say(self, value: float) -> str:
        return self._amount(value).text

    def value_text(self) -> str:
        """What is known, in words."""
        if self.seen.knowledge is Knowledge.HIDDEN:
            return tr("rivals.hidden")
        if self.seen.knowledge is Knowledge.KNOWN:
            return self._say(self.seen.value)
        low, high = self._amount(self.seen.low), self._amount(self.seen.high)
        return tr("rivals.between", low=low.value if low.unit == high.unit else low.text, high=high.text)

    def _tip(self) -> Tip:
        how = tr(f"rivals.{self.seen.knowledge.value}.tip")
        return Tip(self.label, f"{self.value_text()}. {how} {tr('rivals.own', value=self._say(self.own))}")

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, wide = self.rect, self.rect.w
        if self.heat.value > 0.02:
            canvas.box(r, t.mix(t.PANEL, t.HOVER, self.heat.value), None, 6)
        canvas.text(self.label, r.x + 8, r.centery - 10, t.TABLE, t.MIDDLE, width=wide * 0.26)
        ink = t.LOW if self.seen.knowledge is Knowledge.HIDDEN else t.HIGH
        canvas.text(self.value_text(), r.right - 8, r.centery - 10, t.TABLE_STRONG, ink, "right", width=wide * 0.46)
        if self.seen.knowledge is Knowledge.HIDDEN:
            return
        left, room = r.x + wide * 0.28, wide * 0.24
        top = max(self.seen.high, self.own, 1e-9) * 1.05
        canvas.hline(round(left), r.centery, round(room), t.LINE)
        low, high = (left + room * max(0.0, end) / top for end in (self.seen.low, self.seen.high))
        if self.seen.knowledge is Knowledge.ESTIMATED:
            canvas.box(Rect(round(low), r.centery - 4, max(2, round(high - low)), 8), t.COMPUTE_DEEP, t.COMPUTE, 3)
        canvas.disc(left + room * max(0.0, self.seen.value) / top, r.centery, 4, t.COMPUTE)
        x = left + room * max(0.0, self.own) / top
        canvas.fill(Rect(round(x), r.centery - 8, 2, 16), t.PAPER)


class RivalsScreen(FuturesScreen):
    """The list of rivals and the dossier of one; arrows go through the list."""

    def __init__(self, live: Live, firm: str = "") -> None:
        super().__init__(live)
        self.firm = firm or self.rows()[0].firm

    def rows(self) -> list[TableRow]:
        """The rivals, the first of the table first."""
        return [row for row in self.live.session.desk.league if not row.is_you]

    def build(self, view: Viewport) -> Widget:
        """Lay out list, dossier and odds."""
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
        panel = root.add(Panel("rivals.list").at(Rect(body.x, body.y, LIST_W, body.h)))
        scroll = panel.add(ScrollView("rivals.scroll").at(panel.rect.inflate(-12, -16)))
        for n, row in enumerate(self.rows()):
            line = SeatLine(self.live, row.firm, row, row.firm == self.firm, partial(self.show, row.firm))
            scroll.add(line.at(Rect(scroll.rect.x + 4, scroll.rect.y + ROW * n, scroll.rect.w - 20, ROW)))
        odds_w = min(420, (body.w - LIST_W) // 3 + 20)
        self._dossier(root, Rect(body.x + LIST_W + 16, body.y, body.w - LIST_W - odds_w - 32, body.h))
        self._odds(root, Rect(body.right - odds_w, body.y, odds_w, body.h))
        return root

    def _dossier(self, root: Widget, area: Rect) -> None:
        seat, place = self.live.session.desk.seat, self.live.session.firms.index(self.firm)
        panel = root.add(Panel("dossier", self.live.name("firms", self.firm)).at(area))
        scroll = panel.add(ScrollView("dossier.scroll").at(Rect(area.x + 8, area.y + 36, area.w - 16, area.h - 44)))
        y = scroll.rect.y
        key = Label(tr("rivals.key"), t.NOTE, t.LOW, wrap=True)
        high = key.height_at(scroll.rect.w - 24)
        scroll.add(key.at(Rect(scroll.rect.x + 8, y, scroll.rect.w - 24, high)))
        y += high + 8
        for name in READ:
            line = ReadingLine(self.live, name, seat.reading(name, place), seat.quantity(name))
            scroll.add(line.at(Rect(scroll.rect.x, y, scroll.rect.w - 14, LINE)))
            y += LINE

    def _odds(self, root: Widget, area: Rect) -> None:
        forecast, name = self.live.session.forecast, self.live.name("firms", self.firm)
        panel = root.add(Panel("rivals.odds", tr("rivals.odds")).at(area))
        x, y, wide = area.x + 16, area.y + 40, area.w - 32
        odds = forecast.release_odds(self.firm)
        if not odds:
            panel.add(Label(tr("forecast.working"), t.BODY, t.LOW).at(Rect(x, y, wide, 24)))
            return
        panel.add(heading(tr("rivals.release")).at(Rect(x, y, wide, 20)))
        for ahead in SOON:
            y += 26
            words = tr("rivals.within" if ahead > 1 else "rivals.next", count=ahead)
            panel.add(fact(words, percent(odds[ahead - 1]), wid=f"odds.release.{ahead}").at(Rect(x, y, wide, 24)))
        leads, first = forecast.rank_odds()[self.firm]
        y += 40
        panel.add(heading(tr("rivals.in_two_years")).at(Rect(x, y, wide, 20)))
        for wid, words, share in (("ahead", tr("rivals.ahead"), leads), ("first", tr("rivals.first"), first)):
            y += 26
            panel.add(fact(words, percent(share), wid=f"odds.{wid}").at(Rect(x, y, wide, 24)))
        note = Label(tr("rivals.note", count=self.shown, all=ALL, firm=name), t.NOTE, t.LOW, wrap=True)
        panel.add(note.at(Rect(x, y + 40, wide, note.height_at(wide))))

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
