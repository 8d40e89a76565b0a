"""Broken files: each gets one clear sentence with file, line and column, and never a traceback."""

from pathlib import Path

import pytest

from game.scenario import ScenarioError, load_scenario, validate

HOSTILE = Path(__file__).parent.parent / "hostile"

EXPECTED: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "bad_date": (6, 49, ("controls.new_rule.force", "2025-13-01", "calendar")),
    "bad_quarter": (8, 30, ("2025Q5", "is no quarter")),
    "circle_of_research": (12, 17, ("circle", "chicken -> egg -> chicken")),
    "comment": (3, 3, ("JSON has no comments", '"note"')),
    "costly_default": (8, 58, ("first choice", "cost nothing")),
    "cycle_a": (6, 14, ("extend each other", "cycle_a -> cycle_b -> cycle_a")),
    "cycle_b": (4, 14, ("extend each other", "cycle_b -> cycle_a -> cycle_b")),
    "dangling": (7, 17, ("chips.own.vendor", 'no vendor "inhuose"', 'did you mean "inhouse"?')),
    "dates_reversed": (7, 14, ("2024Q4", "before its force")),
    "deep_condition": (14, 26, ("deeper than 6 levels",)),
    "duplicate_id": (8, 5, ('"third" is given twice', "line 6")),
    "empty": (1, 1, ("empty", "begins with {")),
    "escaping_base": (4, 14, ("id of a scenario",)),
    "huge_number": (6, 20, ("chips.big.tpp", "1e400", "too large")),
    "missing_field": (6, 13, ("victories.rich.when", "is missing")),
    "missing_id": (1, 1, ("id is missing",)),
    "newer_format": (2, 13, ("format 9", "up to 1")),
    "not_a_number": (5, 24, ("world.tension", "NaN")),
    "not_json": (4, 3, ("not JSON", "key in double quotes")),
    "not_utf8": (4, 15, ("not UTF-8",)),
    "odds": (7, 19, ("sum to 0.9", "must sum to 1")),
    "split": (8, 18, ("sum to 1.3", "must sum to 1")),
    "too_deep": (5, 43, ("deeper than 40 levels",)),
    "too_large": (7, 30, ("50,000,000,000", "at most 10,000,000")),
    "trailing_comma": (5, 1, ("take away the comma",)),
    "unclosed": (5, 1, ("the file ends", "line 4")),
    "unit_in_text": (9, 19, ('"120 MW"', "must be a number", "unit")),
    "unknown_base": (4, 14, ('no scenario "tinny"', 'did you mean "tiny"?')),
    "unknown_key": (7, 7, ("is no key here", 'did you mean "bandwidth_gb_per_s"?')),
    "unknown_lever": (10, 33, ("standing.norht", 'did you mean "standing.north"?')),
    "unknown_quantity": (8, 21, ("tenson", 'did you mean "tension"?')),
    "variant_without_base": (7, 27, ('no chip "bigg"', 'did you mean "big"?')),
    "wrong_type": (7, 16, ("controls.new_rule.binds", "must be a list")),
    "wrong_unit": (7, 36, ("ai_budget_share", "at most 1", "0.55")),
    "wrong_word": (6, 27, ("one of models, systems", 'did you mean "systems"?')),
}


def test_every_hostile_file_is_expected():
    assert {path.stem for path in HOSTILE.glob("*.json")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_one_sentence(name: str, folder: Path):
    line, column, words = EXPECTED[name]
    problems = validate(HOSTILE / f"{name}.json", [folder])
    assert len(problems) == 1, [str(problem) for problem in problems]
    said = str(problems[0])
    assert said.count("\n") == 0
    assert (problems[0].line, problems[0].column) == (line, column), said
    assert ".json:" in said
    for word in words:
        assert word in said


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_loading_raises_the_same(name: str, folder: Path):
    with pytest.raises(ScenarioError) as raised:
        load_scenario(HOSTILE / f"{name}.json", [folder])
    assert len(raised.value.problems) == 1
