"""Choices tried to the end: the better is found, whatever is dear is left out, and the records count rightly."""

import json
from typing import Any

import numpy as np
import pytest

from game import cli
from game.engine.axes import EVENTS
from game.scenario import load_scenario
from game.sim.choices import ENOUGH_MOMENTS, ChoiceRecord, Tried, Weighed, note, tables, weigh_choices
from game.sim.choices_text import choices_text, found
from game.sim.moments import Wanted, moments

NOTHING = {"name": "Wait", "text": "Do nothing.", "icon": "pause", "outcomes": [{"odds": 1, "text": "", "effects": []}]}


def gain(amount: float, cost: float = 0.0) -> dict[str, Any]:
    """A choice that brings know-how."""
    effects = [{"lever": "know_how", "amount": amount}]
    outcomes = [{"odds": 1, "text": "", "effects": effects}]
    return NOTHING | {"name": f"Take {amount:g}", "outcomes": outcomes, "cost_musd": cost}


@pytest.fixture(scope="module")
def board(tmp_path_factory, pocket):
    """The small board with three events only."""
    folder = tmp_path_factory.mktemp("mods")
    gone = dict.fromkeys(pocket.ruleset.ids[EVENTS])
    often = {
        "name": "A letter", "text": "It waits.", "scene": "gate", "odds": 0.5, "kind": "plausible", "guess": ["*"],
        "pause_quarters": 1,
    }  # fmt: skip
    events = {
        "fair": often | {"choices": [NOTHING, gain(0.5), gain(-0.5)]},
        "dear": often | {"choices": [NOTHING, gain(3.0, 1e6)]},
    }
    mod = {"format": 1, "id": "letters", "name": "Letters", "extends": "pocket-race", "events": gone | events}
    (folder / "letters.json").write_text(json.dumps(mod), encoding="utf-8")
    from tests.conftest import SCENARIOS

    return load_scenario("letters", [folder, SCENARIOS]), folder


@pytest.mark.slow
def test_the_better_choice_is_found(board):
    loaded, _ = board
    weighed = weigh_choices(loaded, games=8, most=8, seed=2, jobs=1, worlds=32)
    records = weighed.records
    wait, take, lose = records["fair"]
    assert wait.tried == take.tried == lose.tried == 8
    assert (take.best, wait.best, lose.best) == (8, 0, 0) and take.clear >= 6
    assert take.nearest == (0, 0) < wait.nearest
    assert sum(gap for gap, _ in wait.behind) < sum(gap for gap, _ in lose.behind)
    assert [one.tried for one in records["dear"]] == [0, 0], "where only one can be paid there is no choice"
    assert [one.verdict for one in records["fair"]] == ["never", "best", "never"]
    assert found(records, "untried") == ["dear:0", "dear:1"]
    told = choices_text(loaded, 32, weighed)
    assert "fair:0: beaten in each of 8 moments" in told
    assert "Of 5 choices 1 are best in some moment and 2 never" in told
    again = weigh_choices(loaded, games=8, most=8, seed=2, jobs=2, worlds=32)
    assert again == weighed, "the number of processes does not show"


def test_only_the_event_asked_for_is_tried_and_only_in_time(board):
    loaded, _ = board
    rules = loaded.ruleset
    fair = rules.ids[EVENTS].index("fair")
    late = Wanted(events=[fair], least_left=rules.turns - 2)
    found = list(moments(rules, tables(rules, 2)[:2], 8, 2, 4, late))
    assert [len(row) > 0 for row in found] == [n == fair for n in range(len(found))]
    assert all(rules.turns - float(one.state.turn.array[0]) >= rules.turns - 2 for one in found[fair])
    weighed = weigh_choices(loaded, games=4, most=1, seed=2, jobs=1, worlds=4, wanted=Wanted(events=[fair]))
    assert list(weighed.records) == ["fair"] and weighed.records["fair"][0].tried == 1


