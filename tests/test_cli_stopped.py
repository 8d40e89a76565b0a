"""Ctrl-C, as a terminal sends it, to real processes: one sentence, exit code 130, and what is finished is kept."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from game.engine.axes import FIRMS

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a group of processes otherwise there"),
]

ROOT = Path(__file__).parent.parent
BOT = ROOT / "packaging" / "examples" / "steady_bot.py"

TELLTALE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from concurrent.futures import ProcessPoolExecutor
from game import cli
from game.rollout import bot_process
from game.sim.progress import Progress

def telling(owner, name, word):
    before = getattr(owner, name)
    def after(*given, **named):
        found = before(*given, **named)
        print(word, file=sys.stderr, flush=True)
        return found
    setattr(owner, name, after)

telling(ProcessPoolExecutor, "submit", "born")
telling(bot_process, "starting_processes", "bot")
telling(Progress, "add", "played")
sys.exit(cli.main(sys.argv[1:]))
"""
"""The command line, which says on stderr when worker processes are born and when games are finished."""


def stopped(moment: str, *arguments: str, times: int = 1) -> tuple[str, list[str]]:
    """Press Ctrl-C when a moment has come so many times; stdout, and what was said on stderr."""
    command = subprocess.Popen(
        [sys.executable, "-c", TELLTALE, *arguments],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert command.stderr is not None
    said = []
    for line in command.stderr:
        said.append(line.strip())
        if said.count(moment) == times:
            break
    os.killpg(command.pid, signal.SIGINT)
    out, rest = command.communicate(timeout=60)
    assert command.returncode == 130, (said, rest)
    return out, [line for line in (*said, *rest.splitlines()) if line not in {"born", "bot", "played"}]


LONG = ("--games", "2000", "--jobs", "2")


@pytest.mark.parametrize("command", ["sim", "balance", "compare", "expect"])
def test_while_processes_start_it_is_one_sentence(command):
    more = ("--set", "chip_margin=0.6") if command == "compare" else ()
    _out, said = stopped("born", command, "pocket-race", *more, *LONG)
    assert len(said) == 1 and said[0].startswith("stopped")


def test_while_a_bot_starts_it_is_one_sentence(pocket):
    seat = f"{pocket.ruleset.ids[FIRMS][0]}={BOT}:SteadyBot"
    assert stopped("bot", "sim", "pocket-race", *LONG, "--player", seat) == ("", ["stopped"])


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_sim_keeps_whole_games(tmp_path, pocket, jobs):
    path = tmp_path / "rows.jsonl"
    given = ("--games", "2000", "--jobs", jobs, "--block", "16", "--out", str(path), "--json")
    out, said = stopped("played", "sim", "pocket-race", *given)
    games = json.loads(out)["games"]
    assert 16 <= games < 2000 and games % 16 == 0
    assert said == [f"stopped after {games:,} of 2,000 games; what is finished is kept"]
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    firms = pocket.ruleset.ids[FIRMS]
    assert [(row["world"], row["firm"]) for row in rows] == [(world, firm) for world in range(games) for firm in firms]
    assert sorted(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_balance_measures_what_is_finished(tmp_path, jobs):
    page = tmp_path / "report.html"
    given = ("--games", "32", "--jobs", jobs, "--json", "--report", str(page))
    out, said = stopped("played", "balance", "pocket-race", *given)
    found = json.loads(out)
    games = sum(found["games"].values())
    assert found["games"]["own"] == 32 and games < found["games_planned"]
    assert said == [f"stopped after {games:,} of {found['games_planned']:,} games; measured is what is finished"]
    names = {target["name"].partition(".")[0] for target in found["targets"]}
    assert {"side_wins", "lead_changes"} <= names and "idle_last" not in names
    assert "Stopped early" in page.read_text()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_compare_compares_common_games(jobs):
    """Both sides are played in step, so that there is a pair as soon as two blocks are done."""
    given = ("--games", "2000", "--jobs", jobs, "--json", "--set", "chip_margin=0.6")
    out, said = stopped("played", "compare", "pocket-race", *given, times=2)
    games = json.loads(out)["games"]
    assert 2 <= games < 2000
    assert said == [f"stopped after {games:,} of 2,000 pairs of games; compared are those"]
