"""Dialogs: a question over the screen, answered by its buttons, by Enter or by Esc."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from pygame import Rect

from game.ui import fonts
from game.ui.draw import Canvas
from game.ui.layout import placed
from game.ui.screen import Action, Outcome, Pop, Result, Screen
from game.ui.theme import BODY, LINE_STRONG, MIDDLE, PANEL, R_CARD, TITLE, Colour
from game.ui.viewport import Viewport
from game.ui.widgets.base import Widget, as_outcome
from game.ui.widgets.button import Button
from game.ui.widgets.panel import Label

WIDTH, PAD = 480, 24


class Dialog(Widget):
    """A raised panel in the middle with a veil over everything behind it."""

    role = "dialog"

    def __init__(self, wid: str, title: str, *, icon: str = "", icon_colour: Colour = MIDDLE, **options: Any) -> None:
        super().__init__(wid, **({"label": title} | options))
        self.title, self.icon, self.icon_colour = title, icon, icon_colour
        self.box = Rect(0, 0, 0, 0)

    def place(self, bounds: Rect, width: int, inner_height: int) -> Rect:
        """Cover `bounds` with the veil, put the box in its middle, and return the room for the contents."""
        self.rect = Rect(bounds)
        head = 44 if self.title else 0
        height = min(bounds.h - 32, inner_height + head + 2 * PAD)
        self.box = placed(bounds, min(width, bounds.w - 32), height)
        return Rect(self.box.x + PAD, self.box.y + PAD + head, self.box.w - 2 * PAD, height - head - 2 * PAD)

    @property
    def takes_mouse(self) -> bool:
        """Keep clicks from what lies behind."""
        return True

    def draw(self, canvas: Canvas) -> None:
        """Draw the veil, the box and the title."""
        canvas.veil(self.rect, 0.62)
        canvas.shadow(self.box, 16, 0.7)
        canvas.box(self.box, PANEL, LINE_STRONG, R_CARD)
        x = self.box.x + PAD
        if self.icon:
            canvas.icon(self.icon, x, self.box.y + PAD + 1, 22, self.icon_colour)
            x += 34
        canvas.text(self.title, x, self.box.y + PAD, TITLE, width=self.box.right - PAD - x)


@dataclass(frozen=True)
class Answer:
    """A button of a dialog. The dialog closes first, then `action` runs and its result is carried out."""

    wid: str
    text: str
    action: Action | None = None
    kind: str = "normal"
    key: str = ""


class Ask(Screen):
    """A dialog with a sentence and a few answers, the main one last. Esc closes it without an answer.

    Open it with `Push(Ask(...))`.
    """

    overlay = True

    def __init__(self, title: str, text: str, answers: Sequence[Answer], *, icon: str = "", width: int = WIDTH) -> None:
        super().__init__()
        self.title, self.text, self.answers, self.icon, self.width = title, text, list(answers), icon, width

    def build(self, view: Viewport) -> Widget:
        """Lay out sentence and answers."""
        dialog = Dialog("dialog", self.title, icon=self.icon)
        wide = min(self.width, view.width - 32)
        words = fonts.book().wrapped_height(self.text, BODY, wide - 2 * PAD)
        room = dialog.place(view.rect, wide, words + 24 + 36)
        dialog.add(Label(self.text, BODY, MIDDLE, wrap=True).at(Rect(room.x, room.y, room.w, words)))
        right = room.right
        for answer in reversed(self.answers):
            button = Button(answer.wid, answer.text, partial(self._answer, answer), kind=answer.kind, key=answer.key)
            w = max(96, button.natural()[0])
            dialog.add(button.at(Rect(right - w, room.bottom - 36, w, 36)))
            right -= w + 8
        dialog.children[1:] = dialog.children[:0:-1]
        return dialog

    def _answer(self, answer: Answer) -> Outcome:
        app = self.app
        app.apply(Pop())
        found = as_outcome(answer.action()) if answer.action is not None else None
        if isinstance(found, Result):
            app.apply(found)
        return None
