"""Research: the tree of four branches, who works on what, what a project gives, and the size of the staff."""

from __future__ import annotations

from game.session.edits import SetShares
from game.session.facts.research import Project
from game.ui.layout import Fr, Rect, column, row
from game.ui.screens.parts import Department, q_text
from game.ui.screens.research.detail import build_detail
from game.ui.screens.research.staff import build_open, build_queue, build_split, build_strip, build_team
from game.ui.screens.research.tree import build_tree
from game.ui.viewport import Viewport
from game.ui.widgets import Widget
from game.ui.wording import tr

WORKABLE = frozenset({"running", "open"})


class ResearchScreen(Department):
    """The tree beside one project; queue, branches and staff under it or on a second tab."""

    name = "research"
    tabs = narrow_tabs = (("tree", "research.tab.tree"), ("project", "research.tab.project"))
    picked = ""

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        if self.focus:
            known = {project.project for project in self.desk.projects}
            self.picked, self.focus = (self.focus if self.focus in known else self.picked), ""
        if self.narrow:
            self._fill_narrow(page, area)
            return
        left, right = row(area, [Fr(), 384])
        upper, lower = column(left, [Fr(), 156])
        build_tree(self, page, upper)
        queue, split = row(lower, [Fr(1.7), Fr(1.0)])
        build_queue(self, page, queue)
        build_split(self, page, split)
        detail, team = column(right, [Fr(), 156])
        build_detail(self, page, detail)
        build_team(self, page, team)

    def _fill_narrow(self, page: Widget, area: Rect) -> None:
        if self.tab == "project":
            left, right = row(area, [Fr(), 400])
            build_detail(self, page, right)
            upper, middle, lower = column(left, [156, Fr(), 156], gap=12)
            build_queue(self, page, upper)
            build_open(self, page, middle)
            split, team = row(lower, [Fr(), 330])
            build_split(self, page, split)
            build_team(self, page, team)
            return
        upper, lower = column(area, [Fr(), 56], gap=12)
        build_tree(self, page, upper)
        build_strip(self, page, lower)

    # --- the picked project
    def project(self) -> Project:
        """The project that is singled out: the picked one, else what most people work on, else the first open one."""
        return self.once(f"project.{self.picked}", self._project)

    def _project(self) -> Project:
        projects = self.desk.projects
        picked = next((one for one in projects if one.project == self.picked), None)
        if picked is not None:
            return picked
        running = sorted((one for one in projects if one.state == "running"), key=lambda one: -one.focus)
        opened = [one for one in projects if one.state == "open"]
        return (running or opened or list(projects))[0]

    def subject(self) -> tuple[str, str] | None:
        """The project that is singled out."""
        return "research", self.project().project

    def pick(self, project: str) -> None:
        """Single out a project; a second time puts people on it or takes them off."""
        if project == self.picked:
            self.toggle(project)
            return
        self.picked = project
        self.rebuild()

    def toggle(self, project: str) -> None:
        """Put an even share of the staff on a project, or take it off."""
        shares = self.shares()
        if project in shares:
            rest = {name: share for name, share in shares.items() if name != project}
            self._order(rest)
            return
        one = next(one for one in self.desk.projects if one.project == project)
        if one.state not in WORKABLE:
            self.app.toast(self.why_not(one), "lock")
            return
        part = 1.0 / (len(shares) + 1)
        self._order({name: share * (1.0 - part) for name, share in shares.items()} | {project: part})

    def set_share(self, project: str, share: float, continuing: bool = True) -> None:
        """Give a project a share of the staff; the others keep their proportions."""
        rest = {name: part for name, part in self.shares().items() if name != project}
        total = sum(rest.values())
        left = max(0.0, 1.0 - share)
        others = {name: part / total * left for name, part in rest.items()} if total > 0 else {}
        self._order(others | {project: share}, continuing)

    def _order(self, shares: dict[str, float], continuing: bool = False) -> None:
        kept = tuple((name, share) for name, share in shares.items() if share > 0.001)
        self.queue(SetShares("focus", kept), continuing)

    def shares(self) -> dict[str, float]:
        """The projects that people are on, with their shares."""
        return {one.project: one.focus for one in self.desk.projects if one.focus > 0.001}

    def why_not(self, one: Project) -> str:
        """Why nobody can work on a project."""
        if one.state == "done":
            return tr("research.why.done")
        if one.missing:
            return tr(
                "research.why.locked", needs=tr("ui.list").join(self.name_of("research", need) for need in one.missing)
            )
        return tr("research.why.waits", when=q_text(one.opens_on))


__all__ = ["ResearchScreen"]
