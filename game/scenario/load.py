"""The door of the package: a scenario's path or id in, everything the game needs of it out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from pydantic import ValidationError

from game.engine.ruleset import Ruleset
from game.scenario.board import Board
from game.scenario.compile import compile_scenario
from game.scenario.digest import digest
from game.scenario.explain import problems_of
from game.scenario.extend import Resolved, find_scenario, resolve, resolved_from
from game.scenario.kinds import KINDS
from game.scenario.lint import linted
from game.scenario.models.scenario import Scenario
from game.scenario.problems import Problem, ScenarioError, hint
from game.scenario.prune import pruned
from game.scenario.texts import board_of
from game.scenario.variants import is_inherited, with_base_numbers, without_base


@dataclass(frozen=True)
class Loaded:
    """A scenario that can be played."""

    ruleset: Ruleset
    board: Board
    resolved_json: dict[str, Any]
    """With all it extends merged in: what a save keeps, and ``load_resolved`` reads."""
    warnings: tuple[Problem, ...] = ()
    """What its check found that keeps nobody from playing."""


def checked(resolved: Resolved, data: dict[str, Any]) -> tuple[Scenario | None, list[Problem]]:
    """The scenario's pruned JSON as a model, and every error and warning. Without a model there is an error.

    Entries that do not fit are left out for the cross-checks, so that one slip does not hide the next.
    """
    data, problems = without_base(data, resolved)
    data = with_base_numbers(data)
    for _ in range(3):
        try:
            scenario = Scenario.model_validate(data)
        except ValidationError as error:
            found = problems_of(error, resolved, lambda place: is_inherited(place, resolved.data))
            problems += [problem for problem in found if problem not in problems]
            data = _without(data, [finding["loc"] for finding in error.errors(include_url=False)])
            continue
        problems += linted(scenario, resolved, is_whole=not problems)
        is_sound = not any(problem.level == "error" for problem in problems)
        return scenario if is_sound else None, problems
    return None, problems


STAND_INS = {"format": 1, "id": "x", "name": "", "summary": "", "opening": "", "start": "2025Q1", "turns": 1}
"""For what every scenario must say, while the rest of one that says it wrongly is checked."""


def _without(data: dict[str, Any], places: Iterable[tuple[str | int, ...]]) -> dict[str, Any]:
    broken = {(str(place[0]), place[1]) for place in places if len(place) > 1 and place[0] in KINDS}
    heads = {str(place[0]) for place in places if place and (place[0] not in KINDS or len(place) == 1)}
    heads |= {"constants"} & {kind for kind, _ in broken}
    data = {key: value for key, value in data.items() if key not in heads}
    data |= {key: value for key, value in STAND_INS.items() if key in heads}
    return {
        kind: {name: entry for name, entry in value.items() if (kind, name) not in broken}
        if isinstance(value, dict) and kind in KINDS
        else value
        for kind, value in data.items()
    }


def load_scenario(path_or_id: str | FilePath, folders: Sequence[FilePath] = ()) -> Loaded:
    """Read, check and compile a scenario, given as a file, folder or zip, or by id in one of the folders.

    Raises ScenarioError with every problem at once.
    """
    return _compiled(resolve(located(path_or_id, folders), folders))


def load_resolved(data: Mapping[str, Any], name: str = "saved scenario") -> Loaded:
    """Compile a scenario that was resolved before (``Loaded.resolved_json``). Raises ScenarioError."""
    return _compiled(resolved_from(data, name))


def validate(path_or_id: str | FilePath, folders: Sequence[FilePath] = ()) -> list[Problem]:
    """Every error and warning of a scenario, in the order of its files and lines; empty if there is none."""
    try:
        resolved = resolve(located(path_or_id, folders), folders)
        _, problems = checked(resolved, pruned(resolved))
    except ScenarioError as error:
        problems = list(error.problems)
    return _in_file_order(problems)


def _in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: (problem.file, problem.line, problem.column))


def located(path_or_id: str | FilePath, folders: Sequence[FilePath]) -> FilePath:
    """The file or folder of a scenario. Raises ScenarioError if there is no such id."""
    path = FilePath(path_or_id)
    if path.exists():
        return path
    found = find_scenario(str(path_or_id), folders) if isinstance(path_or_id, str) else None
    if found is not None:
        return found
    if isinstance(path_or_id, str) and path.name == path_or_id and not path.suffix:
        known = {entry.stem for folder in folders if folder.is_dir() for entry in folder.iterdir()}
        wrong = f'there is no scenario "{path_or_id}"'
        raise ScenarioError([Problem(path_or_id, 1, 1, (), wrong, hint(path_or_id, known, "scenarios"))])
    return path


def _compiled(resolved: Resolved) -> Loaded:
    played = pruned(resolved)
    scenario, problems = checked(resolved, played)
    if scenario is None:
        errors = [problem for problem in problems if problem.level == "error"]
        raise ScenarioError(_in_file_order(errors))
    ruleset = compile_scenario(scenario, digest(played))
    return Loaded(ruleset, board_of(scenario), played, tuple(_in_file_order(problems)))


def counts(loaded: Loaded) -> dict[str, int]:
    """How many entries of each kind a scenario has; ``choices`` are those of all events."""
    found = {kind: len(loaded.resolved_json.get(kind, {})) for kind in KINDS}
    events = loaded.resolved_json.get("events", {})
    return found | {"choices": sum(len(event["choices"]) for event in events.values() if isinstance(event, dict))}
