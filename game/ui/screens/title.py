"""The title: a wafer that is the world, and the ways into a game."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pygame import Rect

from game import __version__
from game.paths import saves_dir
from game.session.save_list import Listed, list_saves
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Action, Outcome, Push, Quit, Screen
from game.ui.screens import opening
from game.ui.screens.title_wafer import City, TitleWafer, lot_words
from game.ui.theme import Colour, rgb
from game.ui.viewport import Viewport
from game.ui.widgets import Group, Label, Painter, Widget, cap_width, draw_cap
from game.ui.widgets.base import run
from game.ui.wording import CATALOGUE, quarter, tr

if TYPE_CHECKING:
    from game.session.shelf import Listed as Card

ROW = 44
TUTORIAL_SEED = 1
CALM = 0.15
"""The tension that the title sounds of."""


class Entry(Widget):
    """A line of the title's list; the main one is a paper key with a second line."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, wid: str, text: str, action: Action, **options: Any) -> None:
        self.note: str = options.pop("note", "")
        self.main: bool = options.pop("main", False)
        self.look: tuple[str, str, Colour] | None = options.pop("look", None)
        super().__init__(wid, label=text, **options)
        self.action = action

    def activate(self) -> Outcome:
        """Do it."""
        return run(self.action) if self.enabled else None

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, lit = self.rect, self.heat.value
        if self.main:
            canvas.box(r, t.PAPER_PRESSED if self.pressed else t.mix(t.PAPER, t.WHITE, lit))
            x = r.x + 20
            if self.look is not None:
                emblem, shape, colour = self.look
                canvas.emblem(emblem, r.x + 37, r.centery, 42, shape, colour)
                x = r.x + 72
            y = r.y + (11 if self.note else (r.h - 24) // 2)
            canvas.text(self.label, x, y, t.TITLE.sized(19, 26), t.INK)
            canvas.text(self.note, x, r.y + 39, t.TABLE, t.INK_DIM, width=r.right - 56 - x)
            draw_cap(canvas, self.key, r.right - 16 - cap_width(self.key), r.centery, ink=True)
            return
        ink = t.mix(t.HIGH, t.WHITE, lit)
        if lit > 0.02:
            canvas.box(r.inflate(0, -2), t.mix(t.VOID, t.HOVER, 0.75 * lit))
        wide = canvas.text(self.label, r.x + 16, r.centery - 13, t.TITLE.sized(19, 26), ink)
        canvas.text(self.note, r.x + 28 + wide, r.centery - 9, t.TABLE, t.LOW)
        draw_cap(canvas, self.key, r.right - 16 - cap_width(self.key), r.centery)
        canvas.hline(r.x + 16, r.bottom - 1, r.w - 32)


class TitleScreen(Screen):
    """Continue, new game, load, settings, quit.

    What opens games and reads scenarios is imported when it is wanted: the first frame does without, and what the title
    tells of the first scenario comes in a moment later.
    """

    def __init__(self) -> None:
        super().__init__()
        self.notice = ""
        self.waiting = not opening.is_read()

    def update(self, dt: float) -> Outcome:
        """Once the first frame stands, have the first scenario read; light the wafer's cities when it is."""
        del dt
        if self.waiting and self.root is not None:
            opening.read_beside()
        if self.waiting and opening.is_read():
            self.waiting = False
            self.rebuild()
        return None

    @property
    def alive(self) -> bool:
        """Frames must come while the scenario is being read."""
        return self.waiting

    def build(self, view: Viewport) -> Widget:
        """Lay out wafer, name and list."""
        root = Group(rect=view.rect)
        small = view.compact
        left = 64 if small else 96
        room = Rect(left + 460, 0, view.width - left - 460, view.height)
        side = min(room.w, room.h)
        wafer = Rect(0, 0, side, side)
        wafer.center = (room.centerx, view.height // 2)
        cities, routes = _world()
        lot = _lot()
        root.add(TitleWafer("wafer", cities, routes, lot, label=tr("title.wafer")).at(wafer))
        top = 84 if small else 132
        high = 62 if small else 75
        name = Painter(lambda c, r: c.wordmark(r.x, r.y, r.h), label=tr("title.name"))
        root.add(name.at(Rect(left, top, 520, high)))
        root.add(Label(tr("title.line"), t.LEAD, t.MIDDLE).at(Rect(left, top + 92, 460, 28)))
        self.add_list(root, Rect(left, top + 144, 400, view.height - top - 180), small)
        foot = tr("title.foot", version=__version__)
        root.add(Label(foot, t.NOTE, t.LOW).at(Rect(left, view.height - 48, 420, 20)))
        return root

    def add_list(self, root: Widget, area: Rect, small: bool) -> None:
        """The ways in; going on with the newest save is the main one if there is one."""
        saves = list_saves(saves_dir())
        latest = next((one for one in saves if one.is_game), None)
        y = area.y
        if latest is not None:
            first = Entry("title.continue", tr("title.continue"), self.resume, main=True, key="C", note=_where(latest),
                          look=_look(latest))  # fmt: skip
            root.add(first.at(Rect(area.x, y, area.w, 72)))
            y += 84 if small else 92
        games = sum(one.is_game for one in saves)
        note = tr("title.saves", count=games) if games else tr("title.no_saves")
        entries = (
            ("title.new", self.new_game, "N", "", latest is None),
            ("title.tutorial", self.tutorial, "T", "" if saves else tr("title.first"), False),
            ("title.load", self.load, "L", note, False),
            ("title.watch", self.watch, "W", "", False),
            ("title.codex", self.codex, "F3", "", False),
            ("title.settings", self.settings, "O", "", False),
            ("title.help", self.help, "?", "", False),
            ("title.quit", Quit, "Q", "", False),
        )
        for wid, action, key, words, main in entries:
            if wid == "title.tutorial" and opening.is_read() and _school() is None:
                continue
            entry = Entry(wid, tr(wid), action, key=key, note=words, main=main)
            high = 56 if main else ROW
            root.add(entry.at(Rect(area.x, y, area.w, high)))
            y += high + (12 if main else 0)
        line = _line()
        if line and area.bottom - y > 96:
            text = Label(line, t.NEWS_ITALIC.sized(16, 24), t.MIDDLE, wrap=True, max_lines=3)
            root.add(text.at(Rect(area.x, max(y + 16, area.bottom - 100), area.w, 76)))

    # --- ways in
    def resume(self) -> Outcome:
        """Open the newest save."""
        from game.ui.screens import keeping  # noqa: PLC0415

        latest = keeping.latest()
        return keeping.open_save(self.app, latest.path) if latest is not None else None

    def new_game(self) -> Outcome:
        """Choose a scenario and a firm."""
        from game.ui.screens.new_game import NewGameScreen  # noqa: PLC0415

        return Push(NewGameScreen())

    def tutorial(self) -> Outcome:
        """Begin the first scenario that teaches, in its first chair: the same game for everybody."""
        from game.session import shelf  # noqa: PLC0415
        from game.ui.screens import keeping  # noqa: PLC0415

        card = _school()
        if card is None:
            return None
        try:
            loaded = shelf.opened(card)
        except shelf.ScenarioError as error:
            self.app.toast(str(error.problems[0]), "triangle-alert", "danger")
            return None
        return keeping.enter(shelf.begin(loaded, loaded.board.scenario.playable[0], TUTORIAL_SEED))

    def load(self) -> Outcome:
        """Choose a save."""
        from game.ui.screens.load import LoadScreen  # noqa: PLC0415

        return Push(LoadScreen())

    def watch(self) -> Outcome:
        """Choose a game that plays itself."""
        from game.ui.screens.watch_open import WatchOpenScreen  # noqa: PLC0415

        return Push(WatchOpenScreen())

    def codex(self) -> Outcome:
        """Open the codex of the first scenario."""
        from game.ui.screens.codex import CodexScreen, codex_of  # noqa: PLC0415

        loaded = opening.read()
        return Push(CodexScreen(codex_of(loaded))) if loaded is not None else None

    def settings(self) -> Outcome:
        """Open the settings."""
        from game.ui.screens.settings import SettingsScreen  # noqa: PLC0415

        return Push(SettingsScreen())

    def help(self) -> Outcome:
        """Show the keys."""
        from game.ui.screens.overlays import HelpScreen  # noqa: PLC0415

        return Push(HelpScreen())

    def on_enter(self) -> None:
        """Count the saves again, and say what was wrong at the start."""
        self.app.sounds.set_tension(CALM)
        self.rebuild()
        if self.notice:
            self.app.toast(tr(self.notice), "triangle-alert", "danger")
            self.notice = ""

    def on_back(self) -> Outcome:
        """Stay: Q quits."""
        return None


def _school() -> Card | None:
    """The first scenario on the shelf that teaches."""
    from game.session import shelf  # noqa: PLC0415

    return next((card for card in shelf.listed() if card.teaches), None)


def _board() -> Any:
    """The board of the first scenario; None as long as it is not read."""
    return opening.board() if opening.is_read() else None


def _world() -> tuple[list[City], list[tuple[int, int]]]:
    """Cities with something in them, and routes from foundries to a few firms."""
    board = _board()
    if board is None:
        return [], []
    inks = {country: rgb(card.color) for country, card in board.countries.items()}
    firms = [City(card.city.lon, card.city.lat, inks[card.country]) for card in board.firms.values()]
    makers = [City(one.spot.lon, one.spot.lat, inks[one.country]) for one in board.foundries.values() if one.spot]
    cities = [*makers, *firms]
    routes = [(n, len(makers) + (5 * n + 3 * k) % max(1, len(firms))) for n in range(len(makers)) for k in range(2)]
    return cities, routes if firms else []


def _lot() -> str:
    """What is written round the wafer's rim: its first quarter is the lot's number."""
    board = _board()
    return lot_words(str(board.scenario.start)) if board is not None else ""


def _line() -> str:
    """The scenario's own line under the list."""
    board = _board()
    return str(board.scenario.summary.say(CATALOGUE.language)) if board is not None else ""


def _look(one: Listed) -> tuple[str, str, Colour] | None:
    """The look of the firm of a save."""
    return opening.look_of(one.header.firm) if opening.is_read() and one.header is not None else None


def _where(one: Listed) -> str:
    """Firm, scenario and quarter of a save."""
    header, board = one.header, _board()
    if header is None or board is None:
        return ""
    from game.session import shelf  # noqa: PLC0415

    firm = header.firm
    if firm in board.firms:
        firm = str(board.firms[firm].name.say(CATALOGUE.language))
    names = {card.id: card.name.say(CATALOGUE.language) for card in shelf.listed()}
    scenario, when = names.get(header.scenario, header.scenario), quarter(header.year, header.quarter)
    turn = min(header.turn + 1, header.turns)
    return tr("title.where", firm=firm, scenario=scenario, quarter=when, turn=turn, turns=header.turns)
