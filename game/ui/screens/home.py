"""The map and the quarter: the screen a game comes home to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pygame import Rect

from game.session.edits import Edit, PlayMove
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.habits import HABITS
from game.ui.palette import PALETTE
from game.ui.screen import Handled, Outcome, Push
from game.ui.screens.frame.aside_strip import AsideStrip, opens_forecast
from game.ui.screens.frame.coach import add_coach
from game.ui.screens.frame.game_screen import GameScreen
from game.ui.screens.frame.live import Live
from game.ui.screens.frame.notes import department_notes
from game.ui.screens.frame.rail import DOCK_W, RAIL_W, build_dock, build_rail
from game.ui.screens.frame.stories import open_points
from game.ui.screens.frame.top_bar import HEIGHT
from game.ui.screens.home_desk import build_desk
from game.ui.screens.home_hand import (
    END_W,
    END_W_COMPACT,
    MOVES_W,
    MOVES_W_COMPACT,
    build_attention,
    build_end,
    build_hand,
    cards_that_fit,
)
from game.ui.screens.home_map import MODE_ICONS, MODES, MapThings, map_things
from game.ui.screens.home_room import anchored, gates_apart, spread
from game.ui.viewport import Viewport
from game.ui.widgets import Answer, Ask, Group, MoveCard, Option, Painter, Segmented, Widget, WorldMap
from game.ui.widgets.map_base import Fit
from game.ui.wording import tr

DESK_W, DESK_W_COMPACT, FOOT, FOOT_COMPACT = 320, 288, 152, 128
MODES_W, ASIDE_W = 500, 690
LEGEND = ("open", "licensed", "grey", "stopped")


class HomeScreen(GameScreen):
    """Map, departments, desk, moves and the end of the quarter."""

    name = "home"

    def __init__(self, live: Live, tab: str = "", focus: str = "") -> None:
        super().__init__(live, tab or MODES[0], focus)
        self.page = 0
        self.raised = ""
        self.folded: set[str] = set()
        self.leads: MapThings = MapThings()
        self.per_page = 4
        self._map: WorldMap | None = None
        self._map_key: tuple[object, ...] = ()

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Nothing: this screen lays itself out."""

    # --- layout
    def build(self, view: Viewport) -> Widget:
        """Lay out map, dock, desk and foot."""
        small = view.compact
        foot, desk = (FOOT_COMPACT, DESK_W_COMPACT) if small else (FOOT, DESK_W)
        dock = RAIL_W if small else DOCK_W
        high = view.height - HEIGHT - foot
        root = Group(rect=view.rect)
        root.add(self.world_map(Rect(dock, HEIGHT, view.width - dock - desk, high), view))
        root.add(self.top_bar(view))
        side = Rect(0, HEIGHT, dock, view.height - HEIGHT if small else high)
        badges = self.badges()
        if small:
            root.add(build_rail(side, self.name, badges, self.session.delegated, self.go))
        else:
            plan = tr("dock.plan.text", decided=self.session.decisions, heads=len(self.session.delegated))
            root.add(build_dock(side, badges, department_notes(self.live), self.session.delegated, self.go,
                                self.delegate, plan))  # fmt: skip
        shelf = Rect(view.width - desk, HEIGHT, desk, high)
        root.add(build_desk(self.live, shelf, self.folded, self.on_fold, self.follow, self.on_mute))
        self.add_modes(root, Rect(dock, HEIGHT, view.width - dock - desk, high), small)
        self.add_foot(root, Rect(RAIL_W if small else 0, view.height - foot, view.width, foot), small)
        add_coach(root, self, self.live, view, self.name)
        return root

    def world_map(self, area: Rect, view: Viewport) -> Widget:
        """The map with everything on it."""
        key = (self.session.turn, self.tab, tuple(area), tuple(view.rect), PALETTE.stamp)
        if self._map is None or self._map_key != key:
            self.leads = things = map_things(self.live, self.tab)
            self._make_room(things, area, view.compact)
            self._map = WorldMap("map", things.sites, things.flows, things.gates, on_pick=self.on_pick,
                                 bleed=view.rect, label=tr("screen.home")).at(area)  # fmt: skip
            self._map_key = key
        return self._map

    def _make_room(self, things: MapThings, area: Rect, small: bool) -> None:
        """Have nothing on the map lie on anything else."""
        fit = Fit.into(area)
        modes = Rect(area.centerx - MODES_W // 2, area.y, MODES_W, 52)
        covered = [modes, _legend_place(area, small)]
        covered += [] if small or not HABITS.foresees else [_aside_place(area)]
        things.sites = anchored(spread(things.sites, fit), fit, area, covered)
        things.gates, things.flows = gates_apart(things.gates, things.flows, things.sites, fit)

    def add_modes(self, root: Widget, area: Rect, small: bool) -> None:
        """The four ways to look at the map, and the legend."""
        options = [Option(mode, tr(f"map.mode.{mode}"), MODE_ICONS[mode], str(n + 1)) for n, mode in enumerate(MODES)]
        modes = Segmented("map.modes", options, self.tab, self.on_tab, label=tr("map.modes"))
        wide = modes.natural()[0]
        root.add(modes.at(Rect(area.centerx - wide // 2, area.y + 14, wide, 36)))
        if self.tab in {"flows", "controls"}:
            root.add(Painter(_legend, label=tr("map.legend")).at(_legend_place(area, small)))
        if HABITS.foresees and not small:
            root.add(AsideStrip(self.live, self.name, opens_forecast(self.live), boxed=True).at(_aside_place(area)))

    def add_foot(self, root: Widget, foot: Rect, small: bool) -> None:
        """Moves left, hand, end of the quarter."""
        width = foot.right if foot.x == 0 else foot.w
        moves_w, end_w = (MOVES_W_COMPACT, END_W_COMPACT) if small else (MOVES_W, END_W)
        whole = Rect(foot.x, foot.y, width - foot.x, foot.h)
        root.add(Painter(_foot).at(whole))
        hand = Rect(whole.x + moves_w + 8, whole.y, whole.w - moves_w - end_w - 16, whole.h)
        self.per_page = cards_that_fit(hand.w, small)
        pages = max(1, -(-len(self.desk.moves) // self.per_page))
        self.page = min(self.page, pages - 1)
        left = Rect(whole.x, whole.y, moves_w, whole.h)
        to_board = partial(self.delegate, "board")
        root.add(build_attention(self.live, left, (self.page, pages), self.undo, self.on_page, to_board,
                                 self.advice_key("board")))  # fmt: skip
        root.add(build_end(self.live, Rect(whole.right - end_w, whole.y, end_w, whole.h), self.end_quarter))
        state = (self.page, self.raised)
        root.add(build_hand(self.live, hand, small, state, self.on_raise, self.on_play))

    # --- what can be clicked
    def on_pick(self, key: str) -> Outcome:
        """Open what a place or a line of the map leads to."""
        lead = self.leads.leads.get(key)
        return self.go(lead[0], "", lead[1]) if lead else None

    def follow(self, screen: str, focus: str) -> Outcome:
        """Open what an entry of the desk leads to."""
        if screen == "event":
            return self.open_event(int(focus))
        if screen == "graph":
            return self.open_page(screen, focus)
        if screen in {"", "home"}:
            return None
        return self.go(screen, "", focus)

    def on_mute(self, kind: str) -> None:
        """Show no alerts of a kind from now on; with none, show all again."""
        if kind:
            HABITS.mute(kind)
        else:
            HABITS.unmute_all()
        self.live.warned = False
        self.rebuild()

    def on_fold(self, section: str) -> None:
        """Fold or unfold a section of the desk."""
        self.folded ^= {section}
        self.rebuild()

    def on_page(self, by: int) -> None:
        """Turn the page of the hand."""
        self.page = max(0, self.page + by)
        self.raised = ""
        self.rebuild()

    def on_raise(self, move: str) -> None:
        """Raise one card, lower the others."""
        self.raised = move
        for one in self.desk.moves:
            card = self.root.find(f"move.{one.move}") if self.root is not None else None
            if isinstance(card, MoveCard):
                card.set_raised(one.move == move or one.is_chosen)

    def on_play(self, move: str) -> None:
        """Play a move, or take it back."""
        found = next((one for one in self.desk.moves if one.move == move), None)
        if found is None or not (found.can_play or found.is_chosen):
            return
        self.raised = "" if found.is_chosen else move
        self.queue(PlayMove(move, not found.is_chosen))

    def trying(self) -> tuple[Edit, ...]:
        """A move whose card is raised, for the forecast; one that is chosen is ordered already."""
        move = next((one for one in self.desk.moves if one.move == self.raised), None)
        return (PlayMove(move.move, True),) if move is not None and move.can_play else ()

    # --- events and the end of the quarter
    def open_event(self, slot: int) -> Outcome:
        """Open the card of an event that waits."""
        from game.ui.screens.event import EventScreen  # noqa: PLC0415

        return Push(EventScreen(self.live, slot))

    def end_quarter(self) -> Outcome:
        """Show what stands open; end the quarter when nothing does, or on the second press.

        A rule on its way is news, not something left undone: it stands in the list and costs no second press.
        """
        found = [point for point in open_points(self.live) if point[0].kind != "closing"]
        if found and not self.live.warned:
            self.live.warned = True
            self.rebuild()
            self.app.toast(tr("end.first", count=len(found)), "triangle-alert")
            return None
        blocking = [title for blocker, title in found if blocker.is_blocking]
        if blocking:
            return Push(self._ask("\n".join(f"•  {title}" for title in blocking)))
        return self.really_end()

    def _ask(self, words: str) -> Ask:
        answers = [
            Answer("end.back", tr("end.ask.back"), None, "quiet"),
            Answer("end.anyway", tr("end.ask.anyway"), self.really_end, "primary", "Enter"),
        ]
        return Ask(tr("end.ask"), f"{words}\n\n{tr('end.ask.text')}", answers, icon="triangle-alert")

    def really_end(self) -> Outcome:
        """Let everybody's orders meet, save, and show what came of it."""
        from game.ui.screens.keeping import autosave_quietly  # noqa: PLC0415
        from game.ui.screens.report import ReportScreen  # noqa: PLC0415

        self.session.end_quarter()
        self.app.toasts.clear()
        self.live.warned = False
        self.live.events_shown = False
        self.raised, self.page = "", 0
        autosave_quietly(self.app, self.live)
        self.rebuild()
        return Push(ReportScreen(self.live))

    def update(self, dt: float) -> Outcome:
        """Once the report has been read, the last page or the first event that waits comes up by itself."""
        super().update(dt)
        live = self.live
        if self.session.is_over and not live.ending_shown:
            from game.ui.screens.end import EndScreen  # noqa: PLC0415

            live.ending_shown = True
            return Push(EndScreen(live))
        if not live.events_shown:
            live.events_shown = True
            waiting = [event for event in self.desk.events if not event.is_answered]
            if waiting and "board" not in self.session.delegated:
                return self.open_event(waiting[0].slot)
        return None

    # --- keys
    def on_key(self, chord: str) -> Handled:
        """Arrows choose a card, Space plays it; the rest is common to all screens."""
        if chord in {"Left", "Right"}:
            return self._step(-1 if chord == "Left" else 1)
        if chord == "Space" and self.raised:
            self.on_play(self.raised)
            return True
        return super().on_key(chord)

    def _step(self, by: int) -> Handled:
        names = [move.move for move in self.desk.moves]
        if not names:
            return False
        at = names.index(self.raised) + by if self.raised in names else self.page * self.per_page
        at = max(0, min(len(names) - 1, at))
        page, self.page = self.page, at // self.per_page
        self.on_raise(names[at])
        if page != self.page:
            self.rebuild()
        return True

    def on_back(self) -> Outcome:
        """Lower the card, or open the menu."""
        if self.raised:
            self.raised = ""
            self.rebuild()
            return None
        if self.live.warned:
            self.live.warned = False
            self.rebuild()
            return None
        from game.ui.screens.menu import MenuScreen  # noqa: PLC0415

        return Push(MenuScreen(self.live))


def _foot(canvas: Canvas, rect: Rect) -> None:
    canvas.fill(rect, t.BAR)
    canvas.hline(rect.x, rect.y, rect.w)


def _legend_place(area: Rect, small: bool) -> Rect:
    wide = min(area.w - 32, 372)
    return Rect(area.right - 16 - wide if small else area.x + 16, area.bottom - 84, wide, 36)  # clear of raised cards


def _aside_place(area: Rect) -> Rect:
    """Beside the legend, at the right end, in what is left of the line."""
    wide = min(area.w - 32 - 372 - 16, ASIDE_W)
    return Rect(area.right - 16 - wide, area.bottom - 90, wide, 48)


def _legend(canvas: Canvas, rect: Rect) -> None:
    canvas.box(rect, (*t.PANEL, 225), t.LINE)
    x, y = rect.x + 14.0, rect.centery
    draw: dict[str, Callable[[float], None]] = {
        "open": lambda at: canvas.lines([(at, y), (at + 26, y)], t.MIDDLE, 1.8),
        "licensed": lambda at: canvas.dashed([(at, y), (at + 26, y)], t.MIDDLE, 1.8, 7, 4),
        "grey": lambda at: canvas.dashed([(at, y), (at + 26, y)], t.MIDDLE, 1.8, 2, 4),
        "stopped": partial(_gate_sign, canvas, y),
    }
    for name in LEGEND:
        text = tr(f"map.legend.{name}")
        if x + 34 + fonts.book().width(text, t.NOTE) > rect.right - 8:
            return
        draw[name](x)
        x += 34 + canvas.text(text, x + 34, y - 9, t.NOTE, t.MIDDLE) + 16


def _gate_sign(canvas: Canvas, y: float, at: float) -> None:
    canvas.lines([(at, y), (at + 26, y)], t.DANGER, 1.4)
    canvas.disc(at + 13, y, 6, t.PANEL, t.DANGER, 1.4)
