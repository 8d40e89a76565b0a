"""How the codex says things: names of pages and fields, numbers with their units, quarters."""

from __future__ import annotations

import re

from game.scenario import Text
from game.scenario.rulebook import figure_text
from game.session.codex import Fact, Page
from game.ui.screens.parts.say import maybe
from game.ui.wording import CATALOGUE, NBSP, Amount, flop, money, percent, plain, price, quarter, tr

_CLAUSE = re.compile(r"clause (\d+)")
_MINUS = re.compile(r"(?<![\w-])-(?=[ \w(])")
_QUARTER = re.compile(r"(\d{4})Q([1-4])")
SHARES = ("_share", "_odds", "_rate")
SHARE_FIELDS = {
    "odds", "yield", "packaging", "best_yield", "openness", "spread", "training", "serving", "research", "renting",
    "maturity", "start_stance",
}  # fmt: skip
OWN_WORDS = ("measures", "unit")
"""Fields that say something in the program's own words."""
UNITS = {
    "_gb_per_s": "b.unit.gb_s", "_mw": "b.unit.mw", "_h100e": "b.unit.h100e", "_quarters": "codex.unit.quarters",
    "memory_gb": "codex.unit.gb", "power_w": "codex.unit.w", "researchers": "b.unit.people", "work": "codex.unit.work",
    "supply": "codex.unit.a_quarter", "wafers": "codex.unit.a_month", "stock": "unit.chips", "home": "",
    "users_m": "codex.unit.m", "tension": "codex.unit.points",
}  # fmt: skip


def name_of(page: Page) -> str:
    """What a page is called."""
    return tr(page.name_id) if page.name_id else _own(page.name) or page.link.entry


def text_of(page: Page) -> str:
    """What a page says first; nothing where there is no such text."""
    if page.text_id:
        return maybe(page.text_id, "")
    return _own(page.text)


def _own(text: Text) -> str:
    return CATALOGUE.turned(str(text.say(CATALOGUE.language)))


def spoken(page: Page) -> tuple[str, str]:
    """Name and text, for the search."""
    return name_of(page), text_of(page)


def field_name(fact: Fact) -> str:
    """What a figure is called."""
    return _capital(maybe(f"codex.field.{fact.field}", fact.field.replace("_", " ")))


def group_name(group: str) -> str:
    """What a part of an entry is called."""
    clause = _CLAUSE.fullmatch(group)
    if clause is not None:
        return tr("codex.group.clause", number=clause[1])
    return maybe(f"codex.group.{group}", group.replace("_", " "))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def value_of(fact: Fact) -> Amount:
    """A figure or word of a page as it is written."""
    value = fact.value
    if isinstance(value, bool):
        return Amount(tr("ui.yes" if value else "ui.no"))
    if value is None:
        return Amount(span_of(fact))
    if isinstance(value, str):
        return Amount(word_of(fact.field, value))
    return Amount(figure_text(value), CATALOGUE.turned(fact.unit)) if fact.unit else number_of(fact.field, float(value))


def number_of(field: str, value: float) -> Amount:  # noqa: PLR0911  (one return a kind of number)
    """A number in the unit that its field's name says."""
    if field.endswith("musd") or field == "subsidy_musd":
        return money(value)
    if field.endswith("_usd"):
        return Amount(price(value))
    if field.endswith(SHARES) or field in SHARE_FIELDS:
        return percent(value, 0 if abs(value * 100 - round(value * 100)) < 1e-6 else 1)
    if field == "last_flop":
        return flop(value)
    if field == "year":
        return Amount(str(round(value)))
    for end, unit in UNITS.items():
        if field.endswith(end):
            return Amount(figure_text(value), tr(unit) if unit else "")
    return Amount(figure_text(value))


def span_of(fact: Fact) -> str:
    """A number over time: its first, its last, and the quarters between."""
    if not fact.track:
        return tr("ui.none")
    (first, low), (last, high) = fact.track[0], fact.track[-1]
    said = [f"{number_of(fact.field, value).text} ({when_of(when)})" for when, value in ((first, low), (last, high))]
    return said[0] if first == last else f"{said[0]} → {said[1]}"


def when_of(text: str) -> str:
    """A quarter as people write it; anything else as it is."""
    return _QUARTER.sub(lambda found: quarter(int(found[1]), int(found[2])), text)


def word_of(field: str, value: str) -> str:
    """A word of a closed list in the player's language, else as the file has it."""
    if field == "policy":
        return maybe(f"policy.policy.{value}", value)
    if field == "branch":
        return maybe(f"research.branch.{value}", value)
    if field in OWN_WORDS:
        return CATALOGUE.turned(value)
    return when_of(maybe(f"codex.word.{value}", value if " " in value or "-" in value else value.replace("_", " ")))


def amount_text(fact: Fact, amount: float) -> str:
    """An amount beside a link: of chips, points, shares."""
    if fact.field in {"stock", "home", "abroad"}:
        return plain(amount)
    sign = "+" if amount > 0 and fact.field in {"gives", "bonuses", "matures"} else ""
    return f"{sign}{figure_text(amount)}".replace("-", "\u2212")


def times(text: str) -> str:
    """A formula with true signs between its factors."""
    return _MINUS.sub("\u2212", text.replace(" x ", f" ×{NBSP}"))
