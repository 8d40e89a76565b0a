"""The rule book as a timeline, grouped by who made the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.policy import Rule
from game.session.facts.stakes import Stake
from game.session.seat import Quarter
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.layout import Area
from game.ui.screens.parts import h100e, q_text
from game.ui.widgets import (
    Painter,
    Panel,
    RuleBar,
    RuleGroup,
    RuleTimeline,
    ScrollView,
    Tip,
    TipLine,
    Toggle,
    Widget,
)
from game.ui.wording import MINUS, percent, plain, short_count, tr

if TYPE_CHECKING:
    from game.ui.screens.policy import PolicyScreen

BEFORE, AFTER = 9, 6
"""Quarters shown before and after today."""
ENDED_SHOWN = 4
"""Quarters for which a rule that has ended still stands in the book."""


def build_book(screen: PolicyScreen, page: Widget, area: Rect, book: dict[str, Stake]) -> None:
    """The panel: legend, switch, and the timeline in a view that scrolls."""
    panel = page.add(Panel("book", tr("policyb.book")).at(area))
    switch = Toggle("only_yours", screen.only_yours, screen.show_yours, text=tr("policyb.only_yours"), key="O",
                    tooltip=tr("policyb.only_yours.tip"))  # fmt: skip
    wide = switch.natural()[0]
    panel.add(switch.at(Rect(area.right - 16 - wide, area.y + 8, wide, 24)))
    cut = Area(panel.inside)
    panel.add(Painter(_legend).at(cut.bottom(20, gap=6)))
    now = _quarters(screen.desk.seat.quarter)
    chosen = screen.rule(book)
    picked = chosen.control if chosen is not None else ""
    groups = _groups(screen, book, now, picked)
    room = cut.rest
    ticks = tuple((float(q), tr("policyb.year", year=q // 4) if q % 4 == 0 else "")
                  for q in range(now - BEFORE, now + AFTER + 1))  # fmt: skip
    shown = tuple((q, text) for q, text in ticks if not text or now + 3 < q < now + AFTER - 1 or q < now - 3)
    line = RuleTimeline("rules", groups, first=float(now - BEFORE), last=float(now + AFTER), now=float(now),
                        now_text=q_text(screen.desk.seat.quarter, False), ticks=shown,
                        effect_text=tr("policyb.effect"), picked=picked, on_pick=screen.pick,
                        label=tr("policyb.book"))  # fmt: skip
    line.rect = Rect(room)
    tall = max(room.h, line.natural()[1])
    view = ScrollView("rules.view", content_height=tall)
    panel.add(view)
    view.at(room)
    view.add(line.at(Rect(room.x, room.y, room.w - (12 if tall > room.h else 0), tall)))


def _legend(canvas: Canvas, rect: Rect) -> None:
    x, y = float(rect.x), rect.y + 1
    colour = t.GREY_ROUTE
    for state in ("in_force", "announced", "rumoured", "ended"):
        box = Rect(round(x), y + 3, 24, 12)
        if state == "in_force":
            canvas.box(box, t.mix(t.PANEL, colour, 0.36), None, 2)
            canvas.fill(Rect(box.x, box.y, 3, box.h), colour)
        elif state == "announced":
            canvas.box(box, t.mix(t.PANEL, colour, 0.12), colour, 2)
            canvas.hatch(box.inflate(-2, -2), t.faded(colour, 0.4), 5)
        elif state == "rumoured":
            canvas.dashed_box(box, colour, 1.2, 4, 3)
        else:
            canvas.icon("x", box.centerx - 8, box.centery - 8, 16, t.HIGH)
        words = tr(f"policyb.legend.{state}")
        canvas.text(words, x + 32, y, t.NOTE, t.MIDDLE)
        x += 32 + fonts.book().width(words, t.NOTE) + 20


def _quarters(when: Quarter) -> int:
    return when.year * 4 + when.quarter - 1


def _groups(screen: PolicyScreen, book: dict[str, Stake], now: int, picked: str) -> list[RuleGroup]:
    """Countries with a mood each for itself, all others together as allies."""
    board = screen.live.board
    by_group: dict[str, list[Rule]] = {}
    for rule in screen.desk.rule_book:
        if rule.ended_on is not None and _quarters(rule.ended_on) < now - ENDED_SHOWN:
            continue
        if screen.only_yours and book[rule.control].kind == "none":
            continue
        group = rule.issuer if board.countries[rule.issuer].has_mood else ""
        by_group.setdefault(group, []).append(rule)
    moods = {government.country: government for government in screen.desk.governments}
    order = [country for country, one in moods.items() if not one.is_home]
    order += ["", *[country for country, one in moods.items() if one.is_home]]
    groups = []
    for country in order:
        rules = by_group.get(country, [])
        if not rules:
            continue
        side = screen.side_of(country or rules[0].issuer)
        name = screen.live.say(board.countries[country].capital) if country else tr("policyb.allies")
        note = tr("policyb.allies.note")
        if country:
            note = tr("policyb.stance", stance=plain(100 * moods[country].stance))
        rows = [_bar(screen, one, book[one.control], now, i, one.control == picked) for i, one in enumerate(rules)]
        groups.append(RuleGroup(name, note, side.shape, side.colour, tuple(rows)))
    return groups


def _bar(screen: PolicyScreen, rule: Rule, stake: Stake, now: int, row: int, is_picked: bool) -> RuleBar:
    name = screen.name_of("controls", rule.control)
    if not screen.live.board.countries[rule.issuer].has_mood:
        name = tr("policyb.of", country=screen.side_of(rule.issuer).name, rule=name)
    end = float(now + AFTER)
    begins = rule.in_force_on or rule.announced_on or rule.rumoured_on
    start = float(_quarters(begins)) if begins is not None else float(now)
    state, odds = rule.stage, ""
    if rule.stage == "rumoured":
        start, odds = float(now + 1), percent(rule.odds).text
    elif rule.stage == "announced" and rule.in_force_on is None:
        start = float(now)
    elif rule.stage == "ended" and rule.ended_on is not None:
        state, end = "withdrawn", max(float(_quarters(rule.ended_on)), now - BEFORE + 0.3)
    text, harmful = effect_words(stake)
    return RuleBar(
        key=rule.control,
        text=name,
        start=start,
        end=end,
        state=state,
        odds=odds,
        effect=text,
        harmful=harmful,
        alarm=harmful and stake.kind in {"stops", "lists"} and not is_picked,
        row=row,
        tooltip=lambda: rule_tip(screen, rule, stake),
    )


def effect_words(stake: Stake) -> tuple[str, bool]:
    """What a rule does to this firm in a word or a number, and whether that hurts."""
    supply = h100e(stake.supply_h100e).text
    words = {
        "lists": tr("policyb.effect.lists"),
        "stops": f"{MINUS}{short_count(stake.waiting_units).text} {tr('unit.chips')}",
        "closes": f"{MINUS}{supply}",
        "opens": f"+{supply}",
        "shut": tr("policyb.effect.shut", count=stake.offers),
        "fabs": tr("policyb.effect.fabs", share=percent(-stake.fab_share).text),
    }
    return words.get(stake.kind, tr("policyb.effect.none")), stake.kind in {"lists", "stops", "closes"}


def rule_tip(screen: PolicyScreen, rule: Rule, stake: Stake) -> Tip:
    """A rule in short."""
    lines = [TipLine(tr("policyb.what"), tr(f"policy.policy.{rule.policy}"))]
    lines += [
        TipLine(tr(f"policyb.date.{name}"), q_text(when))
        for name, when in (
            ("rumoured", rule.rumoured_on),
            ("announced", rule.announced_on),
            ("in_force", rule.in_force_on),
            ("ended", rule.ended_on),
        )
        if when is not None
    ]
    text, harmful = effect_words(stake)
    lines.append(TipLine(tr("policyb.effect"), text, strong=True, colour=t.DANGER_TEXT if harmful else None,
                         rule_above=True))  # fmt: skip
    name = screen.name_of("controls", rule.control)
    return Tip(name, screen.live.text("controls", rule.control)[:200], tuple(lines), width=360)
