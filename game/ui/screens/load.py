"""The saves: what each is, open one, throw one away."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from pygame import Rect

from game.session import shelf
from game.session.save_list import Listed
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome, Push, Screen
from game.ui.screens import keeping
from game.ui.screens.opening import look_of
from game.ui.viewport import Viewport
from game.ui.widgets import Answer, Ask, Button, Card, Group, IconButton, Label, Painter, ScrollView, Widget
from game.ui.wording import CATALOGUE, plain, quarter, tr

ROW = 72


class LoadScreen(Screen):
    """A list of saves; Enter opens the one picked out."""

    def __init__(self) -> None:
        super().__init__()
        self.saves = keeping.saves()
        self.at = 0
        self.picked = -1
        """The one clicked before; the first is chosen without a click."""

    def build(self, view: Viewport) -> Widget:
        """Lay out the list."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        wide = min(920, view.width - 96)
        left = (view.width - wide) // 2
        root.add(Label(tr("load.title"), t.BIG_TITLE).at(Rect(left, 48, wide, 40)))
        area = Rect(left - 8, 104, wide + 16, view.height - 104 - 88)
        if not self.saves:
            root.add(Label(tr("load.none"), t.LEAD, t.MIDDLE).at(Rect(left, 120, wide, 40)))
        names = {card.id: card.name.say(CATALOGUE.language) for card in shelf.listed()}
        scroll = root.add(ScrollView("load.list").at(area))
        for n, one in enumerate(self.saves):
            row = Rect(left, area.y + 8 + n * (ROW + 8), wide - 8, ROW)
            card = Card(f"load.{n}", partial(self.pick, n), selected=n == self.at, label=_title(one, names),
                        enabled=one.error is None)  # fmt: skip
            card.add(Painter(partial(_line, one, names)).at(row))
            scroll.add(card.at(row))
            bin_key = IconButton(f"load.{n}.remove", "trash-2", partial(self.ask_remove, n), label=tr("load.remove"))
            scroll.add(bin_key.at(Rect(row.right - 48, row.centery - 16, 32, 32)))
        y = view.height - 64
        back = Button("load.back", tr("load.back"), self.on_back, kind="normal", key="Esc")
        root.add(back.at(Rect(left, y, back.natural()[0], 40)))
        can = 0 <= self.at < len(self.saves) and self.saves[self.at].header is not None
        load = Button("load.open", tr("load.open"), self.load, kind="primary", key="Enter", enabled=can,
                      why_disabled=tr("load.none"))  # fmt: skip
        w = max(180, load.natural()[0])
        root.add(load.at(Rect(left + wide - w, y, w, 40)))
        return root

    def pick(self, n: int) -> Outcome:
        """Pick one out; picked twice it is opened."""
        if n == self.picked:
            return self.load()
        self.at = self.picked = n
        self.rebuild()
        return None

    def load(self) -> Outcome:
        """Open the one picked out."""
        if not 0 <= self.at < len(self.saves):
            return None
        one = self.saves[self.at]
        if one.is_replay:
            return keeping.open_replay(self.app, one.path)
        return keeping.open_save(self.app, one.path) if one.is_game else None

    def ask_remove(self, n: int) -> Outcome:
        """Ask before a file goes."""
        path = self.saves[n].path
        answers = [Answer("remove.no", tr("ui.cancel"), kind="quiet"),
                   Answer("remove.yes", tr("load.remove"), partial(self.remove, path), "danger", "Enter")]  # fmt: skip
        return Push(Ask(tr("load.remove.ask"), tr("load.remove.text", file=path.name), answers, icon="trash-2"))

    def remove(self, path: Path) -> None:
        """Throw a save away."""
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            self.app.toast(error.strerror or str(error), "triangle-alert", "danger")
        self.saves = keeping.saves()
        self.at = max(0, min(self.at, len(self.saves) - 1))
        self.rebuild()

    def on_key(self, chord: str) -> Handled:
        """Arrows pick, Delete throws away."""
        if chord in {"Up", "Down"} and self.saves:
            self.at = max(0, min(len(self.saves) - 1, self.at + (1 if chord == "Down" else -1)))
            self.rebuild()
            return True
        if chord == "Delete" and self.saves:
            return self.ask_remove(self.at) or True
        return False


def _title(one: Listed, names: dict[str, str]) -> str:
    header = one.header
    if header is None:
        return one.path.stem
    scenario = names.get(header.scenario, header.scenario)
    kind = header.name or one.path.stem
    if one.is_auto or one.is_ironman:
        kind = tr("load.ironman" if one.is_ironman else "load.auto")
    return f"{kind}  ·  {scenario}"


def _line(one: Listed, names: dict[str, str], canvas: Canvas, r: Rect) -> None:
    x, header = r.x + 20, one.header
    look = look_of(header.firm) if header is not None else None
    if look is not None:
        canvas.emblem(look[0], r.x + 36, r.centery, 40, look[1], look[2])
        x = r.x + 72
    canvas.text(_title(one, names), x, r.y + 13, t.LEAD_STRONG, t.HIGH, width=r.w - 330)
    if header is None:
        words = keeping.sentence(one.error) if one.error is not None else ""
        canvas.text(words, x, r.y + 38, t.NOTE, t.DANGER_TEXT, width=r.right - 64 - x)
        return
    if not one.is_game:
        canvas.text(tr("load.replay"), x, r.y + 38, t.TABLE, t.MIDDLE)
    else:
        where = "load.where" if header.place > 0 else "load.where.level"
        words = tr(where, quarter=quarter(header.year, header.quarter), turn=min(header.turn + 1, header.turns),
                   turns=header.turns, place=header.place, score=plain(header.score))  # fmt: skip
        canvas.text(words, x, r.y + 38, t.TABLE, t.MIDDLE, width=r.w - 330)
    canvas.text(_when(header.when), r.right - 64, r.centery - 10, t.TABLE, t.LOW, "right")


def _when(text: str) -> str:
    try:
        return datetime.fromisoformat(text).strftime("%Y-%m-%d  %H:%M")
    except ValueError:
        return ""
