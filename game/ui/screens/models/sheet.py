"""The sheet on which a run is planned: length, compute, what becomes of it, and what it would come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.plan import RUN_LENGTHS, Outlook, plan_outlook
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area, Fr, row
from game.ui.screens.parts import Pile, fact, heading, note_line, q_text, times
from game.ui.widgets import (
    Axis,
    Button,
    Label,
    Line,
    LineChart,
    Mark,
    Painter,
    Panel,
    Rule,
    Segmented,
    Series,
    Slider,
    Tip,
    TipLine,
    Widget,
    nice_axis,
)
from game.ui.wording import Amount, flop, percent, plain, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.models import ModelsScreen

NAMES_W = 84
WASTE = 0.02
"""Share of the FLOP from which on a warning stands."""
RELEASES = ("closed", "open", "hold")


def build_sheet(screen: ModelsScreen, page: Widget, area: Rect) -> None:
    """The whole sheet."""
    desk, plan = screen.desk, screen.plan
    panel = page.add(Panel("sheet").at(area))
    cut = Area(panel.inside)
    head = cut.top(28, gap=10)
    ahead = len(desk.models.runs)
    panel.add(Painter(lambda c, r: c.icon("rocket", r.x, r.y + 4, 20, t.COMPUTE)).at(head))
    title = tr("models.sheet", name=screen.model_name(ahead))
    panel.add(Label(title, t.TITLE, t.HIGH, wid="sheet.title").at(Rect(head.x + 30, head.y, head.w - 150, 28)))
    starts = tr("models.starts", when=q_text(desk.seat.quarter, False))
    panel.add(Label(starts, t.NOTE, t.MIDDLE, align="right").at(Rect(head.right - 130, head.y, 130, 28)))
    _keys(screen, panel, cut.bottom(36, gap=10))
    view = screen.outlook()
    _compute(screen, panel, cut, view)
    lengths = [(str(n), tr("models.length.q", count=n)) for n in RUN_LENGTHS]
    _choice(panel, cut.top(32, gap=10), tr("models.length"), Segmented(
        "length", lengths, str(plan.quarters), lambda value: screen.change(quarters=int(value)),
        label=tr("models.length"), tooltip=tr("models.length.tip")))  # fmt: skip
    ways = [(way, tr(f"models.release.{way}")) for way in RELEASES]
    _choice(panel, cut.top(32, gap=12), tr("models.release"), Segmented(
        "release", ways, plan.release, lambda value: screen.change(release=value),
        label=tr("models.release"), tooltip=tr("models.release.tip")))  # fmt: skip
    panel.add(Rule().at(cut.top(1, gap=12)))
    _expected(panel, cut.top(54, gap=8), view)
    if view.flop > 0 and view.wasted_flop / view.flop > WASTE:
        _warning(panel, cut.top(44, gap=8), view)
    panel.add(Rule().at(cut.top(1, gap=10)))
    _why(screen, panel, cut.rest, view)


def _choice(panel: Panel, place: Rect, text: str, control: Segmented) -> None:
    panel.add(Label(text, t.TABLE, t.MIDDLE).at(Rect(place.x, place.y, NAMES_W, 32)))
    wide = min(place.w - NAMES_W, control.natural()[0])
    panel.add(control.at(Rect(place.x + NAMES_W, place.y, wide, 32)))


def _compute(screen: ModelsScreen, panel: Panel, cut: Area, view: Outlook) -> None:
    plan, desk = screen.plan, screen.desk
    place = cut.top(30, gap=0)
    panel.add(Label(tr("models.share"), t.TABLE, t.MIDDLE).at(Rect(place.x, place.y, NAMES_W, 30)))
    most = plan.share * view.usable_flop / view.flop if view.wasted_flop > 0 and view.flop > 0 else None
    slider = Slider("share", plan.share, lambda share: screen.change(share=round(share, 2)), low=0.05, high=1.0,
                    step=0.01, tick=most, label=tr("models.share"), tooltip=tr("models.share.tip"))  # fmt: skip
    panel.add(slider.at(Rect(place.x + NAMES_W, place.y + 3, place.w - NAMES_W - 66, 24)))
    panel.add(Line([], percent(plan.share).spans(t.TABLE_STRONG)).at(Rect(place.right - 60, place.y, 60, 30)))
    line = cut.top(24, gap=10)
    left = desk.models.shares_left
    note = note_line(tr("models.left", share=percent(left).text), t.DANGER_TEXT if left < plan.share - 0.005 else t.LOW)
    panel.add(note.at(Rect(line.x + NAMES_W, line.y, line.w - NAMES_W - 160, 22)))
    panel.add(Line([], flop(view.flop).spans(t.TABLE_STRONG), tooltip=screen.why("flop"), wid="sheet.flop").at(
        Rect(line.right - 160, line.y, 160, 22)))  # fmt: skip


def _expected(panel: Panel, place: Rect, view: Outlook) -> None:
    """Three figures: capability, gap at today's frontier, gain over the own best."""
    cells = row(place, [Fr(), Fr(), Fr()], 12)
    luck = tr("models.luck", points=plain(view.luck, 1))
    behind = Amount(plain(abs(view.behind), 1), tr("unit.months"))
    figures = (
        ("capability", Amount(plain(view.capability)), luck, t.HIGH),
        ("behind" if view.behind > 0 else "ahead", behind, tr("models.today"), t.HIGH),
        ("gain", Amount(signed(view.gain, 1)), tr("models.over_best"), t.DANGER_TEXT if view.gain < 0 else t.HIGH),
    )
    for (name, shown, note, colour), cell in zip(figures, cells, strict=True):
        panel.add(Label(tr(f"models.figure.{name}"), t.NOTE, t.MIDDLE).at(Rect(cell.x, cell.y, cell.w, 18)))
        spans = [*shown.spans(t.BIG_FIGURE, colour), Span(f"  {note}", t.NOTE, t.LOW)]
        panel.add(Line(spans, wid=f"sheet.{name}", tooltip=tr(f"models.figure.{name}.tip")).at(
            Rect(cell.x, cell.y + 20, cell.w, 30)))  # fmt: skip


