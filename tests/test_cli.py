"""The command line: exit codes, one sentence for what is wrong, the same bytes however it is run, and no pygame."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game import __version__, cli
from game.engine.axes import FIRMS
from game.session.game import Session
from game.session.saves import save_replay

ROOT = Path(__file__).parent.parent


def ran(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_version_and_help(capsys):
    assert cli.main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
    assert cli.main(["--help"]) == 0
    for command in ("play", "sim", "validate", "schema", "replay", "screenshot"):
        assert command in capsys.readouterr().out or cli.main([command, "--help"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["conquer"],
        ["sim"],
        ["sim", "pocket-race", "--games", "0"],
        ["sim", "pocket-race", "--games", "many"],
        ["sim", "pocket-race", "--block", "1"],
        ["sim", "pocket-race", "--player", "huawei"],
        ["screenshot", "--all", "x", "--size", "big"],
    ],
)
def test_wrong_usage_is_two(arguments, capsys):
    assert cli.main(arguments) == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["sim", "poket-race"], "pocket-race"),
        (["sim", "pocket-race", "--player", "huwei=idle"], "huawei"),
        (["sim", "pocket-race", "--player", "huawei=idel"], "idle"),
        (["sim", "pocket-race", "--out", "rows.xls"], ".csv"),
        (["sim", "pocket-race", "--games", "2", "--out", "/no/such/folder/rows.csv"], "rows.csv"),
        (["validate", "poket-race"], "pocket-race"),
        (["replay", "nothing.tapeout", "--verify"], "nothing.tapeout"),
    ],
)
def test_wrong_input_is_one_with_a_sentence(arguments, said, capsys):
    assert cli.main(arguments) == 1
    told = capsys.readouterr()
    assert said in told.err and "Traceback" not in told.err
    assert told.out == ""


def test_sim_prints_json(capsys):
    assert cli.main(["sim", "pocket-race", "--games", "4", "--seed", "5", "--json", "--check"]) == 0
    told = capsys.readouterr()
    summary = json.loads(told.out)
    assert summary["games"] == 4 and summary["seed"] == 5 and summary["checked"]
    assert sum(summary["endings"].values()) == 4 and "running" not in summary["endings"]
    assert {"firm", "win_share", "median_score", "bankruptcies"} <= set(summary["firms"][0])
    assert told.err == ""


def test_sim_seats_players(capsys, pocket):
    firm = pocket.ruleset.ids[FIRMS][0]
    assert cli.main(["sim", "pocket-race", "--games", "2", "--player", f"{firm}=idle", "--json"]) == 0
    seats = {one["firm"]: one["policy"] for one in json.loads(capsys.readouterr().out)["firms"]}
    assert seats[firm] == "idle"


def test_validate_says_ok_and_counts(capsys):
    assert cli.main(["validate", "pocket-race", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert found["ok"] and found["counts"]["firms"] == 4
    assert cli.main(["validate", "stockpile"]) == 0
    assert "in order" in capsys.readouterr().out


def test_validate_a_broken_file(tmp_path, capsys):
    path = tmp_path / "broken.json"
    path.write_text('{"format": 1, "id": "broken", "extends": "core", "turns": "many"}')
    assert cli.main(["validate", str(path)]) == 1
    assert "broken.json:1:" in capsys.readouterr().err


def test_schema_is_json(tmp_path, capsys):
    assert cli.main(["schema"]) == 0
    assert "properties" in json.loads(capsys.readouterr().out)
    assert cli.main(["schema", "--out", str(tmp_path / "schema.json")]) == 0
    assert json.loads((tmp_path / "schema.json").read_text())


@pytest.fixture
def replay_file(pocket, tmp_path):
    session = Session(pocket, pocket.ruleset.ids[FIRMS][0], seed=9)
    session.end_quarter()
    session.end_quarter()
    return session, save_replay(session, tmp_path / "one.tapeout-replay")


def test_replay_verifies(replay_file, capsys):
    _, path = replay_file
    assert cli.main(["replay", str(path), "--verify"]) == 0
    assert "2 turns" in capsys.readouterr().out
    assert cli.main(["replay", str(path), "--verify", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["holds"]


def test_replay_names_the_turn_that_differs(replay_file, capsys):
    session, path = replay_file
    session.log[1] = type(session.log[1])(**{**session.log[1].__dict__, "digest": "0" * 64})
    save_replay(session, path)
    assert cli.main(["replay", str(path), "--verify"]) == 1
    assert "Turn 2" in capsys.readouterr().err


@pytest.mark.slow
def test_files_are_the_same_for_any_block_and_hash_seed(tmp_path):
    written = []
    for number, (block, seed) in enumerate([("2", "0"), ("64", "random")]):
        out = tmp_path / f"{number}.csv"
        done = ran("sim", "pocket-race", "--games", "3", "--block", block, "--out", str(out), PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
        written.append(out.read_bytes())
    assert written[0] == written[1]


@pytest.mark.slow
def test_files_are_the_same_for_any_jobs(tmp_path):
    written = []
    for jobs in ("1", "2"):
        out = tmp_path / f"{jobs}.jsonl"
        done = ran("sim", "stockpile", "--games", "24", "--jobs", jobs, "--block", "7", "--out", str(out), "--check")
        assert done.returncode == 0, done.stderr
        written.append(out.read_bytes())
    assert written[0] == written[1]


def test_no_pygame_without_a_window():
    script = """
import sys
from game import cli
for command in (["sim", "pocket-race", "--games", "2"], ["validate", "pocket-race"], ["schema"], ["--version"]):
    assert cli.main(command) == 0, command
    assert "pygame" not in sys.modules, command
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_importing_the_command_line_loads_nothing_heavy():
    script = "import sys, game.cli; sys.exit(bool({'pygame', 'pydantic', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="consoles there have no SIGINT to send to a group")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_keeps_what_is_finished(tmp_path, jobs):
    out = tmp_path / "rows.csv"
    script = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        f"sys.argv[1:] = ['sim', 'pocket-race', '--games', '100000', '--block', '4', '--jobs', '{jobs}', "
        f"'--out', {str(out)!r}]; from game.cli import main; sys.exit(main())"
    )
    run = tmp_path / "run.py"
    run.write_text(f"if __name__ == '__main__':\n    {script}\n")
    process = subprocess.Popen(
        [sys.executable, str(run)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    part = out.with_name(out.name + ".part")
    until = time.monotonic() + 120
    while time.monotonic() < until and not (part.exists() and part.stat().st_size > 4000):
        time.sleep(0.2)
    os.killpg(process.pid, signal.SIGINT)
    told, error = process.communicate(timeout=60)
    assert process.returncode == 130, error
    assert "what is finished is kept" in error
    games = int(error.split("stopped after ")[1].split(" ")[0])
    assert games > 0 and len(out.read_text().splitlines()) == 1 + 4 * games
    assert told.startswith(f"pocket-race: {games} games")


def test_a_new_scenario_is_in_order_and_never_overwritten(tmp_path, capsys):
    assert cli.main(["new-scenario", "my-mod", "--extends", "pocket-race", "--into", str(tmp_path)]) == 0
    assert cli.main(["validate", str(tmp_path / "my-mod")]) == 0
    capsys.readouterr()
    for wrong in (["my-mod"], ["My Mod"], ["other", "--extends", "pocket-rice"]):
        assert cli.main(["new-scenario", *wrong, "--into", str(tmp_path)]) == 1
        assert capsys.readouterr().err.count("\n") == 1
