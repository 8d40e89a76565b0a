"""How well the fleet is used: utilisation with its terms, and the chips by software ecosystem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.compute import EcosystemUse
from game.session.why import explain
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area
from game.ui.screens.frame.why_tip import value_of, words_of
from game.ui.screens.parts import Pile, Scroller, course_axis, fact, h100e, heading
from game.ui.widgets import LineChart, Painter, Panel, Series, Tip, TipLine, Widget, nice_axis
from game.ui.wording import count, percent, tr

if TYPE_CHECKING:
    from game.ui.screens.compute import ComputeScreen


def build_software(screen: ComputeScreen, page: Widget, area: Rect) -> None:
    """The panel: utilisation, its terms, each ecosystem, and utilisation over time."""
    desk = screen.desk
    used = desk.seat.quantity("utilisation")
    right = [*percent(used).spans(t.FIGURE), Span("  " + tr("compute.of_peak"), t.NOTE, t.LOW)]
    panel = page.add(Panel("software", tr("compute.software"), right=right, tooltip=screen.why("utilisation")).at(area))
    cut = Area(panel.inside)
    if screen.narrow:
        left = cut.left(round(cut.rest.w * 0.42), gap=24)
        _ecosystems(screen, panel, left)
        _terms(screen, panel, cut.top(112, gap=8))
        _chart(screen, panel, cut.rest)
        return
    _terms(screen, panel, cut.top(104, gap=8))
    chart = cut.bottom(132, gap=8) if cut.rest.h > 300 else Rect(0, 0, 0, 0)
    _ecosystems(screen, panel, cut.rest)
    if chart.h:
        _chart(screen, panel, chart)


def _terms(screen: ComputeScreen, panel: Panel, place: Rect) -> None:
    """The factors of utilisation as the engine multiplied them."""
    term = explain(screen.desk.seat, "compute.utilisation")
    pile = Pile(panel, place)
    pile.add(heading(tr("compute.why")), 24)
    if term is None:
        pile.add(fact(tr("b.why.no_record"), ""), 24)
        return
    for child in term.children[:4]:
        shown = value_of(child, term.is_factor)
        lead = "× " if term.is_factor else ""
        pile.add(fact(f"{lead}{words_of(child.message, screen.live.names)}", shown), 24)


def _ecosystems(screen: ComputeScreen, panel: Panel, place: Rect) -> None:
    uses = sorted(screen.desk.ecosystems, key=lambda one: -one.train_h100e)
    top = max((one.train_h100e for one in uses), default=1.0) or 1.0
    scroll = Scroller(panel, "ecosystems", place)
    scroll.add(heading(tr("compute.ecosystems")), 24)
    for one in uses:
        scroll.add(_Ecosystem(screen, one, one.train_h100e / top), 44)


class _Ecosystem(Painter):
    """One ecosystem: how much of the fleet runs on it, and how mature it is in the firm's hands."""

    def __init__(self, screen: ComputeScreen, one: EcosystemUse, share: float) -> None:
        self.name = screen.name_of("ecosystems", one.ecosystem)
        self.one, self.share = one, share
        super().__init__(self._paint, wid=f"ecosystem.{one.ecosystem}", label=self.name, tooltip=self._words)

    def _words(self) -> Tip:
        one = self.one
        strong = h100e(one.train_h100e)
        lines = (
            TipLine(tr("compute.eco.maturity"), percent(one.maturity).value, percent(one.maturity).unit),
            TipLine(tr("compute.eco.chips"), count(one.units)),
            TipLine(tr("compute.eco.strength"), strong.value, strong.unit),
        )
        return Tip(self.name, tr("compute.eco.tip"), lines)

    def _paint(self, canvas: Canvas, rect: Rect) -> None:
        one = self.one
        live = one.units > 0
        wide = canvas.text(self.name, rect.x, rect.y, t.TABLE_STRONG, t.HIGH if live else t.LOW)
        words = tr("compute.eco.mature", share=percent(one.maturity).text)
        canvas.text(words, rect.x + max(110, round(wide) + 12), rect.y + 1, t.NOTE, t.MIDDLE)
        if live:
            canvas.spans(h100e(one.train_h100e).spans(t.TABLE_STRONG), rect.right, rect.y, 20, "right")
        bar = Rect(rect.x, rect.y + 24, rect.w, 8)
        canvas.box(bar, t.mix(t.PANEL, t.LINE, 0.6), None, 2)
        wide = round(bar.w * self.share)
        if wide > 1:
            canvas.box(Rect(bar.x, bar.y, wide, bar.h), t.mix(t.PANEL, t.COMPUTE, 0.35), None, 2)
            canvas.box(Rect(bar.x, bar.y, max(2, round(wide * one.maturity)), bar.h), t.COMPUTE, None, 2)


def _chart(screen: ComputeScreen, panel: Panel, place: Rect) -> None:
    """Utilisation quarter by quarter."""
    values = screen.desk.series("utilisation")
    if place.h < 80:
        return
    panel.add(heading(tr("compute.history")).at(Rect(place.x, place.y, place.w, 16)))
    line = Series(tuple((float(i), 100 * value) for i, value in enumerate(values)), t.COMPUTE, end_dot=True, fill=True)
    low, high = 100 * min(values), 100 * max(values)
    chart = LineChart("utilisation.chart", [line], course_axis(screen.desk, len(values)),
                      nice_axis(max(0.0, low - 2), high + 2, 3), tooltip=screen.why("utilisation"))  # fmt: skip
    panel.add(chart.at(Rect(place.x, place.y + 18, place.w, place.h - 18)))
