"""What to watch: a new game of a scenario and a seed, or a game of a headless run by its code, at any turn."""

from __future__ import annotations

import secrets
from functools import partial

from pygame import Rect

from game.rollout.codes import CodeError, decode, fit
from game.session import shelf
from game.session.watching import Watched
from game.ui import theme as t
from game.ui.screen import Outcome, Replace, Screen
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Dialog, Label, Stepper, TextInput, Widget
from game.ui.widgets.choice import Option, Tabs
from game.ui.wording import CATALOGUE, tr

MOST_TURNS = 200
LARGEST_SEED = 2**31


class WatchOpenScreen(Screen):
    """A dialog of two ways; the first that is filled in is taken."""

    overlay = True

    def __init__(self, seed: str = "") -> None:
        super().__init__()
        self.cards = tuple(card for card in shelf.listed() if not card.teaches)
        self.scenario = self.cards[0].id if self.cards else ""
        self.seed = seed or str(secrets.randbelow(9_000) + 1_000)
        self.code, self.turn, self.way, self.problem = "", 1, "new", ""

    def build(self, view: Viewport) -> Widget:
        """Lay out the way in that is chosen."""
        dialog = Dialog("watch_open", tr("watch.open"), icon="eye")
        rows = max(1, len(self.cards))
        room = dialog.place(view.rect, 620, 160 + 44 * rows)
        ways = [Option("new", tr("watch.way.new")), Option("code", tr("watch.way.code"))]
        dialog.add(Tabs("watch.way", ways, self.way, self.on_way, label=tr("watch.open")).at(
            Rect(room.x, room.y, room.w, 40)))  # fmt: skip
        inner = Rect(room.x, room.y + 56, room.w, room.h - 56 - 52)
        (self._new if self.way == "new" else self._coded)(dialog, inner)
        go = Button("watch.go", tr("watch.go"), self.watch, kind="primary", key="Enter")
        back = Button("watch.cancel", tr("ui.cancel"), self.on_back, kind="quiet")
        right = room.right
        for button in (go, back):
            w = max(110, button.natural()[0])
            dialog.add(button.at(Rect(right - w, room.bottom - 36, w, 36)))
            right -= w + 8
        return dialog

    def _new(self, dialog: Dialog, area: Rect) -> None:
        for n, card in enumerate(self.cards):
            name = card.name.say(CATALOGUE.language)
            note = tr("watch.turns", turns=card.turns)
            row = Button(f"watch.scenario.{card.id}", name, partial(self.on_scenario, card.id), kind="normal",
                         note=note, align="left", selected=card.id == self.scenario)  # fmt: skip
            dialog.add(row.at(Rect(area.x, area.y + 44 * n, area.w, 38)))
        y = area.y + 44 * len(self.cards) + 4
        dialog.add(Label(tr("new.seed"), t.BODY, t.MIDDLE).at(Rect(area.x, y + 6, 200, 24)))
        field = TextInput("watch.seed", self.seed, self.on_seed, on_enter=self.watch, longest=10, label=tr("new.seed"))
        dialog.add(field.at(Rect(area.x + 208, y, 200, 36)))

    def _coded(self, dialog: Dialog, area: Rect) -> None:
        note = Label(tr("watch.code.note"), t.BODY, t.MIDDLE, wrap=True)
        dialog.add(note.at(Rect(area.x, area.y, area.w, 44)))
        field = TextInput("watch.code", self.code, self.on_code, on_enter=self.watch, style=t.MONO,
                          hint=tr("watch.code.hint"), label=tr("watch.way.code"))  # fmt: skip
        dialog.add(field.at(Rect(area.x, area.y + 52, area.w, 36)))
        dialog.add(Label(tr("watch.at_turn"), t.BODY, t.MIDDLE).at(Rect(area.x, area.y + 108, 200, 24)))
        turn = Stepper("watch.at_turn", self.turn, self.on_turn, low=1, high=MOST_TURNS, label=tr("watch.at_turn"))
        dialog.add(turn.at(Rect(area.x + 208, area.y + 102, *turn.natural())))
        if self.problem:
            words = Label(self.problem, t.BODY, t.DANGER_TEXT, wrap=True, max_lines=3, wid="watch.problem")
            dialog.add(words.at(Rect(area.x, area.y + 148, area.w, 64)))

    # --- what is filled in
    def on_way(self, way: str) -> None:
        """The other way in."""
        self.way, self.problem = way, ""
        self.rebuild()

    def on_scenario(self, scenario: str) -> None:
        """Another scenario."""
        self.scenario = scenario
        self.rebuild()

    def on_seed(self, text: str) -> None:
        """Take a seed: figures only."""
        self.seed = "".join(sign for sign in text if sign.isdigit())[:10]

    def on_code(self, text: str) -> None:
        """Take a code."""
        self.code = text

    def on_turn(self, turn: int) -> None:
        """Take a turn."""
        self.turn = turn

    # --- in
    def watch(self) -> Outcome:
        """Open what was asked for; what is wrong with it is said."""
        from game.ui.screens.watch import WatchScreen  # noqa: PLC0415

        self.problem = ""
        try:
            watched = self._opened()
        except (CodeError, shelf.ScenarioError) as error:
            self.problem = str(error)
            self.app.toast(self.problem, "triangle-alert", "danger")
            self.rebuild()
            return None
        return Replace(WatchScreen(watched))

    def _opened(self) -> Watched:
        if self.way == "new":
            loaded = self._load(self.scenario)
            return Watched.begun(loaded, min(int(self.seed or "0"), LARGEST_SEED))
        code = decode(self.code)
        loaded = self._load(code.scenario)
        fit(code, loaded.ruleset)
        return Watched(loaded, code, min(self.turn, loaded.ruleset.turns + 1))

    def _load(self, scenario: str) -> shelf.Loaded:
        card = next((one for one in shelf.listed() if one.id == scenario), None)
        if card is None:
            raise CodeError(tr("watch.no_scenario", scenario=scenario))
        return shelf.opened(card)
