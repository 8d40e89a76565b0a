"""The tools and keys that are the same on every screen of a game, and the help laid over it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.screen import Action, Handled, Outcome, Push, Screen
from game.ui.screens.frame.coach import send_away
from game.ui.screens.keeping import quick_load, quick_save
from game.ui.screens.registry import DEPARTMENTS, HOME, entry_of
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Dialog, Painter, Widget, cap_width, draw_cap
from game.ui.wording import tr

if TYPE_CHECKING:
    from game.ui.screens.frame.game_screen import GameScreen
    from game.ui.screens.frame.live import Live

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("help.game", (
        ("Enter", "help.end"), ("Esc", "help.back"), ("Ctrl+Z", "help.undo"), ("Ctrl+Y", "help.redo"),
        ("N", "help.report"), ("G", "help.graphs"),
        ("F", "help.forecast"), ("V", "help.rivals"), ("F5", "help.save"), ("F9", "help.load"), ("F3", "help.codex"),
        ("/", "help.search"), ("?", "help.help"), ("F10", "help.menu"),
    )),
    ("help.map", (
        ("1 – 4", "help.modes"), ("← →", "help.cards"), ("Space", "help.play"), ("PgUp PgDn", "help.pages"),
    )),
    ("help.anywhere", (
        ("Tab", "help.tab"), ("Space", "help.press"), ("F2", "help.tip"), ("F1", "help.coach"),
        ("A", "help.advice"), ("D", "help.delegate"),
        ("F8", "help.sound"), ("F11", "help.full"), ("F12", "help.shot"),
    )),
)  # fmt: skip
HEAD, ROW = 28, 27


class HelpScreen(Screen):
    """Every key, in three columns over the dimmed screen."""

    overlay = True

    def build(self, view: Viewport) -> Widget:
        """Lay out the columns."""
        dialog = Dialog("help", tr("help.title"), icon="keyboard")
        screens = tuple((entry.key, entry.title) for entry in (HOME, *DEPARTMENTS))
        (in_game, on_map, anywhere), room = KEYS, dialog.place(view.rect, 920, 460)
        wide = (room.w - 48) // 3
        columns = ((in_game,), (("help.screens", screens), on_map), (anywhere,))
        for n, column in enumerate(columns):
            y = room.y
            for head, keys in column:
                place = Rect(room.x + n * (wide + 24), y, wide, HEAD + ROW * len(keys))
                dialog.add(Painter(partial(_draw_keys, head, keys), label=tr(head)).at(place))
                y = place.bottom + 12
        close = Button("help.close", tr("ui.close"), self.on_back, kind="primary", key="Enter")
        w = close.natural()[0]
        dialog.add(close.at(Rect(room.right - w, room.bottom - 36, w, 36)))
        return dialog

    def on_key(self, chord: str) -> Handled:
        """The key that opened it closes it."""
        return self.on_back() or True if chord == "?" else False


def _draw_keys(head: str, keys: tuple[tuple[str, str], ...], canvas: Canvas, rect: Rect) -> None:
    canvas.text(tr(head).upper(), rect.x, rect.y, t.LABEL, t.LOW)
    y = rect.y + 36
    for key, text in keys:
        canvas.text(tr(text), rect.x + 88, y - 10, t.BODY, t.MIDDLE, width=rect.w - 88)
        draw_cap(canvas, key, rect.x + 78 - cap_width(key), y)
        y += ROW


def tools_of(screen: GameScreen) -> list[tuple[str, str, Action]]:
    """The tools at the right end of the top bar: (icon, id, action)."""
    tools: list[tuple[str, str, Action]] = [
        ("newspaper", "report", partial(open_report, screen)),
        ("trending-up", "forecast", partial(open_ahead, screen.live, "F")),
        ("binoculars", "rivals", partial(open_ahead, screen.live, "V")),
        ("book-open", "codex", partial(open_codex, screen)),
        ("search", "search", partial(open_search, screen)),
        ("circle-help", "help", lambda: Push(HelpScreen())),
        ("menu", "menu", partial(open_menu, screen)),
    ]
    return tools if screen.session.report is not None else tools[1:]


def open_menu(screen: GameScreen) -> Outcome:
    """The menu of a running game."""
    from game.ui.screens.menu import MenuScreen  # noqa: PLC0415

    return Push(MenuScreen(screen.live))


def open_report(screen: GameScreen) -> Outcome:
    """The last quarter's report, if there was one."""
    from game.ui.screens.report import ReportScreen  # noqa: PLC0415

    if screen.session.report is None:
        screen.app.toast(tr("report.none"))
        return None
    return Push(ReportScreen(screen.live))


