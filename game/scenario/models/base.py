"""What all models of scenario files share: strictness, texts, dates, tables over time, and numbers with their bounds.

A number's type says its unit and range once; the checker's sentences and the published schema come from it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic.annotated_handlers import GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from game.engine.registers import BONUS_IDS, FAMILIES, FIRM_LEVERS, WORLD_FAMILIES, WORLD_LEVERS
from game.scenario.kinds import ID_PATTERN, LANGUAGE_PATTERN

LEVER_WORDS = (
    *(lever.id for lever in (*FIRM_LEVERS, *WORLD_LEVERS)),
    *(f"{family}.<id>" for family in (*FAMILIES, *WORLD_FAMILIES)),
)

MAX_TEXT = 4000


def fault(wrong: str, *at: str | int) -> PydanticCustomError:
    """An error of our own, with the steps from the validated value to what is wrong in it."""
    return PydanticCustomError("scenario", "{wrong}", {"wrong": wrong, "at": at})


@dataclass(frozen=True)
class Reference:
    """Marks a text that must be the id of an entry of some kind, or a word of one of the game's closed lists."""

    kind: str

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        schema = handler(core)
        words = {"bonuses": BONUS_IDS, "levers": LEVER_WORDS}.get(self.kind)
        if words is None:
            return schema | {"description": f"an id from {self.kind}"}
        if self.kind == "bonuses":
            return schema | {"enum": list(words)}
        return schema | {"description": "a lever; those with a dot end in an id", "examples": list(words)}


@dataclass(frozen=True)
class Text:
    """A text in one or more languages."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: str = "en") -> str:
        """The text in a language, else in English, else in whatever there is."""
        texts = self.by_language
        found = texts.get(language) or texts.get(language.split("-", maxsplit=1)[0]) or texts.get("en")
        return found or next(iter(texts.values()), "")

    def __str__(self) -> str:
        return self.say()

    def __bool__(self) -> bool:
        return any(self.by_language.values())


def _read_text(given: object) -> Text:
    if isinstance(given, Text):
        return given
    if isinstance(given, str):
        given = {"en": given}
    if not isinstance(given, dict):
        raise fault(f'is {shown(given)}, but must be a text or texts by language, as {{"en": "..."}}')
    for language, text in given.items():
        if not re.fullmatch(LANGUAGE_PATTERN, str(language)):
            raise fault(f'"{language}" is no language code, such as en or zh', language)
        if not isinstance(text, str):
            raise fault(f"is {shown(text)}, but must be a text", language)
        if len(text) > MAX_TEXT:
            raise fault(f"is longer than {MAX_TEXT} characters", language)
    return Text(dict(given))


def shown(value: object) -> str:
    """A value of a file as a short phrase."""
    if isinstance(value, bool):
        return str(value).lower()
    if value is None:
        return "null"
    if isinstance(value, str):
        return f'the text "{value[:40]}"'
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return plain(value) if isinstance(value, int | float) else str(value)


def plain(number: float) -> str:
    """A number as people write it: 50,000,000 rather than 5e+07."""
    return f"{number:,.10g}" if abs(number) >= 1e15 or abs(number) < 1e10 else f"{number:,.0f}"


_QUARTER = re.compile(r"^(\d{4})Q([1-4])$")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
FIRST_YEAR, LAST_YEAR = 1950, 2150
_MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def quarter_number(given: object) -> int:
    """A date as year * 4 + quarter - 1. Raises PydanticCustomError for what is no date."""
    wrong = f'is {shown(given)}, but a date is written "2025Q1" or "2025-04-09"'
    if not isinstance(given, str):
        raise fault(wrong)
    found = _QUARTER.match(given) or _DAY.match(given)
    if not found:
        raise fault(wrong)
    if not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        raise fault(f"is {shown(given)}, but years run from {FIRST_YEAR} to {LAST_YEAR}")
    if "Q" in given:
        return int(found[1]) * 4 + int(found[2]) - 1
    month, day = int(found[2]), int(found[3])
    if not 1 <= month <= 12 or not 1 <= day <= _MONTH_DAYS[month - 1]:
        raise fault(f"is {shown(given)}, a day that no calendar has")
    return int(found[1]) * 4 + (month - 1) // 3


@dataclass(frozen=True)
class Track:
    """A number over time: listed quarters, straight lines between them, growth after the last."""

    points: tuple[tuple[int, float], ...] = ()
    after_growth: float = 0.0
    before: float | None = None
    """The value before the first listed quarter; None for that quarter's own."""
    most: float = 1e8
    """Growth stops here."""

    def at(self, quarter: int) -> float:
        """The value in a quarter, given as ``quarter_number``."""
        if not self.points:
            return 0.0
        first, last = self.points[0], self.points[-1]
        if quarter < first[0]:
            return first[1] if self.before is None else self.before
        if quarter >= last[0]:
            return float(min(last[1] * (1.0 + self.after_growth) ** (quarter - last[0]), self.most))
        for (start, low), (end, high) in pairwise(self.points):
            if start <= quarter < end:
                return low + (high - low) * (quarter - start) / (end - start)
        return last[1]


