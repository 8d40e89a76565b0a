# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that asks whether forecasts may be trusted: ``reliability``."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from game.cli_base import DONE, STOPPED, InputError, command, load, number, write_page


def add_reliability(commands: Any) -> None:
    """``reliability SCENARIO``."""
    text = "Look ahead in many games as the window does, and hold odds and bands against what comes."
    parser = command(commands, "reliability", _reliability, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument("--games", type=number(2, 100_000), default=1000, help="games, one forecast in each (1000)")
    parser.add_argument("--futures", type=number(8, 1024), default=64, help="futures a forecast (64; the window: 256)")
    parser.add_argument(
        "--own", action="store_true", help="every firm by its own doctrine, instead of another one in each game"
    )
    parser.add_argument("--seed", type=number(0, 2**40), default=1, help="what chance hangs on (1)")
    parser.add_argument("--jobs", type=number(1, 256), help="processes (all processors)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write one page with plots and a verdict")


def _reliability(options: argparse.Namespace) -> int:
    from os import cpu_count

    from game.sim.progress import Progress
    from game.sim.reliability import judged
    from game.sim.reliability_text import reliability_text
    from game.sim.told import Plan, tell

    loaded = load(options.scenario)
    if options.report is not None and not options.report.parent.is_dir():
        raise InputError(f"{options.report}: there is no folder {options.report.parent}")
    plan = Plan(options.games, options.seed, options.futures, options.own)
    progress = Progress(plan.games)
    try:
        told = tell(loaded, plan, options.jobs or cpu_count() or 1, progress.add)
    finally:
        progress.close()
    if not told.is_whole:
        kept = "; judged is what is finished" if told.games else ""
        print(f"stopped after {told.games:,} of {plan.games:,} games{kept}", file=sys.stderr)
        if not told.games:
            return STOPPED
    found = judged(loaded.ruleset.scenario_id, loaded.ruleset.digest, plan, told)
    if options.report is not None:
        from game.sim.reliability_html import page

        write_page(options.report, page(found))
    print(json.dumps(found.as_json(), indent=2) if options.json else reliability_text(found))
    return DONE if told.is_whole else STOPPED