def open_ahead(live: Live, key: str) -> Outcome:
    """What might come, or the rivals."""
    from game.ui.screens.forecast import open_forecast  # noqa: PLC0415
    from game.ui.screens.rivals import open_rivals  # noqa: PLC0415

    return open_forecast(live) if key == "F" else open_rivals(live)


def open_advice(screen: GameScreen, department: str) -> Outcome:
    """What the head of a department proposes."""
    from game.ui.screens.advice import AdviceScreen  # noqa: PLC0415

    return Push(AdviceScreen(screen, department))


def open_search(screen: GameScreen) -> Outcome:
    """Look for anything by its name."""
    from game.ui.screens.search import SearchScreen  # noqa: PLC0415

    return Push(SearchScreen(screen))


CHAPTERS = {
    "supply": "chip_market", "compute": "compute", "research": "research", "models": "training", "silicon": "fabs",
    "market": "products", "policy": "politics", "money": "money",
}  # fmt: skip
"""The phase that the rules of a screen stand in."""


def open_codex(screen: GameScreen, about: tuple[str, str] | None = None) -> Outcome:
    """The codex, at the page of something, else of what the screen singles out, else of the screen's rules."""
    return open_page(screen.live, *(about or screen.subject() or ("rules", CHAPTERS.get(screen.name, ""))))


def open_page(live: Live, kind: str, entry: str) -> Outcome:
    """A page of the codex of a game's scenario; ``graph`` is no page but the course of a quantity."""
    if kind == "graph":
        from game.ui.screens.graphs import GraphScreen  # noqa: PLC0415

        return Push(GraphScreen(live, entry))
    from game.session.codex import Link  # noqa: PLC0415
    from game.ui.screens.codex import CodexScreen, codex_of  # noqa: PLC0415

    return Push(CodexScreen(codex_of(live.session.loaded), Link(kind, entry)))


def pointed_at(screen: GameScreen) -> tuple[str, str] | None:
    """The page of the codex about what is under the mouse or has the focus."""
    router = screen.app.router
    return (_about(router.hovered) if router.hovered else None) or (_about(router.focus) if router.focus else None)


def _about(widget: Widget) -> tuple[str, str] | None:
    """What a widget or the nearest one around it tells of."""
    if widget.about is None and widget.parent is not None:
        return _about(widget.parent)
    return widget.about


def common_key(screen: GameScreen, chord: str) -> Handled:
    """Keys that mean the same on every screen of a game."""
    opens: dict[str, Action] = {
        "?": lambda: Push(HelpScreen()),
        "F3": lambda: open_codex(screen, pointed_at(screen)),
        "F10": lambda: open_menu(screen),
        "N": lambda: open_report(screen),
        "G": lambda: open_page(screen.live, "graph", ""),
        "F": partial(open_ahead, screen.live, "F"),
        "V": partial(open_ahead, screen.live, "V"),
        "/": partial(open_search, screen),
        "A": lambda: open_advice(screen, entry_of(screen.name).department or "board"),
    }
    if chord in opens:
        return opens[chord]() or True
    if chord in {"F1", "F5"}:
        send_away(screen, screen.live) if chord == "F1" else quick_save(screen.app, screen.live)
        return True
    if chord == "F9":
        return quick_load(screen.app, screen.live) or True
    return False
