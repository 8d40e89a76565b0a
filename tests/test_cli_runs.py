"""The measuring commands from the command line: what they print, what they refuse, and no pygame."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game import cli
from game.engine.axes import FIRMS

pytestmark = pytest.mark.slow  # whole games in processes of their own

ROOT = Path(__file__).parent.parent


@pytest.fixture
def firm(pocket) -> str:
    return str(pocket.ruleset.ids[FIRMS][0])


def test_balance_prints_targets_and_writes_a_page(tmp_path, capsys):
    page = tmp_path / "report.html"
    assert cli.main(["balance", "pocket-race", "--games", "2", "--seed", "2", "--json", "--report", str(page)]) == 0
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert told.err == ""
    assert {"name", "value", "low", "high", "interval", "holds"} <= set(found["targets"][0])
    assert page.read_bytes().startswith(b"<!DOCTYPE html>")


def test_compare_says_in_words_and_as_json(capsys, firm):
    assert cli.main(["compare", "pocket-race", f"{firm}=idle", "--games", "4", "--seed", "2"]) == 0
    assert "less under B" in capsys.readouterr().out
    asked = ["compare", f"{firm}=random", f"{firm}=idle", "--scenario", "pocket-race", "--games", "2", "--json"]
    assert cli.main(asked) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["a"]["seats"] == {firm: "random"} and found["b"]["seats"] == {firm: "idle"}
    assert found["a"]["scenario"] == found["b"]["scenario"] == "pocket-race"


def test_compare_changes_a_constant(capsys):
    assert cli.main(["compare", "pocket-race", "--set", "chip_margin=0.6", "--games", "2", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["b"]["label"] == "pocket-race with chip_margin=0.6"
    assert found["a"]["digest"] != found["b"]["digest"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["balance"],
        ["balance", "pocket-race", "--games", "1"],
        ["compare"],
        ["compare", "pocket-race"],
        ["compare", "pocket-race", "--set", "chip_margin"],
        ["compare", "pocket-race", "--set", "chip_margin=much"],
    ],
)
def test_wrong_usage_is_two(arguments, capsys):
    assert cli.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["balance", "poket-race"], "pocket-race"),
        (["balance", "pocket-race", "--games", "2", "--report", "/no/such/folder/r.html"], "/no/such/folder"),
        (["compare", "pocket-race", "poket-race"], "pocket-race"),
        (["compare", "pocket-race", "huwei=idle"], "huawei"),
        (["compare", "pocket-race", "huawei=idel"], "idle"),
        (["compare", "pocket-race", "huawei="], "FIRM=POLICY"),
        (["compare", "pocket-race", "--set", "chip_margn=0.5"], "chip_margin"),
        (["compare", "pocket-race", "--set", "chip_margin=50"], "chip_margin"),
        (["compare", "pocket-race", "--set", "chip_margin=nan"], "chip_margin"),
    ],
)
def test_wrong_input_is_one_with_a_sentence(arguments, said, capsys):
    assert cli.main(arguments) == 1
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err
    assert told.out == ""


@pytest.mark.slow
def test_measuring_needs_no_window():
    script = """
import sys
from game import cli
for command in (["balance", "pocket-race"], ["compare", "pocket-race", "--set", "chip_margin=0.6"]):
    assert cli.main([*command, "--games", "2"]) == 0, command
    assert "pygame" not in sys.modules, command
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_trace_has_a_row_a_turn_and_the_same_bytes_for_any_block(tmp_path, capsys):
    written = []
    for block in ("2", "3"):
        out = tmp_path / f"{block}.csv"
        assert cli.main(["sim", "pocket-race", "--games", "3", "--block", block, "--trace", "--out", str(out)]) == 0
        written.append(out.read_bytes())
    assert written[0] == written[1]
    assert written[0].count(b"\n") > 1 + 3 * 4
    assert capsys.readouterr().out.startswith("pocket-race: 3 games")


def test_a_trace_needs_a_file(capsys):
    assert cli.main(["sim", "pocket-race", "--games", "2", "--trace"]) == 2
    assert "--out" in capsys.readouterr().err
