"""Game codes on the command line: printed by sim, played again by it, and refused in words."""

import json

import pytest

from game import cli
from game.engine.axes import FIRMS
from game.rollout.codes import GameCode, code_of, encode


@pytest.fixture(scope="module")
def first_games(pocket, tmp_path_factory):
    """What sim says of four games, and the rows it wrote."""
    path = tmp_path_factory.mktemp("rows") / "rows.jsonl"
    firm = pocket.ruleset.ids[FIRMS][0]
    given = ["sim", "pocket-race", "--games", "4", "--seed", "6", "--player", f"{firm}=random", "--out", str(path)]
    assert cli.main(given) == 0
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_sim_plays_a_code_again(first_games, capsys):
    row = next(row for row in first_games if row["world"] == 2)
    assert cli.main(["sim", "--code", row["code"], "--json", "--check"]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["games"] == 1 and summary["seed"] == 6
    assert summary["first_games"] == [{"code": row["code"], "digest_end": row["digest_end"]}]
    assert cli.main(["sim", "--code", row["code"]]) == 0
    told = capsys.readouterr().out
    assert row["code"] in told and row["digest_end"] in told


@pytest.mark.parametrize("command", ["sim", "play"])
def test_what_is_wrong_with_a_code_is_said(command, pocket, capsys):
    code = code_of(pocket.ruleset, 1, 0, {})
    right = encode(code)
    for wrong, said in (
        (right[:-1] + "!", "mistyped"),
        ("nonsense", "no game code"),
        (encode(GameCode(code.scenario, "00ff00", 1, 0)), code.ruleset),
        (encode(GameCode("poket-race", code.ruleset, 1, 0)), "pocket-race"),
    ):
        assert cli.main([command, "--code", wrong]) == 1
        told = capsys.readouterr()
        assert said in told.err and "Traceback" not in told.err and told.out == ""


def test_what_only_goes_with_a_code(capsys):
    for given in (["play", "--turn", "3"], ["play", "--firm", "x"], ["sim"]):
        assert cli.main(given) == 2
        assert "--code" in capsys.readouterr().err
