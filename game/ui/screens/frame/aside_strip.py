"""How the forecast beside an order sheet looks: a strip of small fans, told whole in its tooltip."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.session.edits import Edit
from game.session.forecasts import Band, Fan
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Action, Outcome, Push
from game.ui.screens.frame.aside import SHEETS
from game.ui.screens.frame.figures import amount
from game.ui.screens.frame.live import Live
from game.ui.widgets import Tip, TipLine, Widget
from game.ui.widgets.base import run
from game.ui.wording import MINUS, Amount, percent, plain, tr

SPECK = 0.02
"""Share of futures that may differ before orders are said to change anything."""
CELL_W, FAN_W, GAP, WIDEST = 182, 52, 12, 256


def say(live: Live, quantity: str, value: float) -> Amount:
    """A value with its unit."""
    return amount(value, live.session.desk.seat.unit(quantity).replace("H100e", "h100e"))


def moved(fan: Fan) -> tuple[bool, float] | None:
    """Whether more futures end higher or lower with the orders, and their share; None where none differ."""
    if max(fan.rises, fan.falls) < SPECK:
        return None
    return (True, fan.rises) if fan.rises >= fan.falls else (False, fan.falls)


def aside_lines(live: Live, names: tuple[str, ...]) -> tuple[TipLine, ...]:
    """Every quantity in two years: with the orders, without them, and the shares that end higher and lower."""
    aside, lines = live.aside, list[TipLine]()
    for name in names:
        fan = aside.fans.get(name)
        if fan is None:
            continue
        lines.append(TipLine(live.quantity_name(name), _range(live, name, fan.with_orders[-1]), strong=True,
                             rule_above=True))  # fmt: skip
        if not aside.compares:
            continue
        lines.append(TipLine(tr("aside.without"), _range(live, name, fan.without[-1]), level=1))
        if moved(fan) is None:
            lines.append(TipLine(tr("aside.same"), level=1))
            continue
        lines.append(TipLine(tr("aside.gain"), gain_text(live, fan), level=1))
        lines.append(TipLine(tr("aside.rises"), *_share(fan.rises), level=1, meter=fan.rises))
        lines.append(TipLine(tr("aside.falls"), *_share(fan.falls), level=1, meter=fan.falls))
    return tuple(lines)


def brief_lines(live: Live, names: tuple[str, ...]) -> tuple[TipLine, ...]:
    """A line a quantity, for tooltips that tell of other things too: what is gained, and how often it ends higher."""
    lines = [TipLine(tr("aside.brief"), strong=True, rule_above=True)]
    for name in names:
        fan = live.aside.fans.get(name)
        if fan is not None:
            same = moved(fan) is None
            value = tr("aside.little") if same else gain_text(live, fan)
            unit = "" if same else tr("aside.higher", share=percent(fan.rises).text)
            lines.append(TipLine(live.quantity_name(name), value, unit, level=1))
    return tuple(lines)


def gain_text(live: Live, fan: Fan) -> str:
    """What the orders add in the middle, with its sign; scores to hundredths."""
    shown = signed_text(live, fan.quantity, fan.gain)
    return tr("aside.little") if shown == "0" else shown


def signed_text(live: Live, quantity: str, value: float) -> str:
    """A change of a quantity with its sign and unit; 0 for what rounds to nothing."""
    size = abs(value)
    shown = plain(size, 2) if quantity == "score" else say(live, quantity, size).text
    if not any(sign in "123456789" for sign in shown):
        return "0"
    return f"{'+' if value > 0 else MINUS}{shown}"


def aside_tip(live: Live, names: tuple[str, ...]) -> Tip:
    """What the orders do, whole."""
    aside = live.aside
    state = "text" if aside.compares else "none"
    if not aside.fresh:
        state = "working"
    note = live.session.forecast.failed or tr("aside.note")
    title = tr("aside.title" if aside.compares else "aside.title.none")
    return Tip(title, tr(f"aside.{state}"), aside_lines(live, names), note, key="F", width=400)


def _share(share: float) -> tuple[str, str]:
    shown = percent(share)
    return shown.value, shown.unit


def _range(live: Live, name: str, band: Band) -> str:
    low, _, middle, _, high = (say(live, name, value).text for value in band)
    return tr("aside.range", low=low, middle=middle, high=high)


class AsideStrip(Widget):
    """A line of small fans: where each quantity goes in two years with the orders, and how often that is higher."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, live: Live, sheet: str, on_press: Action, boxed: bool = False) -> None:
        self.names = SHEETS[sheet]
        super().__init__("aside", label=tr("aside.title"), tooltip=partial(aside_tip, live, self.names))
        self.live, self.action, self.boxed = live, on_press, boxed

    def activate(self) -> Outcome:
        """Open the whole forecast."""
        return run(self.action)

    def describe(self) -> str:
        """Say what the strip shows."""
        lines = [f"{line.text} {line.value} {line.unit}".strip() for line in aside_lines(self.live, self.names)]
        return "\n".join([self.label, *lines])

    def title(self) -> str:
        """What the strip is of."""
        return tr("aside.title" if self.live.aside.compares else "aside.title.none")

    def places(self) -> tuple[Rect | None, list[Rect]]:
        """Where the heading goes, if there is room, and the cells, as many as fit."""
        inner = self.rect.inflate(-24, 0) if self.boxed else self.rect
        book = fonts.book()
        words = max(book.width(self.title().upper(), t.LABEL), book.width(tr("aside.when"), t.NOTE))
        lead = round(words) + 2 * GAP
        cells = min(len(self.names), inner.w // CELL_W)
        if (inner.w - lead) // CELL_W < min(2, cells):
            lead = 0
        room = inner.w - lead
        cells = min(len(self.names), room // CELL_W)
        wide = min(room // max(1, cells), WIDEST)
        left = inner.x + lead if self.boxed else inner.right - wide * cells
        head = Rect(left - lead, inner.y, lead - GAP, inner.h) if lead else None
        return head, [Rect(left + wide * n, inner.y, wide - GAP, inner.h) for n in range(cells)]

    def draw(self, canvas: Canvas) -> None:
        """Draw heading and cells."""
        if self.boxed:
            canvas.box(self.rect, t.mix(t.PANEL, t.HOVER, 0.6 * self.heat.value), t.LINE_STRONG)
        elif self.heat.value > 0.02:
            canvas.box(self.rect.inflate(8, 4), t.mix(t.SEA, t.HOVER, 0.6 * self.heat.value), None)
        head, cells = self.places()
        if head is not None:
            y = head.centery - 17
            canvas.text(self.title().upper(), head.x, y, t.LABEL, t.MIDDLE, width=head.w)
            canvas.text(tr("aside.when"), head.x, y + 17, t.NOTE, t.LOW, width=head.w)
        for name, place in zip(self.names, cells, strict=False):
            self._cell(canvas, name, place)

    def _cell(self, canvas: Canvas, name: str, r: Rect) -> None:
        aside, fan = self.live.aside, self.live.aside.fans.get(name)
        canvas.vline(r.x - GAP // 2, r.y + 6, r.h - 12)
        x, y = r.x + FAN_W + 8.0, r.centery - 18
        title = self.live.quantity_name(name).upper()
        canvas.text(title, x, y, t.LABEL, t.LOW, width=r.right - x)
        if fan is None:
            words = tr("aside.failed" if self.live.session.forecast.failed else "aside.wait")
            canvas.text(words, x, y + 16, t.NOTE, t.LOW, width=r.right - x)
            return
        draw_fan(canvas, Rect(r.x + 2, r.centery - 16, FAN_W - 4, 32), fan, aside.compares, aside.fresh)
        ink = t.HIGH if aside.fresh else t.LOW
        low, _, middle, _, high = (say(self.live, name, value) for value in fan.with_orders[-1])
        shown = moved(fan) if aside.compares else None
        book, share = fonts.book(), percent(shown[1]).text if shown else ""
        x += canvas.text(middle.text, x, y + 15, t.TABLE_STRONG, ink) + 6
        if shown and x + 12 + book.width(share, t.NOTE_STRONG) <= r.right:
            wide = book.width(share, t.NOTE_STRONG)
            bright = aside.fresh and gain_text(self.live, fan) != tr("aside.little")
            canvas.text(share, r.right, y + 16, t.NOTE_STRONG, t.PAPER if bright else t.LOW, "right")
            canvas.triangle(r.right - wide - 8, y + 26, 8, shown[0], t.PAPER if bright else t.LOW)
            r = Rect(r.x, r.y, round(r.w - wide - 18), r.h)
        ends = f"{low.value}–{high.value}" if low.unit == high.unit == middle.unit else ""
        if ends and x + book.width(ends, t.NOTE) <= r.right:
            canvas.text(ends, x, y + 16, t.NOTE, t.LOW)


def draw_fan(canvas: Canvas, r: Rect, fan: Fan, compares: bool, fresh: bool) -> None:
    """Draw a small fan over the quarters ahead; the orders' own course in cyan, the other dashed."""
    ends = [edge for band in (*fan.with_orders, *(fan.without if compares else ())) for edge in (band[0], band[4])]
    low, high = min(ends), max(ends)
    span, last = max(high - low, 1e-9), len(fan.with_orders) - 1

    def spot(n: int, value: float) -> tuple[float, float]:
        return r.x + r.w * n / last, r.bottom - r.h * (value - low) / span

    def course(bands: tuple[Band, ...], place: int) -> list[tuple[float, float]]:
        return [spot(n, band[place]) for n, band in enumerate(bands)]

    ink = t.COMPUTE if fresh else t.LOW
    bands = fan.with_orders
    canvas.polygon([*course(bands, 0), *reversed(course(bands, 4))], t.faded(ink, 0.22))
    if compares:
        canvas.dashed(course(fan.without, 2), t.MIDDLE, 1.2, 3, 3)
    canvas.lines(course(bands, 2), ink, 1.6)


def watch_aside(live: Live, root: Widget | None, dt: float, trying: tuple[Edit, ...] = ()) -> bool:
    """Let the forecast move on and draw its strip anew where it has news; tells whether it had."""
    if not live.aside.tick(dt, trying):
        return False
    strip = root.find("aside") if root is not None else None
    if strip is not None:
        strip.invalidate()
    return True


def opens_forecast(live: Live) -> Callable[[], Outcome]:
    """What a click on the strip does."""

    def press() -> Outcome:
        from game.ui.screens.forecast import ForecastScreen  # noqa: PLC0415  (it knows the frame, the frame only leads)

        return Push(ForecastScreen(live))

    return press
