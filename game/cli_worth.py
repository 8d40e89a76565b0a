# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that asks of every lever what a push of it is worth: ``worth``."""

import argparse
from typing import Any

from game.cli_base import add_measuring, command, engine_of, load, number, places, tell


def add_worth(commands: Any) -> None:
    """``worth SCENARIO``."""
    text = "Push each lever of events and moves for one firm in a played game, and say what it does to the lead."
    parser = command(commands, "worth", _worth, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument("--lever", action="append", default=[], metavar="ID", help="only this lever; repeatable")
    parser.add_argument("--worlds", type=number(2, 4096), default=32, help="worlds a firm (32)")
    add_measuring(parser)


def _worth(options: argparse.Namespace) -> int:
    from os import cpu_count

    from game.engine.axes import FIRMS, LEVERS
    from game.sim.lever_worth import usual_pushes, usual_quarters, weigh_levers
    from game.sim.lever_worth_text import worth_as_json, worth_text
    from game.sim.progress import Progress

    loaded = load(options.scenario)
    rules = loaded.ruleset
    asked = places(options.lever, rules.ids[LEVERS], "lever")
    pushes = [push for push in usual_pushes(rules) if not asked or push.lever in asked]
    quarters = usual_quarters(rules)
    engine = engine_of(options, rules, {}, options.worlds * rules.sizes[FIRMS] * len(quarters) * len(pushes))
    progress = Progress(len(pushes), counted="levers")
    try:
        weighed = weigh_levers(
            loaded, pushes, quarters=quarters, each=options.worlds, seed=options.seed,
            jobs=options.jobs or cpu_count() or 1, engine=engine, done=progress.add,
        )  # fmt: skip
    finally:
        progress.close()
    return tell(
        options,
        weighed.is_whole,
        lambda: worth_as_json(rules, options.seed, options.worlds, weighed),
        lambda: worth_text(rules, options.worlds, weighed),
    )
