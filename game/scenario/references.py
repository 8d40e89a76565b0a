"""Every place where one entry names another, found through the marks on the models' types."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from game.engine import registers
from game.engine.levers import FAMILY_AXES
from game.scenario.explain import bare_type
from game.scenario.extend import Resolved, without_notes
from game.scenario.models.base import Reference
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Path, Problem, hint

ARTICLES = {
    "countries": "country",
    "firms": "firm",
    "ecosystems": "ecosystem",
    "routes": "route",
    "vendors": "vendor",
    "foundries": "foundry",
    "chips": "chip",
    "offers": "offer",
    "controls": "control",
    "research": "project",
    "doctrines": "doctrine",
    "sites": "site",
    "bonuses": "bonus",
    "levers": "lever",
}
"""One entry of each kind that may be named, as a word."""

PLURALS = {"research": "projects"}

AXIS_KINDS = {
    "standing": "countries",
    "maturity": "ecosystems",
    "boost": "bonuses",
    "stock": "chips",
    "progress": "branches",
    "stance": "countries",
    "foundry": "foundries",
    "control": "controls",
}
"""The kind whose ids follow the dot in each family of levers."""

OFFERED = frozenset(("offer", "variant"))
"""Keys by which a chip is on offer under its own id; a variant takes its base's offer."""

Named = tuple[Path, str, str, bool]
"""A path, the kind and the id it names, and whether the id is a key there."""


def mark_of(annotation: Any, metadata: Any = ()) -> Reference | None:
    """The mark on a type, if its values name entries."""
    annotation = _without_none(annotation)
    marks = [*metadata, *(get_args(annotation)[1:] if get_origin(annotation) is Annotated else ())]
    return next((mark for mark in marks if isinstance(mark, Reference)), None)


def _without_none(annotation: Any) -> Any:
    """Like ``bare_type``, but stops at the Annotated that may carry a mark."""
    if get_origin(annotation) is Annotated or not get_args(annotation):
        return annotation
    parts = [part for part in get_args(annotation) if part is not type(None)]
    return parts[0] if len(parts) < len(get_args(annotation)) else annotation


@cache
def _naming_fields(model: type[BaseModel]) -> tuple[tuple[str, str, Any, Any], ...]:
    """Name, key and type of a model's fields that hold references somewhere: the rest need no walk."""
    return tuple(
        (name, field.alias or name, field.annotation, tuple(field.metadata))
        for name, field in model.model_fields.items()
        if mark_of(field.annotation, field.metadata) or _may_name(field.annotation, frozenset())
    )


def _may_name(annotation: Any, within: frozenset[type]) -> bool:
    bare = bare_type(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        if bare in within:
            return False
        fields = bare.model_fields.values()
        inner = within | {bare}
        return any(mark_of(field.annotation, field.metadata) or _may_name(field.annotation, inner) for field in fields)
    return any(mark_of(part) or _may_name(part, within) for part in get_args(bare))


def names_in(value: Any, annotation: Any, path: Path = (), metadata: Any = ()) -> Iterator[Named]:
    """All references inside a value of some type."""
    if value is None:
        return
    annotation = _without_none(annotation)
    mark = mark_of(annotation, metadata)
    if mark is not None and isinstance(value, str):
        yield path, mark.kind, value, False
        return
    if isinstance(value, BaseModel):
        for name, key, annotation_, metadata_ in _naming_fields(type(value)):
            yield from names_in(getattr(value, name), annotation_, (*path, key), metadata_)
        return
    arguments = get_args(bare_type(annotation))
    if isinstance(value, dict) and len(arguments) == 2:
        key_mark = mark_of(arguments[0])
        for key, item in value.items():
            if key_mark is not None:
                yield (*path, key), key_mark.kind, key, True
            yield from names_in(item, arguments[1], (*path, key))
    elif isinstance(value, list) and arguments:
        for n, item in enumerate(value):
            yield from names_in(item, arguments[0], (*path, n))


def known_ids(data: Mapping[str, Any]) -> dict[str, set[str]]:
    """Every id that may be named, by kind, from JSON without notes: entries that are broken otherwise count too."""
    known = {kind: set(data[kind]) if isinstance(data.get(kind), dict) else set() for kind in ARTICLES}
    chips = data.get("chips")
    if isinstance(chips, dict):
        known["offers"] |= {name for name, chip in chips.items() if isinstance(chip, dict) and OFFERED & set(chip)}
    known["bonuses"] = set(registers.BONUS_IDS)
    known["branches"] = set(registers.BRANCHES)
    plain = {lever.id for lever in (*registers.FIRM_LEVERS, *registers.WORLD_LEVERS)}
    families = {f"{family}.{name}" for family in FAMILY_AXES for name in known[AXIS_KINDS[family]]}
    known["levers"] = plain | families
    return known


def dangling(scenario: Scenario, resolved: Resolved) -> list[Problem]:
    """Every reference to an entry that is not there."""
    known = known_ids(without_notes(resolved.data))
    problems: list[Problem] = []
    for path, kind, name, is_key in names_in(scenario, Scenario):
        if name not in known[kind]:
            wrong = f'there is no {ARTICLES[kind]} "{name}"'
            right = _lever_hint(name, known) if kind == "levers" else hint(name, known[kind], PLURALS.get(kind, kind))
            problems.append(resolved.problem(path, wrong, right, at_key=is_key))
    return problems


def _lever_hint(name: str, known: dict[str, set[str]]) -> str:
    family, dot, entry = name.partition(".")
    if dot and family in AXIS_KINDS:
        members = known[AXIS_KINDS[family]]
        near = hint(entry, members, AXIS_KINDS[family])
        return near.replace('mean "', f'mean "{family}.') if near.startswith("did") else near
    return hint(name, known["levers"] | {f"{family}.<id>" for family in AXIS_KINDS}, "levers", most=40)
