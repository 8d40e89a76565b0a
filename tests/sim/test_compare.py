"""Comparing on common chance: the same against itself is nothing, a change shows, and the words say what sums do."""

import json
import random

import pytest

from game.engine.axes import FIRMS
from game.scenario import ScenarioError
from game.sim.compare import (
    FIGURES,
    Collected,
    Comparison,
    Difference,
    Side,
    collect,
    compared,
    comparison_text,
    said,
    with_constant,
)
from game.sim.observers import Row

pytestmark = pytest.mark.slow  # whole games in processes of their own

FIGURE = {figure.column: figure for figure in FIGURES}


def run_of(a: Side, b: Side, games: int = 6, jobs: int = 1) -> Comparison:
    of_a, of_b = Collected(), Collected()
    collect((a, b), games, 4, jobs, (of_a, of_b))
    return compared(a, b, 4, of_a, of_b)


@pytest.fixture(scope="module")
def idle(pocket) -> Comparison:
    """The first firm by its doctrine, and idle."""
    firm = pocket.ruleset.ids[FIRMS][0]
    return run_of(Side("doctrines", pocket), Side("idle", pocket, {firm: "idle"}))


def test_the_same_against_itself_is_nothing_at_all(pocket):
    found = run_of(Side("one", pocket), Side("other", pocket), games=3)
    assert all(one.interval == (0.0, 0.0) for row in found.firms.values() for one in row)
    assert comparison_text(found).count("fares the same in every game") == len(found.firms)


def test_idling_costs_points_for_sure(idle, pocket):
    firm = pocket.ruleset.ids[FIRMS][0]
    score = idle.firms[firm][0]
    assert score.figure.column == "score" and score.is_sure and score.difference < -1.0
    assert score.b - score.a == pytest.approx(score.difference)
    name = str(pocket.board.firms[firm].name)
    assert f"{name} scores {said(-score.difference)} points less under B" in comparison_text(idle)


def test_common_chance_narrows_the_interval():
    """Two noisy columns that differ by one: paired, the noise falls out."""
    dice = random.Random(1)
    rows_a: list[Row] = []
    rows_b: list[Row] = []
    for world in range(50):
        base = dice.gauss(50.0, 20.0)
        for rows, points in ((rows_a, base), (rows_b, base + 1.0 + dice.gauss(0.0, 0.1))):
            rows.append({"firm": "x", "world": world, **dict.fromkeys(FIGURE, 0.0), "score": points})
    of_a, of_b = Collected(), Collected()
    assert of_a.add(rows_a) == 50
    of_b.add(rows_b[:40])
    side = Side("s", None)  # type: ignore[arg-type]
    found = compared(side, side, 1, of_a, of_b)
    assert found.games == 40, "a run that was stopped keeps its finished pairs"
    score = found.firms["x"][0]
    assert score.is_sure and score.interval[1] - score.interval[0] < 0.2
    assert score.interval[0] < 1.0 < score.interval[1]


@pytest.mark.parametrize(
    ("column", "interval", "told"),
    [
        ("score", (1.6, 2.6), "X scores 2.1 points more under B (1.6 to 2.6)"),
        ("won", (-0.2, -0.1), "X wins 15.0 fewer games in a hundred under B (10.0 to 20.0)"),
        ("place", (-1.5, -0.5), "X comes in 1.0 places higher under B (0.5 to 1.5)"),
        ("cash_bn", (-0.5, 0.25), "X, cash bn: the same, as far as these games tell (-0.5 to 0.25)"),
        ("bankrupt", (0.0, 0.0), "X, bankrupt: the same"),
    ],
)
def test_words(column, interval, told):
    middle = sum(interval) / 2
    assert Difference(FIGURE[column], 0.0, middle, middle, interval).english("X") == told


def test_numbers_in_words():
    assert [said(number) for number in (0.0, 1234.56, 0.0123, -0.5, 0.00001)] == [
        "0.0",
        "1,234.6",
        "0.012",
        "-0.5",
        "1e-05",
    ]


def test_a_constant_can_differ(pocket):
    constants = pocket.resolved_json["constants"]
    name = "chip_margin"
    other = with_constant(pocket, {name: 0.6})
    assert other.ruleset.constants.chip_margin == pytest.approx(0.6)
    assert other.ruleset.digest != pocket.ruleset.digest
    assert pocket.resolved_json["constants"] is constants and constants[name] != 0.6
    with pytest.raises(ValueError, match="chip_margin"):
        with_constant(pocket, {"chip_margn": 0.6})
    with pytest.raises(ScenarioError):
        with_constant(pocket, {name: 60.0})


def test_json_is_plain_and_names_both_sides(idle, pocket):
    found = json.loads(json.dumps(idle.as_json()))
    firm = pocket.ruleset.ids[FIRMS][0]
    assert found["b"]["seats"] == {firm: "idle"} and found["games"] == 6
    assert {"a", "b", "difference", "interval", "sure", "english"} == set(found["firms"][firm]["score"])


def test_firms_of_one_side_only_are_told(pocket, idle):
    of_a, of_b = Collected(), Collected()
    row = {"world": 0, **dict.fromkeys(FIGURE, 1.0)}
    first, second = pocket.ruleset.ids[FIRMS][:2]
    of_a.add([{"firm": first, **row}, {"firm": second, **row}])
    of_b.add([{"firm": first, **row}, {"firm": "newcomer", **row}])
    found = compared(idle.a, idle.b, 1, of_a, of_b)
    assert list(found.firms) == [first]
    assert found.only_in == {"a": (second,), "b": ("newcomer",)}
    assert "only in B: newcomer" in comparison_text(found)


@pytest.mark.slow
def test_processes_find_the_same(idle):
    assert run_of(idle.a, idle.b, jobs=2).as_json() == idle.as_json()