_TRACK_EXTRAS = ("source", "confidence", "guess", "after_growth")


def _track_reader(low: float, high: float, before: float | None = None) -> PlainValidator:
    def number(given: object, least: float, most: float, *at: str) -> float:
        if isinstance(given, bool) or not isinstance(given, int | float):
            raise fault(f"is {shown(given)}, but must be a number", *at)
        if not least <= given <= most:
            raise fault(
                f"is {plain(given)}, but must lie from {plain(least)} to {plain(most)}{share_hint(given, most)}", *at
            )
        return float(given)

    def read(given: object) -> Track:
        if isinstance(given, Track):
            return given
        if not isinstance(given, dict):
            raise fault(f'is {shown(given)}, but must be values by quarter, as {{"2025Q1": 10}}')
        points: list[tuple[int, float]] = []
        for key, value in given.items():
            if key in _TRACK_EXTRAS:
                continue
            if not isinstance(key, str) or not _QUARTER.match(key):
                raise fault(f'"{key}" is no quarter, such as "2025Q1" (and no "after_growth")', key)
            points.append((quarter_number(key), number(value, low, high, key)))
        if not points:
            raise fault('lists no quarter; write at least one, as {"2025Q1": 10}')
        growth = number(given.get("after_growth", 0.0), -0.9, 1.0, "after_growth")
        return Track(tuple(sorted(points)), growth, before, high)

    return PlainValidator(read)


def share_hint(given: float, most: float) -> str:
    """What was probably meant by a percentage where a share belongs."""
    return f" (is {given:g} % meant? write {given / 100:g})" if most == 1 and 1 < given <= 100 else ""


_TRACK_SCHEMA = WithJsonSchema(
    {
        "type": "object",
        "description": "Values by quarter; between listed quarters straight lines, after the last growth a quarter.",
        "properties": {"after_growth": {"type": "number", "minimum": -0.9, "maximum": 1.0}},
        "patternProperties": {r"^\d{4}Q[1-4]$": {"type": "number"}},
        "minProperties": 1,
    }
)

ShareTrack = Annotated[Track, _track_reader(0, 1), _TRACK_SCHEMA]
RatioTrack = Annotated[Track, _track_reader(0, 10), _TRACK_SCHEMA]
AmountTrack = Annotated[Track, _track_reader(0, 1e8), _TRACK_SCHEMA]
SupplyTrack = Annotated[Track, _track_reader(0, 1e8, before=0.0), _TRACK_SCHEMA]
"""Supply starts with its first listed quarter; other tables hold their first value before it."""

LocalText = Annotated[
    Text,
    PlainValidator(_read_text),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}),
]

Language = Annotated[str, StringConstraints(pattern=f"^{LANGUAGE_PATTERN}$")]
PlainText = Annotated[str, StringConstraints(max_length=MAX_TEXT)]

Date = Annotated[
    int,
    PlainValidator(quarter_number),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(Q[1-4]|-\d{2}-\d{2})$", "examples": ["2025Q1"]}),
]
"""A quarter as ``year * 4 + quarter - 1``."""

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]


