# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that holds scenarios against history: ``hindcast``."""

import argparse
import json
from typing import Any

from game import paths
from game.cli_base import DONE, InputError, command, number

USUAL = ("first-sanctions", "the-wall")

MOST_GAMES = 10_000
"""Games a scenario at most: every quarter of them is watched."""


def add_hindcast(commands: Any) -> None:
    """``hindcast [SCENARIO ...]``."""
    text = "Play scenarios by historical doctrines and lay what comes out beside public figures; misses are listed."
    parser = command(commands, "hindcast", _hindcast, text)
    named = f"scenarios with a hindcast.json ({' and '.join(USUAL)})"
    parser.add_argument("scenario", metavar="SCENARIO", nargs="*", help=named)
    parser.add_argument("--games", type=number(1, MOST_GAMES), default=64, help="how many games of each (64)")
    parser.add_argument("--seed", type=number(0, 2**63), default=1, help="what chance hangs on (1)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _hindcast(options: argparse.Namespace) -> int:
    from game.scenario import ScenarioError
    from game.scenario.hindcast import load_hindcast
    from game.sim.hindcast import hindcast_table, hold_against_history
    from game.sim.progress import Progress

    try:
        asked = [load_hindcast(name, paths.scenario_folders()) for name in options.scenario or USUAL]
    except ScenarioError as error:
        raise InputError("\n".join(str(problem) for problem in error.problems)) from None
    progress = Progress(options.games * len(asked))
    try:
        held = [hold_against_history(one, options.games, options.seed, progress.add) for one in asked]
    finally:
        progress.close()
    if options.json:
        print(json.dumps([one.as_json() for one in held], indent=2, ensure_ascii=False))
    else:
        print("\n\n".join(hindcast_table(one) for one in held))
    return DONE
