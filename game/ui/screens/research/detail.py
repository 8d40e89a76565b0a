"""One project: what it gives, what it needs, when it may be done, who has it, and the people on it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pygame import Rect

from game.engine.registers import BONUSES
from game.session.facts.research import Project
from game.ui import fonts
from game.ui import theme as t
from game.ui.fonts import Span
from game.ui.layout import Area
from game.ui.screens.parts import Emblem, Pile, Scroller, Tag, fact, heading, maybe, q_span, q_text
from game.ui.screens.research.tree import ICONS
from game.ui.widgets import Button, Label, Line, Painter, Panel, Slider, Tip, Widget
from game.ui.wording import Amount, count, percent, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.research import ResearchScreen

TONES = {
    "done": ("plain", "check"),
    "running": ("compute", ""),
    "open": ("plain", ""),
    "locked": ("quiet", "lock"),
    "waits": ("quiet", "clock"),
}
UNITS = {bonus.id: bonus.unit for bonus in BONUSES}


def build_detail(screen: ResearchScreen, page: Widget, area: Rect) -> None:
    """The panel of the project that is singled out."""
    one = screen.project()
    panel = page.add(Panel("detail").at(area))
    cut = Area(panel.inside)
    head = cut.top(30, gap=4)
    tag = _tag(one)
    wide = tag.natural()[0]
    icon = ICONS.get(one.branch, "atom")
    panel.add(Painter(lambda canvas, rect: canvas.icon(icon, rect.x, rect.y + 4, 22, t.COMPUTE)).at(head))
    name = screen.name_of("research", one.project)
    panel.add(Label(name, t.TITLE, t.HIGH, wid="detail.name").at(Rect(head.x + 32, head.y, head.w - wide - 44, 30)))
    panel.add(tag.at(Rect(head.right - wide, head.y + 5, wide, 20)))
    foot = cut.bottom(84)
    _team(screen, panel, one, foot)
    words = screen.live.text("research", one.project)
    lines = fonts.book().wrapped_height(words, t.BODY, cut.rest.w - 12, 4)
    panel.add(Label(words, t.BODY, t.MIDDLE, wrap=True, max_lines=4).at(cut.top(lines, gap=8)))
    scroll = Scroller(panel, f"detail.{one.project}", Rect(cut.rest.x, cut.rest.y, cut.rest.w, cut.rest.h - 8))
    _gives(screen, scroll, one)
    _needs(screen, scroll, one)
    if one.state != "done":
        _when(screen, scroll, one)
    _others(screen, scroll, one)


def _tag(one: Project) -> Tag:
    if one.state == "running" or (one.state == "open" and one.progress_share > 0.005):
        return Tag(tr("research.progress", share=percent(one.progress_share).text), "compute")
    tone, icon = TONES[one.state]
    return Tag(tr(f"research.state.{one.state}"), tone, icon)


def _gain(bonus: str, amount: float) -> Amount:
    if UNITS.get(bonus) == "share":
        return Amount(signed(100 * amount, 0 if abs(amount) >= 0.0095 else 1), tr("ui.unit.percent"))
    return Amount(signed(amount, 2))


def _gives(screen: ResearchScreen, scroll: Scroller, one: Project) -> None:
    rows: list[Line] = []
    for bonus, amount in one.gives:
        tip = Tip(tr(f"bonus.{bonus}"), maybe(f"bonus.{bonus}.text", ""))
        rows.append(fact(tr(f"bonus.{bonus}"), _gain(bonus, amount), tip=tip,
                         colour=t.DANGER_TEXT if amount < 0 else t.HIGH))  # fmt: skip
    for ecosystem, amount in one.matures:
        name = screen.name_of("ecosystems", ecosystem)
        rows.append(fact(tr("research.matures", ecosystem=name), _gain_share(amount)))
    if one.know_how:
        rows.append(fact(tr("research.know_how"), signed(one.know_how, 2), tip=tr("research.know_how.tip")))
    for offer in screen.desk.offers:
        if offer.needs_project == one.project:
            rows.append(fact(tr("research.unlocks"), screen.name_of("offers", offer.offer)))
    if rows:
        scroll.add(heading(tr("research.gives")), 22)
        for line in rows:
            scroll.add(line, 24)
        scroll.skip(10)


def _gain_share(amount: float) -> Amount:
    return Amount(signed(100 * amount), tr("ui.unit.percent"))


def _needs(screen: ResearchScreen, scroll: Scroller, one: Project) -> None:
    if not one.needs and one.opens_on is None:
        return
    scroll.add(heading(tr("research.needs")), 22)
    for need in one.needs:
        missing = need in one.missing
        name = screen.name_of("research", need)
        said = tr("research.need.missing") if missing else tr("research.need.done")
        line = fact(name, said, icon="lock" if missing else "check", colour=t.MIDDLE if missing else t.HIGH)
        scroll.add(line, 24)
    if one.opens_on is not None:
        scroll.add(fact(tr("research.opens"), q_text(one.opens_on), icon="clock"), 24)
    scroll.skip(10)


def _when(screen: ResearchScreen, scroll: Scroller, one: Project) -> None:
    scroll.add(heading(tr("research.when")), 22)
    if one.soonest is None:
        scroll.add(fact(tr("research.when.nobody"), ""), 24)
    else:
        scroll.add(fact(tr("research.when.between"), q_span(one.soonest, one.latest), colour=t.COMPUTE,
                        tip=tr("research.when.tip")), 24)  # fmt: skip
    work = tr("research.work", work=count(one.work_people_quarters), spread=percent(one.spread).text)
    scroll.add(fact(tr("research.work.label"), "", note=work, tip=tr("research.work.tip")), 24)
    scroll.skip(10)


def _others(screen: ResearchScreen, scroll: Scroller, one: Project) -> None:
    scroll.add(heading(tr("research.who")), 22)
    if not one.others:
        scroll.add(fact(tr("research.who.nobody"), ""), 24)
        return
    for firm in one.others:
        place = scroll.add(Emblem(screen.live, firm), 24, 4)
        place.w = 24
        scroll.view.children[-1].at(place)
        name = Label(screen.name_of("firms", firm), t.TABLE, t.MIDDLE)
        scroll.view.add(name.at(Rect(place.x + 34, place.y, scroll.width - 34, 24)))


def _team(screen: ResearchScreen, panel: Panel, one: Project, foot: Rect) -> None:
    staff = screen.desk.top.talent.value
    usable = one.state in {"open", "running"}
    pile = Pile(panel, foot)
    line = pile.add(None, 32, 12)
    number = count(one.focus * staff)
    people = [Span(number, t.TABLE_STRONG, t.HIGH), Span(f"  {tr('b.unit.people')}", t.NOTE, t.LOW)]
    panel.add(Line(people, wid="detail.people").at(Rect(line.x, line.y, 110, 32)))
    slider = Slider("staff", one.focus, partial(screen.set_share, one.project), low=0.0, high=1.0, step=0.01,
                    enabled=usable, why_disabled=screen.why_not(one) if not usable else "",
                    label=tr("research.staff_on", project=screen.name_of("research", one.project)),
                    tooltip=tr("research.staff.tip"))  # fmt: skip
    panel.add(slider.at(Rect(line.x + 112, line.y + 4, line.w - 170, 24)))
    panel.add(Line([], percent(one.focus).spans(t.TABLE_STRONG)).at(Rect(line.right - 54, line.y, 54, 32)))
    on = one.focus > 0.001
    key = focus_button(screen, one, on, usable)
    panel.add(key.at(Rect(foot.x, foot.bottom - 36, min(foot.w, max(200, key.natural()[0])), 36)))


def focus_button(screen: ResearchScreen, one: Project, on: bool, usable: bool) -> Button:
    """The key that puts people on a project or takes them off."""
    words = tr("research.take_off") if on else tr("research.put_on")
    return Button("focus", words, partial(screen.toggle, one.project), kind="normal" if on else "primary",
                  icon="users", key="Enter", show_key=False, enabled=usable or on,
                  why_disabled="" if usable else screen.why_not(one), tooltip=tr("research.put_on.tip"))  # fmt: skip


__all__ = ["build_detail", "focus_button"]
