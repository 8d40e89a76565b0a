"""The tree: four branches, their projects by the data's columns and rows, joined by what each needs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.engine.registers import BRANCHES
from game.session.facts.research import Project
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Fr, column
from game.ui.screen import Handled, Outcome
from game.ui.screens.parts import q_span, q_text
from game.ui.screens.parts.steps import step_to
from game.ui.screens.research.links import Join, draw_links, routes
from game.ui.widgets import Painter, Panel, Tip, TipLine, Widget
from game.ui.widgets.base import run
from game.ui.wording import percent, tr

if TYPE_CHECKING:
    from game.ui.screens.research import ResearchScreen

HEAD_W = 66
ICONS = {"models": "brain-circuit", "systems": "server", "silicon": "cpu", "process": "factory"}
MOST_EMBLEMS = 3


class ProjectCard(Widget):
    """One project: its name, when it may be done, how far it is, and who else has it."""

    role = "button"
    focusable = True
    cursor = "hand"

    def __init__(self, screen: ResearchScreen, project: Project) -> None:
        self.name = screen.name_of("research", project.project)
        super().__init__(f"project.{project.project}", label=self.name, tooltip=self._tip)
        self.screen, self.project = screen, project
        self.about = ("research", project.project)
        self.selected = screen.project().project == project.project

    def activate(self) -> Outcome:
        """Single it out, or put people on it if it is."""
        return run(partial(self.screen.pick, self.project.project))

    def on_key(self, chord: str) -> Handled:
        """Go to the next card that way."""
        return step_to(self.screen, self, ProjectCard, chord)

    def _tip(self) -> Tip:
        one, screen = self.project, self.screen
        lines = [TipLine(tr("research.tip.when"), self._date())]
        if one.focus > 0:
            lines.append(TipLine(tr("research.tip.staff"), percent(one.focus).value, percent(one.focus).unit))
        lines += [TipLine(screen.name_of("research", need), tr("research.tip.needed"), level=1) for need in one.missing]
        if one.others:
            lines.append(TipLine(tr("research.who"), str(len(one.others))))
        words = screen.live.text("research", one.project)
        hint = "research.hint.pick" if not self.selected else "research.hint.toggle"
        usable = one.state in {"open", "running"}
        return Tip(self.name, words, tuple(lines), note=tr(hint) if usable else screen.why_not(one), width=360)

    def _date(self) -> str:
        one = self.project
        if one.state == "done":
            return tr("research.state.done")
        if one.soonest is not None:
            return q_span(one.soonest, one.latest)
        if one.opens_on is not None:
            return tr("research.from", when=q_text(one.opens_on))
        return tr(f"research.state.{one.state}")

    def _paints(self) -> tuple[t.Colour, t.Colour, t.Colour]:
        """Ground, border and ink for the state."""
        lit = 0.5 * self.heat.value
        match self.project.state:
            case "done":
                return t.mix(t.SELECTED, t.HOVER, lit), t.mix(t.LINE_STRONG, t.SIDE_BLUE, 0.25), t.HIGH
            case "running":
                return t.mix(t.mix(t.PANEL, t.COMPUTE_DEEP, 0.75), t.COMPUTE_DEEP, lit), t.COMPUTE, t.HIGH
            case "open":
                return t.mix(t.RAISED, t.HOVER, lit), t.LINE_STRONG, t.HIGH
            case _:
                return t.mix(t.PANEL, t.RAISED, lit), t.LINE, t.LOW

    def draw(self, canvas: Canvas) -> None:
        """Draw the card."""
        r, one = self.rect, self.project
        ground, border, ink = self._paints()
        if one.state == "running" and one.focus > 0.25:
            canvas.glow(r.centerx, r.centery, r.w * 0.55, t.COMPUTE, 0.10)
        canvas.box(r, ground, border, t.R_PANEL)
        style = fonts.book().fitting(self.name, r.w - 18, t.TABLE_DENSE_STRONG, t.NOTE_STRONG, t.SMALL)
        tall = r.h >= 42
        top = r.y + (r.h - (38 if tall else 34)) // 2
        canvas.text(self.name, r.x + 10, top + 9 - style.line / 2, style, ink, width=r.w - 14)
        tint = t.COMPUTE if one.state == "running" else t.LOW
        room = r.w - 24 - 19 * min(MOST_EMBLEMS, len(one.others)) - (20 if one.state == "done" else 0)
        canvas.text(self._date(), r.x + 10, top + 19, t.NOTE, tint, width=max(30, room))
        self._draw_marks(canvas, top + 28)
        if one.state != "done" and one.progress_share > 0.005:
            bar = Rect(r.x + 3, r.bottom - 4, r.w - 6, 3)
            canvas.fill(bar, t.mix(t.PANEL, t.COMPUTE, 0.25))
            canvas.fill(Rect(bar.x, bar.y, max(2, round(bar.w * one.progress_share)), bar.h), t.COMPUTE)
        if self.selected:
            canvas.box(r, None, t.PAPER, t.R_PANEL, 1.6)
        if one.focus > 0.004:
            self._draw_staff(canvas)

    def _draw_marks(self, canvas: Canvas, y: float) -> None:
        r, one, live = self.rect, self.project, self.screen.live
        x = float(r.right - 17)
        if one.state == "done":
            canvas.icon("check", x - 7, y - 8, 16, t.MIDDLE)
            x -= 21
        elif one.state == "locked" and not one.others:
            canvas.icon("lock", x - 6, y - 7, 13, t.LOW)
            return
        for firm in one.others[:MOST_EMBLEMS]:
            side = live.firm_side(firm)
            canvas.emblem(live.emblem(firm), x, y, 17, side.shape, side.colour)
            x -= 19

    def _draw_staff(self, canvas: Canvas) -> None:
        """The share of the staff, on the corner."""
        words = percent(self.project.focus).text
        wide = 34
        plate = Rect(self.rect.right - wide + 4, self.rect.y - 8, wide, 17)
        canvas.box(plate, t.PAPER, None, 8)
        canvas.text(words, plate.centerx, plate.y, t.SMALL, t.INK, "centre")

    def draw_ring(self, canvas: Canvas) -> None:
        """Draw the mark of keyboard focus."""
        canvas.ring(self.rect, t.COMPUTE, t.R_PANEL)

    def texts(self) -> list[tuple[str, float, float]]:
        """Give the name for the text-fit check."""
        return [(self.name, fonts.book().width(self.name, t.SMALL), self.rect.w - 14.0)]


def build_tree(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """Four panels, one a branch."""
    cards = screen.live.board.research
    ids = [one.project for one in screen.desk.projects]
    places = {project: (cards[project].column or 0, cards[project].row or 0) for project in ids}
    columns = 1 + max((c for c, _ in places.values()), default=0)
    for branch, lane in zip(BRANCHES, column(area, [Fr()] * len(BRANCHES), 8), strict=True):
        own = [one for one in screen.desk.projects if one.branch == branch]
        _branch(screen, page, lane, branch, own, places, columns)


def _branch(
    screen: ResearchScreen,
    page: Widget,
    lane: Rect,
    branch: str,
    own: list[Project],
    places: dict[str, tuple[int, int]],
    columns: int,
) -> None:
    panel = page.add(Panel(f"branch.{branch}", pad=0).at(lane))
    done = sum(one.state == "done" for one in own)

    def head(canvas: Canvas, rect: Rect) -> None:
        canvas.box(rect, t.RAISED, None, t.R_PANEL)
        middle = rect.centery
        canvas.icon(ICONS.get(branch, "atom"), rect.centerx - 11, middle - 34, 22, t.HIGH)
        name = tr(f"research.branch.{branch}")
        canvas.text(name, rect.centerx, middle - 8, t.TABLE_DENSE_STRONG, t.HIGH, "centre", width=rect.w - 4)
        words = tr("research.done_of", done=done, all=len(own))
        canvas.text(words, rect.centerx, middle + 12, t.SMALL, t.LOW, "centre")

    panel.add(Painter(head).at(Rect(lane.x + 1, lane.y + 1, HEAD_W, lane.h - 2)))
    rows = 1 + max((places[one.project][1] for one in own), default=0)
    inner = Rect(lane.x + HEAD_W + 14, lane.y + 13, lane.w - HEAD_W - 28, lane.h - 22)
    gap_x, gap_y = (20, 16) if inner.w > 1000 else (14, 12)
    wide = (inner.w - gap_x * (columns - 1)) // columns
    tall = min(52, (inner.h - gap_y * (rows - 1)) // rows)
    top = inner.y + (inner.h - tall * rows - gap_y * (rows - 1)) // 2
    rects = {
        one.project: Rect(inner.x + places[one.project][0] * (wide + gap_x),
                          top + places[one.project][1] * (tall + gap_y), wide, tall)
        for one in own
    }  # fmt: skip
    found = routes(_joins(screen, own), rects, (gap_x, gap_y))
    panel.add(Painter(lambda canvas, rect: draw_links(canvas, found)).at(inner))
    for one in sorted(own, key=lambda one: (rects[one.project].y, rects[one.project].x)):
        panel.add(ProjectCard(screen, one).at(rects[one.project]))


def _joins(screen: ResearchScreen, own: list[Project]) -> list[Join]:
    """What is needed within the branch."""
    by_id, picked = {one.project: one for one in own}, screen.project().project
    return [
        Join(need, one.project, by_id[need].state == "done", picked in {need, one.project})
        for one in own
        for need in one.needs
        if need in by_id
    ]
