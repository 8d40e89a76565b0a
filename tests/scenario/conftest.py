"""The tiny board: a scenario of its own, with whatever constants the engine has today."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.engine.constant_ranges import constant_ranges
from game.scenario import Loaded, load_scenario
from game.scenario.problems import Problem

DATA = Path(__file__).parent / "data"
HOSTILE = Path(__file__).parent.parent / "hostile"
SHIPPED = Path(__file__).parents[2] / "scenarios"


def some_constants() -> dict[str, float]:
    """A lawful value for each constant: the middle of its range."""
    return {name: (bounds.low + bounds.high) / 2 for name, bounds in constant_ranges().items()}


@pytest.fixture
def tiny_json() -> dict[str, Any]:
    """The tiny scenario as JSON, to be spoilt at will."""
    data: dict[str, Any] = json.loads((DATA / "tiny.json").read_text(encoding="utf-8"))
    return data | {"constants": some_constants()}


@pytest.fixture
def folder(tmp_path: Path, tiny_json: dict[str, Any]) -> Path:
    """A folder of scenarios that holds ``tiny``."""
    (tmp_path / "tiny.json").write_text(json.dumps(tiny_json), encoding="utf-8")
    return tmp_path


@pytest.fixture
def loaded(folder: Path) -> Loaded:
    return load_scenario("tiny", [folder])


@pytest.fixture
def check(folder: Path) -> Callable[[dict[str, Any]], list[Problem]]:
    """Lay a mod over ``tiny`` and give every problem."""
    from game.scenario import validate

    def checked(mod: dict[str, Any]) -> list[Problem]:
        path = folder / "mod.json"
        head = {"format": 1, "id": "mod", "extends": "tiny"}
        path.write_text(json.dumps(head | mod, indent=1), encoding="utf-8")
        return validate(path, [folder])

    return checked
