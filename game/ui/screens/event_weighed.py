"""What the choices of an event change: a chart against no answer, on the same futures, and what the choice pushes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from pygame import Rect

from game.rollout.futures import AHEAD
from game.session.facts.board import Choice, Event
from game.session.facts.pushed import Pushed, pushed
from game.session.forecasts import Band, Fan
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.habits import HABITS
from game.ui.screens.frame.aside_strip import SPECK, gain_text, say, signed_text
from game.ui.screens.frame.effects import effect_colour, effect_name, effect_value, outcome_text
from game.ui.screens.frame.figures import amount
from game.ui.screens.frame.live import Live
from game.ui.screens.parts.say import q_text
from game.ui.widgets import Axis, Label, LineChart, Panel, Series, Tabs, Tip, TipLine, Widget, nice_axis
from game.ui.wording import percent, tr

WEIGHED = ("score", "cash_bn", "capability", "runway", "users_m")
"""What can be looked at, in the order of the tabs; the first that a choice moves is shown first."""
USUAL = 0
"""The choice that all are held against: what happens without an answer."""
TELLING = 0.05
MOVES_W, ROW_H, TABS_H, WORDS_H = 212, 21, 28, 20


@dataclass
class Picked:
    """What is picked out on the page: a choice, and what it is judged by; and what is known of all choices."""

    choice: int
    quantity: str = ""
    """Nothing until the first futures tell what the choices move."""
    fans: dict[str, tuple[Fan, ...]] = field(default_factory=dict)
    """Quantity -> what each choice makes of it, held against no answer."""
    count: int = 0
    """Futures in them."""

    def take(self, live: Live, choices: int) -> None:
        """Take the futures that are there of this many choices."""
        forecast = live.session.forecast
        fans = {name: [forecast.fan(name, n, USUAL) for n in range(choices)] for name in WEIGHED}
        self.fans = {name: tuple(fan for fan in row if fan is not None) for name, row in fans.items()}
        self.count = forecast.count
        if not self.quantity:
            self.quantity = most_telling(self.fans)


def fan_of(picked: Picked, choice: int) -> Fan | None:
    """What one choice changes; None until the first futures are there."""
    row = picked.fans.get(picked.quantity, ())
    return row[choice] if choice < len(row) else None


def most_telling(fans: dict[str, tuple[Fan, ...]]) -> str:
    """The first quantity that some choice moves by a part of its band worth telling, else the one moved most."""
    moved = {name: max(map(_weight, row), default=0.0) for name, row in fans.items()}
    return next((name for name, weight in moved.items() if weight >= TELLING), max(moved, key=lambda name: moved[name]))


def _weight(fan: Fan) -> float:
    """What a choice changes, as a part of the band in which the quantity ends without it."""
    low, _, _, _, high = fan.without[-1]
    return abs(fan.gain) / max(high - low, 1e-9)


def gain_words(live: Live, picked: Picked, choice: int) -> tuple[str, str] | None:
    """What a choice changes in two years: in the middle, and the ends of the band; None until that is known."""
    fan = fan_of(picked, choice)
    if fan is None:
        return None
    name = live.quantity_name(picked.quantity)
    if choice == USUAL:
        return tr("event.usual"), f"{name} {say(live, picked.quantity, fan.with_orders[-1][2]).text}"
    low, _, _, _, high = fan.change[-1]
    ends = tr("event.ends", low=signed_text(live, picked.quantity, low), high=signed_text(live, picked.quantity, high))
    return gain_text(live, fan), ends


def add_weighed(root: Widget, live: Live, area: Rect, event: Event, picked: Picked, on_quantity: object) -> Rect:
    """The panel under the choices; gives back the place for the key that answers."""
    panel = root.add(Panel("event.weighed").at(area))
    inner = area.inflate(-32, -20)
    right = Rect(inner.right - MOVES_W, inner.y, MOVES_W, inner.h)
    if HABITS.foresees:
        below = Rect(inner.x, inner.y + TABS_H, inner.w, inner.h - TABS_H)
        left, right = Rect(below.x, below.y, below.w - MOVES_W - 24, below.h), Rect(right.x, below.y, right.w, below.h)
        if _add_chart(panel, live, left, event, picked):
            _add_tabs(panel, live, Rect(inner.x, inner.y - 6, inner.w, TABS_H), picked, on_quantity)
        panel.add(_Rule().at(Rect(right.x - 13, right.y, 1, right.h)))
    else:
        right = inner
    _add_moves(panel, live, Rect(right.x, right.y, right.w, right.h - 52), event, picked)
    return Rect(right.right - MOVES_W, right.bottom - 44, MOVES_W, 44)


class _Rule(Widget):
    def draw(self, canvas: Canvas) -> None:
        """Draw a line down."""
        canvas.vline(self.rect.x, self.rect.y, self.rect.h)


# --- the chart
def _add_tabs(panel: Panel, live: Live, area: Rect, picked: Picked, on_quantity: object) -> None:
    tabs = Tabs("event.quantity", [(name, live.quantity_name(name)) for name in WEIGHED], picked.quantity, on_quantity)
    tabs.gap = 16
    panel.add(tabs.at(area))


def _add_chart(panel: Panel, live: Live, area: Rect, event: Event, picked: Picked) -> bool:
    """The chart under its sentence; without futures yet a word that they are worked out, and False."""
    fan = fan_of(picked, picked.choice)
    if fan is None:
        words = live.session.forecast.failed or tr("event.working")
        panel.add(Label(words, t.BODY, t.LOW, wid="event.working", align="centre").at(
            Rect(area.x, area.centery - 12, area.w, 24)))  # fmt: skip
        return False
    line = verdict(picked, fan)
    panel.add(Label(line, t.NOTE, t.MIDDLE, wid="event.verdict").at(
        Rect(area.x, area.y - 2, area.w, WORDS_H)))  # fmt: skip
    top = area.y + WORDS_H
    chart = _chart(live, event, picked, tip=partial(_chart_tip, line, picked.count))
    panel.add(chart.at(Rect(area.x, top, area.w, area.bottom - top + 6)))
    return True


def verdict(picked: Picked, fan: Fan) -> str:
    """A sentence: how surely the choice ends higher or lower than no answer."""
    if picked.choice == USUAL:
        return tr("event.verdict.usual")
    if max(fan.rises, fan.falls) < SPECK:
        return tr("event.verdict.same", number=USUAL + 1)
    return tr("event.verdict", number=USUAL + 1, rises=percent(fan.rises).text, falls=percent(fan.falls).text,
              count=picked.count)  # fmt: skip


def _chart_tip(line: str, count: int) -> Tip:
    return Tip(tr("event.weighed", count=count), f"{line} {tr('event.weighed.text')}", note=tr("forecast.tip"))


def _chart(live: Live, event: Event, picked: Picked, tip: object) -> LineChart:
    """Lines of all choices against no answer, the one picked out with its band."""
    now, lines, ends = live.session.turn, list[Series](), [0.0]
    for n in sorted(range(len(event.choices)), key=lambda n: n == picked.choice):
        fan = fan_of(picked, n)
        if fan is None:
            continue
        lines.append(_line(fan.change, now, str(n + 1), n == picked.choice, n == USUAL))
        places = (0, 4) if n == picked.choice else (2,)
        ends += [band[place] for band in fan.change for place in places]
    y = replace(nice_axis(min(ends), max(ends), 2), show=partial(signed_text, live, picked.quantity))
    x = Axis(now, now + AHEAD, tuple(float(now + n) for n in range(0, AHEAD + 1, 2)),
             lambda turn: q_text(live.session.desk.quarter_on(round(turn))))  # fmt: skip
    return LineChart("event.chart", lines, x, y, right_margin=28, label=tr("event.weighed", count=""), tooltip=tip)


def _line(change: tuple[Band, ...], now: int, text: str, is_picked: bool, is_usual: bool) -> Series:
    turns = [float(now + n) for n in range(len(change))]
    middle = tuple((turn, band[2]) for turn, band in zip(turns, change, strict=True))
    band = tuple((turn, band[0], band[4]) for turn, band in zip(turns, change, strict=True))
    if is_picked:
        return Series(middle, t.COMPUTE, width=2.4, band=() if is_usual else band, text=text)
    return Series(middle, t.MIDDLE, dotted=is_usual, width=1.4, text=text)


# --- what it pushes
def _add_moves(panel: Panel, live: Live, area: Rect, event: Event, picked: Picked) -> None:
    panel.add(Label(tr("event.moves").upper(), t.LABEL, t.MIDDLE, wid="event.moves").at(
        Rect(area.x, area.y - 2, area.w, 20)))  # fmt: skip
    choice = event.choices[picked.choice]
    found = pushed(live.session.desk.seat, choice)
    rows = [MoveRow(live, event, choice, one) for one in found]
    y, shown = area.y + 20, _that_fit([row.height_at(area.w) for row in rows], area.h - 20)
    for row in rows[:shown]:
        panel.add(row.at(Rect(area.x, y, area.w, row.height_at(area.w))))
        y += row.rect.h
    if not found:
        panel.add(Label(tr("event.moves.none"), t.NOTE, t.LOW).at(Rect(area.x, y, area.w, ROW_H)))
    elif shown < len(found):
        rest = found[shown:]
        lines = tuple(TipLine(*words_of(live, one)) for one in rest)
        more = Label(tr("event.moves.more", count=len(rest)), t.NOTE, t.LOW, wid="event.moves.more",
                     tooltip=lambda: Tip(tr("event.moves"), lines=lines))  # fmt: skip
        panel.add(more.at(Rect(area.x, y, area.w, ROW_H)))


def _that_fit(heights: list[int], room: int) -> int:
    """How many rows there is room for, with a line below that tells of the rest."""
    if sum(heights) <= room:
        return len(heights)
    return sum(sum(heights[: n + 1]) <= room - ROW_H for n in range(len(heights)))


def words_of(live: Live, one: Pushed) -> tuple[str, str]:
    """What is pushed, and from what to what, or by how much where that is all that can be said."""
    name = effect_name(live, one.effect)
    if one.quantity is None or one.before is None or one.after is None:
        return name, effect_value(one.effect)
    unit = live.session.desk.seat.unit(one.quantity)
    before, after = amount(one.before, unit), amount(one.after, unit)
    if before == after:
        return name, effect_value(one.effect)
    return name, f"{before.value if before.unit == after.unit else before.text} → {after.text}"


class MoveRow(Widget):
    """One lever that a choice pushes. Its tooltip tells outcome by outcome, and why the number is what it is."""

    role = "row"
    focusable = True

    def __init__(self, live: Live, event: Event, choice: Choice, one: Pushed) -> None:
        self.name, self.value = words_of(live, one)
        super().__init__(f"event.moves.{one.effect.lever}", label=self.name, tooltip=self._tip)
        self.live, self.event, self.choice, self.one = live, event, choice, one

    def describe(self) -> str:
        """Say what is pushed and how far."""
        return f"{self.name} {self.value}"

    def _tip(self) -> Tip:
        live, one = self.live, self.one
        card = live.board.events[self.event.event].choices[self.choice.choice]
        lines = []
        if self.choice.cost_musd and one.effect.lever == "cash":
            lines.append(TipLine(tr("event.moves.cost"), amount(-self.choice.cost_musd, "M$").text))
        for outcome, push in one.parts:
            words = outcome_text(live, card.outcomes, outcome) or tr("effect.outcome", number=outcome.index + 1)
            part = effect_value(type(one.effect)(one.effect.lever, push, one.effect.unit, one.effect.scope))
            lines.append(TipLine(f"{percent(outcome.odds).text}  {words}", part))
        lines.append(TipLine(tr("event.average"), effect_value(one.effect), strong=True, rule_above=True))
        why = live.why(one.quantity)() if one.quantity is not None else None
        if why is not None:
            lines.append(TipLine(tr("event.moves.why"), tip=why))
        lines.append(TipLine(tr("why.page"), about=("events", self.event.event)))
        return Tip(self.name, tr("event.moves.text"), tuple(lines), note=tr("why.pin"), width=400)

    def height_at(self, width: int) -> int:
        """How tall the row is: the way goes under the name where there is no room beside it."""
        return ROW_H if self._beside(width) else 2 * ROW_H - 4

    def _beside(self, width: int) -> bool:
        book = fonts.book()
        return book.width(self.name, t.NOTE) + book.width(self.value, t.NOTE_STRONG) + 10 <= width

    def draw(self, canvas: Canvas) -> None:
        """Draw name and way."""
        r, beside = self.rect, self._beside(self.rect.w)
        if self.heat.value > 0.02:
            canvas.box(r.inflate(8, 0), t.mix(t.PANEL, t.HOVER, self.heat.value), None)
        wide = fonts.book().width(self.value, t.NOTE_STRONG) + 10 if beside else 0
        down = 2 if beside else ROW_H - 2
        canvas.text(self.value, r.right, r.y + down, t.NOTE_STRONG, effect_colour(self.live, self.one.effect), "right")
        canvas.text(self.name, r.x, r.y + 2, t.NOTE, t.MIDDLE, width=r.w - wide)


__all__ = ["USUAL", "WEIGHED", "MoveRow", "Picked", "add_weighed", "gain_words"]
