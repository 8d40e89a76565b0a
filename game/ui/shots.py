"""A picture of every screen in mid-game, drawn without a window."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path

from game.paths import made
from game.session import shelf
from game.session.codex import Codex
from game.session.crash import Left
from game.session.hindsight import QUICK, Hindsight
from game.session.inspection import INSPECTION
from game.session.watching import Replayed, Watched
from game.ui.app import App
from game.ui.palette import PALETTES
from game.ui.screen import Push, Reset, Screen
from game.ui.screens import opening
from game.ui.screens.advice import AdviceScreen
from game.ui.screens.codex import CodexScreen, codex_of
from game.ui.screens.crash import CrashScreen
from game.ui.screens.end import EndScreen
from game.ui.screens.end_course import SCORE
from game.ui.screens.event import EventScreen
from game.ui.screens.forecast import ForecastScreen
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.graphs import GraphScreen
from game.ui.screens.home_map import MODES
from game.ui.screens.keys import KeysScreen
from game.ui.screens.load import LoadScreen
from game.ui.screens.menu import MenuScreen, SaveAsScreen
from game.ui.screens.new_game import NewGameScreen
from game.ui.screens.overlays import HelpScreen
from game.ui.screens.registry import DEPARTMENTS, HOME, open_screen
from game.ui.screens.report import ReportScreen
from game.ui.screens.rivals import RivalsScreen
from game.ui.screens.search import SearchScreen
from game.ui.screens.settings import SettingsScreen
from game.ui.screens.title import TitleScreen
from game.ui.screens.watch import WatchScreen
from game.ui.screens.watch_open import WatchOpenScreen
from game.ui.wording import CATALOGUE, FIRST_LANGUAGE

QUARTERS = 5
BOARD = "board"
"""The department of moves and answers, which has no screen of its own."""
CODEX_PICTURES = ("rules", "terms", "chips", "controls", "events", "firms", "constants", "quantities")
SETTLE_S = 1.0
Make = Callable[[], Screen]


def run(
    folder: Path,
    size: tuple[int, int],
    loaded: shelf.Loaded,
    seed: int,
    language: str = FIRST_LANGUAGE,
    scale: float | None = None,
    colours: tuple[str, bool] = (PALETTES[0], False),
) -> int:
    """Take all pictures of a scenario in a language, at a scale, in a palette with or without high contrast."""
    CATALOGUE.use(language)
    _draw(folder, size, loaded, seed, (), scale, colours)
    return 0


def take(folder: Path, size: tuple[int, int], scenario: str, seed: int, names: Sequence[str] = ()) -> list[Path]:
    """Take the pictures of a scenario by its id. Raises KeyError when there is none."""
    card = next((one for one in shelf.listed() if one.id == scenario), None)
    if card is None:
        raise KeyError(scenario)
    return _draw(folder, size, shelf.opened(card), seed, names)


def midgame(loaded: shelf.Loaded, seed: int, quarters: int = QUARTERS, firm: str = "") -> Live:
    """A game some quarters in, its heads having decided so far, with an event on the desk if there is one soon."""
    chosen = firm or loaded.board.scenario.playable[0]
    heads = [*(entry.department for entry in DEPARTMENTS), BOARD]
    session = shelf.begin(loaded, chosen, seed, heads)
    for _ in range(min(quarters, session.rules.turns - 1)):
        session.end_quarter()
    while not session.desk.events and session.turn < min(quarters + 6, session.rules.turns - 2):
        session.end_quarter()
    for department in sorted(session.delegated)[::2]:
        session.delegate(department, False)
    live = Live(session)
    live.events_shown = True
    return live


def ended(loaded: shelf.Loaded, seed: int, live: Live) -> Live:
    """The same game at its end, looked back on for a moment."""
    session = shelf.begin(loaded, live.session.firm, seed, [*(entry.department for entry in DEPARTMENTS), BOARD])
    while not session.is_over:
        session.end_quarter()
    session.hindsight = Hindsight(session, QUICK)
    session.hindsight.ask()
    session.hindsight.wait()
    return Live(session)


def gallery(loaded: shelf.Loaded, seed: int) -> dict[str, tuple[Make, ...]]:
    """Name of the picture -> the screens to lay over one another for it."""
    live = midgame(loaded, seed)
    opening.read()

    def home(mode: str = "") -> GameScreen:
        return open_screen(HOME.name, live, mode)

    def new() -> Screen:
        screen = NewGameScreen(loaded.ruleset.scenario_id, live.session.firm, str(seed))
        INSPECTION.wait()
        return screen

    pictures: dict[str, tuple[Make, ...]] = {"title": (TitleScreen,), "new_game": (new,), "settings": (SettingsScreen,)}
    pictures["keys"] = (SettingsScreen, KeysScreen)
    pictures |= {"load": (LoadScreen,), "home": (home,)}
    for mode in MODES[1:]:
        pictures[f"home-{mode}"] = (lambda mode=mode: home(mode),)  # type: ignore[misc]
    for entry in DEPARTMENTS:
        first = open_screen(entry.name, live)
        for n, tab in enumerate(tab for tab, _ in first.tabs) if first.tabs else ((0, ""),):
            name = entry.name if n == 0 else f"{entry.name}-{tab}"
            pictures[name] = (home, lambda e=entry.name, tab=tab: open_screen(e, live, tab))  # type: ignore[misc]
    pictures["graphs"] = (home, lambda: GraphScreen(live, "capability"))
    pictures |= {
        "forecast": (home, lambda: _ahead(live, ForecastScreen)),
        "rivals": (home, lambda: _ahead(live, RivalsScreen)),
    }
    watched = Watched.begun(loaded, seed)
    watched.go(min(QUARTERS, loaded.ruleset.turns))
    pictures["watch"] = (lambda: WatchScreen(watched),)
    pictures["watch-seat"] = (lambda: WatchScreen(watched, live.session.firm),)
    pictures["watch_open"] = (TitleScreen, lambda: WatchOpenScreen(str(seed)))
    pictures["help"] = (home, HelpScreen)
    pictures["advice"] = (home, lambda: AdviceScreen(home(), "supply"))
    pictures["search"] = (home, lambda: _looked_for(home()))
    book = codex_of(loaded)
    pages = {kind: book.of(kind)[0].link for kind in CODEX_PICTURES}
    for kind, link in pages.items():
        pictures[f"codex-{kind}"] = (home, lambda link=link: CodexScreen(book, link))  # type: ignore[misc]
    pictures["codex-search"] = (home, lambda: _searching(book))
    pictures["menu"] = (home, lambda: MenuScreen(live))
    pictures["save_as"] = (home, lambda: SaveAsScreen(live))
    if live.session.desk.events:
        pictures["event"] = (home, lambda: _weighed(live))
    pictures["report"] = (home, lambda: ReportScreen(live))
    pictures["crash"] = (lambda: CrashScreen(Left(None, Path("crash-20250409-120000-000000.zip")), None),)
    over = cache(partial(ended, loaded, seed, live))
    pictures["end"] = (lambda: EndScreen(over()),)
    pictures["end-score"] = (lambda: EndScreen(over(), SCORE),)
    pictures["replay"] = (lambda: _replay(over()),)
    return pictures


def _replay(live: Live) -> Screen:
    return WatchScreen(Replayed(live.session, QUARTERS), live.session.firm)


def _ahead(live: Live, kind: type[ForecastScreen | RivalsScreen]) -> Screen:
    """A screen of what might come, all futures worked out."""
    live.session.forecast.ask()
    live.session.forecast.wait()
    return kind(live)


def _looked_for(below: GameScreen) -> Screen:
    """The search with a few letters in it."""
    screen = SearchScreen(below)
    screen.query = "h2"
    return screen


def _weighed(live: Live) -> Screen:
    """The first event on the desk, its second choice picked out and all futures worked out."""
    screen = EventScreen(live, live.session.desk.events[0].slot)
    screen.picked.choice = 1
    screen.ask()
    live.session.forecast.wait()
    return screen


def _searching(book: Codex) -> CodexScreen:
    screen = CodexScreen(book)
    screen.query = book.board.scenario.name.say()[:4]
    return screen


def _draw(
    folder: Path,
    size: tuple[int, int],
    loaded: shelf.Loaded,
    seed: int,
    names: Sequence[str],
    scale: float | None = None,
    colours: tuple[str, bool] = (PALETTES[0], False),
) -> list[Path]:
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    made(folder)
    app, paths = App(size, chosen_scale=scale, reduce_motion=True), list[Path]()
    app.set_palette(*colours)
    for name, makes in gallery(loaded, seed).items():
        if names and name not in names:
            continue
        show(app, makes)
        paths.append(app.screenshot(folder / f"{name}.png"))
    app.close()
    return paths


def show(app: App, makes: Sequence[Make]) -> None:
    """Lay screens over one another and let everything come to rest."""
    for n, make in enumerate(makes):
        app.apply(Push(make()) if n else Reset(make()))
        app.frame(SETTLE_S)
    live = getattr(app.top, "live", None)
    if isinstance(live, Live) and isinstance(app.top, GameScreen) and live.aside.settle():
        app.dirty_all()
    app.frame(SETTLE_S)
