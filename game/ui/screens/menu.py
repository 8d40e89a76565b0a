"""The menu of a running game: back, save, load, settings, main menu, quit; and the sheet that names a save."""

from __future__ import annotations

from pygame import Rect

from game.session.container import SaveError
from game.ui import theme as t
from game.ui.screen import Handled, Outcome, Pop, Push, Quit, Replace, Reset, Screen
from game.ui.screens.frame.figures import quarter_text
from game.ui.screens.frame.live import Live
from game.ui.screens.keeping import autosave_quietly, quick_load, quick_save, save_as, sentence, suggested_name
from game.ui.viewport import Viewport
from game.ui.widgets import Answer, Ask, Button, Dialog, Label, TextInput, Widget
from game.ui.wording import tr

WIDTH, ROW = 360, 40
SHUT_TO_IRONMAN = {
    "menu.save": "ironman.no_save", "menu.quick_save": "ironman.no_save", "menu.quick_load": "ironman.no_load",
}  # fmt: skip
"""What an ironman game's menu does not do, and the sentence that says why."""


class MenuScreen(Screen):
    """A short list over the dimmed game."""

    overlay = True

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live = live

    def build(self, view: Viewport) -> Widget:
        """Lay out the entries."""
        dialog = Dialog("menu", tr("menu.title"), icon="menu")
        entries = (
            ("menu.resume", "play", "", self.on_back),
            *((("menu.ending", "trophy", "", self.ending),) if self.live.session.is_over else ()),
            ("menu.save", "save", "", lambda: Push(SaveAsScreen(self.live))),
            ("menu.quick_save", "save", "F5", self.quick_save),
            ("menu.quick_load", "rotate-ccw", "F9", lambda: quick_load(self.app, self.live)),
            ("menu.load", "folder-open", "", self.load),
            ("menu.watch", "eye", "", self.watch),
            ("menu.settings", "settings", "", self.settings),
            ("menu.help", "keyboard", "?", self.help),
            ("menu.title_screen", "house", "", self.ask_title),
            ("menu.quit", "power", "", self.ask_quit),
        )
        room = dialog.place(view.rect, WIDTH, 28 + ROW * len(entries))
        session = self.live.session
        where = tr("menu.where", firm=self.live.name("firms", session.firm), quarter=quarter_text(session.quarter),
                   seed=session.setup.seed)  # fmt: skip
        dialog.add(Label(where, t.NOTE, t.LOW).at(Rect(room.x, room.y - 8, room.w, 20)))
        for n, (message, icon, key, action) in enumerate(entries):
            button = Button(message, tr(message), action, kind="quiet", icon=icon, key=key, align="left",
                            enabled=not (session.setup.ironman and message in SHUT_TO_IRONMAN),
                            why_disabled=tr(SHUT_TO_IRONMAN.get(message, "ironman.no_save")))  # fmt: skip
            dialog.add(button.at(Rect(room.x - 10, room.y + 24 + ROW * n, room.w + 20, ROW - 4)))
        return dialog

    def quick_save(self) -> Outcome:
        """Save and go on."""
        quick_save(self.app, self.live)
        return Pop()

    def load(self) -> Outcome:
        """Choose a save."""
        from game.ui.screens.load import LoadScreen  # noqa: PLC0415

        return Push(LoadScreen())

    def ending(self) -> Outcome:
        """Look at the last page again."""
        from game.ui.screens.end import EndScreen  # noqa: PLC0415

        return Replace(EndScreen(self.live))

    def watch(self) -> Outcome:
        """Choose a game that plays itself."""
        from game.ui.screens.watch_open import WatchOpenScreen  # noqa: PLC0415

        return Push(WatchOpenScreen())

    def settings(self) -> Outcome:
        """Open the settings."""
        from game.ui.screens.settings import SettingsScreen  # noqa: PLC0415

        return Push(SettingsScreen())

    def help(self) -> Outcome:
        """Show the keys."""
        from game.ui.screens.overlays import HelpScreen  # noqa: PLC0415

        return Push(HelpScreen())

    def ask_title(self) -> Outcome:
        """Ask before leaving the game for the title."""
        return Push(_leave("menu.leave.title", self.to_title))

    def ask_quit(self) -> Outcome:
        """Ask before leaving altogether."""
        return Push(_leave("menu.leave.quit", self.to_desktop))

    def to_desktop(self) -> Outcome:
        """Quit; the window saves the game as it stands when it closes."""
        return Quit()

    def to_title(self) -> Outcome:
        """Go to the title; the game is saved as it stands."""
        from game.ui.screens.title import TitleScreen  # noqa: PLC0415

        autosave_quietly(self.app, self.live)
        return Reset(TitleScreen())

    def on_key(self, chord: str) -> Handled:
        """The key that opened it closes it."""
        return Pop() if chord == "F10" else False


def _leave(title: str, action: object) -> Ask:
    go = action if callable(action) else None
    answers = [Answer("leave.no", tr("ui.cancel"), kind="quiet"),
               Answer("leave.yes", tr("menu.leave.yes"), go, "primary", "Enter")]  # fmt: skip
    return Ask(tr(title), tr("menu.leave.text"), answers, icon="circle-alert")


class SaveAsScreen(Screen):
    """A line for the name of a save."""

    overlay = True

    def __init__(self, live: Live) -> None:
        super().__init__()
        self.live, self.name = live, suggested_name(live)

    def build(self, view: Viewport) -> Widget:
        """Lay out the line and its keys."""
        dialog = Dialog("save_as", tr("save.title"), icon="save")
        room = dialog.place(view.rect, 480, 96)
        field = TextInput("save.field", self.name, self.on_name, on_enter=self.save, longest=60, label=tr("save.title"))
        dialog.add(field.at(Rect(room.x, room.y, room.w, 36)))
        save = Button("save.do", tr("save.do"), self.save, kind="primary", key="Enter")
        back = Button("save.cancel", tr("ui.cancel"), self.on_back, kind="quiet")
        right = room.right
        for button in (save, back):
            w = max(96, button.natural()[0])
            dialog.add(button.at(Rect(right - w, room.bottom - 36, w, 36)))
            right -= w + 8
        return dialog

    def on_enter(self) -> None:
        """Have the name ready to be typed over."""
        self.app.router.set_focus(self.app.find("save.field"))

    def on_name(self, text: str) -> None:
        """Take the name."""
        self.name = text

    def save(self) -> Outcome:
        """Save under the name and go back to the game."""
        try:
            path = save_as(self.live, self.name or suggested_name(self.live))
        except SaveError as error:
            self.app.toast(sentence(error), "triangle-alert", "danger")
            return None
        self.app.toast(tr("save.done", file=path.name), "save", "good")
        return Pop(2)
