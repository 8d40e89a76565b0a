"""Runs in progress: keep going, widen, or end now with what there is; each with what it would come to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.models import Run
from game.session.facts.plan import Outlook, run_outlook
from game.session.why import explain
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area, Fr, column
from game.ui.screens.parts import Pile, fact, heading, note_line, q_text
from game.ui.widgets import Card, Option, Panel, RingGauge, Segmented, Tip, TipLine, Widget
from game.ui.wording import flop, percent, plain, tr

if TYPE_CHECKING:
    from game.ui.screens.models import ModelsScreen

WISHES = ("keep", "widen", "cut")
TALLEST_WISH, LEAST_UNDER = 88, 120
NEAR = 1.0
"""Points between a run and the model it became: farther off, no run ended in the quarter that the sum is of."""


class WishCard(Card):
    """One way to go on with a run."""

    def __init__(self, screen: ModelsScreen, run: Run, wish: str) -> None:
        self.view: Outlook = run_outlook(screen.desk.seat, run, wish == "widen", wish == "cut")
        chosen = "widen" if run.is_widened else "cut" if run.is_cut else "keep"
        self.words = tr(f"models.wish.{wish}")
        full = wish == "widen" and run.share >= 0.995
        super().__init__(f"wish.{wish}", partial(screen.steer, run, wish), selected=chosen == wish, label=self.words,
                         enabled=not full, why_disabled=tr("models.wish.widen.full"), tooltip=self._tip)  # fmt: skip
        self.note = tr(f"models.wish.{wish}.note", when=q_text(self.view.done_on))

    def _tip(self) -> Tip:
        view = self.view
        amount = flop(view.flop)
        lines = [
            TipLine(tr("models.waste.asked"), amount.value, amount.unit),
            TipLine(tr("why.training.capability.compute_and_know_how"), plain(view.compute_and_know_how, 1), level=1),
            TipLine(tr("why.training.capability.following"), plain(view.following, 1), level=1),
            TipLine(tr("why.training.capability.luck"), f"±{plain(view.luck, 1)}", level=1),
            TipLine(tr("models.failure"), percent(view.failure_odds).value, percent(view.failure_odds).unit, level=1),
        ]
        if view.wasted_flop > 0.02 * view.flop:
            lines.append(TipLine(tr("models.waste"), percent(view.wasted_flop / view.flop).text))
        return Tip(self.words, self.note, tuple(lines))

    def draw(self, canvas: Canvas) -> None:
        """Draw the words and the expected capability."""
        super().draw(canvas)
        r = self.rect
        ink = t.HIGH if self.enabled else t.LOW
        y = r.centery - 19
        canvas.text(self.words, r.x + 14, y, t.TABLE_STRONG, ink, width=r.w - 90)
        canvas.text(self.note, r.x + 14, y + 20, t.NOTE, t.LOW, width=r.w - 28)
        canvas.text(plain(self.view.capability), r.right - 14, y - 2, t.FIGURE, ink, "right")


def build_runs(screen: ModelsScreen, page: Widget, area: Rect) -> None:
    """The panel of the run that is shown, with a choice where there are several."""
    runs = screen.desk.models.runs
    panel = page.add(Panel("runs", tr("models.runs"), right=tr("models.slots", taken=len(runs),
                                                              all=screen.desk.models.slots)).at(area))  # fmt: skip
    cut = Area(panel.inside)
    run = screen.run()
    if run is None:
        ordered = screen.desk.models.planned is not None
        words = tr("models.runs.ordered", name=screen.model_name(0)) if ordered else tr("models.runs.none")
        panel.add(note_line(words, t.MIDDLE).at(cut.top(22, gap=10)))
        _last_run(screen, panel, cut.rest)
        return
    if len(runs) > 1:
        options = [Option(str(one.slot), screen.model_name(i)) for i, one in enumerate(runs)]
        chooser = Segmented("slot", options, str(run.slot), screen.show_run, label=tr("models.runs"))
        panel.add(chooser.at(Rect(cut.rest.x, cut.rest.y - 6, chooser.natural()[0], 32)))
        cut.top(30)
    left = cut.left(round(cut.rest.w * 0.44), gap=20)
    _progress(screen, panel, run, runs.index(run), left)
    most = TALLEST_WISH * len(WISHES) + 8 * (len(WISHES) - 1)
    stack = Rect(cut.rest.x, cut.rest.y, cut.rest.w, min(cut.rest.h, most))
    for wish, place in zip(WISHES, column(stack, [Fr()] * len(WISHES), 8), strict=True):
        panel.add(WishCard(screen, run, wish).at(place))
    under = Rect(panel.inside.x, stack.bottom + 24, panel.inside.w, panel.inside.bottom - stack.bottom - 24)
    if under.h >= LEAST_UNDER:
        _last_run(screen, panel, under)


def _last_run(screen: ModelsScreen, panel: Panel, place: Rect) -> None:
    """What the last model came of, and those before it."""
    term = explain(screen.desk.seat, "training.capability")
    models, pile = screen.desk.models, Pile(panel, place)
    out = models.held if models.held is not None else models.capability
    if term is not None and models.generation > 0 and abs(term.value - out) < NEAR:
        pile.add(heading(tr("models.last_run")), 24)
        for child in term.children:
            if abs(child.value) > 0.05:
                pile.add(fact(tr(child.message), plain(child.value, 1)), 24)
        pile.skip(10)
    _own_releases(screen, pile)


def _own_releases(screen: ModelsScreen, pile: Pile) -> None:
    """The firm's models as they came out, the newest first, each beside the best there was that day."""
    releases = screen.desk.releases
    own = [one for one in releases if one.firm == screen.session.firm]
    if not own or pile.rest.h < 48:
        return
    pile.add(heading(tr("models.own")), 24)
    for one in reversed(own):
        best = max(other.capability for other in releases if other.turn <= one.turn)
        when = tr("models.before") if one.turn == 0 else q_text(one.quarter)
        gap = (
            tr("models.own.first")
            if one.is_frontier
            else tr("models.own.behind", points=plain(best - one.capability, 1))
        )
        pile.add(fact(when, plain(one.capability, 1), note=gap), 24)


def _progress(screen: ModelsScreen, panel: Panel, run: Run, index: int, place: Rect) -> None:
    view = run_outlook(screen.desk.seat, run, run.is_widened, run.is_cut)
    share = run.flop_done / view.flop if view.flop > 0 else 0.0
    cut = Area(place)
    done = tr("models.run.share", share=percent(share).text)
    panel.add(RingGauge("run.ring", share, text=screen.model_name(index), figure=done).at(cut.top(44, gap=8)))
    rows = (
        fact(tr("models.run.so_far"), flop(run.flop_done)),
        fact(tr("models.run.takes"), percent(run.share), tip=tr("models.share.tip")),
        fact(tr("models.lands"), q_text(view.done_on)),
        fact(tr("models.release"), tr(f"models.release.{run.release}")),
    )
    for line in rows:
        if cut.rest.h >= 24:
            panel.add(line.at(cut.top(24)))


__all__ = ["build_runs"]
