"""What might come: fans of the next eight quarters with this quarter's orders and without, on the same chance."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.rollout.futures import AHEAD, CHUNKS, FIRST, REST
from game.session.forecasts import Band, Fan, kept
from game.ui import theme as t
from game.ui.layout import Area
from game.ui.screen import Handled, Outcome, Push, Replace
from game.ui.screens.frame.figures import amount, between, quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.parts.over_futures import FuturesScreen
from game.ui.screens.parts.say import q_text
from game.ui.viewport import Viewport
from game.ui.widgets import Axis, Button, Group, Label, LineChart, Painter, Panel, Series, Tip, Widget, nice_axis
from game.ui.wording import MINUS, figures, percent, plain, short_count, tr

SHOWN = ("score", "cash_bn", "capability", "fleet_h100e", "runway", "users_m")
BEHIND, COLUMNS = 4, 3
"""Quarters of the past that lead up to a fan, and fans side by side."""
ALL = FIRST + REST * CHUNKS
HEAD, WORDS_H, RECORD_H = 96, (48, 84), 22
"""Room over the fans; for the words of a fan without orders and with; for how past ones fared."""
TURN = 0.15
"""Part of all its movement by which a course must stand out at its turn to be told."""
SPECK = 0.02
"""Share of futures that may differ before orders are said to change anything."""


class ForecastScreen(FuturesScreen):
    """Six fans over the game."""

    def build(self, view: Viewport) -> Widget:
        """Lay out head and fans."""
        forecast = self.live.session.forecast
        self.shown = forecast.count
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        head = Area(Rect(24, 14, view.width - 48, 36))
        root.add(Label(tr("forecast.title"), t.BIG_TITLE).at(head.left(240)))
        close = Button("forecast.close", tr("ui.close"), self.on_back, kind="quiet", key="Esc")
        root.add(close.at(head.right(close.natural()[0], gap=12)))
        rivals = Button("forecast.rivals", tr("rivals.title"), self.rivals, icon="binoculars", key="V")
        root.add(rivals.at(head.right(rivals.natural()[0], gap=12)))
        words = forecast.failed or tr("forecast.count" if self.shown < ALL else "forecast.counted", count=self.shown,
                                      all=ALL)  # fmt: skip
        root.add(Label(words, t.BODY, t.LOW, wid="forecast.state", align="right").at(head.rest))
        root.add(Label(self.key_words(), t.BODY, t.MIDDLE, wid="forecast.key").at(Rect(24, 60, view.width - 48, 22)))
        rows = -(-len(SHOWN) // COLUMNS)
        wide, high = (view.width - 48 - 16 * (COLUMNS - 1)) // COLUMNS, (view.height - HEAD - 24 - 16) // rows
        for n, name in enumerate(SHOWN):
            place = Rect(24 + (wide + 16) * (n % COLUMNS), HEAD + (high + 16) * (n // COLUMNS), wide, high)
            self._fan(root, name, place)
        return root

    def key_words(self) -> str:
        """What the two fans are."""
        edits = len(self.live.session.edits)
        return tr("forecast.key", count=edits) if edits else tr("forecast.key.none")

    def _fan(self, root: Widget, name: str, place: Rect) -> None:
        session, title = self.live.session, self.live.quantity_name(name)
        panel = root.add(Panel(f"forecast.{name}", title, tooltip=partial(self._tip, name)).at(place))
        fan, inner = session.forecast.fan(name), place.inflate(-24, 0)
        if fan is None:
            panel.add(Label(tr("forecast.working"), t.BODY, t.LOW, align="centre").at(
                Rect(inner.x, place.centery - 12, inner.w, 24)))  # fmt: skip
            return
        past = self.record(name)
        high = WORDS_H[bool(session.edits)]
        below = high + (RECORD_H if past else 0)
        panel.add(self.chart(fan).at(Rect(inner.x, place.y + 34, inner.w, place.h - 34 - below - 8)))
        words = Rect(inner.x + 4, place.bottom - below - 4, inner.w - 8, high)
        panel.add(Label(self.words(fan), t.NOTE, t.HIGH if session.edits else t.MIDDLE, wid=f"forecast.words.{name}",
                        wrap=True, max_lines=4 if session.edits else 2).at(words))  # fmt: skip
        if not past:
            return
        panel.add(Label(past, t.NOTE, t.LOW, wid=f"forecast.record.{name}").at(
            Rect(words.x, place.bottom - 26, words.w, 20)))  # fmt: skip

    def chart(self, fan: Fan) -> LineChart:
        """The past that leads up to it, and the fans."""
        desk, now = self.live.session.desk, self.live.session.turn
        past = [(float(n), value) for n, value in enumerate(desk.series(fan.quantity)) if n >= now - BEHIND]
        series = [_series(fan.with_orders, now, False)]
        if self.live.session.edits:
            series.insert(0, _series(fan.without, now, True))
        series.append(Series(tuple(past), t.PAPER, width=2.2))
        ends = [edge for band in (*fan.with_orders, *fan.without) for edge in band]
        values = [value for _, value in past] + ends
        low, high = min(values), max(values)
        axis = nice_axis(min(0.0, low) if 0 <= low < 0.4 * high else low, high, 4, _short(fan.quantity, high))
        first = max(0, now - BEHIND)
        x = Axis(first, now + AHEAD, tuple(float(n) for n in range(first, now + AHEAD + 1, 4)),
                 lambda turn: q_text(desk.quarter_on(round(turn))))  # fmt: skip
        return LineChart(f"forecast.chart.{fan.quantity}", series, x, axis, label=self.words(fan),
                         tooltip=partial(self._tip, fan.quantity))  # fmt: skip

    def words(self, fan: Fan) -> str:
        """What the fan says at its end, and what the orders change."""
        said = " ".join(part for part in (self.end_words(fan), self.turn_words(fan)) if part)
        if not self.live.session.edits:
            return said
        if max(fan.rises, fan.falls) < SPECK:
            return f"{said} {tr('forecast.same')}"
        shares = {"rises": percent(fan.rises).text, "falls": percent(fan.falls).text}
        size = abs(fan.gain)
        gain = figures(size, 2) if fan.quantity == "score" else self.say(fan.quantity, size)
        if size < 0.01 or not any(sign in "123456789" for sign in gain):
            return f"{said} {tr('forecast.little', **shares)}"
        return f"{said} {tr('forecast.differs', gain=('+' if fan.gain > 0 else MINUS) + gain, **shares)}"

    def end_words(self, fan: Fan) -> str:
        """Where it ends, and whether that is more or less than today."""
        (now, *_), (low, _, middle, _, high) = fan.with_orders[0], fan.with_orders[-1]
        today, end = self.say(fan.quantity, now), self.say(fan.quantity, middle)
        if today == end == self.say(fan.quantity, low) == self.say(fan.quantity, high):
            return tr("forecast.level", now=today)
        way = "up" if low > now else "down" if high < now else "open"
        ends = between(low, high, self._unit(fan.quantity))
        sure = ".sure" if self.say(fan.quantity, low) == self.say(fan.quantity, high) else ""
        return tr(f"forecast.{way}{sure}", now=today, middle=end, range=ends)

    def turn_words(self, fan: Fan) -> str:
        """When it stands highest or lowest, if that is neither now nor at the end."""
        course = [band[2] for band in fan.with_orders]
        first, last, span = course[0], course[-1], max(course) - min(course)
        for way, peak in (("highest", max(course)), ("lowest", min(course))):
            if min(abs(peak - first), abs(peak - last)) > TURN * span > 0:
                when = quarter_text(self.live.session.desk.quarter_on(self.live.session.turn + course.index(peak)))
                return tr(f"forecast.{way}", value=self.say(fan.quantity, peak), quarter=when)
        return ""

    def say(self, quantity: str, value: float) -> str:
        """A value with its unit."""
        return amount(value, self._unit(quantity)).text

    def _unit(self, quantity: str) -> str:
        return self.live.session.desk.seat.unit(quantity).replace("H100e", "h100e")

    def record(self, quantity: str) -> str:
        """How past forecasts fared; nothing while none has come due."""
        found = kept(self.live.session, quantity)
        return tr("forecast.kept", inside=found.inside, told=found.told) if found.told else ""

    def _tip(self, quantity: str) -> Tip | None:
        fan = self.live.session.forecast.fan(quantity)
        text = tr("forecast.tip") if fan is None else f"{self.words(fan)} {tr('forecast.tip')}"
        return Tip(self.live.quantity_name(quantity), text)

    # --- what can be done
    def rivals(self) -> Outcome:
        """Look at the rivals instead."""
        from game.ui.screens.rivals import RivalsScreen  # noqa: PLC0415  (each leads to the other)

        return Replace(RivalsScreen(self.live))

    def on_key(self, chord: str) -> Handled:
        """The key that opened it closes it."""
        return self.on_back() or True if chord == "F" else False

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex, or a graph."""
        from game.ui.screens.overlays import open_page  # noqa: PLC0415

        return open_page(self.live, kind, entry)


def open_forecast(live: Live) -> Outcome:
    """Lay the forecast over a screen."""
    return Push(ForecastScreen(live))


def _series(bands: tuple[Band, ...], now: int, usual: bool) -> Series:
    turns = [float(now + n) for n in range(len(bands))]
    outer = tuple((turn, band[0], band[4]) for turn, band in zip(turns, bands, strict=True))
    inner = tuple((turn, band[1], band[3]) for turn, band in zip(turns, bands, strict=True))
    middle = tuple((turn, band[2]) for turn, band in zip(turns, bands, strict=True))
    return Series(middle, t.MIDDLE if usual else t.COMPUTE, dashed=usual, band=outer, inner_band=() if usual else inner)


def _short(quantity: str, high: float) -> Callable[[float], str]:
    if quantity == "fleet_h100e":
        return lambda value: short_count(value).text
    return partial(plain, decimals=1 if high < 10 else 0)
