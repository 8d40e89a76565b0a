"""The quarter's report: the front page, the ledger, where the cash went, what was rolled, and the standings."""

from __future__ import annotations

from functools import partial

from pygame import Rect

from game.session.gazette import LedgerLine, Report
from game.session.rolls import Roll
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.screen import Handled, Outcome, Pop, Push, Screen
from game.ui.screens.frame.aside_strip import watch_aside
from game.ui.screens.frame.coach import add_coach
from game.ui.screens.frame.figures import LESS_IS_BETTER, amount, change_between, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.stories import roll_title
from game.ui.screens.newspaper import FrontPage
from game.ui.theme import Colour
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Fall, Group, Label, Painter, Panel, Tip, TipLine, Waterfall, Widget
from game.ui.wording import CATALOGUE, large_money, money, percent, plain, tr

ROWS = ("cash_bn", "flop", "runway", "gap_months", "researchers", "domestic_share", "users_m")
ICONS: dict[str, tuple[str, Colour]] = {
    "cash_bn": ("banknote", t.MONEY), "flop": ("activity", t.COMPUTE), "runway": ("fuel", t.LOW),
    "gap_months": ("flag", t.LOW), "researchers": ("users-round", t.LOW), "domestic_share": ("shield", t.LOW),
    "users_m": ("users", t.LOW),
}  # fmt: skip
FALLS = 5


ARRIVALS = ("story.bought",)
"""Stories of chips that came."""


