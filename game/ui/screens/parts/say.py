"""How the departments write their numbers: chips' strength, power, people, quarters and terms."""

from __future__ import annotations

from game.session.seat import Quarter
from game.session.why import Term
from game.ui.screens.frame.why_tip import value_of, words_of
from game.ui.widgets import TipLine
from game.ui.wording import CATALOGUE, Amount, Size, figures, grouped, plain, quarter, short_count, tr

STRENGTHS = {
    "3": (Size(1e6, 1e6, "b.unit.m_h100e"), Size(1e4, 1e3, "b.unit.k_h100e")),
    "4": (Size(1e4, 1e4, "b.unit.wan_h100e"),),
}


def h100e(value: float, sign: bool = False) -> Amount:
    """Strength in H100 equivalents: 62.9 k H100e, 0.15 H100e; in Chinese 6.29 万 H100e."""
    size = abs(value)
    lead = "+" if sign and value > 0 else ""
    long = next((one for one in grouped(STRENGTHS) if size >= one.least), None)
    if long is not None:
        shown = Amount(f"{lead}{figures(value / long.of)}", tr(long.unit))
    elif size >= 10:
        shown = Amount(f"{lead}{plain(value)}", tr("b.unit.h100e"))
    else:
        shown = Amount(f"{lead}{plain(value, 2)}", tr("b.unit.h100e"))
    return shown


def megawatts(value: float) -> Amount:
    """Power: 286 MW, 0.4 MW, 1.20 GW."""
    if abs(value) >= 10_000:
        return Amount(figures(value / 1000), tr("b.unit.gw"))
    return Amount(plain(value, 0 if abs(value) >= 9.95 or value == 0 else 1), tr("b.unit.mw"))


def users(millions: float) -> Amount:
    """People: 106 m."""
    return short_count(millions * 1e6)


def times(ratio: float) -> Amount:
    """A factor: 2.8 times."""
    return Amount(f"{figures(ratio, 2)}×")


def q_text(when: Quarter | None, short: bool = True) -> str:
    """A quarter, or a dash."""
    return tr("ui.none") if when is None else quarter(when.year, when.quarter, short)


def q_span(soonest: Quarter | None, latest: Quarter | None) -> str:
    """From one quarter to another: Q3 25, Q3–Q4 25, Q4 25–Q1 26."""
    if soonest is None or latest is None:
        return tr("ui.none")
    if soonest == latest:
        return q_text(soonest)
    if soonest.year == latest.year:
        return tr("b.quarters.same_year", first=soonest.quarter, last=latest.quarter, year=f"{soonest.year % 100:02d}")
    return tr("b.quarters", first=q_text(soonest), last=q_text(latest))


def q_turn(when: Quarter, first: tuple[int, int]) -> int:
    """The turn of a calendar quarter; below 0 for what was before the game."""
    return (when.year - first[0]) * 4 + when.quarter - first[1]


def maybe(message_id: str, fallback: str, **params: object) -> str:
    """A text of the catalogue, or the fallback where there is none."""
    return tr(message_id, **params) if CATALOGUE.has(message_id) else fallback


def term_lines(term: Term, names: dict[str, str], most: int = 8) -> tuple[TipLine, ...]:
    """The terms of a number as lines, the largest first if there are too many."""
    shown = [child for child in term.children if term.is_factor or abs(child.value) > 1e-9]
    if len(shown) > most:
        shown = sorted(shown, key=lambda child: -abs(child.value))[:most]
    lines = []
    for child in shown:
        written = value_of(child, term.is_factor)
        sign = "× " if term.is_factor else ""
        lines.append(TipLine(f"{sign}{words_of(child.message, names)}", written.value, written.unit, 1))
    return tuple(lines)
