"""Governments and the standing with each, compliance, tension, and dates to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pygame import Rect

from game.session.facts.policy import Government
from game.session.seat import Quarter
from game.session.why import explain
from game.ui import fonts
from game.ui import theme as t
from game.ui.draw import Canvas
from game.ui.fonts import Span
from game.ui.layout import Area
from game.ui.screens.frame.figures import moved
from game.ui.screens.frame.why_tip import words_of
from game.ui.screens.parts import Pile, Scroller, course_axis, fact, note_line, q_text, stepper_row
from game.ui.widgets import LineChart, Meter, Painter, Panel, Series, Stepper, Tip, Widget, nice_axis
from game.ui.wording import Amount, money, plain, signed, tr

if TYPE_CHECKING:
    from game.ui.screens.policy import PolicyScreen

BANDS = (0.4, 0.6)
STEP = 10


def _mood(standing: float) -> str:
    name = "wary" if standing < 100 * BANDS[0] else "even" if standing < 100 * BANDS[1] else "favoured"
    return tr(f"top.standing.{name}")


def _administration(screen: PolicyScreen, country: str) -> str:
    """Who governs, by the scenario's own list of dates."""
    now = screen.desk.seat.quarter
    name = ""
    for start, words in screen.live.board.countries[country].administrations:
        year, number = start.split("Q")
        if (int(year), int(number)) <= (now.year, now.quarter):
            name = screen.live.say(words)
    return name


def build_government(screen: PolicyScreen, page: Widget, area: Rect, government: Government) -> None:
    """One government: the standing with its terms, and lobbying."""
    country = government.country
    side, card = screen.side_of(country), screen.live.board.countries[country]
    panel = page.add(Panel(f"government.{country}", tooltip=screen.why(f"standing.{country}")).at(area))
    cut = Area(panel.inside)
    capital = screen.live.say(card.capital)
    who = _administration(screen, country)

    def head(canvas: Canvas, rect: Rect) -> None:
        canvas.mark(side.shape, rect.x + 6, rect.y + 14, 11, side.colour)
        canvas.text(capital, rect.x + 20, rect.y + 2, t.TITLE, t.HIGH)
        mood = tr("policyb.listed") if government.listed else _mood(government.standing)
        ink = t.DANGER_TEXT if government.listed else t.MIDDLE
        spans = [Span(plain(government.standing), t.BIG_FIGURE, t.HIGH), Span(f"  {mood}", t.NOTE, ink)]
        canvas.spans(spans, rect.right, rect.y, 28, "right")

    panel.add(Painter(head, label=capital).at(cut.top(28, gap=2)))
    panel.add(Meter(f"standing.{country}", government.standing / 100, colour=side.colour, bands=BANDS,
                    tooltip=screen.why(f"standing.{country}")).at(cut.top(16, gap=6)))  # fmt: skip
    _lobby(screen, panel, cut.bottom(32), government)
    pile = Pile(panel, cut.rest)
    stance = Amount(plain(100 * government.stance), tr("moneyb.of_100"))
    if who:
        pile.add(fact(tr("policyb.governs"), who), 23)
    pile.add(fact(tr("policyb.hardness"), stance, tip=tr("policyb.hardness.tip")), 23)
    term = explain(screen.desk.seat, "politics.standing", country)
    for child in term.children if term else ():
        if abs(child.value) >= 0.05 and pile.rest.h >= 23:
            is_base = child.message.endswith(".before")
            shown = plain(child.value, 1) if is_base else signed(child.value, 1)
            harm = not is_base and child.value < -1.95
            pile.add(fact(words_of(child.message, screen.live.names), shown,
                          colour=t.DANGER_TEXT if harm else t.HIGH), 23)  # fmt: skip


def _lobby(screen: PolicyScreen, panel: Panel, place: Rect, government: Government) -> None:
    country = government.country
    asked = screen.asked("lobby_musd", country)
    tip = Tip(tr("policyb.lobby"), tr("policyb.lobby.tip", most=money(screen.bounds.lobby_most).text))
    stepper = Stepper(f"lobby.{country}", round(asked), screen.set_number("lobby_musd", country), step=STEP,
                      high=round(screen.bounds.lobby_most), show=_money, tooltip=tip,
                      label=tr("policyb.lobby.of", country=screen.side_of(country).name))  # fmt: skip
    stepper_row(panel, place, tr("policyb.lobby"), stepper, (), tip)


def _money(musd: int) -> str:
    return money(musd).text if musd else "$0"


