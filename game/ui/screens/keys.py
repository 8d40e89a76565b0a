"""Keys put elsewhere: every action with its key; a click and the next key pressed moves it unless that is taken."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pygame import Rect

from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.keymap import FIXED, KEYMAP
from game.ui.screen import Outcome, Screen
from game.ui.screens.registry import DEPARTMENTS, HOME
from game.ui.settings import read_settings, write_settings
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, Label, Painter, Panel, ScrollView, Widget, cap_width, draw_cap
from game.ui.widgets.base import run
from game.ui.wording import tr

ROW, HEAD, FOOT = 40, 112, 72
ACTIONS: tuple[tuple[str, str], ...] = (
    ("N", "help.report"), ("G", "help.graphs"), ("F", "help.forecast"), ("V", "help.rivals"),
    ("F3", "help.codex"), ("/", "help.search"), ("?", "help.help"), ("F10", "help.menu"),
    ("A", "help.advice"),
    ("F5", "help.save"), ("F9", "help.load"), ("Ctrl+Z", "help.undo"), ("Ctrl+Y", "help.redo"), ("D", "help.delegate"),
    ("F1", "help.coach"), ("F2", "help.tip"), ("F8", "help.sound"), ("F11", "help.full"), ("F12", "help.shot"),
    ("1", "map.mode.flows"), ("2", "map.mode.controls"), ("3", "map.mode.power"), ("4", "map.mode.rivals"),
)  # fmt: skip


def actions() -> tuple[tuple[str, str], ...]:
    """(Own key, message id) of everything that may be put on another key."""
    screens = [(entry.key, entry.title) for entry in (HOME, *DEPARTMENTS) if entry.key and entry.key not in FIXED]
    return (*screens, *ACTIONS)


class KeyLine(Widget):
    """An action and its key; pressing it waits for another."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, screen: KeysScreen, own: str, message: str) -> None:
        super().__init__(f"key.{own}", label=tr(message))
        self.screen, self.own = screen, own

    def activate(self) -> Outcome:
        """Wait for a key."""
        return run(partial(self.screen.wait_for, self.own))

    def draw(self, canvas: Canvas) -> None:
        """Draw the line."""
        r, waits = self.rect, self.screen.waiting == self.own
        if waits or self.heat.value > 0.02:
            canvas.box(r, t.SELECTED if waits else t.mix(t.PANEL, t.HOVER, self.heat.value), t.PAPER if waits else None)
        canvas.text(self.label, r.x + 12, r.centery - 10, t.BODY, t.HIGH if waits else t.MIDDLE, width=r.w - 130)
        if waits:
            canvas.text(tr("keys.press"), r.right - 12, r.centery - 9, t.NOTE_STRONG, t.PAPER, "right")
            return
        draw_cap(canvas, self.own, r.right - 12 - cap_width(self.own), r.centery)
        if KEYMAP.shown(self.own) != self.own:
            canvas.disc(r.x + 4, r.centery, 3, t.COMPUTE)


class KeysScreen(Screen):
    """The list of actions, in two columns."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting = ""

    @property
    def wants_any_key(self) -> bool:
        """Whether a line waits for its new key."""
        return bool(self.waiting)

    def build(self, view: Viewport) -> Widget:
        """Lay out the list."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        wide = min(920, view.width - 96)
        left = (view.width - wide) // 2
        root.add(Label(tr("keys.title"), t.BIG_TITLE).at(Rect(left, 36, wide, 40)))
        root.add(Label(tr("keys.note"), t.BODY, t.MIDDLE).at(Rect(left, 78, wide, 22)))
        place = Rect(left, HEAD, wide, view.height - HEAD - FOOT)
        panel = root.add(Panel("keys").at(place))
        inner = place.inflate(-24, -24)
        scroll = panel.add(ScrollView("keys.list").at(inner))
        every = actions()
        half, column = -(-len(every) // 2), (inner.w - 40) // 2
        for n, (own, message) in enumerate(every):
            x = inner.x + (column + 24) * (n // half)
            scroll.add(KeyLine(self, own, message).at(Rect(x, inner.y + ROW * (n % half), column, ROW - 4)))
        y = place.bottom + 16
        back = Button("keys.back", tr("settings.done"), self.on_back, kind="primary", key="Enter")
        w = max(140, back.natural()[0])
        root.add(back.at(Rect(place.right - w, y, w, 40)))
        reset = Button("keys.reset", tr("keys.reset"), self.reset, kind="quiet")
        root.add(reset.at(Rect(left, y, reset.natural()[0], 40)))
        return root

    def wait_for(self, own: str) -> None:
        """Wait for the new key of an action."""
        self.waiting = own
        self.rebuild()

    def on_any_key(self, chord: str) -> Outcome:
        """Put the action that waits on a key; Esc leaves it, Delete gives it its own key back."""
        if chord.endswith((" shift", " ctrl", " alt", " meta", " gui")):
            return None  # half of a chord
        own, self.waiting = self.waiting, ""
        self.rebuild()
        if chord in {"Delete", "Backspace"}:
            chord = own
        if chord == "Esc":
            return None
        names = dict(actions())
        taken = KEYMAP.clash(own, chord, tuple(names))
        if chord in FIXED or taken:
            name = tr(names[taken]) if taken else tr("keys.fixed")
            self.app.toast(tr("keys.clash", key=chord, action=name), "triangle-alert", "danger")
            return None
        self._keep({**KEYMAP.moved, own: chord})
        return None

    def reset(self) -> None:
        """Every action back on its own key."""
        self._keep({})

    def _keep(self, moved: dict[str, str]) -> None:
        KEYMAP.use(moved)
        settings, _ = read_settings()
        if not write_settings(replace(settings, keys=KEYMAP.moved)):
            self.app.toast(tr("settings.not_kept"), "triangle-alert", "danger")
        self.rebuild()

    def on_back(self) -> Outcome:
        """Back to the settings; from a line that waits, only from waiting."""
        if self.waiting:
            self.waiting = ""
            self.rebuild()
            return None
        return super().on_back()
