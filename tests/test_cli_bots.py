"""Bots on the command line: the example beats standing still, a fallen one marks the run, a typo gets a sentence."""

import json
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from game import cli
from game.engine.axes import FIRMS

pytestmark = pytest.mark.slow  # whole games in processes of their own

EXAMPLE = Path(__file__).parent.parent / "packaging" / "examples" / "steady_bot.py"


def simulated(path: Path, *more: str) -> list[dict[str, Any]]:
    """The rows of a run of pocket-race."""
    assert cli.main(["sim", "pocket-race", "--out", str(path), *more]) == 0
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture
def fallen(tmp_path):
    path = tmp_path / "fallen.py"
    path.write_text("class Fallen:\n    def decide(self, rules, view):\n        raise ValueError('tired')\n")
    return f"{path}:Fallen"


def test_the_example_is_short_and_beats_idle(tmp_path, pocket):
    body = EXAMPLE.read_text().split("class ")[1]
    assert len(body.splitlines()) <= 32
    firm = pocket.ruleset.ids[FIRMS][0]
    games = ("--games", "8", "--seed", "3", "--player")
    bot = simulated(tmp_path / "bot.jsonl", *games, f"{firm}={EXAMPLE}:SteadyBot", "--check")
    idle = simulated(tmp_path / "idle.jsonl", *games, f"{firm}=idle")
    scores = [mean(row["score"] for row in rows if row["firm"] == firm) for rows in (bot, idle)]
    assert scores[0] > scores[1] + 5
    mine = next(row for row in bot if row["firm"] == firm)
    assert (mine["policy"], mine["doctrine"], mine["code"]) == ("steady_bot.py:SteadyBot", "", "")
    assert mine["reproducible"] == 1 and mine["digest_end"]
    block = simulated(tmp_path / "block.jsonl", *games, f"{firm}={EXAMPLE}:SteadyBot", "--block", "3")
    assert block == bot


def test_a_fallen_bot_marks_the_run(tmp_path, pocket, fallen, capsys):
    firm = pocket.ruleset.ids[FIRMS][0]
    given = ("--games", "2", "--player", f"{firm}={fallen}")
    rows = simulated(tmp_path / "rows.jsonl", *given, "--json")
    told = capsys.readouterr()
    assert json.loads(told.out)["reproducible"] is False
    assert {row["reproducible"] for row in rows} == {0}
    (line,) = told.err.splitlines()
    assert line.startswith(
        f"{firm}, turn 1 (2025Q1): fallen.py:Fallen lost its quarter, as it raised ValueError: tired"
    )


