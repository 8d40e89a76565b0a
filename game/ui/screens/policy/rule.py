"""One rule: its text and criterion, its dates and odds, and what it does to this firm."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.limits import may_file
from game.session.facts.policy import Clause, Rule
from game.session.facts.stakes import Stake
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area
from game.ui.screens.overlays import open_codex
from game.ui.screens.parts import Scroller, Tag, fact, h100e, heading, note_line, q_text
from game.ui.screens.policy.book import effect_words
from game.ui.widgets import Button, IconButton, Label, Painter, Panel, Widget
from game.ui.wording import Amount, count, percent, plain, tr

if TYPE_CHECKING:
    from game.ui.screens.policy import PolicyScreen

STAGE_TAGS = {
    "in_force": ("plain", "gavel"),
    "announced": ("paper", "calendar"),
    "rumoured": ("quiet", "radio"),
    "ended": ("quiet", "x"),
}
MOST_OFFERS = 6


def build_rule(screen: PolicyScreen, page: Widget, area: Rect, book: dict[str, Stake]) -> None:
    """The panel of the rule that is singled out."""
    rule = screen.rule(book)
    panel = page.add(Panel("rule").at(area))
    if rule is None:
        panel.add(note_line(tr("policyb.none")).at(Rect(panel.inside.x, panel.inside.y, panel.inside.w, 22)))
        return
    stake, side = book[rule.control], screen.side_of(rule.issuer)
    cut = Area(panel.inside)
    tone, icon = STAGE_TAGS[rule.stage]
    tag = Tag(tr(f"policy.stage.{rule.stage}"), tone, icon)
    wide = tag.natural()[0]
    name = screen.name_of("controls", rule.control)
    book_key = IconButton("rule.codex", "book-open", partial(open_codex, screen, ("controls", rule.control)),
                          label=tr("codex.open"))  # fmt: skip
    lines = fonts.book().wrap(name, t.TITLE, cut.rest.w - wide - 68, 2)
    head = cut.top(26 * len(lines), gap=6)
    panel.add(Painter(lambda c, r: c.mark(side.shape, r.x + 7, r.y + 13, 12, side.colour)).at(head))
    panel.add(Label(name, t.TITLE, t.HIGH, wrap=True, max_lines=2, wid="rule.name").at(
        Rect(head.x + 24, head.y, head.w - wide - 68, head.h)))  # fmt: skip
    panel.add(tag.at(Rect(head.right - wide - 32, head.y + 3, wide, 20)))
    panel.add(book_key.at(Rect(head.right - 26, head.y, 26, 26)))
    _keys(screen, panel, cut, rule)
    words = screen.live.text("controls", rule.control)
    tall = fonts.book().wrapped_height(words, t.BODY, cut.rest.w, 5)
    panel.add(Label(words, t.BODY, t.MIDDLE, wrap=True, max_lines=5).at(cut.top(tall, gap=10)))
    if rule.clauses:
        _criterion(panel, cut, rule)
    scroll = Scroller(panel, f"rule.{rule.control}", cut.rest)
    _effects(screen, scroll, rule, stake)
    _dates(scroll, rule)


def _criterion(panel: Panel, cut: Area, rule: Rule) -> None:
    """The limits in the hand of a datasheet."""
    rows = []
    for i, clause in enumerate(rule.clauses):
        lead = tr("policyb.clause.or") if i else ""
        rows += [f"{lead} {line}".strip() if j == 0 else line for j, line in enumerate(_clause(clause))]
    rows = rows[:6]

    def paint(canvas: Canvas, rect: Rect) -> None:
        canvas.box(rect, t.SEA, t.LINE, t.R_TAG)
        for i, line in enumerate(rows):
            canvas.text(line, rect.x + 12, rect.y + 8 + 20 * i, t.MONO_SMALL, t.HIGH, width=rect.w - 20)

    panel.add(Painter(paint, label="; ".join(rows), wid="rule.criterion").at(cut.top(16 + 20 * len(rows), gap=12)))


def _clause(clause: Clause) -> list[str]:
    out = []
    for i, (name, low, high) in enumerate(clause.bounds):
        lead = tr("policyb.clause.and") + " " if i else ""
        spec = tr(f"policyb.spec.{name}")
        unit = tr("b.unit.gb_s") if name.endswith("gb_per_s") else ""
        figures = [f"{sign} {plain(value, 0 if value >= 100 else 2)} {unit}".strip()
                   for sign, value in (("≥", low), ("<", high)) if value is not None]  # fmt: skip
        out.append(f"{lead}{spec} {' '.join(figures)}")
    return out


def _effects(screen: PolicyScreen, scroll: Scroller, rule: Rule, stake: Stake) -> None:
    scroll.add(heading(tr("policyb.to_you")), 22)
    text, harmful = effect_words(stake)
    ink = t.DANGER_TEXT if harmful else t.HIGH
    scroll.add(fact(tr(f"policyb.kind.{stake.kind}"), text, colour=ink, strong=True), 24)
    if stake.waiting_units:
        scroll.add(fact(tr("policyb.waiting"), Amount(count(stake.waiting_units), tr("unit.chips"))), 24)
    if stake.kind in {"stops", "closes", "shut", "lists"}:
        scroll.add(fact(tr("policyb.alternatives"), h100e(stake.alternatives_h100e),
                        tip=tr("policyb.alternatives.tip")), 24)  # fmt: skip
    for name, wafers, memory in rule.foundries:
        parts = [tr(f"policyb.fab.{kind}", share=percent(factor - 1.0).text)
                 for kind, factor in (("wafers", wafers), ("memory", memory)) if abs(factor - 1.0) > 0.004]  # fmt: skip
        if parts:
            scroll.add(fact(screen.name_of("foundries", name), tr("ui.list").join(parts)), 24)
    shown = [offer for offer in screen.desk.offers if offer.offer in rule.offers and offer.supply_units >= 1]
    for offer in sorted(shown, key=lambda one: -one.supply_units * one.specs.train_h100e)[:MOST_OFFERS]:
        colour = t.LOW if offer.status == "banned" else t.MIDDLE
        scroll.add(fact(screen.name_of("offers", offer.offer), tr(f"policyb.status.{offer.status}"), colour=colour), 22)
    if len(shown) > MOST_OFFERS:
        scroll.add(note_line(tr("policyb.more", count=len(shown) - MOST_OFFERS)), 20)
    if rule.lists:
        names = tr("ui.list").join(screen.name_of("firms", firm) for firm in rule.lists)
        scroll.add(fact(tr("policyb.lists"), names), 24)
    scroll.skip(10)


def _dates(scroll: Scroller, rule: Rule) -> None:
    scroll.add(heading(tr("policyb.dates")), 22)
    scroll.add(fact(tr("policyb.what"), tr(f"policy.policy.{rule.policy}")), 22)
    if rule.stage == "rumoured":
        scroll.add(fact(tr("policyb.odds"), percent(rule.odds), tip=tr("policyb.odds.tip")), 22)
    if rule.grant_odds > 0 and rule.policy in {"case_by_case", "denial"}:
        scroll.add(fact(tr("policyb.grant"), percent(rule.grant_odds), tip=tr("policyb.grant.tip")), 22)
    if rule.fee_share > 0:
        scroll.add(fact(tr("policyb.fee"), percent(rule.fee_share)), 22)
    for name, when in (
        ("rumoured", rule.rumoured_on),
        ("announced", rule.announced_on),
        ("in_force", rule.in_force_on),
        ("ended", rule.ended_on),
    ):
        if when is not None:
            scroll.add(fact(tr(f"policyb.date.{name}"), q_text(when, False)), 22)


def _keys(screen: PolicyScreen, panel: Panel, cut: Area, rule: Rule) -> None:
    """To the datasheets of what the rule catches; as the main key where a licence can be filed."""
    if not rule.offers:
        return
    may = may_file(screen.desk.seat)
    held = {one.offer: one.held_units for one in screen.desk.offers}
    fileable = sorted((one for one in rule.offers if one in may), key=lambda one: -held.get(one, 0.0))
    target = fileable[0] if fileable else rule.offers[0]
    words = tr("policyb.file" if fileable else "policyb.see")
    key = Button("to_supply", words, partial(screen.go, "supply", "", target), icon="stamp" if fileable else "boxes",
                 kind="primary" if fileable else "normal", tooltip=tr("policyb.see.tip"))  # fmt: skip
    place = cut.bottom(36, gap=10)
    panel.add(key.at(Rect(place.x, place.y, key.natural()[0], 36)))
