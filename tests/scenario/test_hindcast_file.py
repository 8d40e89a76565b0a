"""``hindcast.json``: read beside its scenario, no part of what is played, and every slip in one clear sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from game.scenario import ScenarioError, load_scenario
from game.scenario.hindcast import load_hindcast, validate_hindcast
from tests.scenario.conftest import SHIPPED

FIGURE: dict[str, Any] = {
    "name": "Alpha's fleet",
    "what": "fleet_h100e",
    "who": "alpha",
    "mark": "2025Q3",
    "public": 10,
    "band": [5, 20],
    "source": {"publisher": "A paper", "title": "A count", "date": "2025"},
    "confidence": "low",
}


def file_with(**changes: Any) -> dict[str, Any]:
    """A hindcast of one figure, with some keys of the figure changed, or left out for None."""
    figure = {key: value for key, value in (FIGURE | changes).items() if value is not None}
    return {"format": 1, "note": "a comment", "figures": {"fleet": figure}}


@pytest.fixture
def board(tmp_path: Path, tiny_json: dict[str, Any]) -> Path:
    """The tiny scenario as a folder."""
    place = tmp_path / "tiny"
    place.mkdir()
    (place / "scenario.json").write_text(json.dumps(tiny_json), encoding="utf-8")
    return place


def written(board: Path, data: dict[str, Any]) -> Path:
    (board / "hindcast.json").write_text(json.dumps(data, indent=2), encoding="utf-8")
    return board


def said(board: Path, data: dict[str, Any]) -> str:
    """The only problem of a file."""
    problems = validate_hindcast(written(board, data))
    assert len(problems) == 1, [str(problem) for problem in problems]
    assert problems[0].file.endswith("hindcast.json")
    return str(problems[0])


def test_it_is_read_beside_its_scenario_and_plays_no_part(board):
    bare = load_scenario(board).ruleset.digest
    found = load_hindcast(written(board, file_with() | {"seats": {"beta": "idle"}}))
    assert found.file.seats == {"beta": "idle"}
    assert found.file.figures["fleet"].source == ("A paper, A count, 2025",)
    assert found.loaded.ruleset.digest == bare
    assert "hindcast" not in found.loaded.resolved_json


BAD: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "an unknown quantity": ({"what": "fleet_h100"}, ("figures.fleet.what", "fleet_h100", '"fleet_h100e"')),
    "an unknown foundry": ({"what": "yield.fob", "who": None}, ("yield.fob", '"yield.fab"')),
    "an unknown firm": ({"who": "alfa"}, ("figures.fleet.who", "alfa", 'did you mean "alpha"?')),
    "a firm's figure of nobody": ({"who": None}, ("belongs to firms", '"who"')),
    "a yearly figure of nobody": ({"what": "capex_bn", "who": None}, ("belongs to firms", '"who"')),
    "the world's figure of a firm": ({"what": "tension"}, ("belongs to nobody", 'leave out "who"')),
    "a mark after the end": ({"mark": "2031Q1"}, ("figures.fleet.mark", "2031Q1", "2025Q1 to 2026Q4")),
    "a band the wrong way round": ({"band": [20, 5]}, ("figures.fleet.band", "higher figure to a lower")),
    "a band beside its figure": ({"public": 50}, ("figures.fleet.band", "leaves out the public figure")),
    "a band of three": ({"band": [1, 2, 30]}, ("figures.fleet.band", "3 entries", "2")),
    "no source": ({"source": None}, ("figures.fleet.source", "missing")),
    "an empty source": ({"source": " "}, ("figures.fleet.source", "without a source")),
    "an unknown key": ({"wo": "alpha"}, ('"wo" is no key here', 'did you mean "who"?')),
    "a number in quotes": ({"times": "3"}, ("figures.fleet.times", "must be a number")),
    "an unknown way": ({"how": "mean"}, ("figures.fleet.how", "sum, most, least")),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_one_sentence_for_what_is_wrong(board, name):
    changes, words = BAD[name]
    told = said(board, file_with(**changes))
    assert "\n" not in told
    for word in words:
        assert word in told


def test_wrong_seats_are_told(board):
    assert 'did you mean "beta"?' in said(board, file_with() | {"seats": {"betta": "idle"}})
    assert 'did you mean "idle"?' in said(board, file_with() | {"seats": {"beta": "idel"}})


def test_a_file_that_is_no_json_is_told_where(board):
    (board / "hindcast.json").write_text('{"format": 1,\n "figures": }', encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load_hindcast(board)
    assert "hindcast.json:2:" in str(caught.value)


def test_a_scenario_without_one_says_what_to_write(board):
    with pytest.raises(ScenarioError, match=r"put a hindcast\.json beside its scenario\.json"):
        load_hindcast(board)
    assert validate_hindcast(board) == []


@pytest.mark.parametrize("name", ["first-sanctions", "the-wall"])
def test_the_shipped_ones_are_in_order_and_sourced(name):
    found = load_hindcast(name, [SHIPPED])
    figures = found.file.figures
    assert len(figures) >= 30
    assert all(figure.confidence for figure in figures.values())
    assert set(found.file.seats) == set(found.loaded.board.firms)