def test_an_event_that_is_not_there_is_named_with_the_nearest(capsys):
    assert cli.main(["choices", "pocket-race", "--event", "h20_leter"]) == 1
    assert "no event 'h20_leter' in this scenario; the nearest is h20_letter" in capsys.readouterr().err


@pytest.mark.slow
def test_what_is_finished_is_kept(board):
    loaded, _ = board
    finished = []

    def stop_after_five(count: int) -> None:
        finished.append(count)
        if len(finished) == 5:
            raise KeyboardInterrupt

    weighed = weigh_choices(loaded, games=8, most=4, seed=2, jobs=1, worlds=8, done=stop_after_five)
    assert not weighed.is_whole and len(finished) == 5
    assert 1 <= weighed.records["fair"][0].tried <= 4, "four moments an event, so one of five is fair"


def test_moments_are_counted_by_what_could_be_paid():
    leads = np.array([[1.0, 2.0, 3.0], [2.0, 3.0, 4.5], [np.nan] * 3])
    tried, records = Tried(0, leads), [ChoiceRecord() for _ in range(3)]
    weighed = Weighed({"one": records}, {"one": []})
    note(weighed, "one", tried)
    assert tried.best == 1 and tried.is_clear and tried.is_choice
    assert [one.tried for one in records] == [1, 1, 0] and [one.best for one in records] == [0, 1, 0]
    assert weighed.stakes["one"] == [pytest.approx(3.1666667 - 2.0)]
    note(weighed, "one", Tried(0, np.array([[1.0] * 3, [np.nan] * 3, [np.nan] * 3])))
    assert [one.tried for one in records] == [1, 1, 0], "one choice is none"


def test_luck_alone_is_not_beyond_doubt():
    leads = np.array([[1.0, -2.0, 3.0, 0.0], [0.5, -1.0, 2.0, 0.4]])
    tried = Tried(0, leads)
    assert tried.best == 0 and not tried.is_clear and not tried.is_beaten(1)
    records = [ChoiceRecord(), ChoiceRecord()]
    for _ in range(ENOUGH_MOMENTS):
        note(Weighed({"one": records}, {"one": []}), "one", tried)
    assert [one.verdict for one in records] == ["open", "open"], "more of the same noise tells nothing"
    assert records[1].nearest == pytest.approx((0.025, np.std([0.5, -1.0, 1.0, -0.4], ddof=1) / 2))


def test_never_asks_for_enough_moments_and_for_all_of_them():
    rng = np.random.default_rng(4)
    noise = rng.normal(size=64)
    better = Tried(0, np.array([noise + 1 + 0.1 * rng.normal(size=64), noise]))
    assert better.is_clear and better.is_beaten(1) and not better.is_beaten(0), "noise that both share is no doubt"
    weighed = Weighed({"one": [ChoiceRecord(), ChoiceRecord()]}, {"one": []})
    first, second = weighed.records["one"]
    for _ in range(ENOUGH_MOMENTS - 1):
        note(weighed, "one", better)
    verdicts = [first.verdict, second.verdict]
    for another in (better, Tried(0, np.array([noise, noise])), Tried(0, better.lead[::-1])):
        note(weighed, "one", another)
        verdicts.append(second.verdict)
    assert verdicts == ["best", "open", "never", "open", "best"], "too few, enough, as good as any once, better once"


@pytest.mark.slow
def test_the_command_prints_all_records(board, capsys, monkeypatch):
    loaded, folder = board
    given = ["choices", str(folder / "letters.json"), "--games", "4", "--moments", "1", "--continuations", "8"]
    assert cli.main([*given, "--json", "--jobs", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["scenario"] == "letters" and found["digest"] == loaded.ruleset.digest
    assert [len(found["events"][name]) for name in ("fair", "dear")] == [3, 2]
    assert cli.main([*given, "--jobs", "1"]) == 0
    assert capsys.readouterr().out.startswith("letters: 5 choices of 2 events, 8 continuations each\n")
