"""The published JSON Schema, for editors, from the same models that check; and the words a modder may use.

A file that extends another says only what differs, so nothing that merges is required by the schema, and ``null``
removes anything; ``validate`` sees the merged whole and says what is missing. What stands in a list is replaced
whole, and must be whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from game.engine import registers
from game.engine.constant_ranges import constant_ranges
from game.engine.quantities import FAMILIES, QUANTITIES
from game.scenario.kinds import ID_PATTERN, KINDS
from game.scenario.models.scenario import Scenario

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NOT_NOTE = {ID_PATTERN: "^(?!note$)" + ID_PATTERN[1:]}
"""What matches an id in the schema, so that a comment beside the entries is not taken for one of them."""
NOTE = {"description": "A comment; the game does not read it."}


def json_schema(kind: str | None = None) -> dict[str, Any]:
    """The schema of a scenario's file, or of the part file of one kind (``chips.json``). Raises KeyError."""
    whole = Scenario.model_json_schema(by_alias=True)
    definitions: dict[str, Any] = whole.pop("$defs")
    merging = _merging(whole, definitions)
    definitions = {name: _opened(part, name in merging) for name, part in definitions.items()}
    properties = _opened(whole, True)["properties"]
    properties["extends"] = {
        "type": "string",
        "pattern": ID_PATTERN,
        "description": "The id of a scenario to build on.",
    }
    head = {"$schema": DIALECT, "title": "Tapeout scenario" if kind is None else f"Tapeout scenario: {kind}"}
    if kind is not None:
        return head | _without_null(properties[kind]) | {"$defs": definitions}
    body = {"type": "object", "properties": properties, "required": ["format", "id"], "additionalProperties": False}
    return head | body | {"$defs": definitions}


def _references(part: Any, through_lists: bool) -> Iterator[str]:
    """Names of the definitions that a part of the schema points at."""
    if isinstance(part, dict):
        if "$ref" in part:
            yield str(part["$ref"]).rsplit("/", 1)[-1]
        for key, value in part.items():
            if through_lists or key not in ("items", "prefixItems"):
                yield from _references(value, through_lists)
    elif isinstance(part, list):
        for item in part:
            yield from _references(item, through_lists)


def _merging(whole: dict[str, Any], definitions: dict[str, Any]) -> set[str]:
    """Definitions that are reached without passing a list: their objects merge with those they extend."""
    found: set[str] = set()
    waiting = list(_references(whole, False))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(definitions[name], False)
    return found


def _opened(part: Any, merges: bool) -> Any:
    """A part of the schema with notes allowed everywhere and, where objects merge, nothing required."""
    if isinstance(part, list):
        return [_opened(item, merges) for item in part]
    if not isinstance(part, dict):
        return part
    opened = {key: _opened(value, merges and key != "items") for key, value in part.items() if key != "default"}
    if opened.get("type") != "object":
        return opened
    if merges:
        opened.pop("required", None)
        opened.pop("minProperties", None)
        for group in ("properties", "patternProperties"):
            if group in opened:
                opened[group] = {NOT_NOTE.get(key, key): _nullable(value) for key, value in opened[group].items()}
        if isinstance(opened.get("additionalProperties"), dict):
            opened["additionalProperties"] = _nullable(opened["additionalProperties"])
    opened["properties"] = {**opened.get("properties", {}), "note": NOTE}
    return opened


def _nullable(part: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [part, {"type": "null", "description": "removes it"}]}


def _without_null(part: dict[str, Any]) -> dict[str, Any]:
    first: dict[str, Any] = part["anyOf"][0]
    return first


@dataclass(frozen=True)
class Word:
    """One word a scenario may use."""

    name: str
    unit: str
    meaning: str


def reference() -> dict[str, tuple[Word, ...]]:
    """Every word of the closed lists, by chapter: levers, bonuses, quantities, constants, kinds, and the rest."""
    levers = [Word(lever.id, lever.unit, lever.meaning) for lever in registers.FIRM_LEVERS]
    levers += [Word(lever.id, lever.unit, f"the world: {lever.meaning}") for lever in registers.WORLD_LEVERS]
    levers += [Word(f"{name}.<id>", "", meaning) for name, meaning in registers.FAMILIES.items()]
    levers += [Word(f"{name}.<id>", "", f"the world: {text}") for name, text in registers.WORLD_FAMILIES.items()]
    quantities = [Word(quantity.id, quantity.unit, "") for quantity in QUANTITIES.values()]
    quantities += [
        Word(f"{name}.<id>", family.unit, f"by id from {family.axis.name.lower()}") for name, family in FAMILIES.items()
    ]
    ranges = constant_ranges().items()
    plain = {
        "kinds": KINDS,
        "scopes": registers.SCOPES,
        "policies": registers.POLICIES,
        "uses": registers.USES,
        "branches": registers.BRANCHES,
        "parts of the score": registers.PARTS,
    }
    return {
        "levers": tuple(levers),
        "bonuses": tuple(Word(bonus.id, bonus.unit, bonus.meaning) for bonus in registers.BONUSES),
        "quantities": tuple(quantities),
        "constants": tuple(Word(name, one.unit, f"from {one.low:g} to {one.high:g}") for name, one in ranges),
        **{chapter: tuple(Word(name, "", "") for name in names) for chapter, names in plain.items()},
    }


def reference_text() -> str:
    """The reference as plain text with a heading for each chapter."""
    lines: list[str] = []
    for chapter, words in reference().items():
        lines += [f"## {chapter.capitalize()}", ""]
        for word in words:
            unit = f" ({word.unit})" if word.unit else ""
            lines.append(f"- `{word.name}`{unit}{': ' + word.meaning if word.meaning else ''}")
        lines.append("")
    return "\n".join(lines)
