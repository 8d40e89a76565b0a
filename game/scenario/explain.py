"""Pydantic's findings in a colleague's words: what is wrong and what would be right, in one sentence each."""

import types
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from game.scenario.extend import Resolved
from game.scenario.kinds import ID_RULE
from game.scenario.models.base import plain, share_hint, shown
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Path, Problem, hint


def problems_of(
    error: ValidationError, resolved: Resolved, skip: Callable[[Sequence[str | int]], bool]
) -> list[Problem]:
    """One problem for each finding that is not skipped by its place, placed in the file it came from."""
    findings = error.errors(include_url=False)
    return [problem_of(dict(finding), resolved) for finding in findings if not skip(finding["loc"])]


def problem_of(finding: dict[str, Any], resolved: Resolved, model: type[BaseModel] = Scenario) -> Problem:
    """One finding on a model as a problem."""
    path: Path = tuple(step for step in finding["loc"] if step != "[key]")
    at_key = "[key]" in finding["loc"]
    kind, given, context = finding["type"], finding.get("input"), finding.get("ctx", {})
    if kind == "scenario":
        return resolved.problem((*path, *context.get("at", ())), context["wrong"])
    if kind == "missing":
        field = field_at(model, path)
        return resolved.problem(path, "is missing", _wanted(field))
    if kind == "extra_forbidden":
        known = [*keys_at(model, path[:-1]), "note"]
        return resolved.problem(path, f'"{path[-1]}" is no key here', hint(str(path[-1]), known, "keys"), at_key=True)
    if at_key:
        return resolved.problem(path, f'"{path[-1]}" is no id', ID_RULE, at_key=True)
    words = _WORDS.get(kind)
    if words is None:
        return resolved.problem(path, f"is {shown(given)}, which does not fit ({finding['msg'].lower()})")
    wrong, right = words(given, context)
    unit = _unit(field_at(model, path)) if kind in _LIMITS else ""
    return resolved.problem(path, f"{wrong} {unit}".rstrip() if "(" not in wrong else wrong, right)


_LIMITS = ("greater_than_equal", "greater_than", "less_than_equal", "less_than")


def _unit(field: FieldInfo | None) -> str:
    extra = None if field is None else field.json_schema_extra
    return str(extra.get("unit", "")) if isinstance(extra, dict) else ""


def _wanted(field: FieldInfo | None) -> str:
    """What a missing field should hold."""
    if field is None:
        return ""
    unit = _unit(field)
    bare = bare_type(field.annotation)
    if bare in (float, int):
        return f"write a number{f' in {unit}' if unit else ''}"
    names = {str: "a text", bool: "true or false", dict: "an object", list: "a list"}
    named = (
        "an object" if isinstance(bare, type) and issubclass(bare, BaseModel) else names.get(get_origin(bare) or bare)
    )
    return f"write {named}" if named else ""


def _bound(sign: str) -> Callable[[Any, dict[str, Any]], tuple[str, str]]:
    def words(given: Any, context: dict[str, Any]) -> tuple[str, str]:
        (limit,) = [value for key, value in context.items() if key in ("ge", "gt", "le", "lt")]
        meant = share_hint(given, limit) if sign == "at most" and isinstance(given, int | float) else ""
        return f"is {shown(given)}, but must be {sign} {plain(limit)}{meant}", ""

    return words


def _type(wanted: str, right: str = "") -> Callable[[Any, dict[str, Any]], tuple[str, str]]:
    return lambda given, _context: (f"is {shown(given)}, but must be {wanted}", right)


def _choice(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    names = [name.strip("'") for name in context["expected"].replace(" or ", ", ").split(", ")]
    near = hint(str(given), names, "words") if isinstance(given, str) else ""
    listed = ", ".join(names)
    return f"is {shown(given)}, but must be one of {listed}", near if near.startswith("did") else ""


def _pattern(given: Any, context: dict[str, Any]) -> tuple[str, str]:
    if "#" in context["pattern"]:
        return f"is {shown(given)}, but a colour is written #64A4FF", ""
    return f"is {shown(given)}, which is no id", ID_RULE


def _length(word: str, few: str) -> Callable[[Any, dict[str, Any]], tuple[str, str]]:
    def words(given: Any, context: dict[str, Any]) -> tuple[str, str]:
        limit = context[word]
        size = context.get("actual_length")
        if isinstance(given, str):
            return f"is a text of {len(given)} characters, but at {few} {limit} fit", ""
        return f"holds {len(given) if size is None else size} entries, but {few} is {limit}", ""

    return words


_NUMBER = _type("a number", "without quotes or a unit")
_WORDS: dict[str, Callable[[Any, dict[str, Any]], tuple[str, str]]] = {
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "int_type": _type("a whole number", "without quotes, a unit or a fraction"),
    "int_from_float": _type("a whole number"),
    "string_type": _type("a text in double quotes"),
    "bool_type": _type("true or false"),
    "dict_type": _type("an object in { }"),
    "model_type": _type("an object in { }"),
    "model_attributes_type": _type("an object in { }"),
    "list_type": _type("a list in [ ]"),
    "finite_number": _type("a plain number"),
    "literal_error": _choice,
    "greater_than_equal": _bound("at least"),
    "greater_than": _bound("above"),
    "less_than_equal": _bound("at most"),
    "less_than": _bound("below"),
    "string_pattern_mismatch": _pattern,
    "too_long": _length("max_length", "most"),
    "too_short": _length("min_length", "least"),
    "string_too_long": _length("max_length", "most"),
}


def bare_type(annotation: Any) -> Any:
    """A type without its Annotated marks and without None."""
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            annotation = get_args(annotation)[0]
        elif origin in (Union, types.UnionType):
            others = [part for part in get_args(annotation) if part is not type(None)]
            annotation = others[0]
        else:
            return annotation


def inner_type(annotation: Any, step: str | int) -> Any:
    """The type one step into a type, or None."""
    bare = bare_type(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        for name, field in bare.model_fields.items():
            if step in (name, field.alias):
                return field.annotation
        return None
    origin, arguments = get_origin(bare), get_args(bare)
    if origin is dict and len(arguments) == 2:
        return arguments[1]
    return arguments[0] if origin is list and arguments else None


def _model_at(model: type[BaseModel], path: Sequence[str | int]) -> Any:
    annotation: Any = model
    for step in path:
        annotation = inner_type(annotation, step)
    return bare_type(annotation)


def field_at(model: type[BaseModel], path: Path) -> FieldInfo | None:
    """The field of a model that a path ends in."""
    owner = _model_at(model, path[:-1])
    if not (isinstance(owner, type) and issubclass(owner, BaseModel)):
        return None
    fields = owner.model_fields.items()
    return next((field for name, field in fields if path[-1] in (name, field.alias)), None)


def keys_at(model: type[BaseModel], path: Path) -> list[str]:
    """The keys an object at a path may have."""
    owner = _model_at(model, path)
    if not (isinstance(owner, type) and issubclass(owner, BaseModel)):
        return []
    return [field.alias or name for name, field in owner.model_fields.items()]