def _unit(name: str) -> dict[str, Any]:
    return {"unit": name}


def _number(unit: str, low: float, high: float) -> Any:
    return Field(ge=low, le=high, json_schema_extra=_unit(unit))


Share = Annotated[float, _number("share", 0, 1)]
Odds = Annotated[float, _number("odds", 0, 1)]
Ratio = Annotated[float, _number("ratio", 0, 10)]
Points = Annotated[float, _number("points", 0, 100)]
Shift = Annotated[float, _number("points", -100, 100)]
Musd = Annotated[float, _number("M$", 0, 1e7)]
Usd = Annotated[float, _number("$", 0, 1e8)]
Units = Annotated[float, _number("units", 0, 1.6e7)]
People = Annotated[float, _number("people", 0, 1e6)]
Mw = Annotated[float, _number("MW", 0, 1e6)]
Millions = Annotated[float, _number("million", 0, 1e4)]
Log = Annotated[float, _number("log", -10, 10)]
Rate = Annotated[float, _number("rate", -0.9, 1)]
Quarters = Annotated[int, _number("quarters", 0, 80)]
Latitude = Annotated[float, _number("degrees", -90, 90)]
Longitude = Annotated[float, _number("degrees", -180, 180)]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$")]

CountryId = Annotated[str, Reference("countries")]
FirmId = Annotated[str, Reference("firms")]
EcosystemId = Annotated[str, Reference("ecosystems")]
RouteId = Annotated[str, Reference("routes")]
VendorId = Annotated[str, Reference("vendors")]
FoundryId = Annotated[str, Reference("foundries")]
ChipId = Annotated[str, Reference("chips")]
OfferId = Annotated[str, Reference("offers")]
ProjectId = Annotated[str, Reference("research")]
DoctrineId = Annotated[str, Reference("doctrines")]
SiteId = Annotated[str, Reference("sites")]
BonusId = Annotated[str, Reference("bonuses")]
LeverId = Annotated[str, Reference("levers")]


class Model(BaseModel):
    """Every object of a scenario: unknown keys and loose types are errors."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


class SourceNote(Model):
    """Where a figure is from."""

    publisher: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None


def source_lines(given: object) -> tuple[str, ...]:
    """A source as a line of text, an object, or a list of these; each becomes one line."""
    if isinstance(given, tuple):
        return given
    items = given if isinstance(given, list) else [given]
    lines: list[str] = []
    for n, item in enumerate(items):
        at = (n,) if isinstance(given, list) else ()
        if isinstance(item, str):
            lines.append(item)
            continue
        if not isinstance(item, dict):
            raise fault(f"is {shown(item)}, but a source is a text or has publisher, title and date", *at)
        for key, value in item.items():
            if key not in SourceNote.model_fields:
                raise fault(f'"{key}" is no part of a source: those are publisher, title, date, url', *at, key)
            if not isinstance(value, str):
                raise fault(f"is {shown(value)}, but must be a text", *at, key)
        lines.append(", ".join(item[key] for key in ("publisher", "title", "date") if key in item))
    return tuple(lines)


def _read_guess(given: object) -> tuple[str, ...] | bool:
    if isinstance(given, bool | tuple):
        return given
    if isinstance(given, list) and all(isinstance(item, str) for item in given):
        return tuple(given)
    raise fault(f"is {shown(given)}, but must be true or a list of field names")


Sources = Annotated[
    tuple[str, ...],
    PlainValidator(source_lines),
    WithJsonSchema({"type": ["string", "object", "array"]}),
]
Guess = Annotated[
    tuple[str, ...] | bool,
    PlainValidator(_read_guess),
    WithJsonSchema({"anyOf": [{"type": "boolean"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Entry(Model):
    """An object that may say where its figures are from, and which are guesses."""

    source: Sources = ()
    confidence: Literal["high", "medium", "low"] | None = None
    guess: Guess = False


class Place(Entry):
    """A town on the map."""

    name: LocalText
    lat: Latitude
    lon: Longitude
