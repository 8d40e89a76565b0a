"""Lessons in a file: what is sound, what is refused, and that they change no rule."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.scenario import load_scenario
from game.scenario.problems import Problem

Check = Callable[[dict[str, Any]], list[Problem]]
READ = {"name": "Read", "text": "Read this.", "points": ["top.runway", "policy/tabs", "move.*"]}


def with_lesson(**more: Any) -> dict[str, Any]:
    return {"lessons": {"one": {**READ, **more}}}


def test_a_sound_lesson_is_on_the_board_and_changes_no_rule(check: Check, folder: Path):
    assert check({}) == []
    plain = load_scenario(folder / "mod.json", [folder]).ruleset.digest
    assert check(with_lesson(done={"ordered": "buy_units", "opened": "supply"})) == []
    loaded = load_scenario(folder / "mod.json", [folder])
    card = loaded.board.lessons["one"]
    assert card.done is not None
    assert (card.turn, card.points, card.done.opened) == (0, ("top.runway", "policy/tabs", "move.*"), "supply")
    assert loaded.ruleset.digest == plain


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"done": {}}, "asks for nothing"),
        ({"done": {"ordered": "buy_everything"}}, 'there is no order "buy_everything"'),
        ({"done": {"ordered": "buy_units.nothing"}}, '"buy_units" is ordered for nothing called "nothing"'),
        ({"done": {"ordered": "hire_people.anybody"}}, "is ordered for nothing called"),
        ({"done": {"delegated": "kitchen"}}, "kitchen"),
        ({"done": {"when": {"quantity": "mood", "op": ">", "value": 1}}}, 'there is no quantity "mood"'),
        ({"points": ["Top Bar"]}, "Top Bar"),
    ],
)
def test_what_is_wrong_is_an_error(check: Check, more: dict[str, Any], says: str):
    found = [problem for problem in check(with_lesson(**more)) if problem.level == "error"]
    assert found and says in str(found[0]), [str(one) for one in found]


def test_lessons_out_of_order_or_after_the_end_are_warned_of(check: Check):
    late = check(with_lesson(turn=60))
    assert [one.level for one in late] == ["warning"] and "never shown" in str(late[0])
    found = check({"lessons": {"one": {**READ, "turn": 1}, "two": READ}})
    assert len(found) == 1 and "before the lesson that stands above it" in str(found[0])
