# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that asks of every choice of every event whether it is ever right: ``choices``."""

import argparse
from typing import Any

from game.cli_base import add_measuring, command, engine_of, load, number, places, tell


def add_choices(commands: Any) -> None:
    """``choices SCENARIO``."""
    text = "Play moments in which an event waits to the end with each of its choices; say which choice is never best."
    parser = command(commands, "choices", _choices, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument(
        "--games", type=number(2, 4096), default=64, help="games a table that moments are drawn of (64)"
    )
    parser.add_argument("--event", action="append", default=[], metavar="ID", help="only this event; repeatable")
    parser.add_argument(
        "--least-left", type=number(1, 400), default=1, metavar="N", help="only moments with N quarters to play (1)"
    )
    parser.add_argument("--moments", type=number(1, 16), default=16, help="moments tried of an event at most (16)")
    parser.add_argument("--continuations", type=number(2, 4096), default=256, help="futures a choice (256)")
    add_measuring(parser)


def _choices(options: argparse.Namespace) -> int:
    from os import cpu_count

    from game.engine.axes import EVENTS
    from game.sim.choices import tables, weigh_choices
    from game.sim.choices_text import choices_as_json, choices_text
    from game.sim.moments import Wanted
    from game.sim.progress import Progress

    loaded = load(options.scenario)
    asked = places(options.event, loaded.ruleset.ids[EVENTS], "event")
    wanted = Wanted(events=asked or None, least_left=options.least_left)
    many = len(asked) or len(loaded.ruleset.ids[EVENTS])
    engine = engine_of(
        options, loaded.ruleset, {}, options.moments * many * options.continuations // len(tables(loaded.ruleset, 1))
    )
    progress = Progress(options.moments * many, counted="moments")
    try:
        weighed = weigh_choices(
            loaded, games=options.games, most=options.moments, seed=options.seed, jobs=options.jobs or cpu_count() or 1,
            worlds=options.continuations, wanted=wanted, engine=engine, done=progress.add,
        )  # fmt: skip
    finally:
        progress.close()
    worlds = options.continuations
    return tell(
        options,
        weighed.is_whole,
        lambda: choices_as_json(loaded, options.seed, worlds, weighed),
        lambda: choices_text(loaded, worlds, weighed),
    )
