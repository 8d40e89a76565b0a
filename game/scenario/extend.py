"""Scenarios on top of scenarios: ``extends`` followed to its end, merged by id, with every value's file remembered.

Merging is RFC 7396: objects merge key by key, ``null`` removes, and everything else, lists too, is replaced whole.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from game.paths import is_file
from game.scenario.kinds import HINDCAST, ID_PATTERN, ID_RULE, KINDS, TEXTS_OF
from game.scenario.migrate import migrated
from game.scenario.problems import Level, Path, Problem, ScenarioError, hint
from game.scenario.read import HEAD, Package, Source, read_package

MAX_CHAIN = 16


@dataclass(frozen=True)
class Layer:
    """One scenario of a chain: its package, and its JSON with the parts put in their places."""

    package: Package
    data: dict[str, Any]

    def source_of(self, path: Path) -> tuple[Source, Path]:
        """The file that holds a path of this layer, and the path inside it."""
        if path and path[0] in self.package.parts and path[0] in KINDS:
            return self.package.parts[str(path[0])], path[1:]
        if path[:1] == ("translations",) and len(path) > 1 and f"texts.{path[1]}" in self.package.parts:
            return self.package.parts[f"texts.{path[1]}"], path[2:]
        return self.package.head, path


@dataclass(frozen=True)
class Resolved:
    """A scenario with all it extends merged in. Layers stand from the base to the top."""

    data: dict[str, Any]
    layers: tuple[Layer, ...]

    def origin(self, path: Path) -> tuple[Source, Path]:
        """The file a merged value came from and the path there; for a missing value, what should hold it."""
        best, reached = self.layers[-1], -1
        for layer in reversed(self.layers):
            depth, is_whole = _reach(layer.data, path)
            if depth > reached:
                best, reached = layer, depth
            if is_whole:  # a list or a plain value hides whatever the layers below say here
                break
        source, inside = best.source_of(path)
        return source, inside

    def writes(self, path: Path) -> bool:
        """Whether the topmost scenario itself writes the very value of a path, and does not inherit it."""
        return len(self.layers) > 1 and _reach(self.layers[-1].data, path)[0] == len(path)

    def is_own(self, path: Path) -> bool:
        """Whether the topmost scenario itself writes about the entry of a path."""
        entry = path[:2]
        return _reach(self.layers[-1].data, entry)[0] == len(entry)

    def problem(self, path: Path, wrong: str, right: str = "", level: Level = "error", at_key: bool = False) -> Problem:
        """A problem at a merged path, placed in the file and line it came from."""
        source, inside = self.origin(path)
        found = source.problem(inside, wrong, right, level, at_key)
        return Problem(found.file, found.line, found.column, path, wrong, right, level)


def _reach(data: Any, path: Path) -> tuple[int, bool]:
    """How many steps of a path a layer has, and whether it decides the rest of it."""
    for n, step in enumerate(path):
        if isinstance(data, dict):
            if step not in data:
                return n, False
            data = data[step]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return n, True
        if isinstance(data, list):
            rest = _reach(data, path[n + 1 :])
            return n + 1 + rest[0], True
    return len(path), not isinstance(data, dict)


def merged(below: Any, above: Any) -> Any:
    """RFC 7396: ``above`` laid over ``below``; neither is changed."""
    if not isinstance(above, dict):
        return above
    result = dict(below) if isinstance(below, dict) else {}
    for key, value in above.items():
        if value is None:
            result.pop(key, None)
        else:
            result[key] = merged(result.get(key), value)
    return result


def layer_of(package: Package) -> Layer:
    """Put a package's parts together and bring it to today's format. Raises ScenarioError with all that is wrong."""
    problems: list[Problem] = []
    head: Any = None
    parts: dict[str, Any] = {}
    for name, source in package.parts.items():
        if name == HINDCAST:
            continue
        try:
            found = source.data
        except ScenarioError as error:
            problems += error.problems
            continue
        if not isinstance(found, dict):
            problems.append(source.problem((), "the file holds no object", "it begins with { and ends with }"))
        elif name == HEAD:
            head = found
        elif name in KINDS:
            parts[name] = found
        elif of_language := TEXTS_OF.fullmatch(name):
            parts.setdefault("translations", {})[of_language[1]] = found
        else:
            right = hint(name, KINDS, "files beside scenario.json")
            problems.append(source.problem((), f'"{name}" is no part of a scenario', right))
    if head is not None:
        problems += _twice(package.head, head, parts) + _id_problems(package.head, head)
        if not problems:
            head = migrated(package.head, head)
    if problems:
        raise ScenarioError(problems)
    return Layer(package, head | parts)


def _twice(source: Source, head: dict[str, Any], parts: dict[str, Any]) -> list[Problem]:
    """What the head says and a file beside it too."""
    files = {name: "texts.zh.json" if name == "translations" else f"{name}.json" for name in parts if name in head}
    return [
        source.problem((name,), f'"{name}" is given twice', f"keep either this or the file {file}", at_key=True)
        for name, file in files.items()
    ]


def _id_problems(source: Source, head: dict[str, Any]) -> list[Problem]:
    found = head.get("id")
    if found is None:
        return [source.problem(("id",), "the id is missing", f'write "id": "..."; {ID_RULE}')]
    if not isinstance(found, str) or not re.match(ID_PATTERN, found):
        return [source.problem(("id",), "this is no id for a scenario", ID_RULE)]
    return []


def find_scenario(name: str, folders: Sequence[FilePath]) -> FilePath | None:
    """The first folder, file or zip of that id in the given folders."""
    for folder in folders:
        for candidate in (folder / name, folder / f"{name}.json", folder / f"{name}.zip"):
            if is_file(candidate) or is_file(candidate / "scenario.json"):
                return candidate
    return None


def resolve(path: FilePath, folders: Sequence[FilePath]) -> Resolved:
    """Read a scenario and everything it extends. Raises ScenarioError."""
    layers = [layer_of(read_package(path))]
    visited = [path.resolve()]
    while (wanted := layers[-1].data.get("extends")) is not None:
        here = layers[-1].package.head
        base = _base_path(here, wanted, visited[-1], folders)
        if base.resolve() in visited:
            chain = " -> ".join([*(str(layer.data.get("id", "?")) for layer in layers), str(wanted)])
            right = "one of them must stand on its own"
            raise ScenarioError([here.problem(("extends",), f"the scenarios extend each other: {chain}", right)])
        if len(layers) >= MAX_CHAIN:
            wrong = f"more than {MAX_CHAIN} scenarios extend one another"
            raise ScenarioError([here.problem(("extends",), wrong, "shorten the chain")])
        layers.append(layer_of(read_package(base)))
        visited.append(base.resolve())
    layers.reverse()
    data: dict[str, Any] = {}
    for layer in layers:
        data = merged(data, layer.data)
    data.pop("extends", None)
    return Resolved(data, tuple(layers))


def _base_path(here: Source, wanted: Any, path: FilePath, folders: Sequence[FilePath]) -> FilePath:
    if not isinstance(wanted, str) or not re.match(ID_PATTERN, wanted):
        raise ScenarioError([here.problem(("extends",), "this must be the id of a scenario", ID_RULE)])
    places = [*folders, path.parent]
    found = find_scenario(wanted, places)
    if found is None:
        known = {entry.stem for folder in places if folder.is_dir() for entry in folder.iterdir()}
        right = hint(wanted, {name for name in known if re.match(ID_PATTERN, name)}, "scenarios")
        raise ScenarioError([here.problem(("extends",), f'there is no scenario "{wanted}" to extend', right)])
    return found


def resolved_from(data: Mapping[str, Any], name: str) -> Resolved:
    """A scenario that was resolved before, as saves keep it. Problems then name ``name`` and no useful line."""
    source = Source(name, "{}")
    return Resolved(dict(data), (Layer(Package("", {HEAD: source}), dict(data)),))


def without_notes(data: Any, path: Path = ()) -> Any:
    """The same without comments; a site on the map keeps its note, which is shown."""
    if isinstance(data, dict):
        keeps = len(path) == 2 and path[0] == "sites"
        return {key: without_notes(value, (*path, key)) for key, value in data.items() if key != "note" or keeps}
    if isinstance(data, list):
        return [without_notes(item, (*path, n)) for n, item in enumerate(data)]
    return data


__all__ = [
    "Layer",
    "Resolved",
    "find_scenario",
    "layer_of",
    "merged",
    "resolve",
    "resolved_from",
    "without_notes",
]
