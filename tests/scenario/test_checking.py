"""Cross-checks, conditions, removal of entries, and the sentences they come with."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.engine.axes import EVENTS, FIRMS, WORLDS
from game.engine.quantities import UnknownQuantity
from game.scenario import Loaded, load_scenario
from game.scenario.conditions import compile_condition, describe, quantities_in
from game.scenario.models.conditions import Condition
from game.scenario.problems import Problem, ScenarioError, hint, nearest, spelt

Check = Callable[[dict[str, Any]], list[Problem]]


def test_the_tiny_board_is_in_order(check: Check):
    assert check({}) == []


WARNED: dict[str, tuple[dict[str, Any], str]] = {
    "binds nobody": (
        {"controls": {"new_rule": {"binds": [], "foundries": None}}},
        "controls.new_rule.binds: binds nobody",
    ),
    "does nothing": (
        {"controls": {"new_rule": {"criterion": [], "foundries": None}}},
        "does nothing",
    ),
    "catches nothing": (
        {"controls": {"loose_rule": {"reaches": {"vendors_of": ["isle"]}}}},
        "catches no chip",
    ),
    "never comes": (
        {"controls": {"loose_rule": {"emergent": None}}},
        "can never come",
    ),
    "no power": (
        {"firms": {"alpha": {"start": {"power_mw": {"home": 0}}}}},
        "without power",
    ),
    "too little power": (
        {"firms": {"alpha": {"start": {"power_mw": {"home": 1}}}}},
        "draw 2.8 MW, more than the 1 MW there",
    ),
    "no chips": (
        {"firms": {"alpha": {"start": {"stock": None, "racked": None}}}},
        "without a single chip",
    ),
    "event after the end": (
        {"events": {"storm": {"earliest": "2031Q1"}}},
        "can never come: the game runs from 2025Q1 to 2026Q4",
    ),
    "event for nobody": (
        {"events": {"storm": {"countries": ["isle"]}}},
        "come to no firm",
    ),
    "move for nobody": (
        {"moves": {"rush": {"only": []}}},
        "no firm of this scenario may play it",
    ),
    "nobody may buy": (
        {"chips": {"cut": {"offer": {"sold_in": ["isle"]}}}},
        "no firm of this scenario may buy it",
    ),
    "nothing on sale": (
        {"chips": {"cut": {"offer": {"supply": {"2025Q2": None, "2040Q1": 10}}}}},
        "nothing is on sale",
    ),
    "more users than people": (
        {"firms": {"beta": {"start": {"users_m": 70}}}},
        "50 million users at the start, but its firms have 70 million",
    ),
    "done without its need": (
        {"firms": {"alpha": {"start": {"done": ["experts"]}}}},
        '"experts" is done, but not "kernels"',
    ),
    "scope of a world lever": (
        {
            "moves": {
                "rush": {"outcomes": [{"text": "x", "effects": [{"lever": "tension", "amount": 1, "scope": "rivals"}]}]}
            }
        },
        "pushes the whole world",
    ),
    "never granted": (
        {"controls": {"new_rule": {"grant_odds": 0}}},
        "never granted",
    ),
    "a guess of nothing": (
        {"chips": {"big": {"guess": ["tpp", "densty"]}}},
        'chips.big.guess[1]: "densty" is no field here; did you mean "density"?',
    ),
    "chip of nobody": (
        {"chips": {"own": {"offer": None}}, "firms": {"beta": {"start": {"racked": {"home": {"own": None}}}}}},
        "offered nowhere and owned by nobody",
    ),
}


@pytest.mark.parametrize("name", sorted(WARNED))
def test_surely_unmeant(name: str, check: Check):
    mod, sentence = WARNED[name]
    problems = check(mod)
    assert {problem.level for problem in problems} == {"warning"}, [str(problem) for problem in problems]
    said = [str(problem) for problem in problems if sentence in str(problem)]
    assert len(said) == 1, [str(problem) for problem in problems]
    assert "warning: " in said[0]


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "no entries": ({"moves": {"rush": None}}, "moves: holds no entry"),
    "an id twice on an axis": (
        {"offers": {"big": {"name": "B", "chip": "big", "route": "leased", "price_usd": 1, "supply": {"2025Q1": 1}}}},
        "has this id already",
    ),
    "a vendor that denies it": ({"vendors": {"inhouse": {"firm": None}}}, "does not say that it is this firm"),
    "weights of nothing": (
        {"score_weights": {"frontier": 0, "self_reliance": 0, "platform": 0, "treasury": 0}},
        "all weights are 0",
    ),
    "two forms of a condition": (
        {"moves": {"rush": {"when": {"all": [{"quantity": "turn", "op": ">", "value": 1}]}}}},
        '"quantity" and "all" at once',
    ),
    "an unknown constant": ({"constants": {"no_such_constant": 1}}, "is no key here"),
    "a bad id": ({"vendors": {"Big Vendor": {"name": "V", "country": "north"}}}, "is no id"),
    "a criterion for no chip": (
        {"controls": {"new_rule": {"criterion": [{"tpp": {"at_least": 5, "below": 4}}]}}},
        "can hold for no chip",
    ),
    "a source that is none": ({"chips": {"big": {"source": 5}}}, "a source is a text"),
    "a text that is none": ({"chips": {"big": {"name": {"english": "Big"}}}}, "no language code"),
    "a variant of a variant": (
        {"chips": {"later": {"name": "L", "variant": {"base": "next", "sold_in": "south"}}}},
        '"next" is a variant itself',
    ),
    "too many parts of a condition": (
        {"victories": {"lead": {"when": {"quantity": None, "op": None, "value": None, "any": [{"all": [
            {"quantity": "turn", "op": ">", "value": n} for n in range(20)]} for _ in range(2)]}}}},
        "more than 32 parts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WRONG))
def test_errors(name: str, check: Check):
    mod, sentence = WRONG[name]
    errors = [str(problem) for problem in check(mod) if problem.level == "error"]
    assert len(errors) == 1, errors
    assert sentence in errors[0]


def test_every_problem_at_once(check: Check):
    problems = check(
        {
            "turns": 500,
            "chips": {"big": {"tpp": -1}, "own": {"vendor": "nobody"}},
            "firms": {"alpha": {"start": {"patience": "high"}}},
            "moves": {"rush": {"when": {"quantity": "luck"}}},
        }
    )
    paths = {spelt(problem.path) for problem in problems}
    assert paths == {
        "turns",
        "chips.big.tpp",
        "chips.own.vendor",
        "firms.alpha.start.patience",
        "moves.rush.when.quantity",
    }


def test_a_missing_constant_is_named(check: Check, tiny_json: dict[str, Any]):
    name = next(iter(tiny_json["constants"]))
    (problem,) = check({"constants": {name: None}})
    assert problem.path == ("constants", name)
    assert "is missing" in str(problem)


def test_a_constant_out_of_range(check: Check, tiny_json: dict[str, Any]):
    name = next(iter(tiny_json["constants"]))
    for given in (1e9, {"value": 1e9, "source": "nowhere"}):
        (problem,) = check({"constants": {name: given}})
        assert "must lie from" in str(problem)


def test_a_removed_firm_takes_its_mentions_along(folder: Path, tiny_json: dict[str, Any], check: Check):
    tiny_json["events"]["storm"]["only"] = ["alpha", "beta"]
    tiny_json["events"]["storm"]["when"] = {"not": {"quantity": "firm.alpha", "op": ">=", "value": 1}}
    (folder / "tiny.json").write_text(json.dumps(tiny_json))
    assert check({"firms": {"alpha": None}}) == []
    loaded = load_scenario(folder / "mod.json", [folder])
    rules = loaded.ruleset
    assert rules.ids[FIRMS] == ("beta",)
    assert rules.events.may_meet.array.tolist() == [[True]]
    assert rules.events.conditions[0](rules, rules.start(2)).array.all(), "a firm that is gone reads as 0"


def test_a_removed_chip_takes_its_offers_and_effects_along(check: Check, folder: Path):
    assert check({"chips": {"cut": None}}) == []
    loaded = load_scenario(folder / "mod.json", [folder])
    assert "cut" not in loaded.board.chips
    assert not loaded.board.flows, "the line on the map was of its offer"
    assert "stock.cut" not in str(loaded.resolved_json)


def test_what_the_scenario_itself_writes_of_a_removed_entry_is_wrong(check: Check):
    problems = check({"firms": {"alpha": None}, "events": {"storm": {"only": ["alpha"]}}})
    assert ['there is no firm "alpha"' in str(problem) for problem in problems] == [True]


def test_conditions(loaded: Loaded):
    rules = loaded.ruleset
    state = rules.start(3)

    def truth(node: dict[str, Any]) -> Any:
        return compile_condition(Condition.model_validate(node), rules)(rules, state)

    rich = {"quantity": "cash_bn", "op": ">=", "value": 10}
    assert truth(rich).axes == (FIRMS, WORLDS)
    assert truth(rich).array[:, 0].tolist() == [True, False]
    assert truth({"not": rich}).array[:, 0].tolist() == [False, True]
    assert truth({"all": [rich, {"quantity": "tension", "op": "<", "value": 40}]}).array.sum() == 0
    assert truth({"any": [rich, {"quantity": "tension", "op": "<=", "value": 40}]}).array.all()
    assert truth({"quantity": "control.old_rule", "op": ">=", "value": 3}).array.all()
    assert truth({"quantity": "tension", "op": ">", "value": 3}).axes == (WORLDS,)
    assert compile_condition(None, rules)(rules, state).array.dtype == np.bool_
    with pytest.raises(UnknownQuantity):
        truth({"quantity": "stock.gold", "op": ">", "value": 0})


def test_conditions_in_words():
    node = Condition.model_validate(
        {"all": [{"any": [{"quantity": "turn", "op": ">", "value": 1}, {"quantity": "score", "op": "<", "value": 5}]},
                 {"not": {"quantity": "is_open", "op": ">=", "value": 1}}]}
    )  # fmt: skip
    assert describe(node) == "(turn is above 1 or score is below 5) and not (is_open is at least 1)"
    assert describe(None) == "always"
    assert [name for name, _ in quantities_in(node)] == ["turn", "score", "is_open"]
    assert list(quantities_in(node, ("x",)))[2][1] == ("x", "all", 1, "not", "quantity")


def test_suggestions():
    assert nearest("bandwith", ["bandwidth", "band"]) == "bandwidth"
    assert nearest("zzz", ["bandwidth"]) == ""
    assert hint("zzz", ["a", "b"], "names") == "known names are a, b"
    assert hint("zzz", [], "names") == "there are no names"
    assert spelt(("events", "x", "choices", 0, "text")) == "events.x.choices[0].text"


@pytest.mark.parametrize(("given", "sentence"), [(8952, "a date is written"), ("9999Q1", "years run from 1950")])
def test_dates_are_written_as_dates(given: object, sentence: str, check: Check):
    (problem,) = check({"start": given})
    assert sentence in str(problem)


def test_growth_without_end_stops_at_the_bound(check: Check, folder: Path):
    assert check({"turns": 80, "chips": {"big": {"offer": {"supply": {"after_growth": 1.0}}}}}) == []
    supply = load_scenario(folder / "mod.json", [folder]).ruleset.offers.supply_units.array
    assert supply.max() == pytest.approx(1e8)


def test_an_error_is_every_sentence(folder: Path):
    (folder / "two.json").write_text('{"format": 1, "id": "two", "extends": "tiny",\n"turns": 0, "difficulty": 9}')
    with pytest.raises(ScenarioError) as raised:
        load_scenario("two", [folder])
    assert str(raised.value).count("\n") == 1


def test_a_government_of_the_first_quarter_comes_in_it(check: Check, folder: Path):
    since = [{"name": "New", "since": "2025-01-20", "stance_shift": -0.2}]
    assert check({"countries": {"north": {"administrations": since}}}) == []
    shift = load_scenario(folder / "mod.json", [folder]).ruleset.countries.stance_shift.array
    assert shift[0].tolist() == pytest.approx([-0.2, 0, 0])


def test_modes(folder: Path, tiny_json: dict[str, Any], check: Check):
    def hazards(mode: str) -> tuple[list[float], list[float]]:
        assert check({"mode": mode}) == []
        controls = load_scenario(folder / "mod.json", [folder]).ruleset.controls
        return controls.hazard.array.tolist(), controls.force_turn.array.tolist()

    assert hazards("script") == ([0, 0, 0], [-5, 2, 9999])
    assert hazards("mixed")[0] == pytest.approx([0, 0, 0.05])
    assert hazards("emergent")[1] == [-5, 9999, 9999], "what was in force already stays"


def test_an_event_with_only_a_date_comes_in_that_quarter(check: Check, folder: Path):
    check({"events": {"storm": {"date": "2025-08-01", "earliest": None}}})
    rules = load_scenario(folder / "mod.json", [folder]).ruleset
    place = rules.place(EVENTS, "storm")
    assert (rules.events.earliest_turn.array[place], rules.events.latest_turn.array[place]) == (2, 2)
