"""What the head of a department proposes: each order with one key to take it, and what was weighed for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from pygame import Rect

from game.session.advice import Proposal, proposals, weighed
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome, Screen
from game.ui.screens.end_words import decision_text
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.frame.live import Live
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Card, Dialog, Label, Painter, ScrollView, Tip, TipLine, Toggle, Widget
from game.ui.wording import Amount, count, money, percent, plain, tr

WIDE, ROW, MOST_ROWS = 620, 44, 6
FACT, FOOT = 24, 52
UNIT_OF: Mapping[str, Callable[[float], Amount]] = {
    "musd": money,
    "share": percent,
    "people": lambda value: Amount(count(value)),
    "mw": lambda value: Amount(plain(value), "MW"),
    "quarters": lambda value: Amount(plain(value, 1), tr("advice.quarters")),
    "months": lambda value: Amount(plain(value, 1), tr("advice.months")),
    "points": lambda value: Amount(plain(value)),
}


class AdviceScreen(Screen):
    """The proposals of one department's head, over the dimmed screen that it is about."""

    overlay = True

    def __init__(self, below: GameScreen, department: str) -> None:
        super().__init__()
        self.below, self.live, self.department = below, below.live, department
        self.found: tuple[Proposal, ...] = ()

    def build(self, view: Viewport) -> Widget:
        """Lay out proposals, what was weighed, and the keys."""
        session = self.live.session
        self.found = proposals(session, self.department)
        facts = reasons(self.live, self.department)
        dialog = Dialog("advice", tr("advice.title", department=tr(f"advice.of.{self.department}")), icon="lightbulb")
        rows = min(MOST_ROWS, max(1, len(self.found)))
        room = dialog.place(view.rect, WIDE, 28 + rows * ROW + 36 + len(facts) * FACT + FOOT)
        words = "advice.text" if self.found else "advice.none"
        dialog.add(Label(tr(words), t.BODY, t.MIDDLE, wid="advice.words").at(Rect(room.x, room.y - 6, room.w, 22)))
        self._add_rows(dialog, Rect(room.x, room.y + 24, room.w, rows * ROW))
        y = room.y + 32 + rows * ROW
        dialog.add(Label(tr("advice.weighed").upper(), t.LABEL, t.LOW).at(Rect(room.x, y, room.w, 16)))
        for n, fact in enumerate(facts):
            place = Rect(room.x, y + 20 + n * FACT, room.w, FACT)
            dialog.add(Painter(partial(_draw_fact, fact), label=f"{fact.text}: {fact.value} {fact.unit}").at(place))
        self._add_keys(dialog, Rect(room.x, room.bottom - 36, room.w, 36))
        return dialog

    def _add_rows(self, dialog: Widget, area: Rect) -> None:
        scroll = dialog.add(ScrollView("advice.list").at(area))
        for n, one in enumerate(self.found):
            text = decision_text(self.live, one.decision)
            place = Rect(area.x, area.y + n * ROW, area.w - 12, ROW - 6)
            card = Card(f"advice.{n}", partial(self.take, n), label=text, tooltip=Tip(text, tr("advice.take_one.tip")))
            card.add(Painter(partial(_draw_proposal, text)).at(place))
            scroll.add(card.at(place))

    def _add_keys(self, dialog: Widget, area: Rect) -> None:
        led = self.department in self.live.session.delegated
        switch = Toggle("advice.delegate", led, self.delegate, text=tr("advice.delegate"), key="D",
                        tooltip=tr("advice.delegate.tip"))  # fmt: skip
        close = Button("advice.close", tr("ui.close"), self.on_back, kind="normal", key="" if self.found else "Enter")
        keys = [close]
        if self.found:
            keys.insert(0, Button("advice.all", tr("advice.all", count=len(self.found)), self.take_all, kind="primary",
                                  key="Enter"))  # fmt: skip
        right = area.right
        for key in keys:
            w = key.natural()[0]
            dialog.add(key.at(Rect(right - w, area.y, w, area.h)))
            right -= w + 8
        dialog.add(switch.at(Rect(area.x, area.y + 6, min(switch.natural()[0], right - area.x), 24)))

    def take(self, n: int) -> None:
        """Order one of the proposals."""
        self._order(self.found[n : n + 1])
        self.rebuild()

    def take_all(self) -> Outcome:
        """Order all of them, and back to the screen."""
        self._order(self.found)
        return self.on_back()

    def _order(self, taken: tuple[Proposal, ...]) -> None:
        self.live.session.queue_all([edit for one in taken for edit in one.edits])
        self.live.warned = False
        self.below.rebuild()
        self.app.toast(tr("advice.taken", count=len(taken)), "undo-2", "good")

    def delegate(self, on: bool) -> None:
        """Leave the department to its head from now on, or take it back."""
        self.below.delegate(self.department, on)
        self.rebuild()

    def on_key(self, chord: str) -> Handled:
        """The key that opened it closes it."""
        return self.on_back() or True if chord == "A" else False


def reasons(live: Live, department: str) -> tuple[TipLine, ...]:
    """What the head weighed, each with its figure."""
    lines = []
    for name, value in weighed(live.session, department):
        shown = UNIT_OF[name.rpartition("_")[2]](value)
        lines.append(TipLine(tr(f"advice.why.{name}"), shown.value, shown.unit))
    return tuple(lines)


def advice_tip(live: Live, department: str) -> Tip:
    """The same in a tooltip, worked out when somebody looks."""
    found = proposals(live.session, department)
    said = tuple(TipLine(decision_text(live, one.decision), strong=True) for one in found[:MOST_ROWS])
    more = (TipLine(tr("advice.more", count=len(found) - MOST_ROWS)),) if len(found) > MOST_ROWS else ()
    title = tr("advice.title", department=tr(f"advice.of.{department}"))
    why = tuple(TipLine(one.text, one.value, one.unit, rule_above=n == 0) for n, one in
                enumerate(reasons(live, department)))  # fmt: skip
    return Tip(title, tr("advice.tip" if found else "advice.none"), (*said, *more, *why), key="A")


def _draw_proposal(text: str, canvas: Canvas, r: Rect) -> None:
    canvas.text(text, r.x + 14, r.centery - 10, t.BODY, t.HIGH, width=r.w - 130)
    canvas.text(tr("advice.take_one"), r.right - 14, r.centery - 10, t.BODY_MEDIUM, t.MIDDLE, "right")


def _draw_fact(fact: TipLine, canvas: Canvas, r: Rect) -> None:
    end: float = r.right - 12
    if fact.unit:
        end -= canvas.text(f" {fact.unit}", end, r.y + 2, t.TABLE, t.LOW, "right")
    canvas.text(fact.value, end, r.y + 2, t.TABLE_STRONG, t.HIGH, "right")
    canvas.text(fact.text, r.x, r.y + 2, t.TABLE, t.MIDDLE, width=r.w - 140)
