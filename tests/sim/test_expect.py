"""What is expected of a firm: the handicap by which every seat is as good as any other."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game import cli
from game.scenario import load_scenario
from game.sim.expect import BY_SCORE, LAST, expected, expected_table, first_share, handicaps, mean_course

pytestmark = pytest.mark.slow  # whole games

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture
def own(tmp_path):
    """A copy of the small board."""
    return shutil.copytree(SCENARIOS / "pocket-race", tmp_path / "pocket-race")


def test_every_firm_is_first_equally_often(own, capsys):
    before = (own / "firms.json").read_bytes()
    assert cli.main(["expect", str(own), "--games", "96", "--seed", "5", "--json"]) == 0
    assert (own / "firms.json").read_bytes() == before, "nothing is written unasked"
    assert cli.main(["expect", str(own), "--games", "96", "--seed", "5", "--write"]) == 0
    told = capsys.readouterr()
    assert told.err == f"written: {(own / 'firms.json').resolve()}\n"
    found = json.loads(told.out[: told.out.index("\n}\n") + 2])
    written = load_scenario(str(own), [SCENARIOS]).ruleset.firms.expected_points.array[-1]
    for place, one in enumerate(found["firms"].values()):
        assert written[place] == pytest.approx(one["new"])
        assert one["new_wins"] == pytest.approx(1 / len(found["firms"]), abs=0.06)
    assert found["games"] == found["games_planned"] == 96


def test_marks_on_the_way_are_what_is_reached_in_the_mean(pocket):
    """Played again from the written numbers, every firm is near 50 at each mark, in the mean of all doctrines."""
    found = expected(pocket, 96, 5, 1)
    for one in found.firms:
        assert len(one.course) == 3 and one.course[-1] == one.new
    reached = np.full((12, 2, 3), np.nan)
    reached[:6] = np.arange(6)[:, None, None] + np.array([[0.0, 2.0, 4.0], [10.0, 10.0, 90.0]])
    sums = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, LAST]])
    course = mean_course(reached, sums)
    assert course[:6, 0] == pytest.approx(np.arange(6) + 2.0)
    assert course[:6, 1] == pytest.approx(np.arange(6) + 10.0), "a firm that went bankrupt does not count"


@pytest.mark.parametrize("spread", [1.0, 4.0])
def test_a_handicap_counts_how_wide_a_firms_games_spread(spread):
    """A mean would let the firm win whose luck is wildest."""
    rng = np.random.default_rng(3)
    sums = np.stack([rng.normal(20, spread, 4000), rng.normal(35, 1.0, 4000), rng.normal(28, 1.0, 4000)])
    victor = np.full(4000, BY_SCORE)
    level = handicaps(sums, victor)
    assert first_share(sums - level[:, None], victor) == pytest.approx(1 / 3, abs=0.02)
    assert (sums - level[:, None]).mean() == pytest.approx(0, abs=0.01), "so that the mean score is 50"


def test_a_bankrupt_firm_comes_last_and_does_not_count_in_the_mean():
    sums = np.array([[10.0, LAST, 12.0, 11.0], [30.0, 31.0, 29.0, 30.0]])
    assert np.isfinite(handicaps(sums, np.full(4, BY_SCORE))).all()


def test_who_wins_by_victory_is_expected_more_of_at_the_date():
    rng = np.random.default_rng(4)
    sums = rng.normal(30, 3, (3, 4000))
    victor = np.where(np.arange(4000) % 5 == 0, 2, BY_SCORE)
    level = handicaps(sums, victor)
    assert first_share(sums - level[:, None], victor) == pytest.approx(1 / 3, abs=0.04)
    assert level[2] > level[:2].max() + 0.5


def test_the_table_and_json_say_the_same(pocket):
    found = expected(pocket, 6, 1, 1)
    table = expected_table(found).splitlines()
    assert len(table) == 2 + len(pocket.board.firms)
    for one, line in zip(found.firms, table[2:], strict=True):
        assert line.split()[:3] == [one.firm, f"{one.old:.1f}", f"{one.new:.1f}"]
        assert one.as_json()["old_wins"] == pytest.approx(one.old_wins, abs=1e-6)


def test_what_cannot_be_written_is_told_before_a_game_is_played(tmp_path, own, capsys):
    mod = tmp_path / "mod.json"
    mod.write_text('{"format": 1, "id": "mod", "name": "Mod", "extends": "pocket-race"}')
    (own / "firms.json").chmod(0o444)
    for scenario, said in ((mod, "inherited"), (own, "read-only")):
        assert cli.main(["expect", str(scenario), "--games", "100000", "--write"]) == 1
        told = capsys.readouterr()
        assert said in told.err and "Traceback" not in told.err and told.out == ""


def test_games_that_nobody_won_are_left_out():
    """In a collapse all score nothing, which would make whoever is expected to do best look worst."""
    loaded = load_scenario("open-frontier", [SCENARIOS])
    rules = loaded.ruleset
    always = replace(
        rules, constants=replace(rules.constants, strait_tension=0.0, strait_odds_per_point=0.2, strait_relief=0.0)
    )
    found = expected(replace(loaded, ruleset=always), 6, 1, 1)
    assert found.games == found.planned == 6, "they were played all the same"
    assert found.firms == (), "and said nothing of any firm"
