"""What stands in the window once an error of the game itself has ended it."""

from __future__ import annotations

from pygame import Rect

from game.paths import crashes_dir
from game.session.crash import Left
from game.session.save_list import Listed
from game.ui import theme as t
from game.ui.crash import open_folder
from game.ui.screen import Outcome, Quit, Screen
from game.ui.viewport import Viewport
from game.ui.widgets import Button, Group, Label, Painter, Widget
from game.ui.wording import quarter, tr

WIDE = 720


class CrashScreen(Screen):
    """A sentence, what is kept, what may be sent by whoever wants to, and the folder it lies in."""

    def __init__(self, left: Left, saved: Listed | None) -> None:
        super().__init__()
        self.left, self.saved = left, saved

    def sentences(self) -> list[str]:
        """What there is to say, one paragraph each."""
        said = [tr("crash.text")]
        header = self.saved.header if self.saved is not None else None
        if header is not None:
            said.append(tr("crash.saved", quarter=quarter(header.year, header.quarter)))
        if self.left.bundle is not None:
            said.append(tr("crash.bundle", file=self.left.bundle.name))
        elif self.left.log is not None:
            said.append(tr("crash.log", file=self.left.log.name))
        else:
            said.append(tr("crash.unwritten", folder=str(crashes_dir())))
        return said

    def build(self, view: Viewport) -> Widget:
        """Lay out title, paragraphs and buttons."""
        root = Group(rect=view.rect)
        root.add(Painter(lambda c, r: c.fill(r, t.SEA)).at(view.rect))
        wide = min(WIDE, view.width - 96)
        left, y = (view.width - wide) // 2, max(48, view.height // 2 - 200)
        root.add(Label(tr("crash.title"), t.BIG_TITLE).at(Rect(left, y, wide, 40)))
        y += 64
        for text in self.sentences():
            words = Label(text, t.LEAD, t.MIDDLE, wrap=True)
            high = words.height_at(wide)
            root.add(words.at(Rect(left, y, wide, high)))
            y += high + 16
        y += 16
        leave = Button("crash.close", tr("crash.close"), Quit, kind="normal", key="Esc")
        root.add(leave.at(Rect(left, y, leave.natural()[0], 40)))
        if self.left.log is not None or self.left.bundle is not None:
            show = Button("crash.folder", tr("crash.folder"), self.show_folder, kind="primary", key="Enter")
            w = show.natural()[0]
            root.add(show.at(Rect(left + wide - w, y, w, 40)))
        return root

    def show_folder(self) -> None:
        """Open the folder in which log and bundle lie."""
        open_folder(crashes_dir())

    def on_back(self) -> Outcome:
        """Leave."""
        return Quit()