class ReportScreen(Screen):
    """What the last quarter came to. Enter goes on."""

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live
        self.heard = False

    @property
    def report(self) -> Report:
        """The report shown."""
        report = self.live.session.report
        if report is None:
            raise RuntimeError("there is no report before the first quarter has ended")
        return report

    def build(self, view: Viewport) -> Widget:
        """Lay out page and ledger."""
        root = Group(rect=view.rect)
        small = view.compact
        side = 344 if small else 376
        margin = 16 if small else 28
        paper_w = min(view.width - side - 3 * margin, 1240)
        left = max(margin, (view.width - side - paper_w - margin) // 2)
        paper = Rect(left, margin, paper_w, view.height - 2 * margin)
        root.add(Painter(lambda c, r: c.shadow(r, 10, 0.6)).at(paper))
        root.add(FrontPage("paper", self.live, self.report).at(paper))
        column = Rect(paper.right + margin, margin, view.width - paper.right - 2 * margin, view.height - 2 * margin)
        column.w = min(column.w, 400)
        self.add_ledger(root, column, small)
        add_coach(root, self, self.live, view, "report")
        return root

    def add_ledger(self, root: Widget, area: Rect, small: bool) -> None:
        """The column at the right."""
        report, gap = self.report, 8 if small else 12
        head = Rect(area.x, area.y - 4, area.w, 32)
        root.add(Label(tr("report.ledger"), t.TITLE).at(head))
        span = tr("report.span", before=quarter_text(report.quarter), after=quarter_text(report.quarter.later(1)))
        root.add(Label(span, t.TABLE_DENSE, t.MIDDLE, align="right").at(head))
        row = 26 if small else 32
        y = head.bottom + 4
        lines = [line for name in ROWS for line in report.ledger if line.quantity == name]
        panel = Panel("ledger").at(Rect(area.x, y, area.w, 16 + row * len(lines)))
        root.add(panel)
        for n, line in enumerate(lines):
            place = Rect(area.x + 16, y + 8 + row * n, area.w - 32, row)
            paint, name = partial(_ledger_line, self.live, line, n < len(lines) - 1), line.quantity
            root.add(Painter(paint, wid=f"ledger.{name}", label=self.live.quantity_name(name),
                             tooltip=self.live.why(name)).at(place))  # fmt: skip
        y = panel.rect.bottom + gap
        button = Rect(area.x, area.bottom - 48, area.w, 48)
        table = Rect(area.x, button.y - gap - 98, area.w, 98)
        rolls = tuple(sorted(report.rolls, key=_matters)[: 3 if small else 4])
        rolls_h = 40 + 26 * max(1, len(rolls))
        rolled = Rect(area.x, table.y - gap - rolls_h, area.w, rolls_h)
        cash = Rect(area.x, y, area.w, rolled.y - gap - y)
        self.add_cash(root, cash)
        self.add_rolls(root, rolled, rolls)
        self.add_table(root, table)
        text = tr("report.start", quarter=quarter_text(report.quarter.later(1)))
        if report.ending != "running" and not self.live.ending_shown:
            text = tr("report.to_end")
        root.add(Button("report.start", text, self.on_back, kind="primary", big=True, key="Enter").at(button))

    def add_cash(self, root: Widget, area: Rect) -> None:
        """From last quarter's cash to this one's."""
        if area.h < 110:
            return
        report = self.report
        panel = root.add(Panel("cash", tr("report.cash"), tooltip=self._cash_tip).at(area))
        lines = list(report.cash)
        before = next((line.musd for line in lines if line.message.endswith(".before")), 0.0)
        changes = [line for line in lines if not line.message.endswith(".before")]
        changes.sort(key=lambda one: -abs(one.musd))
        shown, rest = changes[: FALLS - 1], changes[FALLS - 1 :]
        falls = [Fall(quarter_text(report.quarter, True), large_money(before), True)]
        falls += [
            Fall(_short(line.message), large_money(line.musd)) for line in sorted(shown, key=lambda one: -one.musd)
        ]
        if rest:
            falls.append(Fall(tr("cash.other"), large_money(sum(line.musd for line in rest))))
        end = before + sum(line.musd for line in changes)
        falls.append(Fall(quarter_text(report.quarter.later(1), True), large_money(end), True))
        chart = Waterfall("cash.chart", falls, t.MONEY, show=lambda value: plain(value, 1), label=tr("report.cash"))
        panel.add(chart.at(Rect(area.x + 8, area.y + 32, area.w - 16, area.h - 38)))

    def _cash_tip(self) -> Tip:
        lines = tuple(
            TipLine(_long(line.message), money(line.musd, sign=n > 0).value, money(line.musd).unit, 1 if n else 0)
            for n, line in enumerate(self.report.cash)
        )
        return Tip(tr("report.cash"), lines=lines)

    def add_rolls(self, root: Widget, area: Rect, rolls: tuple[Roll, ...]) -> None:
        """Odds, where the draw fell, and what it meant."""
        every = tuple(
            TipLine(roll_title(self.live, roll), tr("ui.yes") if roll.hit else tr("ui.no"),
                    tr("report.roll.short", odds=percent(roll.odds).text, drawn=percent(roll.drawn).text))
            for roll in self.report.rolls
        )  # fmt: skip
        more = len(self.report.rolls) - len(rolls)
        right = tr("end.more", count=more) if more > 0 else ""
        tip = Tip(tr("report.rolled"), tr("report.rolled.tip"), every)
        root.add(Panel("rolls", tr("report.rolled"), right=right, tooltip=tip).at(area))
        if not rolls:
            place = Rect(area.x + 16, area.y + 34, area.w - 32, 22)
            root.add(Label(tr("report.no_rolls"), t.NOTE, t.MIDDLE).at(place))
        for n, roll in enumerate(rolls):
            place = Rect(area.x + 16, area.y + 34 + 26 * n, area.w - 32, 26)
            words = tr("report.roll.tip", odds=percent(roll.odds).text, drawn=percent(roll.drawn).text)
            root.add(Painter(partial(_roll_line, self.live, roll), wid=f"roll.{n}", label=roll_title(self.live, roll),
                             tooltip=Tip(roll_title(self.live, roll), words)).at(place))  # fmt: skip

    def add_table(self, root: Widget, area: Rect) -> None:
        """The firms by score, this one ringed."""
        report = self.report
        spans = _place_spans(report)
        before = "" if report.place is None else "{}  "
        why = self.live.why("score")
        lines = tuple(
            TipLine(before.format(row.place) + self.live.name("firms", row.firm), plain(row.score), strong=row.is_you,
                    tip=why() if row.is_you else None) for row in report.table
        )  # fmt: skip
        panel = Panel("standing", tr("report.standing"), right=spans, tooltip=Tip(tr("report.standing"), lines=lines))
        root.add(panel.at(area))
        root.add(Painter(partial(_table, self.live, report)).at(Rect(area.x + 10, area.y + 34, area.w - 20, 60)))

    def update(self, dt: float) -> Outcome:
        """While it is read the new quarter is looked ahead from, so that fans are there when orders are given."""
        watch_aside(self.live, None, dt)
        return None

    def on_key(self, chord: str) -> Handled:
        """N closes what it opened; the keys are explained here too."""
        if chord == "N":
            return Pop()
        if chord == "?":
            from game.ui.screens.overlays import HelpScreen  # noqa: PLC0415

            return Push(HelpScreen())
        return False

    def on_enter(self) -> None:
        """Have the press thump, and the shipment that came in land."""
        if not self.heard:
            self.app.sounds.play("thump")
            if any(story.message in ARRIVALS for story in self.report.stories):
                self.app.sounds.play("shipment")
        self.heard = True

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex."""
        from game.ui.screens.overlays import open_page  # noqa: PLC0415

        return open_page(self.live, kind, entry)

    def on_back(self) -> Outcome:
        """Go on to the map."""
        return Pop()


def _place_spans(report: Report) -> list[Span]:
    """The place and where it was before; while all are level there is none."""
    if report.place is None:
        return [Span(tr("report.level"), t.NOTE_STRONG, t.HIGH)]
    spans = [Span(tr("report.place", place=report.place, firms=len(report.table)), t.NOTE_STRONG, t.HIGH)]
    if report.place_before is not None:
        same = report.place == report.place_before
        moved = tr("report.same") if same else tr("report.from", place=report.place_before)
        spans.append(Span(f"  {moved}", t.NOTE, t.MIDDLE))
    return spans


ORDER = ("licence", "answer", "run_fails", "move", "control_announced", "control_ended", "seizure")


def _matters(roll: Roll) -> tuple[bool, int]:
    """What struck against short odds first, then by kind."""
    kind = roll.message.removeprefix("roll.")
    return not (roll.hit and kind == "seizure"), ORDER.index(kind) if kind in ORDER else len(ORDER)


def _short(message: str) -> str:
    """A name of a cash line short enough for a bar."""
    key = f"report.cash.{message.rpartition('.')[2]}"
    return tr(key) if CATALOGUE.has(key) else _long(message)


def _long(message: str) -> str:
    return tr(message)


def _ledger_line(live: Live, line: LedgerLine, ruled: bool, canvas: Canvas, r: Rect) -> None:
    icon, ink = ICONS[line.quantity]
    y = r.centery - 10
    canvas.icon(icon, r.x, r.centery - 8, 16, ink)
    unit = _unit(line)
    before, after = amount(_scaled(line, line.before), unit), amount(_scaled(line, line.after), unit)
    change = line.after - line.before
    harm = change != 0 and (change > 0) == (line.quantity in LESS_IS_BETTER)
    right = r.right - 58
    spans = [Span(after.value, t.TABLE_STRONG, t.HIGH), Span(f" {after.unit}" if after.unit else "", t.SMALL, t.LOW)]
    wide = canvas.spans(spans, right, y, 20, "right")
    canvas.icon("arrow-right", right - wide - 18, r.centery - 6, 12, t.LOW)
    wide += 24 + canvas.text(before.value, right - wide - 24, y, t.TABLE_DENSE, t.MIDDLE, "right")
    name = live.quantity_name(line.quantity)
    canvas.text(name, r.x + 26, y, t.TABLE_DENSE, t.MIDDLE, width=right - wide - r.x - 34)
    text = change_between(_scaled(line, line.before), _scaled(line, line.after), unit)
    canvas.text(text, r.right, y, t.TABLE_DENSE, t.DANGER_TEXT if harm else t.MIDDLE, "right")
    if ruled:
        canvas.hline(r.x, r.bottom - 1, r.w)


def _unit(line: LedgerLine) -> str:
    return {"cash_bn": "$bn", "flop": "flop", "runway": "generations", "gap_months": "months", "researchers": "people",
            "domestic_share": "share", "users_m": "m users"}[line.quantity]  # fmt: skip


def _scaled(line: LedgerLine, value: float) -> float:
    return value * 1e21 if line.quantity == "flop" else value


def _roll_line(live: Live, roll: Roll, canvas: Canvas, r: Rect) -> None:
    y = r.centery - 10
    words = roll_title(live, roll)
    style = fonts.book().fitting(words, r.w * 0.57, t.TABLE_DENSE, t.NOTE, t.SMALL)
    canvas.text(words, r.x, r.centery - style.line / 2, style, t.HIGH, width=r.w * 0.57)
    bar = Rect(round(r.x + r.w * 0.6), r.centery - 2, round(r.w * 0.17), 5)
    canvas.box(bar, t.LINE, None, 2)
    canvas.box(Rect(bar.x, bar.y, max(2, round(bar.w * min(1.0, roll.odds))), bar.h), t.SERIES[1], None, 2)
    canvas.fill(Rect(bar.x + round(bar.w * min(1.0, roll.drawn)) - 1, bar.centery - 7, 2, 14), t.HIGH)
    canvas.text(percent(roll.odds).text, r.right - 34, y, t.TABLE_DENSE, t.MIDDLE, "right")
    canvas.text(tr("ui.yes") if roll.hit else tr("ui.no"), r.right, y, t.TABLE_DENSE_STRONG,
                t.HIGH if roll.hit else t.MIDDLE, "right")  # fmt: skip


def _table(live: Live, report: Report, canvas: Canvas, r: Rect) -> None:
    """The best few, and this firm wherever it stands."""
    fit = max(4, r.w // 48)
    rows = list(report.table)
    own = next(n for n, row in enumerate(rows) if row.is_you)
    shown = rows[:fit] if own < fit else [*rows[: fit - 1], rows[own]]
    step = r.w / max(1, len(shown))
    for n, row in enumerate(shown):
        x, side = r.x + step * (n + 0.5), live.firm_side(row.firm)
        if row.is_you:
            canvas.disc(x, r.y + 17, 18, None, t.PAPER, 1.5)
        canvas.emblem(live.emblem(row.firm), x, r.y + 17, 28, side.shape, side.colour)
        style, ink = (t.NOTE_STRONG, t.HIGH) if row.is_you else (t.NOTE, t.MIDDLE)
        canvas.text(plain(row.score), x, r.y + 38, style, ink, "centre")
