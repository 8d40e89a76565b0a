"""A new game: a scenario, a firm, a seed."""

from __future__ import annotations

import contextlib
import secrets
from functools import partial
from typing import Any

import pygame
from pygame import Rect

from game.scenario import Problem
from game.scenario.board import VictoryCard
from game.session import shelf
from game.session.facts import Desk
from game.session.inspection import INSPECTION, in_order
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Handled, Outcome, Screen
from game.ui.screens.frame.live import Live, Side
from game.ui.screens.keeping import enter
from game.ui.screens.new_game_parts import CardList, FirmCard, answer_rows, card_of, opening_lines
from game.ui.screens.new_game_problems import ProblemPanel, in_short, sign_of
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, IconButton, Label, Painter, Panel, TextInput, Tip, Toggle, Widget
from game.ui.wording import CATALOGUE, tr

LARGEST_SEED = 2**31 - 1
BEGIN_W = 216
ROOMY_H = 400
"""Height of a firm's sheet from which it is set with air."""
WARNINGS_W = 220
"""What the head keeps for the key that leads to warnings."""
FIRM_W, MOST_IN_ROW = 230, 5
"""The widest card of a firm with its gap; so many firms stand in one row, whatever their countries."""


class NewGameScreen(Screen):
    """Cards of scenarios at the left, firms and the one picked out at the right."""

    def __init__(self, scenario: str = "", firm: str = "", seed: str = "") -> None:
        super().__init__()
        self.cards = shelf.installed()
        self.at = next((n for n, card in enumerate(self.cards) if card.id == scenario), 0)
        self.firm = firm
        self.seed = seed or str(secrets.randbelow(9_000) + 1_000)
        self.ironman = False
        self.refused: tuple[Problem, ...] = ()
        """Why the scenario picked out could not be opened."""
        self.shows_problems = False
        """Whether its warnings stand in the place of its firms."""
        self.loaded: Any = None
        self.live: Live | None = None
        self._told = -1
        self._open()

    # --- the choice
    def _open(self) -> None:
        """Open the scenario picked out, and then have all of them checked, this one first."""
        self.refused, self.loaded, self.live, self.shows_problems = (), None, None, False
        if not self.cards:
            return
        card = self.cards[self.at]
        INSPECTION.rest()
        try:
            self.loaded = shelf.opened(card)
            INSPECTION.learn(card, self.loaded.warnings)
        except shelf.ScenarioError as error:
            self.refused = in_order(error.problems)
        INSPECTION.ask([card, *self.cards])
        if self.loaded is None:
            return
        playable = self.loaded.board.scenario.playable
        if self.firm not in playable:
            self.firm = playable[0]
        self._seat()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the scenario picked out, as far as it is known."""
        return (INSPECTION.of(self.cards[self.at]) or self.refused) if self.cards else ()

    @property
    def why_not(self) -> str:
        """Why it cannot be begun."""
        if not self.cards:
            return tr("new.no_scenarios")
        return tr("new.cannot.why", problem=in_short(self.problems[0])) if self.refused else ""

    def update(self, dt: float) -> Outcome:
        """Show what the check has found meanwhile."""
        del dt
        if self._told != INSPECTION.changes:
            self._told = INSPECTION.changes
            self.rebuild()
        return None

    def _seat(self) -> None:
        """Sit down for the opening situation of the firm picked out."""
        self.live = Live(shelf.begin(self.loaded, self.firm, 0))

    def pick_scenario(self, n: int) -> None:
        """Pick a scenario."""
        self.at = n
        self._open()
        self.rebuild()

    def pick_firm(self, firm: str) -> None:
        """Pick a firm."""
        self.firm = firm
        self._seat()
        self.rebuild()

    def show_problems(self, shows: bool) -> None:
        """Look at the warnings, or back at the firms."""
        self.shows_problems = shows
        self.rebuild()

    def copy_problems(self) -> None:
        """Put the list where it can be pasted from, as ``validate`` writes it."""
        with contextlib.suppress(pygame.error):
            pygame.scrap.put_text("\n".join(map(str, self.problems)))
        self.app.toast(tr("new.copied"), "copy")

    def on_seed(self, text: str) -> None:
        """Take a seed: figures only."""
        self.seed = "".join(sign for sign in text if sign.isdigit())[:10]

    def roll(self) -> None:
        """Another seed."""
        self.seed = str(secrets.randbelow(9_000) + 1_000)
        self.app.router.set_focus(None)
        self.rebuild()

    def on_ironman(self, on: bool) -> None:
        """Keep one save alone, or as many as wanted."""
        self.ironman = on
        self.rebuild()

    def begin(self) -> Outcome:
        """Begin the game."""
        if self.loaded is None:
            return None
        seed = min(int(self.seed or "0"), LARGEST_SEED)
        return enter(shelf.begin(self.loaded, self.firm, seed, ironman=self.ironman))

    # --- layout
    def build(self, view: Viewport) -> Widget:
        """Lay out head, cards, firms, sheet and foot."""
        root = Group(rect=view.rect)
        small = view.compact
        side, head, foot = (24, 60, 78) if small else (48, 88, 78)
        root.add(Painter(partial(_ground, head, foot)).at(view.rect))
        title = Label(tr("new.title"), t.BIG_TITLE)
        wide = title.natural()[0]
        root.add(title.at(Rect(side, (head - 36) // 2, wide, 36)))
        crumbs = Rect(side + wide + 24, (head - 24) // 2, view.width - 2 * side - wide - 24 - WARNINGS_W, 24)
        root.add(Painter(self._crumbs).at(crumbs))
        if self.live is not None and self.problems and not self.shows_problems:
            sign = sign_of(self.problems)
            key = Button("new.warnings", sign.words, partial(self.show_problems, True), icon=sign.icon)
            wide = key.natural()[0]
            root.add(key.at(Rect(view.width - side - wide, (head - 32) // 2, wide, 32)))
        left_w, gap, air = (336, 16, 12) if small else (632, 32, 22)
        body = Rect(side, head + air, view.width - 2 * side, view.height - head - foot - 2 * air)
        self.add_scenarios(root, Rect(body.x, body.y, left_w, body.h), small)
        right = Rect(body.x + left_w + gap, body.y, body.w - left_w - gap, body.h)
        if not self.cards:
            problem = Label(self.why_not, t.BODY, t.DANGER_TEXT, wrap=True, max_lines=6, wid="new.problem")
            root.add(problem.at(Rect(right.x, right.y, right.w, 140)))
        elif self.live is None or self.shows_problems:
            back = None if self.live is None else partial(self.show_problems, False)
            root.add(ProblemPanel(self.cards[self.at], self.problems, self.copy_problems, back).at(right))
        else:
            y = self.add_firms(root, right, self.live, small)
            self.add_sheet(root, Rect(right.x, y, right.w, right.bottom - y), self.live, small)
        self.add_foot(root, Rect(side, view.height - foot, view.width - 2 * side, foot))
        return root

    def _crumbs(self, canvas: Canvas, r: Rect) -> None:
        if not self.cards:
            return
        name, room = self.cards[self.at].name.say(CATALOGUE.language), r.w * 2 / 3
        x = r.x + canvas.text(name, r.x, r.y + 2, t.TABLE, t.MIDDLE, width=room) + 10
        if self.live is not None:
            canvas.icon("chevron-right", x, r.y + 5, 14, t.LOW)
            firm = self.live.name("firms", self.firm)
            canvas.text(firm, x + 24, r.y + 2, t.TABLE, t.MIDDLE, width=r.right - x - 24)

    def add_scenarios(self, root: Widget, area: Rect, small: bool) -> None:
        """The cards of scenarios, one or two columns."""
        columns = 1 if small else 2
        wide = (area.w - 16 * (columns - 1) - 8) // columns
        high = 196
        view = root.add(CardList("scenarios").at(Rect(area.x - 6, area.y - 6, area.w + 12, area.h + 12)))
        for n, card in enumerate(self.cards):
            place = Rect(area.x + (n % columns) * (wide + 16), area.y + (n // columns) * (high + 16), wide, high)
            view.add(card_of(card, INSPECTION.of(card), n == self.at, partial(self.pick_scenario, n)).at(place))
            if n == self.at:
                view.chosen = place
        view.show_chosen()

    def add_firms(self, root: Widget, area: Rect, live: Live, small: bool) -> int:
        """The firms by country; returns where they end."""
        board, high = live.board, 84 if small else 104
        by_country: dict[str, list[str]] = {}
        for firm in board.scenario.playable:
            by_country.setdefault(board.firms[firm].country, []).append(firm)
        most, all_firms = max(map(len, by_country.values())), len(board.scenario.playable)
        in_one_row = all_firms <= MOST_IN_ROW
        step = min(FIRM_W, (area.w + 10) // (all_firms if in_one_row else most))
        x, y = area.x, area.y
        for country, firms in by_country.items():
            side = live.side(country)
            root.add(Painter(partial(_country, side), label=side.name).at(Rect(x, y, step * len(firms), 18)))
            for n, firm in enumerate(firms):
                card = FirmCard(live, firm, firm == self.firm, partial(self.pick_firm, firm))
                root.add(card.at(Rect(x + n * step, y + 22, step - 10, high)))
            if in_one_row:
                x += step * len(firms)
            else:
                y += 22 + high + (8 if small else 14)
        return y if not in_one_row else y + 22 + high + (8 if small else 14)

    def add_sheet(self, root: Widget, area: Rect, live: Live, small: bool) -> None:
        """The firm picked out: emblem, profile, identity, opening situation, ways to win."""
        panel = root.add(Panel("sheet").at(area))
        pad = 16 if small else 24
        inner = area.inflate(-2 * pad, -2 * pad)
        small = small and inner.h < ROOMY_H
        half = inner.w * 48 // 100
        left = Rect(inner.x, inner.y, half - 16, inner.h)
        right = Rect(inner.x + half + 16, inner.y, inner.w - half - 16, inner.h)
        panel.add(Painter(partial(_portrait, live)).at(Rect(left.x, left.y, left.w, 72 if small else 84)))
        y = left.y + (80 if small else 104)
        for row in answer_rows(live, left, y, small):
            panel.add(row)
            y = row.rect.bottom
        gap = 6 if small else 16
        self.add_own_move(panel, Rect(left.x, y + gap, left.w, left.bottom - y - gap), live)
        panel.add(Painter(lambda c, r: c.vline(r.x, r.y, r.h)).at(Rect(inner.x + half, inner.y, 1, inner.h)))
        self.add_words(panel, right, live, small)

    def add_own_move(self, panel: Widget, area: Rect, live: Live) -> None:
        """The move that nobody else has, if it has one and there is room."""
        card = next((card for card in live.board.moves.values() if card.only == (self.firm,)), None)
        if card is None:
            return
        words, name = tr("new.own_move"), live.say(card.name)
        text = Label(live.say(card.text), t.TABLE_DENSE, t.MIDDLE, wrap=True, wid="own_move")
        high, y = text.height_at(area.w), area.y + 19
        if 44 + high <= area.h:
            panel.add(Label(name, t.TABLE_STRONG, t.HIGH).at(Rect(area.x, y, area.w, 22)))
            y += 24
        else:
            words = tr("new.own_move.named", move=name)
        if y + high <= area.bottom:
            panel.add(Label(words.upper(), t.LABEL, t.LOW).at(Rect(area.x, area.y, area.w, 16)))
            panel.add(text.at(Rect(area.x, y, area.w, high)))

    def add_words(self, panel: Widget, area: Rect, live: Live, small: bool) -> None:
        """What only this firm does, how it begins, and how it may win."""
        y = area.y
        panel.add(Label(tr("new.only", firm=live.name("firms", self.firm)).upper(), t.LABEL, t.LOW).at(
            Rect(area.x, y, area.w, 16)))  # fmt: skip
        style = t.TABLE_DENSE if small else t.TABLE
        identity = Label(live.say(live.own.identity_text), style, t.MIDDLE, wrap=True, max_lines=4)
        high = identity.height_at(area.w)
        panel.add(identity.at(Rect(area.x, y + 20, area.w, high)))
        y += 20 + high + (10 if small else 18)
        panel.add(Label(tr("new.opening").upper(), t.LABEL, t.LOW).at(Rect(area.x, y, area.w, 16)))
        y += 22
        desk: Desk = live.session.desk
        for line in opening_lines(live, desk):
            panel.add(line.at(Rect(area.x, y, area.w, 24)))
            y += 25 if small else 30
        y += 6 if small else 12
        if area.bottom - y < 40:
            return
        panel.add(Label(tr("new.ways").upper(), t.LABEL, t.LOW).at(Rect(area.x, y, area.w, 16)))
        self.add_ways(panel, Rect(area.x, y + 22, area.w, area.bottom - y - 22), live)

    def add_ways(self, panel: Widget, area: Rect, live: Live) -> None:
        """The ways to win: with what they ask where there is room for that, else as tags."""
        ways = {name: (_way(live, card), live.say(card.text)) for name, card in live.board.victories.items()}
        told = [Label(text, t.TABLE_DENSE, t.MIDDLE, wrap=True) for _, text in ways.values()]
        if sum(30 + label.height_at(area.w) for label in told) <= area.h:
            y = area.y
            for (name, (words, _)), label in zip(ways.items(), told, strict=True):
                panel.add(Label(words, t.TABLE_STRONG, t.HIGH, wid=f"way.{name}").at(Rect(area.x, y, area.w, 20)))
                high = label.height_at(area.w)
                panel.add(label.at(Rect(area.x, y + 20, area.w, high)))
                y += 30 + high
            return
        x, y = area.x, area.y
        for name, (words, text) in ways.items():
            tip = Tip(words, text, width=320)
            w = round(fonts.book().width(words, t.BODY_MEDIUM)) + 28
            if x + w > area.right:
                x, y = area.x, y + 34
            if y + 28 > area.bottom:
                break
            panel.add(Painter(partial(_tag, words), wid=f"way.{name}", label=words, tooltip=tip).at(Rect(x, y, w, 28)))
            x += w + 8

    def add_foot(self, root: Widget, area: Rect) -> None:
        """Back, the seed, ironman, how the scenario opens, begin."""
        y = area.y + (area.h - 40) // 2
        back = Button("new.back", tr("load.back"), self.on_back, key="Esc")
        root.add(back.at(Rect(area.x, y, back.natural()[0], 40)))
        x = area.x + back.natural()[0] + 28
        root.add(Label(tr("new.seed"), t.BODY, t.MIDDLE).at(Rect(x, y, 40, 40)))
        field = TextInput("new.seed", self.seed, self.on_seed, longest=10, style=t.MONO, label=tr("new.seed"),
                          tooltip=tr("new.seed.tip"))  # fmt: skip
        root.add(field.at(Rect(x + 44, y + 3, 116, 34)))
        root.add(IconButton("new.roll", "dices", self.roll, label=tr("new.roll")).at(Rect(x + 166, y + 4, 32, 32)))
        iron = Toggle(
            "new.ironman", self.ironman, self.on_ironman, text=tr("new.ironman"), tooltip=tr("new.ironman.tip")
        )
        iron_w = iron.natural()[0]
        root.add(iron.at(Rect(x + 214, y + 8, iron_w, 24)))
        words_x = x + 214 + iron_w + 20
        key = Button("new.begin", tr("new.begin"), self.begin, kind="primary", big=True, key="Enter",
                     enabled=self.loaded is not None, why_disabled=self.why_not)  # fmt: skip
        root.add(key.at(Rect(area.right - BEGIN_W, y, BEGIN_W, 40)))
        if self.live is not None:
            opening = Label(
                self.live.say(self.live.board.scenario.opening), t.NOTE, t.MIDDLE, wrap=True, wid="new.words"
            )
            wide = area.right - BEGIN_W - 24 - words_x
            high = opening.height_at(wide)
            root.add(opening.at(Rect(words_x, area.centery - high // 2, wide, high)))

    # --- keys
    def on_key(self, chord: str) -> Handled:
        """Arrows go through scenarios (up, down) and firms (left, right)."""
        if chord in {"Up", "Down"} and self.cards:
            self.pick_scenario(max(0, min(len(self.cards) - 1, self.at + (1 if chord == "Down" else -1))))
            return True
        if chord in {"Left", "Right"} and self.live is not None:
            order = list(self.live.board.scenario.playable)
            at = order.index(self.firm) + (1 if chord == "Right" else -1)
            self.pick_firm(order[max(0, min(len(order) - 1, at))])
            return True
        panel = self.root.find("problems") if self.root is not None else None
        return isinstance(panel, ProblemPanel) and panel.turn(chord)


def _way(live: Live, card: VictoryCard) -> str:
    words = live.say(card.name)
    return tr("new.all_lose", what=words) if card.is_collapse else words


def _country(side: Side, canvas: Canvas, r: Rect) -> None:
    canvas.mark(side.shape, r.x + 5, r.centery, 10, side.colour)
    canvas.text(side.name.upper(), r.x + 18, r.y, t.LABEL, t.LOW, width=r.w - 18)


def _tag(words: str, canvas: Canvas, r: Rect) -> None:
    canvas.box(r, t.RAISED, None, t.R_TAG)
    canvas.text(words, r.centerx, r.y + 4, t.BODY_MEDIUM, t.HIGH, "centre")


def _ground(head: int, foot: int, canvas: Canvas, rect: Rect) -> None:
    canvas.fill(rect, t.SEA)
    canvas.hline(rect.x, rect.y + head, rect.w)
    for i in range(7):
        y = rect.y + head * (0.28 + 0.09 * i)
        x = rect.right - 460 + 34 * i
        canvas.lines([(x, y), (x + 90, y), (x + 110, y - 14), (rect.right, y - 14)], t.mix(t.SEA, t.LINE, 0.55), 1.2)
    canvas.fill(Rect(rect.x, rect.bottom - foot, rect.w, foot), t.BAR)
    canvas.hline(rect.x, rect.bottom - foot, rect.w)


def _portrait(live: Live, canvas: Canvas, r: Rect) -> None:
    firm, side = live.session.firm, live.firm_side(live.session.firm)
    size = min(80, r.h - 4)
    canvas.emblem(live.emblem(firm), r.x + size / 2 + 2, r.y + size / 2 + 2, size, side.shape, side.colour)
    x = r.x + size + 20
    canvas.text(live.name("firms", firm), x, r.y + 2, t.BIG_TITLE, t.HIGH, width=r.right - x)
    canvas.mark(side.shape, x + 5, r.y + 46, 10, side.colour)
    canvas.text(
        tr("new.place", city=live.say(live.own.city.name), country=side.name), x + 18, r.y + 36, t.TABLE, t.MIDDLE
    )
    canvas.text(live.say(live.own.identity_title), x, r.y + 57, t.TABLE_STRONG, side.colour)