def _warning(panel: Panel, place: Rect, view: Outlook) -> None:
    """Compute beyond what the recipe can use."""
    share = percent(view.wasted_flop / view.flop).text
    words = tr("models.wasted", share=share, step=times(view.scale_step).text)

    def paint(canvas: Canvas, rect: Rect) -> None:
        canvas.box(rect, t.RAISED, t.mix(t.PANEL, t.PAPER, 0.5), t.R_TAG)
        canvas.icon("triangle-alert", rect.x + 10, rect.centery - 9, 18, t.PAPER)
        canvas.paragraph(words, Rect(rect.x + 38, rect.y + 4, rect.w - 46, rect.h), t.NOTE, t.HIGH, 2)

    lines = (
        TipLine(tr("models.waste.asked"), flop(view.flop).value, flop(view.flop).unit),
        TipLine(tr("models.waste.counts"), flop(view.usable_flop).value, flop(view.usable_flop).unit),
    )
    tip = Tip(tr("models.waste"), tr("models.waste.text"), lines)
    panel.add(Painter(paint, wid="sheet.wasted", label=words, tooltip=tip).at(place))


def _why(screen: ModelsScreen, panel: Panel, place: Rect, view: Outlook) -> None:
    """What the expected capability is added up from."""
    pile = Pile(panel, place)
    pile.add(heading(tr("models.why", value=plain(view.capability))), 24)
    scale = tr("models.why.scale", times=times(view.scale).text)
    pile.add(fact(tr("why.training.capability.compute_and_know_how"), plain(view.compute_and_know_how, 1), note=scale,
                  tip=lambda: compute_tip(screen, view)), 24)  # fmt: skip
    pile.add(fact(tr("why.training.capability.following"), signed(view.following, 1),
                  tip=tr("models.why.following.tip")), 24)  # fmt: skip
    pile.add(fact(tr("why.training.capability.luck"), f"±{plain(view.luck, 1)}"), 24)
    risk = tr("models.why.odds", odds=percent(view.failure_odds).text)
    pile.add(fact(tr("why.training.capability.failed"), signed(-view.failure_points, 1), note=risk,
                  tip=tr("models.why.failed.tip")), 24)  # fmt: skip
    pile.add(fact(tr("models.lands"), q_text(view.done_on, False)), 24)
    if pile.rest.h > 150:
        _curve(screen, panel, Rect(pile.rest.x, pile.rest.y + 12, pile.rest.w, min(260, pile.rest.h - 12)), view)