def build_compliance(screen: PolicyScreen, page: Widget, area: Rect) -> None:
    """The record with exporters' governments, and what is spent on it."""
    influence, seat = screen.desk.influence, screen.desk.seat
    listing = screen.bounds.listing_compliance
    low = influence.compliance < listing
    right = [Span(plain(influence.compliance), t.BIG_FIGURE, t.DANGER_TEXT if low else t.HIGH)]
    words = tr("policyb.compliance.tip", limit=plain(listing))
    panel = page.add(Panel("compliance", tr("policyb.compliance"), right=right, tooltip=words).at(area))
    cut = Area(panel.inside)
    panel.add(Meter("compliance.meter", influence.compliance / 100, colour=t.DANGER if low else t.COMPUTE,
                    bands=(listing / 100,)).at(cut.top(16, gap=6)))  # fmt: skip
    asked = screen.asked("comply_musd")
    tip = Tip(tr("policyb.comply"), tr("policyb.comply.tip", most=money(screen.bounds.lobby_most).text))
    stepper = Stepper("comply", round(asked), screen.set_number("comply_musd"), step=STEP, tooltip=tip,
                      high=round(screen.bounds.lobby_most), show=_money, label=tr("policyb.comply"))  # fmt: skip
    stepper_row(panel, cut.bottom(32), tr("policyb.comply"), stepper, (), tip)
    pile = Pile(panel, cut.rest)
    strikes = influence.strikes
    pile.add(fact(tr("policyb.strikes"), str(strikes), colour=t.DANGER_TEXT if strikes else t.HIGH,
                  tip=tr("policyb.strikes.tip")), 23)  # fmt: skip
    change = seat.change("compliance")
    if change is not None:
        told = moved(seat.quantity("compliance"), change, "points") or plain(0)
        pile.add(fact(tr("policyb.change"), told), 23)
    pile.add(fact(tr("policyb.listing"), plain(listing), tip=words), 23)


def build_tension(screen: PolicyScreen, page: Widget, area: Rect) -> None:
    """Tension so far against the level above which the Strait may close."""
    desk, limit = screen.desk, screen.bounds.strait_tension
    gauge = desk.top.tension
    danger = gauge.value >= limit
    change = f"  {moved(gauge.value, gauge.change, gauge.unit)}"
    ink = t.DANGER_TEXT if danger else t.HIGH
    right = [Span(plain(gauge.value), t.BIG_FIGURE, ink), Span(change, t.NOTE, t.MIDDLE)]
    panel = page.add(Panel("tension", tr("policyb.tension"), right=right, tooltip=screen.why("tension")).at(area))
    inside = panel.inside
    values = desk.series("tension")
    x = course_axis(desk, len(values), 5)
    line = Series(tuple((float(i), value) for i, value in enumerate(values)), t.HIGH, end_dot=True)
    mark = (limit, t.DANGER, tr("policyb.tension.limit", level=plain(limit)))
    y = nice_axis(max(0.0, min(values) - 10), max(limit + 10, *values), 3, plain)
    chart = LineChart("tension.chart", [line], x, y, limits=[mark], label=tr("policyb.tension"),
                      tooltip=screen.why("tension"))  # fmt: skip
    panel.add(chart.at(inside))


def build_dates(screen: PolicyScreen, page: Widget, area: Rect) -> None:
    """What comes, by date: rules announced, rumours with their odds, elections, the Strait."""
    panel = page.add(Panel("dates", tr("policyb.coming")).at(area))
    desk, inside = screen.desk, panel.inside
    now = desk.seat.quarter
    found: list[tuple[Quarter, str, str, str]] = []
    for rule in desk.rule_book:
        name = screen.name_of("controls", rule.control)
        if rule.stage == "announced":
            when = q_text(rule.in_force_on) if rule.in_force_on else tr("policyb.coming.open")
            found.append((rule.in_force_on or now.later(1), when, name, "calendar"))
        elif rule.stage == "rumoured":
            odds = tr("policyb.coming.rumour", odds=f"{100 * rule.odds:.0f}")
            found.append((now.later(1), odds, name, "radio"))
    for government in desk.governments:
        if government.next_election is not None:
            capital = screen.live.say(screen.live.board.countries[government.country].capital)
            words = tr("policyb.coming.election", capital=capital)
            found.append((government.next_election, q_text(government.next_election), words, "landmark"))
    if desk.influence.strait_quarters:
        opens = now.later(desk.influence.strait_quarters)
        found.append((opens, q_text(opens), tr("policyb.coming.strait"), "triangle-alert"))
    if not found:
        panel.add(note_line(tr("policyb.coming.none")).at(Rect(inside.x, inside.y, inside.w, 22)))
        return
    scroll = Scroller(panel, "dates.list", inside)
    for _, when, name, icon in sorted(found, key=lambda one: (one[0].year, one[0].quarter)):
        scroll.add(_Date(when, name, icon), 32)


class _Date(Painter):
    """One line: an icon, when, and what."""

    def __init__(self, when: str, name: str, icon: str) -> None:
        self.when, self.name, self.icon = when, name, icon
        super().__init__(self._paint, label=f"{when} {name}", tooltip=name)

    def _paint(self, canvas: Canvas, rect: Rect) -> None:
        canvas.icon(self.icon, rect.x, rect.y + 7, 18, t.MIDDLE)
        canvas.text(self.when, rect.x + 28, rect.y + 6, t.TABLE, t.MIDDLE, width=52)
        room = Rect(rect.x + 84, rect.y, rect.w - 86, rect.h)
        style = fonts.book().fitting(self.name, room.w, t.TABLE, t.TABLE_DENSE, t.SMALL)
        room.y += (rect.h - fonts.book().wrapped_height(self.name, style, room.w, 2)) // 2
        canvas.paragraph(self.name, room, style, t.HIGH, 2)
        canvas.hline(rect.x, rect.bottom - 1, rect.w, t.mix(t.PANEL, t.LINE, 0.7))
