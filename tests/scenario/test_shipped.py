"""The scenarios that come with the game: in order, keeping to their axes, and without a single warning."""

from pathlib import Path

import pytest

from game.engine.axes import WORLDS, check_axes
from game.scenario import counts, load_resolved, load_scenario, validate
from game.scenario.catalogue import catalogue

SHIPPED = Path(__file__).parents[2] / "scenarios"
PLAYABLE = sorted(
    path.name
    for path in SHIPPED.iterdir()
    if path.is_dir() and (path / "scenario.json").is_file() and path.name != "core"
)
WANTED = {"chips": 25, "controls": 20, "research": 30, "events": 25, "moves": 10, "doctrines": 6, "firms": 13}


@pytest.mark.parametrize("name", PLAYABLE)
def test_in_order(name: str):
    assert [str(problem) for problem in validate(name, [SHIPPED])] == []


@pytest.mark.parametrize("name", PLAYABLE)
def test_compiled(name: str):
    loaded = load_scenario(name, [SHIPPED])
    rules = loaded.ruleset
    assert check_axes(rules, rules.sizes) == []
    state = rules.start(2)
    assert check_axes(state, rules.sizes | {WORLDS: 2}) == []
    for test in (*rules.events.conditions, *rules.moves.conditions, *rules.victories.conditions):
        assert test(rules, state).is_batched
    assert load_resolved(loaded.resolved_json).ruleset.digest == rules.digest


def test_the_default_scenario_is_full():
    size = counts(load_scenario("stockpile", [SHIPPED]))
    assert {kind: size[kind] for kind in WANTED if size[kind] < WANTED[kind]} == {}


def test_the_catalogue_finds_them():
    states = {one.id: one.state for one in catalogue([SHIPPED])}
    assert states["core"] == "base"
    assert all(states[name] == "ready" for name in PLAYABLE)
