"""What the check of a scenario found: a sign on its card, a tooltip, and the whole list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pygame import Rect

from game.scenario.problems import Problem, spelt
from game.session.shelf import OnShelf, shown_file
from game.ui import theme as t
from game.ui.fonts import Span
from game.ui.screen import Action
from game.ui.theme import Colour
from game.ui.widgets import Button, IconButton, Label, Line, Panel, ScrollView, Tip
from game.ui.wording import CATALOGUE, tr

ERROR, WARNING, SOUND = "circle-alert", "triangle-alert", "check"
INKS: dict[str, Colour] = {ERROR: t.DANGER, WARNING: t.MONEY, SOUND: t.MIDDLE}
TOLD_IN_TIP, LONGEST_IN_TIP, TIP_W = 8, 160, 520
ROW_GAP, INDENT = 14, 28


@dataclass(frozen=True)
class Sign:
    """What the check came to, in an icon and a word or two."""

    icon: str
    words: str

    @property
    def ink(self) -> Colour:
        """The colour that goes with the icon."""
        return INKS[self.icon]


def sign_of(problems: Sequence[Problem]) -> Sign:
    """Errors weigh more than warnings; nothing found is said too."""
    errors, warnings = _counts(problems)
    if errors:
        return Sign(ERROR, tr("new.errors", count=errors))
    return Sign(WARNING, tr("new.warnings", count=warnings)) if warnings else Sign(SOUND, tr("new.checked"))


def count_words(problems: Sequence[Problem]) -> str:
    """How many errors and warnings."""
    errors, warnings = _counts(problems)
    said = [tr("new.errors", count=errors)] * bool(errors) + [tr("new.warnings", count=warnings)] * bool(warnings)
    return tr("new.errors_and_warnings", errors=said[0], warnings=said[1]) if len(said) > 1 else "".join(said)


def _counts(problems: Sequence[Problem]) -> tuple[int, int]:
    errors = sum(problem.level == "error" for problem in problems)
    return errors, len(problems) - errors


def place_of(problem: Problem) -> str:
    """File, line and column."""
    return f"{shown_file(problem.file)}:{problem.line}:{problem.column}"


def tip_of(card: OnShelf, problems: Sequence[Problem]) -> Tip | None:
    """The first problems of a scenario, and how many more there are."""
    if not problems:
        return None
    told = [in_short(problem) for problem in problems[:TOLD_IN_TIP]]
    left = len(problems) - len(told)
    note = tr("new.more_problems", count=left) if left else ""
    sign = sign_of(problems)
    return Tip(card.name.say(CATALOGUE.language), "\n".join([count_words(problems), *told]), note=note, icon=sign.icon,
               colour=sign.ink, width=TIP_W)  # fmt: skip


def in_short(problem: Problem) -> str:
    """A problem on a line or two."""
    words = ": ".join(part for part in (place_of(problem), spelt(problem.path), problem.sentence) if part)
    return words if len(words) <= LONGEST_IN_TIP else f"{words[:LONGEST_IN_TIP].rstrip()} …"


class ProblemPanel(Panel):
    """Every problem of a scenario, errors first, in a list that scrolls; ``on_back`` leads back where one may."""

    def __init__(
        self, card: OnShelf, problems: Sequence[Problem], on_copy: Action, on_back: Action | None = None
    ) -> None:
        super().__init__("problems")
        self.card, self.problems, self.on_copy, self.on_back = card, problems, on_copy, on_back
        self.list = ScrollView(f"problems.list.{card.id}")

    def arrange(self) -> None:
        """Lay out the head, and below it the list."""
        self.children.clear()
        self.list.children.clear()
        inner = self.rect.inflate(-40, -36)
        self.list.at(Rect(inner.x, inner.y + 72, inner.w + 8, inner.h - 72))
        y = self.list.rect.y
        for n, problem in enumerate(self.problems):
            y = self._row(n, problem, Rect(inner.x, y, inner.w - 12, 0)) + ROW_GAP
        right = self._keys(inner)
        sign, title = sign_of(self.problems), tr("new.can" if self.on_back is not None else "new.cannot")
        head = Line([Span(title, t.TITLE, t.HIGH)], icon=sign.icon, icon_colour=sign.ink, wid="problems.title")
        self.add(head.at(Rect(inner.x, inner.y, right - inner.x, 32)))
        how = [Span(tr("new.scroll"), t.NOTE, t.LOW)] if self.list.most() else []
        under = Line([Span(f"{count_words(self.problems)}   ", t.TABLE_STRONG, t.HIGH),
                      Span(str(self.card.path), t.TABLE, t.MIDDLE)], how, wid="problems.file")  # fmt: skip
        self.add(under.at(Rect(inner.x + INDENT, inner.y + 36, inner.w - INDENT - 12, 22)))
        self.add(self.list)

    def _keys(self, inner: Rect) -> int:
        """The keys at the right of the head; returns where they begin."""
        x = inner.right - 32
        copy = IconButton("problems.copy", "copy", self.on_copy, label=tr("new.copy"))
        self.add(copy.at(Rect(x, inner.y, 32, 32)))
        if self.on_back is not None:
            back = Button("problems.back", tr("new.back_to_firms"), self.on_back)
            wide = back.natural()[0]
            x -= wide + 12
            self.add(back.at(Rect(x, inner.y, wide, 32)))
        return x - 12

    def _row(self, n: int, problem: Problem, area: Rect) -> int:
        """One problem: where in the scenario, where in its files, and what is wrong; returns where it ends."""
        sign, path = sign_of([problem]), spelt(problem.path) or self.card.path.name
        place = Label(place_of(problem), t.NOTE, t.MIDDLE, align="right", wid=f"problem.{n}.place")
        wide = min(place.natural()[0], area.w // 2)
        self.list.add(place.at(Rect(area.right - wide, area.y, wide, 20)))
        where = Line([Span(path, t.TABLE_STRONG, t.HIGH)], icon=sign.icon, icon_colour=sign.ink,
                     label=f"{sign.words}: {path}", wid=f"problem.{n}")  # fmt: skip
        self.list.add(where.at(Rect(area.x, area.y, area.w - wide - 16, 20)))
        said = Label(_sentence(problem), t.BODY, t.MIDDLE, wrap=True, wid=f"problem.{n}.said")
        room = area.w - INDENT
        high = said.height_at(room)
        self.list.add(said.at(Rect(area.x + INDENT, area.y + 22, room, high)))
        return area.y + 22 + high

    def turn(self, chord: str) -> bool:
        """Turn the list by a key; False for a key that does not."""
        page, all_of_it = 0.8 * self.list.rect.h, self.list.most()
        steps = {"PageUp": -page, "PageDown": page, "Home": -all_of_it, "End": all_of_it}
        if chord in steps:
            self.list.scroll_to(self.list.offset.target + steps[chord])
        return chord in steps


def _sentence(problem: Problem) -> str:
    said = problem.sentence
    return said[:1].upper() + said[1:] + ("" if said.endswith(("?", ".", "!")) else ".")
