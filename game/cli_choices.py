# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that asks of every choice of every event whether it is ever right: ``choices``."""

import argparse
import json
import sys
from typing import Any

from game.cli_base import DONE, STOPPED, command, load, number


def add_choices(commands: Any) -> None:
    """``choices SCENARIO``."""
    text = "Play moments in which an event waits to the end with each of its choices; say which choice is never best."
    parser = command(commands, "choices", _choices, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument(
        "--games", type=number(2, 4096), default=64, help="games a table that moments are drawn of (64)"
    )
    parser.add_argument("--moments", type=number(1, 16), default=16, help="moments tried of an event at most (16)")
    parser.add_argument("--continuations", type=number(2, 4096), default=256, help="futures a choice (256)")
    parser.add_argument("--seed", type=number(0, 2**63), default=1, help="what chance hangs on (1)")
    parser.add_argument("--jobs", type=number(1, 256), help="processes (all processors)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")


def _choices(options: argparse.Namespace) -> int:
    from os import cpu_count

    from game.sim.choices import weigh_choices
    from game.sim.choices_text import choices_as_json, choices_text
    from game.sim.progress import Progress

    loaded = load(options.scenario)
    progress = Progress(options.moments * len(loaded.ruleset.events.conditions), counted="moments")
    try:
        weighed = weigh_choices(
            loaded, games=options.games, most=options.moments, seed=options.seed, jobs=options.jobs or cpu_count() or 1,
            worlds=options.continuations, done=progress.add,
        )  # fmt: skip
    finally:
        progress.close()
    if not weighed.is_whole:
        print("stopped; told is what is finished", file=sys.stderr)
    worlds = options.continuations
    if options.json:
        print(json.dumps(choices_as_json(loaded, options.seed, worlds, weighed), indent=2))
    else:
        print(choices_text(loaded, worlds, weighed))
    return DONE if weighed.is_whole else STOPPED
