"""History as a test: governments on script, figures read at their marks, hits and misses told alike."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game import cli
from game.engine.axes import CONTROLS, COUNTRIES, FIRMS
from game.engine.listings import per_firm
from game.engine.quantities import resolve
from game.engine.record import Listener
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.view import observe
from game.players.seats import seated
from game.rollout.loop import opening, play, quarter
from game.scenario import load_resolved
from game.scenario.hindcast import load_hindcast
from game.scenario.models.base import quarter_number
from game.sim import hindcast
from game.sim.hindcast import BEYOND, as_scripted, hindcast_table, hold_against_history

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SEATS = {"tencent": "stockpile", "google": "idle"}
LAST = "2026Q1"


def figure(what: str, band: list[float], who: str | None = None, **more: Any) -> dict[str, Any]:
    named = {} if who is None else {"who": who}
    source = {"publisher": "A paper", "title": "A count"}
    middle = (band[0] + band[1]) / 2
    return {"name": what, "what": what, **named, "mark": LAST, "public": middle, "band": band, "source": source, **more}


FIGURES = {
    "turn": figure("turn", [4, 6]),
    "hopeless": figure("fleet_h100e", [1e8, 2e8], "tencent"),
    "tencent": figure("fleet_h100e", [1, 1e8], "tencent", times=2),
    "china": figure("fleet_h100e", [1, 1e8], "cn"),
    "best": figure("gap_months", [0, 50], "cn", how="least"),
    "early": figure("fleet_h100e", [1, 1e8], "tencent", mark="2025Q2"),
    "money": figure("capex_bn", [0, 1000], "cn"),
    "cards": figure("cards", [1, 1e8], "cn"),
    "home": figure("domestic_cards", [0, 1], "cn"),
}


@dataclass
class Course:
    """Games quarter by quarter."""

    rules: Ruleset
    states: list[State]
    bought: list[Any] = field(default_factory=list)
    """Cards a quarter, (firms, worlds)."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    place: Path = tmp_path_factory.mktemp("mods") / "short"
    place.mkdir()
    head = {"format": 1, "id": "short", "extends": "pocket-race"}
    (place / "scenario.json").write_text(json.dumps(head), encoding="utf-8")
    file = {"format": 1, "seats": SEATS, "figures": FIGURES}
    (place / "hindcast.json").write_text(json.dumps(file), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def asked(folder):
    return load_hindcast(folder, [SCENARIOS])


@pytest.fixture(scope="module")
def held(asked):
    return hold_against_history(asked, 3, 5)


@pytest.fixture(scope="module")
def course(asked) -> Course:
    """The same games by hand."""
    rules = load_resolved(as_scripted(asked.loaded.resolved_json, quarter_number(LAST))).ruleset
    seen, policy = Course(rules, [opening(rules, 3, 5)]), seated(rules, SEATS)
    for _ in range(5):
        record, state = Listener(), seen.states[-1]
        seen.states.append(quarter(rules, state, policy.decide(rules, observe(rules, state)), record))
        seen.bought.append(per_firm(rules, record.notes["market.bought_units"]).array)
    return seen


def test_figures_are_those_of_the_games_at_their_marks(course, held):
    rules = course.rules
    found = {one.id: one.median for one in held.findings}
    for turns, name, times in ((2, "early", 1), (5, "tencent", 2)):
        state = course.states[turns]
        fleets = resolve("fleet_h100e", rules).read(rules, state).array
        assert found[name] == times * np.median(fleets[rules.place(FIRMS, "tencent")])
    assert found["turn"] == 5
    gaps = resolve("gap_months", rules).read(rules, state).array
    theirs = [gaps[rules.place(FIRMS, firm)] for firm in ("tencent", "huawei")]
    assert found["best"] == np.median(np.min(theirs, axis=0))
    assert found["china"] > found["tencent"] / 2


def test_a_year_is_four_quarters(course, held):
    found = {one.id: one for one in held.findings}
    chinese = course.rules.firms.country_index.array == course.rules.place(COUNTRIES, "cn")
    assert found["cards"].median == np.median(np.sum(course.bought[1:], axis=0)[chinese].sum(axis=0))
    assert 0 <= found["home"].median <= 1
    assert found["money"].median > 0


def test_governments_keep_to_the_script(asked):
    last = quarter_number(LAST)
    scripted = as_scripted(asked.loaded.resolved_json, last)
    assert scripted["turns"] == asked.loaded.resolved_json["turns"] + BEYOND
    rules = load_resolved(scripted).ruleset
    state = play(rules, opening(rules, 4, 9), seated(rules, SEATS), turns=10)
    ids = rules.ids[CONTROLS]
    stands = state.controls.in_force_on.array <= state.turn.array
    for name, control in scripted["controls"].items():
        if "force" in control and quarter_number(control["force"]) <= last:
            assert stands[ids.index(name)].all(), f"{name} is history"
        if "emergent" in control and "announce" not in control:
            assert not stands[ids.index(name)].any(), f"{name} has no date"


def test_blocks_do_not_show(asked, held, monkeypatch):
    monkeypatch.setattr(hindcast, "BLOCK", 2)
    assert hold_against_history(asked, 3, 5) == held


def test_misses_are_listed_with_their_sources(held):
    hopeless = next(one for one in held.findings if one.id == "hopeless")
    assert not hopeless.is_hit
    table = hindcast_table(held)
    assert f"{held.hits} of {len(FIGURES)} figures lie in their bands." in table
    assert "missed, below: hopeless (A paper, A count, confidence not stated)" in table
    assert table.count("missed,") == len(FIGURES) - held.hits


def test_the_command_tells_misses_and_is_done(folder, capsys):
    assert cli.main(["hindcast", str(folder), "--games", "2", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["scenario"] == "short" and found["games"] == 2
    hopeless = next(one for one in found["figures"] if one["id"] == "hopeless")
    assert hopeless["hit"] is False and hopeless["source"] == ["A paper, A count"]
    assert hopeless["range_10_90"][0] <= hopeless["median"] <= hopeless["range_10_90"][1]


def test_the_command_refuses_a_scenario_without_figures(capsys):
    assert cli.main(["hindcast", "pocket-race"]) == 1
    assert "hindcast.json" in capsys.readouterr().err
