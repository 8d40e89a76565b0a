"""The base of all screens of a running game."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.session.edits import Edit, EditError
from game.session.facts import Desk
from game.session.game import Session
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.habits import HABITS
from game.ui.screen import Handled, Outcome, Pop, Push, Replace, Screen
from game.ui.screens.frame.aside import SHEETS
from game.ui.screens.frame.aside_strip import CELL_W, AsideStrip, opens_forecast, watch_aside
from game.ui.screens.frame.coach import add_coach
from game.ui.screens.frame.live import Live, Side
from game.ui.screens.frame.rail import RAIL_W, build_rail
from game.ui.screens.frame.stories import open_points
from game.ui.screens.frame.top_bar import HEIGHT, build_top_bar
from game.ui.screens.registry import HOME, entry_of, open_screen
from game.ui.viewport import Viewport
from game.ui.widgets import Group, IconButton, Label, Option, Painter, Tabs, Tip, Toggle, Widget
from game.ui.wording import tr

MARGIN, HEAD_H, ASIDE_GAP = 16, 40, 28


class GameScreen(Screen):
    """A screen with the bar, the rail and a head; ``fill`` puts the contents into what is left.

    ``tabs`` are (value, message id); the head shows them beside the title. ``tab_badges`` may count things to do.
    """

    name = ""
    tabs: tuple[tuple[str, str], ...] = ()

    def __init__(self, live: Live, tab: str = "", focus: str = "") -> None:
        super().__init__()
        self.live = live
        self.tab = tab or (self.tabs[0][0] if self.tabs else "")
        self.focus = focus

    # --- what a screen fills in
    @abstractmethod
    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Put the contents into ``area``; ``page`` is the widget to add to."""

    def tab_badges(self) -> dict[str, int]:
        """A number on a tab that needs the player."""
        return {}

    def subject(self) -> tuple[str, str] | None:
        """Category and id of the codex's page about what is singled out, if anything is."""
        return None

    # --- what a screen may use
    @property
    def session(self) -> Session:
        """The game."""
        return self.live.session

    @property
    def desk(self) -> Desk:
        """The facts of the quarter, uncommitted orders counted."""
        return self.live.session.desk

    def name_of(self, kind: str, entry: str) -> str:
        """The scenario's name of an entry: ``name_of("chips", "h20")``."""
        return self.live.name(kind, entry)

    def side_of(self, country: str | None) -> Side:
        """How a country is drawn."""
        return self.live.side(country)

    def why(self, quantity: str) -> Callable[[], Tip | None]:
        """A tooltip with the terms of a quantity of this firm."""
        return self.live.why(quantity)

    def queue(self, edit: Edit, continuing: bool = False) -> None:
        """Put an edit on the quarter's orders and show what follows from it.

        ``continuing`` is for a drag: the whole of it is one undo.
        """
        try:
            self.session.queue(edit, continuing)
        except EditError as error:
            self.app.toast(str(error), "triangle-alert", "danger")
        self.live.warned = False
        self.rebuild()

    def undo(self) -> None:
        """Take the last edit back."""
        if self.session.undo() is None:
            self.app.toast(tr("undo.none"))
        else:
            self.app.toast(tr("undo.done"), "undo-2")
        self.rebuild()

    def redo(self) -> None:
        """Put the last edit taken back on again."""
        self.app.toast(tr("redo.none") if self.session.redo() is None else tr("redo.done"))
        self.rebuild()

    def delegate(self, department: str, on: bool) -> None:
        """Leave a department to its head, or take it back."""
        self.session.delegate(department, on)
        self.rebuild()

    def go(self, name: str, tab: str = "", focus: str = "") -> Outcome:
        """Open another screen of the game; the map is always the one beneath."""
        if name == self.name and not focus and not tab:
            return None
        if name == HOME.name:
            return Pop(len(self.app.stack)) if self.name != HOME.name else None
        screen = open_screen(name, self.live, tab, focus)
        return Push(screen) if self.name == HOME.name else Replace(screen)

    def on_tab(self, value: str) -> None:
        """Show another tab."""
        self.tab = value
        self.rebuild()

    # --- the frame
    def build(self, view: Viewport) -> Widget:
        """Lay out bar, rail, head and contents."""
        root = Group(rect=view.rect)
        root.add(Painter(_ground).at(view.rect))
        root.add(self.top_bar(view))
        badges = self.badges()
        rail = Rect(0, HEIGHT, RAIL_W, view.height - HEIGHT)
        root.add(build_rail(rail, self.name, badges, self.session.delegated, self.go))
        head = Rect(RAIL_W + MARGIN, HEIGHT + 8, view.width - RAIL_W - 2 * MARGIN, HEAD_H)
        self.add_head(root, head)
        top = head.bottom + 8
        self.fill(root, Rect(head.x, top, head.w, view.height - top - MARGIN), view)
        add_coach(root, self, self.live, view, self.name, self.tab)
        return root

    def top_bar(self, view: Viewport) -> Widget:
        """The bar with its tools."""
        from game.ui.screens.overlays import tools_of  # noqa: PLC0415  (overlays know screens, screens their tools)

        return build_top_bar(self.live, view.width, view.compact, self.go, tools_of(self))

    def badges(self) -> dict[str, int]:
        """How many things stand open in each department."""
        found: dict[str, int] = {}
        for blocker, _ in open_points(self.live):
            found[blocker.department] = found.get(blocker.department, 0) + 1
        return found

    def add_head(self, root: Widget, head: Rect) -> None:
        """The line with the title, the tabs and the delegate switch."""
        entry = entry_of(self.name)
        right = head.right
        if entry.department:
            words = tr("head.delegate")
            switch = Toggle("head.delegate", entry.department in self.session.delegated,
                            partial(self.delegate, entry.department), text=words, key="D",
                            tooltip=tr("dock.delegate.tip", department=tr(entry.title)))  # fmt: skip
            wide = switch.natural()[0]
            root.add(switch.at(Rect(right - wide, head.y + 8, wide, 24)))
            right -= wide + 12
            root.add(self.advice_key(entry.department).at(Rect(right - 32, head.y + 4, 32, 32)))
            right -= 32 + 16
        place = Rect(head.x, head.y, right - head.x, head.h)
        if self.tabs:
            badges = self.tab_badges()
            options = [Option(value, tr(text), badge=badges.get(value, 0)) for value, text in self.tabs]
            title: Widget = Tabs("tabs", options, self.tab, self.on_tab, title=tr(entry.title))
        else:
            title = Label(tr(entry.title), t.TITLE)
        root.add(title.at(place))
        taken = title.natural()[0] + ASIDE_GAP
        if HABITS.foresees and self.name in SHEETS and place.w - taken >= CELL_W:
            strip = AsideStrip(self.live, self.name, opens_forecast(self.live))
            root.add(strip.at(Rect(place.x + taken, place.y, place.w - taken - ASIDE_GAP // 2, place.h)))

    def advice_key(self, department: str) -> IconButton:
        """The key that shows what a department's head proposes; its tooltip says it in short."""
        from game.ui.screens.advice import advice_tip  # noqa: PLC0415  (advice knows game screens)
        from game.ui.screens.overlays import open_advice  # noqa: PLC0415

        return IconButton("advice", "lightbulb", partial(open_advice, self, department), label=tr("help.advice"),
                          tooltip=partial(advice_tip, self.live, department))  # fmt: skip

    # --- keys
    def on_enter(self) -> None:
        """Show what changed while another screen was on top."""
        self.app.sounds.set_tension(self.desk.top.tension.value / 100)
        self.live.aside.stir()
        self.rebuild()

    def trying(self) -> tuple[Edit, ...]:
        """What is not ordered yet but pointed at, for the forecast beside the sheet."""
        return ()

    def update(self, dt: float) -> Outcome:
        """Let the forecast beside the sheet move on."""
        watch_aside(self.live, self.root, dt, self.trying())
        return None

    @property
    def alive(self) -> bool:
        """Frames must come while the first futures do."""
        return self.live.aside.waits

    def on_key(self, chord: str) -> Handled:
        """Undo, redo, help, menu, saving."""
        from game.ui.screens.overlays import common_key  # noqa: PLC0415

        if chord == "Ctrl+Z":
            self.undo()
            return True
        if chord in {"Ctrl+Y", "Ctrl+Shift+Z"}:
            self.redo()
            return True
        return common_key(self, chord)

    def open_page(self, kind: str, entry: str) -> Outcome:
        """Open a page of the codex."""
        from game.ui.screens.overlays import open_page  # noqa: PLC0415

        return open_page(self.live, kind, entry)

    def on_back(self) -> Outcome:
        """Go back to the map."""
        return Pop()


def _ground(canvas: Canvas, rect: Rect) -> None:
    canvas.fill(rect, t.SEA)
