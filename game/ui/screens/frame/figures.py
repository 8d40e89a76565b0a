"""Numbers of the session in the words and units of the screen."""

from __future__ import annotations

from collections.abc import Callable

from game.session.seat import Quarter
from game.ui.wording import Amount, count, figures, flop, money, percent, plain, quarter, short_count, signed, tr

LESS_IS_BETTER = frozenset({"gap_months", "tension", "place", "debt_bn"})
"""Quantities whose rise does harm."""


def _flop(value: float) -> Amount:
    return flop(value, "unit.flop_q")


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


def change_text(value: float, unit: str) -> str:
    """A change of a number, short: without sign, for the triangle says which way; empty if it rounds to nothing."""
    size = abs(value)
    if unit == "$bn":
        text = plain(size, 1 if size < 99.95 else 0)
    elif unit == "flop":
        return ""
    elif unit in {"share"}:
        text = plain(100 * size)
    elif unit in {"months", "generations"}:
        text = plain(size, 1)
    else:
        text = plain(size)
    return text if any(sign not in "0.," for sign in text) else ""


def signed_amount(value: float, unit: str) -> str:
    """A change with its sign, for ledgers."""
    if unit == "$bn":
        return signed(value, 1)
    if unit in {"months", "generations"}:
        return signed(value, 1)
    if unit == "share":
        return signed(100 * value)
    return signed(value)


def quarter_text(when: Quarter | None, short: bool = False) -> str:
    """A quarter of the calendar; a dash for none."""
    return tr("ui.none") if when is None else quarter(when.year, when.quarter, short)
