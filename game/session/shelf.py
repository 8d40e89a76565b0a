"""The scenarios there are, as a list to choose from, and one of them opened as a game."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.paths import scenario_folders
from game.scenario import Loaded, ScenarioError, Text, load_scenario
from game.session.game import Session

ORDER = "stockpile"
"""The scenario that stands first; the rest follow by name."""


@dataclass(frozen=True)
class Listed:
    """A scenario on the shelf, read no further than its title."""

    id: str
    path: Path
    name: Text
    summary: Text
    start: tuple[int, int]
    """Year and quarter."""
    turns: int
    difficulty: int
    art: str
    teaches: bool = False
    """Whether it has lessons."""


def listed() -> tuple[Listed, ...]:
    """Every scenario that can be chosen, the default first; what cannot be read is left out."""
    found: dict[str, Listed] = {}
    for folder in scenario_folders():
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            card = _read(path)
            if card is not None and card.id not in found:
                found[card.id] = card
    return tuple(sorted(found.values(), key=lambda one: (one.id != ORDER, -one.turns, one.id)))


def _read(path: Path) -> Listed | None:
    file = path / "scenario.json" if path.is_dir() else path
    if file.suffix != ".json" or not file.is_file():
        return None
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        data = data.get("scenario", data)
        if not data.get("extends"):
            return None
        year, quarter = str(data["start"]).split("Q")
        return Listed(
            str(data["id"]), path, _text(data["name"]), _text(data.get("summary", "")), (int(year), int(quarter)),
            int(data["turns"]), int(data.get("difficulty", 1)), str(data.get("art", "")),
            "lessons" in data or (path / "lessons.json").is_file(),
        )  # fmt: skip
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _text(given: Any) -> Text:
    return Text({"en": given}) if isinstance(given, str) else Text({str(k): str(v) for k, v in given.items()})


def opened(path: Path) -> Loaded:
    """A scenario from the shelf, checked and compiled. Raises ScenarioError."""
    return load_scenario(path, scenario_folders())


def begin(loaded: Loaded, firm: str, seed: int, delegated: Iterable[str] = (), *, ironman: bool = False) -> Session:
    """A new game."""
    return Session(loaded, firm, seed, delegated=delegated, ironman=ironman)


__all__ = ["Listed", "Loaded", "ScenarioError", "begin", "listed", "opened"]
