# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""Commands that measure over many games: ``balance``, ``compare`` and ``expect``."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from game import paths
from game.cli_base import (
    DONE,
    STOPPED,
    USAGE,
    InputError,
    add_measuring,
    add_seats,
    command,
    engine_of,
    load,
    number,
    seat,
    write_page,
)

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
    add_measuring(parser)
    add_seats(parser)
    parser.add_argument("--all-in", action="store_true", help="try players too that repeat one order every quarter")
    parser.add_argument("--report", type=Path, metavar="FILE.html", help="write one page with plots and a verdict")


def _balance(options: argparse.Namespace) -> int:
    from game.cli_bots import BotNews, check_seats
    from game.sim.balance import plan, played
    from game.sim.balance_text import balance_table
    from game.sim.jobs import usual_jobs
    from game.sim.progress import Progress
    from game.sim.targets import measured

    loaded = load(options.scenario)
    if options.report is not None and not options.report.parent.is_dir():
        raise InputError(f"{options.report}: there is no folder {options.report.parent}")
    check_seats(loaded, dict(options.player), options.bot_seconds)
    what = plan(loaded.ruleset, options.games, options.seed, dict(options.player), all_in=options.all_in)
    progress, told = Progress(what.games), BotNews(loaded.ruleset)
    jobs = options.jobs or usual_jobs(what.games)
    engine = engine_of(options, loaded.ruleset, dict(options.player), what.games // len(what.tables))
    games = played(
        loaded, what, options.seed, jobs,
        bot_seconds=options.bot_seconds, engine=engine, done=progress.add, told=told,
    )  # fmt: skip
    progress.close()
    if not games.is_whole:
        kept = "; measured is what is finished" if games.games else ""
        print(f"stopped after {games.games:,} of {what.games:,} games{kept}", file=sys.stderr)
        if not games.games:
            return STOPPED
    found = measured(games)
    if options.report is not None:
        from game.sim.report_html import report

        write_page(options.report, report(found))
    print(json.dumps(found.as_json(), indent=2) if options.json else balance_table(found))
    return DONE if games.is_whole else STOPPED


# compare ------------------------------------------------------------------------------------------------


def add_compare(commands: Any) -> None:
    """``compare A B``."""
    text = "Play two ways on common chance, and say firm by firm what differs: paired means with 95 % intervals."
    parser = command(commands, "compare", _compare, text)
    side = "a scenario's id, file or folder, or policies or bots as FIRM=POLICY,FIRM=FILE.py:CLASS"
    parser.add_argument("a", metavar="A", help=side)
    parser.add_argument("b", metavar="B", nargs="?", help="the same; A itself if only --set differs")
    parser.add_argument("--scenario", metavar="S", help="where policies are seated (the other side's, or stockpile)")
    parser.add_argument(
        "--set", type=_constant, action="append", default=[], metavar="NAME=VALUE", help="a constant of B; repeatable"
    )
    parser.add_argument("--games", type=number(2, MOST_MEASURED), default=200, help="how many pairs (200)")
    add_measuring(parser)
    add_seats(parser)


def _constant(text: str) -> tuple[str, float]:
    name, _, value = text.partition("=")
    try:
        return name, float(value)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE, such as chip_margin=0.4") from None


def _compare(options: argparse.Namespace) -> int:
    from game.cli_bots import BotNews
    from game.sim.compare import Collected, collect, compared, comparison_text
    from game.sim.jobs import usual_jobs
    from game.sim.progress import Progress

    if options.b is None and not options.set:
        print("usage: tapeout compare A B, or tapeout compare A --set NAME=VALUE", file=sys.stderr)
        return USAGE
    a, b = _sides(options)
    progress, code = Progress(2 * options.games), DONE
    news = [BotNews(side.loaded.ruleset) for side in (a, b)]
    of_a, of_b = Collected(), Collected()
    engines = [engine_of(options, side.loaded.ruleset, dict(side.seats), options.games) for side in (a, b)]
    engine = "c" if set(engines) == {"c"} else "tape"
    try:
        collect(
            (a, b), options.games, options.seed, options.jobs or usual_jobs(options.games), (of_a, of_b),
            bot_seconds=options.bot_seconds, engine=engine, done=progress.add,
            told=lambda side, incident: news[side](incident),
        )  # fmt: skip
    except KeyboardInterrupt:
        code = STOPPED
    progress.close()
    pairs = min(of_a.games, of_b.games)
    if code == STOPPED:
        kept = "; compared are those" if pairs else ""
        print(f"stopped after {pairs:,} of {options.games:,} pairs of games{kept}", file=sys.stderr)
        if not pairs:
            return code
    found = compared(a, b, options.seed, of_a, of_b)
    print(json.dumps(found.as_json(), indent=2) if options.json else comparison_text(found))
    return code


def _sides(options: argparse.Namespace) -> tuple[Any, Any]:
    """A and B, checked. Raises InputError."""
    from game.cli_bots import check_seats
    from game.rollout.bots import shown
    from game.scenario import ScenarioError
    from game.sim.compare import Side, with_constant

    texts = (options.a, options.a if options.b is None else options.b)
    seats = [_seats(text) for text in texts]
    named = [text for text, table in zip(texts, seats, strict=True) if table is None]
    board = options.scenario or (named[0] if named else "stockpile")
    where = [text if table is None else board for text, table in zip(texts, seats, strict=True)]
    found = {name: load(name) for name in dict.fromkeys(where)}
    given = dict(options.player)
    also = " with " + ", ".join(f"{firm}={shown(policy)}" for firm, policy in given.items()) if given else ""
    sides = [
        Side(text + also, found[place], {**given, **(table or {})})
        for text, place, table in zip(texts, where, seats, strict=True)
    ]
    a, b = sides
    try:
        if options.set:
            told = ", ".join(f"{name}={value:g}" for name, value in options.set)
            b = Side(f"{b.label} with {told}", with_constant(b.loaded, dict(options.set)), b.seats)
    except ValueError as error:
        raise InputError(str(error)) from None
    except ScenarioError as error:
        raise InputError("\n".join(str(problem) for problem in error.problems)) from None
    for side in (a, b):
        check_seats(side.loaded, side.seats, options.bot_seconds)
    if not set(a.loaded.board.firms) & set(b.loaded.board.firms):
        raise InputError(f"{a.label} and {b.label} have no firm in common")
    return a, b


def _seats(text: str) -> dict[str, str] | None:
    """The policies that a side names, or None where it names a scenario."""
    if "=" not in text or Path(text).exists():
        return None
    try:
        return dict(seat(part) for part in text.split(","))
    except argparse.ArgumentTypeError as error:
        raise InputError(str(error)) from None


# expect -------------------------------------------------------------------------------------------------


def add_expect(commands: Any) -> None:
    """``expect SCENARIO``."""
    text = "Measure what to expect of each firm, so that every seat is as good as any other (expected_points)."
    parser = command(commands, "expect", _expect, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument("--games", type=number(2, MOST_MEASURED), default=576, help="about how many games (576)")
    add_measuring(parser)
    parser.add_argument(
        "--write", action="store_true", help="write the new numbers into the scenario's own file, and nothing else"
    )


def _expect(options: argparse.Namespace) -> int:
    from game.engine.axes import FIRMS
    from game.scenario import ScenarioError, amend, own_file
    from game.sim.expect import expected, expected_table, places
    from game.sim.jobs import usual_jobs
    from game.sim.progress import Progress

    loaded, folders = load(options.scenario), paths.scenario_folders()
    try:
        if options.write:
            own_file(options.scenario, folders, places(loaded))
        progress = Progress(options.games)
        jobs = options.jobs or usual_jobs(options.games)
        engine = engine_of(options, loaded.ruleset, {}, options.games // len(loaded.ruleset.ids[FIRMS]))
        found = expected(loaded, options.games, options.seed, jobs, progress.add, engine)
        progress.close()
        if found.firms:
            print(json.dumps(found.as_json(), indent=2) if options.json else expected_table(found))
        if found.games < found.planned:
            tail = "; nothing was written" if options.write else ""
            print(f"stopped after {found.games:,} of {found.planned:,} games{tail}", file=sys.stderr)
            return STOPPED
        if options.write:
            print(f"written: {amend(options.scenario, folders, found.changes)}", file=sys.stderr)
    except ScenarioError as error:
        raise InputError("\n".join(str(problem) for problem in error.problems)) from None
    return DONE
