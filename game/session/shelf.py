"""The scenarios there are, as a list to choose from, and one of them opened as a game."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from game.paths import is_file, scenario_folders, scenarios_dir, user_mods_dir
from game.scenario import Loaded, Problem, ScenarioError, Text, load_scenario
from game.scenario.extend import MAX_CHAIN, find_scenario
from game.scenario.kinds import ID_PATTERN
from game.scenario.read import HEAD, read_head
from game.session.game import Session

ORDER = "stockpile"
"""The scenario that stands first; the rest follow by name."""
GAME, PLAYER, PROGRAM = "game", "player", "program"
"""Where a scenario comes from: with the game, from the player's mods, from the mods beside the program."""
KINDS_OF_FILE = (".json", ".zip")


@dataclass(frozen=True, kw_only=True)
class OnShelf:
    """What lies on the shelf, whether or not it can be read."""

    id: str
    """The scenario's own; the name of the file or folder where none can be read."""
    path: Path
    name: Text
    rests_on: tuple[Path, ...] = ()
    """What it extends, the nearest first."""
    problems: tuple[Problem, ...] = ()
    """What keeps it from being chosen that no look into its files would tell."""


@dataclass(frozen=True, kw_only=True)
class Listed(OnShelf):
    """A scenario on the shelf, read no further than its title."""

    summary: Text
    start: tuple[int, int]
    """Year and quarter."""
    turns: int
    difficulty: int
    art: str
    teaches: bool = False
    """Whether it has lessons."""


def installed() -> tuple[OnShelf, ...]:
    """Everything on the shelf, the default scenario first, what has no title last; bases to extend are left out."""
    found: dict[str, Listed] = {}
    others: list[OnShelf] = []
    for folder in scenario_folders():
        for path in _candidates(folder):
            card = _read(path)
            if not isinstance(card, Listed):
                others += [card] if card is not None else []
            elif card.id in found:
                others.append(_second(card, found[card.id]))
            else:
                found[card.id] = card
    return *sorted(found.values(), key=lambda one: (one.id != ORDER, -one.turns, one.id)), *others


def listed() -> tuple[Listed, ...]:
    """Every scenario with a title, the default first."""
    return tuple(card for card in installed() if isinstance(card, Listed))


def origin(card: OnShelf) -> str:
    """Where it comes from."""
    return {scenarios_dir(): GAME, user_mods_dir(): PLAYER}.get(card.path.parent, PROGRAM)


def shown_file(file: str) -> str:
    """A file of a scenario as it lies in the folder that scenarios are looked for in."""
    inside = (Path(file).relative_to(folder) for folder in scenario_folders() if Path(file).is_relative_to(folder))
    return str(next(inside, file))


def _candidates(folder: Path) -> list[Path]:
    """What may be a scenario in a folder, by name: a folder, a JSON file or a zip."""
    return [path for path in sorted(folder.iterdir()) if _may_be_one(path)] if folder.is_dir() else []


def _may_be_one(path: Path) -> bool:
    is_hidden, is_link_to_nothing = path.name.startswith("."), not path.exists()
    has_suffix = path.suffix.lower() in KINDS_OF_FILE
    return not is_hidden and (path.is_dir() or (has_suffix and (path.is_file() or is_link_to_nothing)))


def _read(path: Path) -> OnShelf | None:
    head = _head_of(path)
    if head is not None and not head.get("extends"):
        return None
    rests_on, told = _chain(path, head or {})
    try:
        year, quarter = str(told["start"]).split("Q")
        return Listed(
            id=str((head or {})["id"]),
            path=path,
            name=_text(told["name"] or None),
            rests_on=rests_on,
            summary=_text(told.get("summary", "")),
            start=(int(year), int(quarter)),
            turns=int(told["turns"]),
            difficulty=int(told.get("difficulty", 1)),
            art=str(told.get("art", "")),
            teaches="lessons" in (head or {}) or is_file(path / "lessons.json"),
        )
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return _unread(path, rests_on, (head or {}).get("name"))


def _unread(path: Path, rests_on: tuple[Path, ...], name: Any, problems: tuple[Problem, ...] = ()) -> OnShelf:
    """What is called by its file's name, if not by its own."""
    file = f"{path.name}/" if path.is_dir() else path.name
    called = _text(name) if name and isinstance(name, str | dict) else _text(file)
    return OnShelf(id=file, path=path, name=called, rests_on=rests_on, problems=problems)


def _second(card: Listed, first: Listed) -> OnShelf:
    """A scenario whose id another on the shelf has."""
    wrong, right = f'another scenario has the id "{card.id}": {first.path}', "give this one an id of its own"
    problem = Problem(str(card.path), 1, 1, ("id",), wrong, right)
    return replace(_unread(card.path, card.rests_on, None, (problem,)), name=card.name)


def _chain(path: Path, head: Mapping[str, Any]) -> tuple[tuple[Path, ...], dict[str, Any]]:
    """What a scenario extends, and its head laid over theirs."""
    rests_on: list[Path] = []
    told, below = dict(head), head
    while (wanted := below.get("extends")) is not None and len(rests_on) < MAX_CHAIN:
        is_id = isinstance(wanted, str) and re.match(ID_PATTERN, wanted)
        base = find_scenario(wanted, [*scenario_folders(), path.parent]) if is_id else None
        if base is None:
            break
        rests_on.append(base)
        below = _head_of(base) or {}
        told = {**below, **told}
    return tuple(rests_on), told


def _head_of(path: Path) -> dict[str, Any] | None:
    """What a scenario says of itself, or None if that cannot be read."""
    file = path / f"{HEAD}.json" if path.is_dir() else path
    if not is_file(file):
        return None
    try:
        state = file.stat()
        return _read_once(path, state.st_mtime_ns, state.st_size)
    except OSError:
        return None


@lru_cache(maxsize=256)
def _read_once(path: Path, *_changed: int) -> dict[str, Any] | None:
    """The head of a file that is as it was: a broken one is read slowly, to find where it breaks."""
    try:
        head = read_head(path).data
    except (OSError, ScenarioError):
        return None
    return head if isinstance(head, dict) else None


def _text(given: Any) -> Text:
    return Text({"en": given}) if isinstance(given, str) else Text({str(k): str(v) for k, v in given.items()})


def opened(card: OnShelf) -> Loaded:
    """A scenario from the shelf, checked and compiled. Raises ScenarioError."""
    if card.problems:
        raise ScenarioError(card.problems)
    return load_scenario(card.path, scenario_folders())


def begin(loaded: Loaded, firm: str, seed: int, delegated: Iterable[str] = (), *, ironman: bool = False) -> Session:
    """A new game."""
    return Session(loaded, firm, seed, delegated=delegated, ironman=ironman)


__all__ = ["Listed", "Loaded", "OnShelf", "ScenarioError", "begin", "installed", "listed", "opened", "origin"]
