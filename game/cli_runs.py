# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""Commands that measure over many games: ``balance``."""

import argparse
import json
from pathlib import Path
from typing import Any

from game.cli_base import DONE, InputError, command, load, number

MOST_MEASURED = 100_000
"""Games a measuring command plays at most: it keeps facts of every one in memory."""


def add_balance(commands: Any) -> None:
    """``balance SCENARIO``."""
    text = "Measure a scenario against the targets of the design: doctrines, sides, tension, skill, dead content."
    parser = command(commands, "balance", _balance, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument(
        "--games", type=number(2, MOST_MEASURED), default=240,
        help="how many games by own doctrines, as many with rotated ones, half as many against the floors (240)",
    )  # fmt: skip
    _add_common(parser)
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write one page with plots and a verdict")


def _add_common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seed", type=number(0, 2**63), default=1, help="what chance hangs on (1)")
    parser.add_argument("--jobs", type=number(1, 256), help="processes (all processors for large runs)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _balance(options: argparse.Namespace) -> int:
    from game.sim.balance import plan, played
    from game.sim.balance_text import balance_table
    from game.sim.jobs import usual_jobs
    from game.sim.progress import Progress
    from game.sim.targets import measured

    loaded = load(options.scenario)
    if options.report is not None and not options.report.parent.is_dir():
        raise InputError(f"{options.report}: there is no folder {options.report.parent}")
    games = plan(loaded.ruleset, options.games, options.seed).games
    progress = Progress(games)
    try:
        found = measured(played(loaded, options.games, options.seed, options.jobs or usual_jobs(games), progress.add))
    finally:
        progress.close()
    if options.report is not None:
        _write(options.report, found)
    print(json.dumps(found.as_json(), indent=2) if options.json else balance_table(found))
    return DONE


def _write(path: Path, found: Any) -> None:
    from game.sim.report_html import report

    try:
        path.write_text(report(found), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None
