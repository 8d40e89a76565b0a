"""Each foundry: wafers, good dies, good packages, memory; which of them is the bottleneck; money to put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.limits import may_back
from game.session.facts.silicon import Works, works
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area, Fr, row
from game.ui.screens.parts import Pile, Tag, fact, heading, note_line, q_text, stepper_row
from game.ui.widgets import Label, Painter, Panel, Stepper, Tip, TipLine, Widget
from game.ui.wording import Amount, count, figures, money, percent, plain, short_count, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.silicon import SiliconScreen

STAGE_H = 44
MOST_MAKES = 5
"""Lines of what a foundry makes."""
MOST_MUSD = 20_000


def build_foundries(screen: SiliconScreen, page: Widget, area: Rect) -> None:
    """A panel for each foundry, side by side."""
    backed = may_back(screen.desk.seat)
    found = works(screen.desk.seat)
    for one, place in zip(found, row(area, [Fr()] * max(1, len(found))), strict=False):
        _foundry(screen, page, place, one, one.foundry in backed)


def _foundry(screen: SiliconScreen, page: Widget, place: Rect, one: Works, may_invest: bool) -> None:
    board = screen.live.board
    side = screen.side_of(board.foundries[one.foundry].country)
    name = screen.name_of("foundries", one.foundry)
    panel = page.add(Panel(f"foundry.{one.foundry}").at(place))
    cut = Area(panel.inside)
    head, under = cut.top(26, gap=2), cut.top(20, gap=8)
    tag = _bottleneck(one)
    wide = tag.natural()[0]

    def title(canvas: Canvas, rect: Rect) -> None:
        canvas.mark(side.shape, rect.x + 6, rect.y + 13, 11, side.colour)
        canvas.text(name, rect.x + 20, rect.y, t.TITLE, t.HIGH, width=rect.w - 20)

    panel.add(Painter(title, tooltip=Tip(name, screen.live.text("foundries", one.foundry))).at(head))
    panel.add(note_line(side.name).at(Rect(under.x, under.y, under.w - wide - 8, 20)))
    panel.add(tag.at(Rect(under.right - wide, under.y, wide, 20)))
    _money(screen, panel, cut.bottom(60), one, may_invest)
    for stage in _stages(one):
        if cut.rest.h >= STAGE_H:
            panel.add(Stage(*stage).at(cut.top(STAGE_H, gap=4)))
    pile = Pile(panel, Rect(cut.rest.x, cut.rest.y + 4, cut.rest.w, cut.rest.h - 4))
    ratio = Amount(plain(100 * one.output_ratio), tr("silicon.of_plan"))
    pile.add(fact(tr("silicon.output"), ratio, strong=True, tip=tr("silicon.output.tip"),
                  colour=t.DANGER_TEXT if one.output_ratio < 0.6 else t.HIGH), 24)  # fmt: skip
    claim = percent(one.claim, 1 if 0 < one.claim < 0.1 else 0)
    pile.add(fact(tr("silicon.claim"), claim, tip=tr("silicon.claim.tip")), 24)
    for when, wafers in one.coming:
        pile.add(fact(tr("silicon.coming", when=q_text(when)), f"+{count(wafers)}"), 24)
    makes = next((f.makes for f in screen.desk.foundries if f.foundry == one.foundry), ())
    if makes and pile.rest.h >= 54:
        pile.skip(10)
        pile.add(heading(tr("silicon.makes")), 22)
        names = [screen.name_of("offers", offer) for offer in makes]
        lines = max(1, min(MOST_MAKES, (pile.rest.h - 4) // t.NOTE.line))
        words = _as_many(names, pile.rest.w, lines)
        pile.add(Label(words, t.NOTE, t.MIDDLE, wrap=True, tooltip=tr("ui.list").join(names)), lines * t.NOTE.line)


def _as_many(names: list[str], width: int, lines: int) -> str:
    """As many of the names as find room, and how many more there are."""
    for shown in range(len(names), 0, -1):
        words = tr("ui.list").join(names[:shown])
        if shown < len(names):
            words = tr("silicon.makes.more", names=words, count=len(names) - shown)
        if len(fonts.book().wrap(words, t.NOTE, width)) <= lines:
            return words
    return names[0]


def _bottleneck(one: Works) -> Tag:
    if one.bottleneck == "strait":
        return Tag(tr("silicon.bottleneck.strait"), "danger", "triangle-alert")
    return Tag(tr(f"silicon.bottleneck.{one.bottleneck}"), "paper", "triangle-alert")


def _tightest(one: Works) -> str:
    """The link that holds the others back: of the logic, the one furthest under its plan or its best."""
    if one.bottleneck != "logic":
        return one.bottleneck
    plan = one.wafers / one.planned_wafers if one.planned_wafers > 0 else 1.0
    links = {"wafers": plan, "yield": one.yield_share, "packaging": one.packaging_share}
    return min(links, key=lambda name: links[name])


def _stages(one: Works) -> list[tuple[str, float, Amount, str, bool, Tip]]:
    """(name, share for the bar, figure, note, bottleneck, tooltip) of each link of the chain."""
    change = "" if not one.yield_change else tr("silicon.change", points=signed(100 * one.yield_change, 1))
    tight = _tightest(one)
    wafers = _tip("wafers", (tr("silicon.planned"), count(one.planned_wafers)))
    dies = _tip("yield", (tr("silicon.best"), percent(one.best_yield).text))
    memory = _tip("memory", (tr("silicon.logic"), percent(one.logic_ratio).text))
    plan = one.wafers / one.planned_wafers if one.planned_wafers > 0 else 0.0
    started = Amount(short_count(one.wafers).text, tr("silicon.a_month"))
    of_plan = tr("silicon.share_of_plan", share=percent(plan).text)
    return [
        ("wafers", plan / 1.5, started, of_plan, tight == "wafers", wafers),
        ("yield", one.yield_share, percent(one.yield_share), change, tight == "yield", dies),
        ("packaging", one.packaging_share, percent(one.packaging_share), "", tight == "packaging",
         _tip("packaging")),
        ("memory", one.memory_ratio / 1.5, percent(one.memory_ratio), tr("silicon.of_need"), tight == "memory", memory),
    ]  # fmt: skip


def _tip(name: str, *lines: tuple[str, str]) -> Tip:
    return Tip(tr(f"silicon.stage.{name}"), tr(f"silicon.stage.{name}.tip"), tuple(TipLine(*line) for line in lines))


class Stage(Painter):
    """One link of the chain: a name, a bar and a figure."""

    def __init__(self, name: str, share: float, shown: Amount, note: str, is_tight: bool, tip: Tip) -> None:
        self.title, self.share, self.shown = tr(f"silicon.stage.{name}"), share, shown
        self.note, self.is_tight = note, is_tight
        super().__init__(self._paint, wid=f"stage.{name}", label=self.title, tooltip=tip)

    def _paint(self, canvas: Canvas, rect: Rect) -> None:
        used = canvas.text(self.title, rect.x, rect.y, t.TABLE, t.MIDDLE)
        left = rect.w - used - canvas.spans(self.shown.spans(t.TABLE_STRONG), rect.right, rect.y, 20, "right")
        if left >= 20 + fonts.book().width(self.note, t.NOTE):
            canvas.text(self.note, rect.x + used + 10, rect.y + 1, t.NOTE, t.LOW)
        bar = Rect(rect.x, rect.y + 26, rect.w, 7)
        canvas.box(bar, t.LINE, None, 2)
        wide = round(bar.w * max(0.0, min(1.0, self.share)))
        if wide > 1:
            canvas.box(Rect(bar.x, bar.y, wide, bar.h), t.HIGH if self.is_tight else t.GREY_ROUTE, None, 2)


def _money(screen: SiliconScreen, panel: Panel, place: Rect, one: Works, may_invest: bool) -> None:
    """The stepper that invests, and what it would bring."""
    seat = screen.desk.seat
    asked = screen.asked("fab_musd", one.foundry)
    stepper = Stepper(f"fab.{one.foundry}", round(asked), screen.set_number("fab_musd", one.foundry), step=50,
                      high=MOST_MUSD, show=lambda value: money(value).text if value else "$0", enabled=may_invest,
                      why_disabled=tr("silicon.why.not_backed"),
                      label=tr("silicon.invest.in", foundry=screen.name_of("foundries", one.foundry)))  # fmt: skip
    cut = screen.refusal_tip("fab_musd", one.foundry)
    tip = cut or Tip(tr("silicon.invest"), tr("silicon.invest.tip", cost=money(one.wafer_cost_musd).text))
    right = [Span(tr("supply.cut", units=money(one.fab_musd).text), t.NOTE_STRONG, t.DANGER_TEXT)] if cut else []
    stepper_row(panel, Rect(place.x, place.y, place.w, 32), tr("silicon.invest"), stepper, right, tip)
    wafers = one.fab_musd / one.wafer_cost_musd if one.wafer_cost_musd > 0 else 0.0
    lead = screen.bounds.fab_lead_quarters
    when = q_text(seat.quarter.later(lead))
    words = tr("silicon.buys", wafers=figures(wafers, 3), when=when) if wafers else tr("silicon.buys.none", when=when)
    panel.add(note_line(words).at(Rect(place.x, place.y + 36, place.w, 22)))
