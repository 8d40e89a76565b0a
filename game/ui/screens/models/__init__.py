"""Models: every lab's releases over time, a run to plan, runs to steer, and what is in service or held back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from game.session.edits import DropRun, SetFlag, StartRun
from game.session.facts.models import Run
from game.session.facts.plan import Outlook, plan_outlook
from game.ui.layout import Fr, Rect, column, row
from game.ui.screens.models.frontier import build_frontier
from game.ui.screens.models.runs import build_runs
from game.ui.screens.models.service import build_service
from game.ui.screens.models.sheet import build_sheet
from game.ui.screens.parts import Department
from game.ui.viewport import Viewport
from game.ui.widgets import Widget

LEAST_SHARE = 0.05


@dataclass(frozen=True)
class Plan:
    """The run on the sheet."""

    quarters: int
    share: float
    release: str


class ModelsScreen(Department):
    """The frontier beside the plan of a run; runs and models under it or on a second tab."""

    name = "models"
    tabs = narrow_tabs = (("frontier", "models.tab.frontier"), ("runs", "models.tab.runs"))
    drawn: Plan | None = None
    slot = -1

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        if self.focus:
            self.tab = "runs" if self.narrow and self.focus in {"held", "run"} else self.tab
            self.focus = ""
        if self.narrow:
            if self.tab == "runs":
                left, right = row(area, [Fr(1.2), Fr(1.0)])
                build_runs(self, page, left)
                build_service(self, page, right)
                return
            left, right = row(area, [Fr(), 432])
            build_frontier(self, page, left)
            build_sheet(self, page, right)
            return
        left, right = row(area, [Fr(), 496])
        upper, lower = column(left, [Fr(), max(254, round(area.h * 0.47))])
        build_frontier(self, page, upper)
        runs, service = row(lower, [Fr(1.45), Fr(1.0)])
        build_runs(self, page, runs)
        build_service(self, page, service)
        build_sheet(self, page, right)

    def tab_badges(self) -> dict[str, int]:
        """Count what must be decided on the tab of the runs."""
        return {"runs": 1 if self.desk.models.held is not None else 0}

    # --- the plan
    @property
    def plan(self) -> Plan:
        """The run on the sheet: what is ordered, else what is being drawn up."""
        planned = self.desk.models.planned
        if planned is not None:
            return Plan(planned.quarters, planned.share, planned.release)
        if self.drawn is None:
            self.drawn = self._first_plan()
        return self.drawn

    def _first_plan(self) -> Plan:
        """Two quarters with as much compute as still counts."""
        whole = plan_outlook(self.desk.seat, 2, 1.0)
        share = whole.usable_flop / whole.flop if whole.flop > 0 else 1.0
        left = self.desk.models.shares_left
        return Plan(2, max(LEAST_SHARE, min(1.0, round(share, 2), left or 1.0)), "closed")

    def outlook(self) -> Outlook:
        """What the run on the sheet would come to."""
        plan = self.plan
        make = partial(plan_outlook, self.desk.seat, plan.quarters, plan.share)
        return self.once(f"outlook.{plan.quarters}.{plan.share}", make)

    def change(self, **what: int | float | str) -> None:
        """Change the run on the sheet; one that is ordered is ordered anew."""
        plan = replace(self.plan, **what)  # type: ignore[arg-type]
        self.drawn = plan
        if self.desk.models.planned is not None:
            self.queue(StartRun(plan.quarters, plan.share, plan.release), continuing=True)
        else:
            self.rebuild()

    def commit(self) -> None:
        """Order the run on the sheet."""
        plan = self.plan
        self.queue(StartRun(plan.quarters, plan.share, plan.release))

    def drop(self) -> None:
        """Take the ordered run back."""
        self.drawn = self.plan
        self.queue(DropRun())

    def model_name(self, ahead: int) -> str:
        """What the model so many generations on will be called."""
        return self.live.model_name(self.desk.models.generation + ahead)

    # --- runs
    def run(self) -> Run | None:
        """The run in progress that is shown."""
        runs = self.desk.models.runs
        return next((run for run in runs if run.slot == self.slot), runs[0] if runs else None)

    def show_run(self, slot: str) -> None:
        """Show another run."""
        self.slot = int(slot)
        self.rebuild()

    def steer(self, run: Run, wish: str) -> None:
        """Keep a run as it is, widen it, or end it this quarter."""
        wishes = {"run_widen": wish == "widen", "run_cut": wish == "cut"}
        now = {"run_widen": run.is_widened, "run_cut": run.is_cut}
        for field, on in sorted(wishes.items(), key=lambda pair: pair[1]):
            if on != now[field]:
                self.queue(SetFlag(field, on, (run.slot,)))


__all__ = ["ModelsScreen", "Plan"]
