"""Lines of a dossier: one number as it is known, the odds of an act, and the odds of a doctrine."""

from __future__ import annotations

from pygame import Rect

from game.engine.view import Knowledge, Reading
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screens.frame.figures import amount, between
from game.ui.screens.frame.live import Live
from game.ui.widgets import Tip, Widget
from game.ui.wording import percent, tr

KNOWN_UNITS = {"H100e": "h100e"}
"""Units of quantities that the screen writes under another name."""


class ReadingLine(Widget):
    """One number of a rival: a disc where it is known, bars where estimated, words where hidden.

    Of an estimate, the thin bar is what the reading leaves possible; in the thick one lie at least four of five true
    numbers.
    """

    focusable = True

    def __init__(self, live: Live, quantity: str, seen: Reading, likely: Reading, own: float) -> None:
        super().__init__(f"reading.{quantity}", label=live.quantity_name(quantity), tooltip=self._tip)
        self.live, self.quantity, self.seen, self.likely, self.own = live, quantity, seen, likely, own
        self.about = ("quantities", quantity)

    @property
    def _unit(self) -> str:
        unit = self.live.session.desk.seat.unit(self.quantity)
        return KNOWN_UNITS.get(unit, unit)

    def value_text(self) -> str:
        """What is known, in words."""
        if self.seen.knowledge is Knowledge.HIDDEN:
            return tr("rivals.hidden")
        if self.seen.knowledge is Knowledge.KNOWN:
            return amount(self.seen.value, self._unit).text
        return between(self.likely.low, self.likely.high, self._unit)

    def _tip(self) -> Tip:
        widest = between(self.seen.low, self.seen.high, self._unit)
        how = tr(f"rivals.{self.seen.knowledge.value}.tip", range=widest)
        own = tr("rivals.own", value=amount(self.own, self._unit).text)
        return Tip(self.label, f"{self.value_text()}. {how} {own}")

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, wide = self.rect, self.rect.w
        if self.heat.value > 0.02:
            canvas.box(r, t.mix(t.PANEL, t.HOVER, self.heat.value), None, 6)
        canvas.text(self.label, r.x + 8, r.centery - 10, t.TABLE, t.MIDDLE, width=wide * 0.27)
        ink = t.LOW if self.seen.knowledge is Knowledge.HIDDEN else t.HIGH
        canvas.text(self.value_text(), r.right - 8, r.centery - 10, t.TABLE_STRONG, ink, "right", width=wide * 0.36)
        if self.seen.knowledge is Knowledge.HIDDEN:
            return
        left, room = r.x + wide * 0.29, wide * 0.33
        top = max(self.seen.high, self.own, 1e-9) * 1.05
        canvas.hline(round(left), r.centery, round(room), t.LINE)

        def at(value: float) -> float:
            return left + room * max(0.0, value) / top

        if self.seen.knowledge is Knowledge.ESTIMATED:
            for one, high, edge in ((self.seen, 4, None), (self.likely, 10, t.COMPUTE)):
                low = at(one.low)
                place = Rect(round(low), r.centery - high // 2, max(2, round(at(one.high) - low)), high)
                canvas.box(place, t.COMPUTE_DEEP, edge, 2)
        else:
            canvas.disc(at(self.seen.value), r.centery, 4, t.COMPUTE)
        canvas.fill(Rect(round(at(self.own)), r.centery - 8, 2, 16), t.PAPER)


class OddsLine(Widget):
    """A act, and the odds that it is done at two distances, each figure on a bar of its length."""

    def __init__(self, wid: str, text: str, odds: tuple[float, float], tip: str) -> None:
        super().__init__(wid, label=text, tooltip=Tip(text, tip))
        self.odds = odds

    def texts(self) -> list[tuple[str, float, float]]:
        """Give nothing: what is too long is cut and told whole in the tooltip."""
        return []

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r = self.rect
        cell = column_width(r)
        canvas.text(self.label, r.x, r.centery - 10, t.TABLE, t.MIDDLE, width=r.w - 2 * cell - 12)
        for n, share in enumerate(self.odds):
            place = Rect(r.right - (2 - n) * cell + 10, r.y + 3, cell - 10, r.h - 6)
            draw_odds(canvas, place, share)


def column_width(rect: Rect) -> int:
    """How wide one of the two columns of odds is."""
    return min(124, max(96, rect.w // 5))


def draw_odds(canvas: Canvas, place: Rect, share: float, strong: bool = False) -> None:
    """A bar as long as odds are, with the figure on it."""
    canvas.box(place, t.RAISED, None, 3)
    if share >= 0.005:
        filled = Rect(place.x, place.y, max(3, round(place.w * share)), place.h)
        canvas.box(filled, t.COMPUTE_DEEP, t.COMPUTE if strong else None, 3)
    canvas.text(odds_text(share), place.right - 6, place.centery - 10, t.TABLE_STRONG, t.HIGH, "right")


def odds_text(share: float) -> str:
    """Odds in per cent; the last half of a hundredth is not told, since there are not endless futures."""
    if share < 0.01:
        return tr("rivals.under", share=percent(0.01).text)
    if share > 0.99:
        return tr("rivals.over", share=percent(0.99).text)
    return percent(share).text


class DoctrineLine(Widget):
    """A doctrine and the odds that the rival follows it."""

    focusable = True

    def __init__(self, live: Live, doctrine: str, share: float, strong: bool) -> None:
        name = live.name("doctrines", doctrine)
        super().__init__(f"doctrine.{doctrine}", label=name, tooltip=Tip(name, live.text("doctrines", doctrine)))
        self.share, self.strong = share, strong
        self.about = ("doctrines", doctrine)

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r = self.rect
        if self.heat.value > 0.02:
            canvas.box(r, t.mix(t.PANEL, t.HOVER, self.heat.value), None, 6)
        style, ink = (t.TABLE_STRONG, t.HIGH) if self.strong else (t.TABLE, t.MIDDLE)
        canvas.text(self.label, r.x, r.centery - 10, style, ink, width=r.w * 0.44)
        draw_odds(canvas, Rect(round(r.x + r.w * 0.46), r.y + 3, round(r.w * 0.54), r.h - 6), self.share, self.strong)
