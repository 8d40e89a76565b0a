"""A sound scenario with any part of it spoilt is read, or refused in sentences: never a traceback."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from game.scenario import ScenarioError, load_resolved, load_scenario
from tests.scenario.conftest import DATA, some_constants

TINY: dict[str, Any] = json.loads((DATA / "tiny.json").read_text(encoding="utf-8")) | {"constants": some_constants()}

Path_ = tuple[str | int, ...]


def paths_of(data: Any, path: Path_ = ()) -> list[Path_]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, item in inner for found in paths_of(item, (*path, key)))]


PATHS = [path for path in paths_of(TINY) if path and path[0] != "constants"]
WORDS = some.sampled_from(
    ["", "open", "alpha", "big", "2025Q1", "en", "note", "value", "not", "standing.north", "cash", "#64A4FF"]
)
ODD = some.none() | some.booleans() | some.integers(-3, 10**15) | some.floats(-1e20, 1e20) | WORDS
JUNK = some.recursive(
    ODD, lambda inner: some.lists(inner, max_size=3) | some.dictionaries(WORDS, inner, max_size=3), max_leaves=6
)


def spoilt(path: Path_, junk: Any) -> dict[str, Any]:
    data: Any = json.loads(json.dumps(TINY))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = junk
    return data  # type: ignore[no-any-return]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(some.sampled_from(PATHS), JUNK)
def test_any_part_may_be_anything(path: Path_, junk: Any):
    try:
        loaded = load_resolved(spoilt(path, junk))
    except ScenarioError as error:
        assert error.problems
        assert all(problem.wrong and "\n" not in str(problem) for problem in error.problems)
    else:
        loaded.ruleset.start(1)


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(some.sampled_from(PATHS), some.none() | ODD)
def test_the_same_through_a_mod(tmp_path_factory: Any, path: Path_, junk: Any):
    folder: Path = tmp_path_factory.getbasetemp() / "spoilt"
    folder.mkdir(exist_ok=True)
    (folder / "tiny.json").write_text(json.dumps(TINY), encoding="utf-8")
    mod: Any = junk
    for step in reversed([step for step in path if isinstance(step, str)]):
        mod = {step: mod}
    (folder / "mod.json").write_text(json.dumps({"format": 1, "id": "mod", "extends": "tiny"} | mod), encoding="utf-8")
    try:
        load_scenario(folder / "mod.json", [folder])
    except ScenarioError as error:
        assert all(problem.line >= 1 and problem.file.startswith(str(folder)) for problem in error.problems)


def _zipped() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("scenario.json", json.dumps(TINY))
    return stream.getvalue()


ZIPPED = _zipped()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(some.integers(0, len(ZIPPED) - 1), some.binary(min_size=1, max_size=6))
def test_a_damaged_zip(tmp_path_factory: Any, at: int, junk: bytes):
    path: Path = tmp_path_factory.getbasetemp() / "damaged.zip"
    path.write_bytes(ZIPPED[:at] + junk + ZIPPED[at + len(junk) :])
    try:
        load_scenario(path)
    except ScenarioError as error:
        assert error.problems
