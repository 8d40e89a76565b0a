"""Policy: the rule book with what each rule does to this firm, standing, lobbying, compliance, tension."""

from __future__ import annotations

from game.session.facts.policy import Rule
from game.session.facts.stakes import Stake, stakes
from game.ui.layout import Fr, Rect, column, row
from game.ui.screens.parts import Department
from game.ui.screens.policy.book import build_book
from game.ui.screens.policy.rule import build_rule
from game.ui.screens.policy.standing import build_compliance, build_dates, build_government, build_tension
from game.ui.viewport import Viewport
from game.ui.widgets import Widget

WEIGHTS = {"lists": 6, "stops": 5, "closes": 4, "opens": 3, "shut": 2, "fabs": 1, "none": 0}


class PolicyScreen(Department):
    """The timeline beside one rule; standing and the times below them or on a second tab."""

    name = "policy"
    tabs = narrow_tabs = (("book", "policyb.tab.book"), ("standing", "policyb.tab.standing"))
    picked = ""
    only_yours = False

    def fill(self, page: Widget, area: Rect, view: Viewport) -> None:
        """Lay out the parts that the window has room for."""
        if self.focus:
            if self.focus in {rule.control for rule in self.desk.rule_book}:
                self.picked = self.focus
            elif self.narrow:
                self.tab = "standing"
            self.focus = ""
        book = self.stakes()
        if self.narrow:
            if self.tab == "standing":
                self._standing(page, area, two_rows=True)
                return
            left, right = row(area, [Fr(), 352])
            build_book(self, page, left, book)
            build_rule(self, page, right, book)
            return
        upper, lower = column(area, [Fr(), 250])
        left, right = row(upper, [Fr(), 384])
        build_book(self, page, left, book)
        build_rule(self, page, right, book)
        self._standing(page, lower, two_rows=False)

    def _standing(self, page: Widget, area: Rect, two_rows: bool) -> None:
        governments = self.desk.governments
        if two_rows:
            upper, lower = column(area, [Fr(1.1), Fr(1.0)])
            cells = row(upper, [Fr()] * (len(governments) + 1))
            places = [*cells[: len(governments)], cells[-1], *row(lower, [Fr(1.3), Fr(1.0)])]
        else:
            places = row(area, [Fr(1.15)] * len(governments) + [Fr(0.85), Fr(1.25), Fr(1.0)])
        for government, place in zip(governments, places, strict=False):
            build_government(self, page, place, government)
        compliance, tension, dates = places[len(governments) :]
        build_compliance(self, page, compliance)
        build_tension(self, page, tension)
        build_dates(self, page, dates)

    # --- the book
    def stakes(self) -> dict[str, Stake]:
        """What every rule does to this firm."""
        return self.once("stakes", lambda: stakes(self.desk.seat, self.desk.rule_book))

    def rule(self, book: dict[str, Stake]) -> Rule | None:
        """The rule that is singled out: the picked one, else the one that hurts most, the newest first."""
        rules = self.desk.rule_book
        picked = next((rule for rule in rules if rule.control == self.picked), None)
        if picked is not None or not rules:
            return picked
        live = [rule for rule in rules if rule.stage != "ended"] or list(rules)
        return max(live, key=lambda rule: _weight(book[rule.control], self.since(rule)))

    def subject(self) -> tuple[str, str] | None:
        """The rule that is singled out."""
        rule = self.rule(self.stakes())
        return ("controls", rule.control) if rule is not None else None

    def since(self, rule: Rule) -> tuple[int, int]:
        """When a rule was last heard of, for sorting."""
        when = rule.in_force_on or rule.announced_on or rule.rumoured_on
        return (when.year, when.quarter) if when is not None else (0, 0)

    def pick(self, control: str) -> None:
        """Single out a rule."""
        self.picked = control
        self.rebuild()

    def show_yours(self, on: bool) -> None:
        """Show only rules that touch this firm, or all."""
        self.only_yours = on
        self.rebuild()


def _weight(stake: Stake, since: tuple[int, int]) -> tuple[int, float, tuple[int, int]]:
    """How much a rule matters here: what it does, then how much of the supply, then how new it is."""
    return WEIGHTS[stake.kind], stake.supply_h100e + stake.waiting_units, since


__all__ = ["PolicyScreen"]
