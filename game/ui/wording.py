"""Everything the interface says: the catalogue of its texts, and how numbers are written.

Texts are looked up by message id in `assets/text/<language>.json` and `<part>.<language>.json`; a scenario's own
are taken in with `CATALOGUE.add`.
An id that is missing shows as its name in double brackets and is remembered for a test to list.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from game.paths import assets_dir
from game.ui.fonts import Span
from game.ui.scripts import spaced
from game.ui.theme import HIGH, LOW, NOTE, Colour, Type

FIRST_LANGUAGE = "en"
MINUS, NBSP, TIMES = "\u2212", "\u00a0", "\u00d7"
SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def text_files(language: str) -> list[Path]:
    """The files of a language: `en.json`, and `part.en.json` where parts keep their own; earlier ones win."""
    folder = assets_dir() / "text"
    return [path for path in sorted(folder.glob("*.json")) if path.stem.split(".")[-1] == language]


def texts_of(language: str) -> dict[str, str]:
    """Message id -> text of one language, nothing taken from another."""
    texts: dict[str, str] = {}
    for path in text_files(language):
        texts = json.loads(path.read_text(encoding="utf-8")) | texts
    return texts


class Catalogue:
    """The texts of one language, over those of the first language for what is not yet translated."""

    def __init__(self) -> None:
        self.language = FIRST_LANGUAGE
        self.missing: set[str] = set()
        self._texts: dict[str, str] | None = None
        self._added: dict[str, str] = {}

    def use(self, language: str) -> None:
        """Switch to a language; nothing is read until the next look-up."""
        self.language, self._texts = language, None

    def add(self, texts: Mapping[str, str]) -> None:
        """Take in further texts, such as a scenario's own; they win over earlier ones."""
        self._added.update(texts)

    def _read(self) -> dict[str, str]:
        return texts_of(FIRST_LANGUAGE) | texts_of(self.language)

    def has(self, message_id: str) -> bool:
        """Whether there is a text for an id."""
        if self._texts is None:
            self._texts = self._read()
        return message_id in self._added or message_id in self._texts

    def turned(self, english: str) -> str:
        """What the program itself says in English, such as a rule's chapter or a unit, in the player's language."""
        if self._texts is None:
            self._texts = self._read()
        return self._texts.get(english, english)

    def text(self, message_id: str, params: Mapping[str, object]) -> str:
        """Look up an id and fill in its `{name}` parameters."""
        if not self.has(message_id):
            self.missing.add(message_id)
            return f"⟦{message_id}⟧"
        found = self._added.get(message_id) or (self._texts or {}).get(message_id, "")
        try:
            return spaced(found.format(**params)) if "{" in found else found
        except (KeyError, IndexError, ValueError):
            self.missing.add(message_id)
            return f"⟦{message_id}⟧"


CATALOGUE = Catalogue()


def tr(message_id: str, **params: object) -> str:
    """The text of a message id in the player's language, with its parameters filled in.

    A text that has a form for a count of one keeps it beside itself, under ``<id>.single``.
    """
    if params.get("count") in (1, "1") and CATALOGUE.has(f"{message_id}.single"):
        message_id = f"{message_id}.single"
    return CATALOGUE.text(message_id, params)


@lru_cache(maxsize=1)
def languages() -> tuple[str, ...]:
    """The languages there are texts for, the first language first."""
    found = {path.stem.split(".")[-1] for path in (assets_dir() / "text").glob("*.json")}
    return tuple(sorted(found, key=lambda language: (language != FIRST_LANGUAGE, language)))


@lru_cache(maxsize=16)
def endonym(language: str) -> str:
    """What a language calls itself."""
    return texts_of(language).get("ui.language", language)


@dataclass(frozen=True)
class Size:
    """A unit for long numbers: from which number on, how much it is, and its message id."""

    least: float
    of: float
    unit: str


COUNTS = {
    "3": (Size(1e9, 1e9, "ui.unit.bn"), Size(1e6, 1e6, "ui.unit.m"), Size(1e5, 1e3, "ui.unit.k")),
    "4": (Size(1e8, 1e8, "ui.unit.yi"), Size(1e5, 1e4, "ui.unit.wan")),
}
MONEY = {
    "3": (Size(999.5, 1000, "ui.unit.bn"), Size(0, 1, "ui.unit.m")),
    "4": (Size(99.995, 100, "ui.unit.yi"), Size(0, 0.01, "ui.unit.wan")),
}
"""Of millions of dollars, the larger unit first."""