def test_a_run_without_bots_is_reproducible(capsys):
    assert cli.main(["sim", "pocket-race", "--games", "2", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["reproducible"] is True


@pytest.mark.slow
def test_a_large_block_is_played_eagerly_for_a_bot(tmp_path, pocket):
    seat = f"{pocket.ruleset.ids[FIRMS][0]}={EXAMPLE}:SteadyBot"
    given = ("--games", "32", "--player", seat)
    assert simulated(tmp_path / "one.jsonl", *given) == simulated(tmp_path / "two.jsonl", *given, "--block", "12")


@pytest.mark.slow
def test_bots_work_in_worker_processes(tmp_path, pocket, fallen, capsys):
    first, second = pocket.ruleset.ids[FIRMS][:2]
    given = ("--games", "6", "--block", "2", "--player", f"{first}={fallen}")
    more = ("--player", f"{second}={EXAMPLE}:SteadyBot")
    two = simulated(tmp_path / "two.jsonl", *given, *more, "--jobs", "2")
    assert capsys.readouterr().err.count("lost its quarter") == 1
    assert two == simulated(tmp_path / "one.jsonl", *given, *more, "--jobs", "1")


@pytest.mark.parametrize(
    ("policy", "said"),
    [
        ("no_such_bot.py:Bot", "no_such_bot.py"),
        (f"{EXAMPLE.with_name('steady_bots.py')}:SteadyBot", "steady_bot.py"),
        (f"{EXAMPLE}:SteadyBott", "SteadyBot"),
        (f"{EXAMPLE}", "names no class"),
    ],
)
def test_a_bot_that_cannot_be_seated_is_one_with_a_sentence(policy, said, pocket, capsys):
    firm = pocket.ruleset.ids[FIRMS][0]
    assert cli.main(["sim", "pocket-race", "--games", "2", "--player", f"{firm}={policy}"]) == 1
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err and told.out == ""


def test_compare_seats_bots(pocket, capsys):
    firm = pocket.ruleset.ids[FIRMS][0]
    asked = ["compare", "pocket-race", f"{firm}={EXAMPLE}:SteadyBot", "--games", "4", "--json"]
    assert cli.main(asked) == 0
    one = json.loads(capsys.readouterr().out)
    assert one["b"]["seats"] == {firm: "steady_bot.py:SteadyBot"} and one["a"]["seats"] == {}
    assert one["reproducible"] is True
    assert one["firms"][firm]["score"]["difference"] != 0.0
    assert cli.main([*asked, "--jobs", "2"]) == 0
    assert json.loads(capsys.readouterr().out) == one


def test_compare_seats_a_player_on_both_sides(pocket, fallen, capsys):
    first, second = pocket.ruleset.ids[FIRMS][:2]
    given = ("--games", "2", "--player", f"{first}={fallen}")
    assert cli.main(["compare", "pocket-race", f"{second}=idle", *given, "--json"]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["a"]["seats"] == {first: "fallen.py:Fallen"}
    assert found["b"]["seats"] == {first: "fallen.py:Fallen", second: "idle"}
    assert found["reproducible"] is False
    assert told.err.count("lost its quarter") == 2, "once a side"


def test_balance_seats_a_policy_in_every_set(pocket, capsys):
    firms = pocket.ruleset.ids[FIRMS]
    assert cli.main(["balance", "pocket-race", "--games", "4", "--player", f"{firms[0]}=random", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["seats"] == {firms[0]: "random"} and found["reproducible"] is True
    value = {target["name"]: target["value"] for target in found["targets"]}
    assert f"best_doctrine_wins.{firms[0]}" not in value, "it never plays a doctrine"
    assert f"best_doctrine_wins.{firms[1]}" in value
    assert value["doctrine_beats_random"] < 0.9, "its own seat beats nothing"


def test_balance_seats_bots_and_marks_what_one_lost(tmp_path, pocket, fallen, capsys):
    firm = pocket.ruleset.ids[FIRMS][0]
    page = tmp_path / "page.html"
    given = ["balance", "pocket-race", "--games", "2", "--player", f"{firm}={fallen}", "--report", str(page)]
    assert cli.main(given) == 0
    told = capsys.readouterr()
    assert "not reproducible: a bot lost a quarter" in told.out
    assert set(told.err.splitlines()) == {
        f"{firm}, turn 1 (2025Q1): fallen.py:Fallen lost its quarter, as it raised ValueError: tired "
        "(line 3 of fallen.py); standing orders held."
    }
    assert f"given away: {firm} by fallen.py:Fallen" in told.out
    assert "Not reproducible" in page.read_text() and "fallen.py:Fallen" in page.read_text()


@pytest.mark.parametrize("command", ["balance", "compare"])
def test_measuring_refuses_a_bot_that_cannot_be_seated(command, pocket, capsys):
    seat = f"{pocket.ruleset.ids[FIRMS][0]}={EXAMPLE}:SteadyBott"
    more = ["--set", "chip_margin=0.6"] if command == "compare" else []
    assert cli.main([command, "pocket-race", *more, "--games", "2", "--player", seat]) == 1
    told = capsys.readouterr()
    assert "Did you mean 'SteadyBot'" in told.err and told.out == ""
