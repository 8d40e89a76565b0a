"""Numbers of the session in the words and units of the screen."""

from __future__ import annotations

from collections.abc import Callable

from game.session.seat import Quarter
from game.ui.wording import (
    MINUS,
    NBSP,
    TIMES,
    Amount,
    count,
    figures,
    flop,
    money,
    percent,
    plain,
    quarter,
    short_count,
    signed,
    tr,
)

LESS_IS_BETTER = frozenset({"gap_months", "tension", "place", "debt_bn"})
"""Quantities whose rise does harm."""


def _flop(value: float) -> Amount:
    return flop(value, "unit.flop_q")


USERS = frozenset({"million", "m users", "musers"})
"""Units of quantities that count users in millions."""
WRITERS: dict[str, Callable[[float], Amount]] = {
    "$bn": lambda value: money(value * 1000),
    "musd": money,
    "M$": money,
    "flop": _flop,
    "1e21 flop": lambda value: flop(value * 1e21),
    "1e21 FLOP a quarter": lambda value: _flop(value * 1e21),
    "FLOP": flop,
    "$bn a quarter": lambda value: money(value * 1000),
    "index points": lambda value: Amount(plain(value, 1)),
    "million": lambda value: short_count(value * 1e6),
    "ratio": percent,
    "share": percent,
    "people": lambda value: Amount(count(value)),
    "place": lambda value: Amount(count(value)),
    "months": lambda value: Amount(plain(value, 1), tr("unit.months")),
    "generations": lambda value: Amount(plain(value, 1), tr("unit.generations")),
    "points": lambda value: Amount(plain(value)),
    "mw": lambda value: Amount(plain(value), tr("unit.mw")),
    "log10": lambda value: Amount(f"{TIMES}{figures(10**value, 2)}"),
    "h100e": lambda value: Amount(short_count(value).text, tr("unit.h100e")),
    "units": lambda value: Amount(short_count(value).text, tr("unit.chips")),
    "chips": lambda value: Amount(short_count(value).text, tr("unit.chips")),
    "quarters": lambda value: Amount(plain(value), tr("unit.quarters")),
    "m users": lambda value: short_count(value * 1e6),
    "musers": lambda value: short_count(value * 1e6),
}


def amount(value: float, unit: str) -> Amount:
    """A number with its unit as players read it; an unknown unit is said as it is."""
    writer = WRITERS.get(unit)
    return writer(value) if writer is not None else Amount(figures(value), unit)


def between(low: float, high: float, unit: str) -> str:
    """A range with its unit told once, the lower end in the unit of the upper: 5.7 – 10.6 ×10²⁶ FLOP."""
    first, last = amount(low, unit), amount(high, unit)
    if first == last:
        return last.text
    (low_value, low_size), (high_value, high_size) = _sized(first.value), _sized(last.value)
    if (first.unit, low_size) != (last.unit, high_size):
        number = float("".join(sign for sign in high_value if sign in "0123456789.") or 0)
        sign = "$" if "$" in high_value else ""
        low_value = f"{sign}{figures(low * number / abs(high), 2)}" if high and number else low_value
    tail = f"{NBSP}{high_size}" if high_size else ""
    return Amount(f"{low_value} – {high_value}{tail}", last.unit).text


def _sized(value: str) -> tuple[str, str]:
    """A figure and the word for its size that stands behind it: 309 and k."""
    head, _, tail = value.partition(NBSP)
    return head, tail


def moved(value: float, change: float | None, unit: str) -> str:
    """How far a figure has come, with its sign; empty if it is told as before, or has no past."""
    return "" if change is None else change_between(value - change, value, unit)


def change_between(before: float, after: float, unit: str) -> str:
    """A change with its sign, between the two figures as they are told, so that the three add up; empty for none.

    Compute is told in per cent of what it was, and what has outgrown its unit in that of the later figure.
    """
    first, last = amount(before, unit), amount(after, unit)
    if first == last:
        return ""
    if unit == "flop":
        return Amount(signed(100 * (after - before) / before), tr("ui.unit.percent")).text if before > 0 else ""
    number, decimals = _told(last.value)
    if first.unit == last.unit:
        earlier, finer = _told(first.value)
        return signed(number - earlier, max(decimals, finer))
    return signed(number * (1 - before / after), decimals) if after else ""


def _told(value: str) -> tuple[float, int]:
    """What a written figure says, and with how many decimals."""
    digits = "".join(sign for sign in value.replace(MINUS, "-") if sign in "-0123456789.")
    return float(digits), len(digits.partition(".")[2])


def quarter_text(when: Quarter | None, short: bool = False) -> str:
    """A quarter of the calendar; a dash for none."""
    return tr("ui.none") if when is None else quarter(when.year, when.quarter, short)
