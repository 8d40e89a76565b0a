"""Search for anything: a few letters, and screens, chips, rules, firms, terms, graphs and tools that have them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from pygame import Rect

from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.input import reveal
from game.ui.screen import Action, Handled, Outcome, Pop, Push, Result, Screen
from game.ui.screens.codex import codex_of
from game.ui.screens.codex.pieces import SearchLine
from game.ui.screens.codex.words import name_of, spoken
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.graphs import GraphScreen, quantities_of
from game.ui.screens.registry import RAIL
from game.ui.screens.rivals import RivalsScreen
from game.ui.viewport import Viewport
from game.ui.widgets import Card, Dialog, Label, Painter, ScrollView, Widget, cap_width, draw_cap
from game.ui.widgets.base import as_outcome
from game.ui.wording import tr

WIDE, ROW, SHOWN, MOST = 560, 40, 9, 40
ON_SCREENS = {"chips": "supply", "offers": "supply", "research": "research", "controls": "policy"}
"""Where in the game a kind of entry is singled out; of the others there is the page of the codex alone."""


@dataclass(frozen=True)
class Found:
    """Something that a search may lead to."""

    name: str
    where: str
    """What opens: a screen of the game, the codex, a graph."""
    icon: str
    action: Action
    key: str = ""


class SearchScreen(Screen):
    """A line to type into over the dimmed screen, and what has all its words, the nearest first."""

    overlay = True
    first_focus = "search.field"

    def __init__(self, below: GameScreen) -> None:
        super().__init__()
        self.below = below
        self.query, self.at = "", 0
        self.every = tuple(_everything(below))
        self.found: tuple[Found, ...] = ()
        self.moved = False

    def build(self, view: Viewport) -> Widget:
        """Lay out the line and what was found."""
        self.found = self.matching()
        self.at = max(0, min(self.at, len(self.found) - 1))
        dialog = Dialog("search", tr("search.title"), icon="search")
        room = dialog.place(view.rect, WIDE, 48 + SHOWN * ROW)
        field = SearchLine("search.field", self.query, self.on_query, self.on_back, on_enter=self.open_it, longest=40,
                           hint=tr("search.hint"), label=tr("search.title"))  # fmt: skip
        dialog.add(field.at(Rect(room.x, room.y, room.w, 36)))
        area = Rect(room.x, room.y + 48, room.w, SHOWN * ROW)
        if not self.found:
            words = tr("search.none" if self.query.strip() else "search.empty")
            label = Label(words, t.BODY, t.MIDDLE, wrap=True, wid="search.words")
            dialog.add(label.at(Rect(area.x, area.y + 4, area.w, 60)))
            return dialog
        scroll = dialog.add(ScrollView("search.list").at(area))
        for n, one in enumerate(self.found):
            place = Rect(area.x, area.y + n * ROW, area.w - 12, ROW - 4)
            card = Card(f"search.{n}", partial(self.go, n), selected=n == self.at, label=f"{one.name}: {one.where}")
            card.add(Painter(partial(_draw_found, one)).at(place))
            scroll.add(card.at(place))
        return dialog

    def matching(self) -> tuple[Found, ...]:
        """What has all words of the query in its name; then pages of the codex that have them in their texts."""
        words = self.query.casefold().split()
        if not words:
            return ()
        named = [one for one in self.every if all(word in one.name.casefold() for word in words)]
        named.sort(key=lambda one: not one.name.casefold().startswith(" ".join(words)))
        book = codex_of(self.below.live.session.loaded)
        told = [_of_page(self.below, page.link.kind, page.link.entry, name_of(page))
                for page in book.search(self.query, spoken)]  # fmt: skip
        seen: dict[tuple[str, str], Found] = {}
        for one in (*named, *told):
            seen.setdefault((one.name, one.where), one)
        return tuple(seen.values())[:MOST]

    def on_query(self, text: str) -> None:
        """Search for what is typed."""
        self.query, self.at = text, 0
        self.rebuild()

    def open_it(self) -> Outcome:
        """Open the one singled out."""
        return self.go(self.at) if self.found else None

    def go(self, n: int) -> Outcome:
        """Close the search and open what was found."""
        app, action = self.app, self.found[n].action
        app.apply(Pop())
        outcome = as_outcome(action())
        if isinstance(outcome, Result):
            app.apply(outcome)
        return None

    def on_key(self, chord: str) -> Handled:
        """Arrows go through what was found."""
        if chord in {"Up", "Down"} and self.found:
            self.at = max(0, min(len(self.found) - 1, self.at + (1 if chord == "Down" else -1)))
            self.rebuild()
            self.moved = True
            return True
        return False

    def update(self, dt: float) -> Outcome:
        """Bring the one singled out into sight once it is laid out."""
        if self.moved and not self.stale:
            self.moved = False
            reveal(self.app.find(f"search.{self.at}"))
        return super().update(dt)


def _everything(screen: GameScreen) -> Iterator[Found]:
    """Screens, tools, what screens single out, pages of the codex, graphs."""
    live = screen.live
    for entry in RAIL:
        yield Found(tr(entry.title), tr("search.screen"), entry.icon, partial(screen.go, entry.name), entry.key)
    yield from _tools(screen)
    pages = codex_of(live.session.loaded).pages.values()
    for page in pages:
        where = ON_SCREENS.get(page.link.kind)
        if where is not None and _is_shown(screen, page.link.kind, page.link.entry):
            words = tr("search.on", screen=tr(f"screen.{where}"))
            yield Found(name_of(page), words, "crosshair", partial(screen.go, where, "", page.link.entry))
        elif page.link.kind == "firms" and page.link.entry != live.session.firm:
            words = tr("search.on", screen=tr("help.rivals"))
            yield Found(name_of(page), words, "binoculars", partial(_dossier, screen, page.link.entry))
    for page in pages:
        yield _of_page(screen, page.link.kind, page.link.entry, name_of(page))
    for quantity in quantities_of(live):
        opens = lambda quantity=quantity: Push(GraphScreen(live, quantity))  # noqa: E731
        yield Found(live.quantity_name(quantity), tr("search.graph"), "chart-line", opens)


def _is_shown(screen: GameScreen, kind: str, entry: str) -> bool:
    """Whether the screen of a kind has a place for an entry this quarter."""
    desk = screen.desk
    if kind in {"chips", "offers"}:
        return any(entry in {offer.offer, offer.chip} for offer in desk.offers)
    if kind == "controls":
        return any(rule.control == entry for rule in desk.rule_book)
    return any(project.project == entry for project in desk.projects)


def _dossier(screen: GameScreen, firm: str) -> Outcome:
    return Push(RivalsScreen(screen.live, firm))


def _of_page(screen: GameScreen, kind: str, entry: str, name: str) -> Found:
    where = tr("search.codex", kind=tr(f"codex.kind.{kind}"))
    return Found(name, where, "book-open", partial(screen.open_page, kind, entry))


def _tools(screen: GameScreen) -> Iterator[Found]:
    """What the keys of every screen open."""
    from game.ui.screens.overlays import common_key  # noqa: PLC0415  (overlays open the search)
    from game.ui.screens.settings import SettingsScreen  # noqa: PLC0415

    def by_key(key: str) -> Callable[[], Outcome]:
        def opens() -> Outcome:
            done = common_key(screen, key)
            return done if isinstance(done, Result) else None

        return opens

    tools = [("help.advice", "lightbulb", "A"), ("help.forecast", "trending-up", "F"),
             ("help.rivals", "binoculars", "V"), ("help.graphs", "chart-line", "G"), ("help.codex", "book-open", "F3"),
             ("help.help", "circle-help", "?"), ("help.menu", "menu", "F10"), ("help.save", "save", "F5"),
             ("help.load", "rotate-ccw", "F9")]  # fmt: skip
    for message, icon, key in tools:
        yield Found(tr(message), tr("search.tool"), icon, by_key(key), key)
    yield Found(tr("menu.settings"), tr("search.tool"), "settings", lambda: Push(SettingsScreen()))


def _draw_found(one: Found, canvas: Canvas, r: Rect) -> None:
    canvas.icon(one.icon, r.x + 12, r.centery - 8, 16, t.LOW)
    right = r.right - 12
    if one.key:
        draw_cap(canvas, one.key, right - cap_width(one.key), r.centery)
        right -= cap_width(one.key) + 10
    wide = min(200, round(r.w * 0.4))
    canvas.text(one.where, right, r.centery - 9, t.NOTE, t.LOW, "right", width=wide)
    canvas.text(one.name, r.x + 40, r.centery - 10, t.BODY, t.HIGH, width=right - wide - r.x - 48)
