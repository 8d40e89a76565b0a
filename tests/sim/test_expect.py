"""What can be expected of a firm: what the same games score beyond 50, on top of what was expected before."""

import json
import shutil
from pathlib import Path
from statistics import fmean

import pytest

from game import cli
from game.engine.axes import FIRMS
from game.scenario import load_scenario
from game.sim.expect import expected, expected_table
from game.sim.jobs import Run, play_all

pytestmark = pytest.mark.slow  # whole games

SCENARIOS = Path(__file__).parents[2] / "scenarios"


@pytest.fixture
def own(tmp_path):
    """A copy of the small board."""
    return shutil.copytree(SCENARIOS / "pocket-race", tmp_path / "pocket-race")


def test_the_usual_end_scores_fifty(own, pocket, capsys):
    before = (own / "firms.json").read_bytes()
    assert cli.main(["expect", str(own), "--games", "12", "--seed", "5", "--json"]) == 0
    assert (own / "firms.json").read_bytes() == before, "nothing is written unasked"
    assert cli.main(["expect", str(own), "--games", "12", "--seed", "5", "--write"]) == 0
    told = capsys.readouterr()
    assert told.err == f"written: {(own / 'firms.json').resolve()}\n"
    found = json.loads(told.out[: told.out.index("\n}\n") + 2])
    written = load_scenario(str(own), [SCENARIOS]).ruleset.firms.expected_points.array
    old, rules = pocket.ruleset.firms.expected_points.array, pocket.ruleset
    rows = [row for part in play_all(rules, pocket.resolved_json, Run(12, 5), 1, 12) for row in part]
    for place, firm in enumerate(rules.ids[FIRMS]):
        scores = [float(row["score"]) for row in rows if row["firm"] == firm]
        assert min(scores) > 0, "none is cut at 0 or bankrupt"
        assert found["firms"][firm]["mean"] == pytest.approx(fmean(scores) - 50.0 + old[place], abs=0.001)
        assert written[place] == pytest.approx(found["firms"][firm]["mean"], abs=0.051)


def test_the_table_and_json_say_the_same(pocket):
    found = expected(pocket, 2, 1, 1)
    table = expected_table(found).splitlines()
    assert len(table) == 2 + len(pocket.board.firms)
    for one, line in zip(found.firms, table[2:], strict=True):
        assert line.split()[:3] == [one.firm, f"{one.old:.1f}", f"{one.new:.1f}"]
        low, high = one.as_json()["interval"]
        assert low <= one.mean <= high


def test_what_cannot_be_written_is_told_before_a_game_is_played(tmp_path, own, capsys):
    mod = tmp_path / "mod.json"
    mod.write_text('{"format": 1, "id": "mod", "name": "Mod", "extends": "pocket-race"}')
    (own / "firms.json").chmod(0o444)
    for scenario, said in ((mod, "inherited"), (own, "read-only")):
        assert cli.main(["expect", str(scenario), "--games", "100000", "--write"]) == 1
        told = capsys.readouterr()
        assert said in told.err and "Traceback" not in told.err and told.out == ""
