"""What scenarios are installed: enough of each to choose one, without compiling it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from game.scenario.extend import Resolved, resolve
from game.scenario.frame import quarter_name
from game.scenario.load import checked
from game.scenario.models.base import Date, LocalText, Text
from game.scenario.problems import Problem, ScenarioError
from game.scenario.prune import pruned

State = Literal["ready", "base", "broken"]

_TEXT: TypeAdapter[Text] = TypeAdapter(LocalText)
_DATE: TypeAdapter[int] = TypeAdapter(Date)


@dataclass(frozen=True)
class Listing:
    """One scenario on disk."""

    id: str
    path: FilePath
    name: Text
    summary: Text
    state: State
    """``ready`` to play, a ``base`` for others (it has no start), or ``broken``."""
    start: str = ""
    """First quarter, as ``2025Q1``."""
    turns: int = 0
    difficulty: int = 0
    art: str = ""
    extends: str | None = None
    problems: tuple[Problem, ...] = ()
    """Errors of a broken one, warnings of one that is ready."""


def catalogue(folders: Sequence[FilePath]) -> list[Listing]:
    """All scenarios in the given folders, in the order of the folders and then by name of file.

    A scenario whose id an earlier folder holds already is left out: it could not be reached by id.
    """
    found: dict[str, Listing] = {}
    for folder in folders:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
        for entry in entries:
            if (entry / "scenario.json").is_file() or entry.suffix in (".json", ".zip"):
                found.setdefault(entry.stem, listing(entry, folders))
    return list(found.values())


def listing(path: FilePath, folders: Sequence[FilePath]) -> Listing:
    """One scenario as a listing; never raises for what is wrong with it."""
    try:
        resolved = resolve(path, folders)
    except ScenarioError as error:
        name = Text({"en": path.stem})
        return Listing(path.stem, path, name, Text(), "broken", problems=error.problems)
    data = resolved.data
    is_base = "start" not in data
    problems = () if is_base else _problems(resolved)
    is_broken = any(problem.level == "error" for problem in problems)
    start, turns, difficulty = data.get("start"), data.get("turns"), data.get("difficulty", 2)
    return Listing(
        id=path.stem,
        path=path,
        name=_text(data.get("name")) or Text({"en": path.stem}),
        summary=_text(data.get("summary")),
        state="base" if is_base else "broken" if is_broken else "ready",
        start=_quarter(start),
        turns=turns if isinstance(turns, int) else 0,
        difficulty=difficulty if isinstance(difficulty, int) else 0,
        art=str(data.get("art", "stock")),
        extends=resolved.layers[-1].data.get("extends"),
        problems=problems,
    )


def _problems(resolved: Resolved) -> tuple[Problem, ...]:
    return tuple(checked(resolved, pruned(resolved))[1])


def _text(given: Any) -> Text:
    try:
        return _TEXT.validate_python(given)
    except ValidationError:
        return Text()


def _quarter(given: Any) -> str:
    try:
        return quarter_name(_DATE.validate_python(given))
    except ValidationError:
        return ""