def compute_tip(screen: ModelsScreen, view: Outlook) -> Tip:
    """How many points compute and know-how are worth, over the model that counts as 100."""
    seat = screen.desk.seat
    efficiency = seat.quantity("know_how")
    learnt = seat.rules.constants.points_per_decade * efficiency
    lines = (
        TipLine(tr("models.why.anchor"), plain(100)),
        TipLine(tr("models.share"), signed(view.compute_and_know_how - learnt - 100, 1), flop(view.usable_flop).text),
        TipLine(screen.live.quantity_name("know_how"), signed(learnt, 1), times(10**efficiency).text),
        TipLine(tr("why.comes_to"), plain(view.compute_and_know_how, 1), rule_above=True),
    )
    text = tr("models.why.decade", points=plain(seat.rules.constants.points_per_decade))
    return Tip(tr("why.training.capability.compute_and_know_how"), text, lines)


def _curve(screen: ModelsScreen, panel: Panel, place: Rect, view: Outlook) -> None:
    """Expected capability by share of compute, at the length on the sheet: where it levels off, more is wasted."""
    plan, seat = screen.plan, screen.desk.seat
    shares = [0.05 * n for n in range(1, 21)]
    points = tuple((100 * share, plan_outlook(seat, plan.quarters, share).capability) for share in shares)
    values = [y for _, y in points]
    best = screen.desk.models.capability
    limits = [(best, t.MIDDLE, tr("models.curve.best"))] if min(values) - 6 < best < max(values) + 2 else []
    low = min([*values, *[level for level, *_ in limits]])
    panel.add(heading(tr("models.curve")).at(Rect(place.x, place.y, place.w, 16)))
    chart = LineChart("sheet.curve", [Series(points, t.COMPUTE, fill=True)],
                      Axis(0, 100, (0.0, 25.0, 50.0, 75.0, 100.0), lambda v: percent(v / 100).text),
                      nice_axis(low - 1, max(values) + 1, 3, plain), limits=limits,
                      marks=[Mark(100 * plan.share, view.capability, t.COMPUTE, hollow=True)],
                      label=tr("models.curve"), tooltip=tr("models.curve.tip"))  # fmt: skip
    panel.add(chart.at(Rect(place.x, place.y + 20, place.w, place.h - 20)))


def _keys(screen: ModelsScreen, panel: Panel, place: Rect) -> None:
    desk = screen.desk
    models = desk.models
    if models.planned is not None:
        words = tr("models.ordered")
        drop = Button("drop", tr("models.drop"), screen.drop, icon="undo-2", tooltip=tr("models.drop.tip"))
        wide = drop.natural()[0]
        panel.add(drop.at(Rect(place.x, place.y, wide, 36)))
        panel.add(Label(words, t.BODY_STRONG, t.COMPUTE, wid="sheet.ordered").at(
            Rect(place.x + wide + 16, place.y, place.w - wide - 16, 36)))  # fmt: skip
        return
    free = len(models.runs) < models.slots
    commit = Button("commit", tr("models.commit"), screen.commit, kind="primary", key="Enter", enabled=free,
                    why_disabled=tr("refusal.no_free_run_slot"), tooltip=tr("models.commit.tip"))  # fmt: skip
    panel.add(commit.at(Rect(place.x, place.y, commit.natural()[0], 36)))