def grouped(sizes: Mapping[str, tuple[Size, ...]]) -> tuple[Size, ...]:
    """The units of the language in use, which groups digits by three or, as Chinese does, by four."""
    return sizes[CATALOGUE.text("ui.grouping", {})]


@dataclass(frozen=True)
class Amount:
    """A number and its unit, kept apart because the unit is drawn lighter."""

    value: str
    unit: str = ""

    @property
    def text(self) -> str:
        """Both in one string that does not break."""
        return f"{self.value}{NBSP}{self.unit}" if self.unit else self.value

    def spans(
        self, style: Type, colour: Colour = HIGH, unit_style: Type = NOTE, unit_colour: Colour = LOW
    ) -> list[Span]:
        """The value and, after a gap, the lighter unit."""
        spans = [Span(self.value, style, colour)]
        if self.unit:
            spans.append(Span(f"{NBSP}{self.unit}", unit_style, unit_colour))
        return spans


def plain(value: float, decimals: int = 0) -> str:
    """A number with thousands separated and a true minus sign."""
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(c not in "0.," for c in text)
    return (MINUS if negative else "") + text


def signed(value: float, decimals: int = 0) -> str:
    """A change: always with its sign, except nought."""
    text = plain(value, decimals)
    return "+" + text if value > 0 and any(c not in "0.," for c in text) else text


def figures(value: float, digits: int = 3) -> str:
    """A number to so many significant figures, without trailing noise: 24.6, 3.2, 180, 1.40."""
    if value == 0 or not math.isfinite(value):
        return "0" if value == 0 else "–"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value)) + 1e-9))
    return plain(value, decimals)


def count(value: float) -> str:
    """A count of whole things."""
    return plain(round(value))


def short_count(value: float) -> Amount:
    """A count in thousands, millions or billions once it is long: 40,000 but 309 k, 1.40 bn; in Chinese 30.9 万."""
    found = next((one for one in grouped(COUNTS) if abs(value) >= one.least), None)
    return Amount(figures(value / found.of), tr(found.unit)) if found is not None else Amount(count(value))


def money(musd: float, sign: bool = False) -> Amount:
    """Money given in millions of dollars: $24.6 bn, $180 m, $4.1 m; in Chinese $246 亿. `sign` writes a change."""
    size = abs(musd)
    lead = MINUS if musd < 0 else "+" if sign and musd > 0 else ""
    if size < 0.05:
        return Amount("$0")
    large, small = grouped(MONEY)
    if size >= large.least:
        return Amount(f"{lead}${figures(size / large.of)}", tr(large.unit))
    decimals = 0 if size / small.of >= 9.95 else 1
    return Amount(f"{lead}${plain(size / small.of, decimals)}", tr(small.unit))


def large_money(musd: float) -> float:
    """Millions of dollars in the unit that large sums are told in: billions, in Chinese 亿."""
    return musd / grouped(MONEY)[0].of


def price(usd: float) -> str:
    """The price of one thing in dollars: $12,500, $2.20."""
    return f"{MINUS if usd < 0 else ''}${plain(abs(usd), 0 if abs(usd) >= 100 else 2)}"


def power_of_ten(exponent: int) -> str:
    """Write ×10 to a power with raised figures."""
    return f"{TIMES}10{str(exponent).translate(SUPERSCRIPTS)}"


def flop(value: float, unit_id: str = "ui.unit.flop", digits: int = 3) -> Amount:
    """An amount of computing: 1.67 and the unit ×10²⁶ FLOP."""
    if value <= 0 or not math.isfinite(value):
        return Amount("0", tr(unit_id))
    exponent = math.floor(math.log10(value) + 1e-9)
    mantissa = value / 10.0**exponent
    if round(mantissa, digits - 1) >= 10:
        mantissa, exponent = mantissa / 10, exponent + 1
    return Amount(plain(mantissa, digits - 1), f"{power_of_ten(exponent)} {tr(unit_id)}".strip())


def percent(share: float, decimals: int = 0) -> Amount:
    """A share, 0 to 1, in per cent: 34 %."""
    return Amount(plain(100 * share, decimals), tr("ui.unit.percent"))


def quarter(year: int, number: int, short: bool = False) -> str:
    """A quarter: Q2 2025, or short Q2 25."""
    if short:
        return tr("ui.quarter.short", quarter=number, year=f"{year % 100:02d}")
    return tr("ui.quarter", quarter=number, year=year)
