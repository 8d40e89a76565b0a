"""The house: who may import whom, what rules may not do, how long things get, and that no scenario leaks."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GAME = ROOT / "game"
FILES = sorted(path for path in GAME.rglob("*.py"))

LAYERS = ("engine", "scenario", "players", "rollout", "sim", "session", "ui")
"""Each may import what stands to its left, and itself."""
EVERYWHERE = {"game", "game.paths"}
"""Modules that belong to no layer."""

ENGINE_LIBRARIES = {
    "__future__", "collections", "dataclasses", "difflib", "enum", "functools", "hashlib", "itertools", "math",
    "numpy", "operator", "sys", "typing", "zlib",
}  # fmt: skip
"""``sys`` is for frames: the recorder names a rule's file and line."""
PLAYER_LIBRARIES = {"__future__", "collections", "dataclasses", "difflib", "enum", "functools", "itertools", "typing"}

LONGEST_FILE, LONGEST_FUNCTION = 400, 60


@cache
def tree_of(path: Path) -> ast.Module:
    """A file as Python reads it."""
    return ast.parse(path.read_text(encoding="utf-8"))


def layer_of(path: Path) -> str:
    """The layer a file stands in; an empty text for cli.py and the like."""
    parts = path.relative_to(GAME).parts
    return parts[0] if len(parts) > 1 else ""


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative import"
            yield node.module or ""


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_only_what_stands_to_the_left(path):
    layer = layer_of(path)
    for module in imports_of(path):
        if not module.startswith("game") or module in EVERYWHERE:
            continue
        theirs = module.split(".")[1]
        if layer and theirs in LAYERS:
            assert LAYERS.index(theirs) <= LAYERS.index(layer), f"{layer} imports {module}"
        elif layer:
            assert module == "game.paths", f"{layer} imports {module}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_only_the_interface_knows_pygame(path):
    if layer_of(path) != "ui":
        assert not any(module.split(".")[0] == "pygame" for module in imports_of(path))


@pytest.mark.parametrize("path", [p for p in FILES if layer_of(p) in {"engine", "players"}], ids=name)
def test_rules_and_players_import_few_libraries(path):
    allowed = ENGINE_LIBRARIES if layer_of(path) == "engine" else PLAYER_LIBRARIES
    for module in imports_of(path):
        head = module.split(".")[0]
        assert head == "game" or head in allowed, f"imports {module}"


def vocabulary_files() -> list[Path]:
    """Files that speak only the vocabulary: no look inside a value."""
    effects = GAME / "engine" / "effects.py"
    return [p for p in FILES if layer_of(p) == "players" or p.parent == GAME / "engine" / "phases" or p == effects]


FORBIDDEN_NAMES = {"np", "numpy", "print", "random", "einsum", "open", "eval", "exec"}


@pytest.mark.parametrize("path", vocabulary_files(), ids=name)
def test_rules_never_look_into_a_value(path):
    for node in ast.walk(tree_of(path)):
        where = f"line {getattr(node, 'lineno', '?')}"
        if isinstance(node, ast.Attribute):
            assert node.attr not in {"array", "einsum", "random"}, where
        if isinstance(node, ast.Name):
            assert node.id not in FORBIDDEN_NAMES, where
        if isinstance(node, ast.BinOp):
            assert not isinstance(node.op, ast.MatMult), where
        if isinstance(node, ast.Import | ast.ImportFrom):
            assert "numpy" not in ast.dump(node).replace("game.engine.numeric", ""), where


@pytest.mark.parametrize("path", [p for p in FILES if layer_of(p) == "players"], ids=name)
def test_players_never_reduce_over_firms(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            for word in node.keywords:
                assert not (word.arg == "over" and ast.unparse(word.value).endswith("FIRMS")), f"line {node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=name)
def test_files_and_functions_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name}: {length} lines"


@cache
def scenario_ids() -> set[str]:
    """Ids of firms, chips, controls and countries of the shipped scenarios."""
    found: set[str] = set()
    for path in (ROOT / "scenarios").rglob("*.json"):
        data = json.loads(path.read_text(encoding="utf-8"))
        if path.stem in {"firms", "chips", "controls", "countries"}:
            found |= set(data)
        for kind in ("firms", "chips", "controls", "countries"):
            if isinstance(data.get(kind), dict):
                found |= set(data[kind])
    return {entry for entry in found if not entry.startswith("$") and entry != "note"}


ORDINARY_WORDS = {"kr"}
"""Ids that are also something else in code."""


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_entry_of_a_scenario_is_named_in_code(path):
    tree = tree_of(path)
    ids = scenario_ids() - ORDINARY_WORDS
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | bare:
            words = {node.value, *re.split(r"[.]", node.value)}
            assert not words & ids, f"line {node.lineno}: {node.value!r}"


def test_there_is_something_to_test():
    assert len(FILES) > 50
    assert len(scenario_ids()) > 50
