# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick and sim never sees pygame)
"""The command line: sub-commands, exit codes, ``--json``. Parses, calls, prints.

Exit codes: 0 done, 1 the input is wrong (with a sentence on stderr), 2 usage, 70 an error of the game itself, 130
stopped by Ctrl-C. Nothing here imports pygame; ``play`` and ``screenshot`` load the interface when they are asked for.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from game import __version__, paths
from game.cli_base import DONE, MOST_GAMES, STOPPED, USAGE, WRONG, InputError, add_engine, add_seats, coded, engine_of
from game.cli_base import answer as _answer
from game.cli_base import command as _command
from game.cli_base import interface as _interface
from game.cli_base import load as _load
from game.cli_base import number as _number
from game.cli_choices import add_choices
from game.cli_desktop import add_desktop_entry
from game.cli_graph import add_graph
from game.cli_history import add_hindcast
from game.cli_reliability import add_reliability
from game.cli_replay import add_replay
from game.cli_rules import add_rules
from game.cli_runs import add_balance, add_compare, add_expect
from game.cli_story import add_story
from game.cli_worth import add_worth


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    parser = _parser()
    try:
        options = parser.parse_args(given or ["play"])
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else USAGE
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except InputError as error:
        print(error, file=sys.stderr)
        return WRONG
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return STOPPED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tapeout", description="A turn-based strategy game of the AI chip race. Without a command it plays."
    )
    parser.add_argument("--version", action="version", version=f"tapeout {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for add in (
        _add_play,
        _add_sim,
        add_balance,
        add_choices,
        add_worth,
        add_compare,
        add_hindcast,
        add_reliability,
        add_story,
        add_expect,
        _add_validate,
        _add_schema,
        add_replay,
        add_desktop_entry,
        _add_screenshot,
        _add_new_scenario,
        _add_bench,
        add_graph,
        add_rules,
    ):
        add(commands)
    return parser


def _size(text: str) -> tuple[int, int]:
    wide, cross, high = text.lower().partition("x")
    if not (cross and wide.isdigit() and high.isdigit() and 320 <= int(wide) <= 7680 and 240 <= int(high) <= 4320):
        raise argparse.ArgumentTypeError(f"{text!r} is no size, such as 1280x720")
    return int(wide), int(high)


# sim ----------------------------------------------------------------------------------------------------


def _add_sim(commands: Any) -> None:
    parser = _command(commands, "sim", _sim, "Play many games without a screen; one row a firm and game.")
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help="a scenario's id, file or folder")
    parser.add_argument("--code", metavar="CODE", help="play one game again, by its code, and print how it ended")
    parser.add_argument("--games", type=_number(1, MOST_GAMES), default=100, help="how many games (100)")
    parser.add_argument("--seed", type=_number(0, 2**63), default=1, help="what chance hangs on (1)")
    add_seats(parser)
    parser.add_argument("--jobs", type=_number(1, 256), help="processes (all processors for large runs)")
    parser.add_argument("--block", type=_number(2, 65536), help="games played side by side in one process")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the rows, as .csv, .jsonl or .parquet")
    parser.add_argument("--trace", action="store_true", help="write a row a firm and turn, not only a firm and game")
    parser.add_argument("--check", action="store_true", help="hold the engine's invariants against every quarter")
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")
    add_engine(parser)


def _sim(options: argparse.Namespace) -> int:
    from game.cli_bots import check_seats
    from game.rollout.loop import BrokenInvariantError
    from game.sim.jobs import Run, usual_block, usual_jobs
    from game.sim.observers import COLUMNS
    from game.sim.results import RowFile
    from game.sim.trace import LARGEST_TRACED_BLOCK, TRACE_COLUMNS

    if options.code is not None:
        loaded, code = coded(options)
        run = Run(1, code.seed, dict(code.seats), options.check, code.world)
    elif options.scenario is not None:
        loaded = _load(options.scenario)
        proves = options.json or options.out is not None
        seats, seconds = dict(options.player), options.bot_seconds
        run = Run(options.games, options.seed, seats, options.check, proves=proves, bot_seconds=seconds)
    else:
        print("usage: tapeout sim SCENARIO [...], or tapeout sim --code CODE", file=sys.stderr)
        return USAGE
    jobs = options.jobs or usual_jobs(run.games)
    columns, most = COLUMNS, run.games
    if options.trace:
        if options.out is None:
            print("usage: --trace goes with --out FILE, where its rows are written", file=sys.stderr)
            return USAGE
        run, columns, most = replace(run, traces=True), TRACE_COLUMNS, LARGEST_TRACED_BLOCK
    check_seats(loaded, run.seats, run.bot_seconds)
    try:
        file = None if options.out is None else RowFile(options.out, columns)
    except ValueError as error:
        raise InputError(str(error)) from None
    run = replace(run, engine=engine_of(options, loaded.ruleset, dict(run.seats), run.games))
    block = options.block or max(2, min(usual_block(run.games, jobs, run.engine), most))
    try:
        return _play_games(loaded, run, jobs, block, file, options.json)
    except BrokenInvariantError as error:
        raise InputError(f"an invariant of the engine is broken: {error}") from None
    except OSError as error:
        raise InputError(f"{options.out}: {error.strerror or error}") from None


def _play_games(loaded: Any, run: Any, jobs: int, block: int, file: Any, as_json: bool) -> int:
    from game.cli_bots import BotNews
    from game.rollout.interrupts import uninterrupted
    from game.sim.jobs import play_all
    from game.sim.progress import Progress
    from game.sim.summary import Tally, text_table
    from game.sim.trace import last_rows

    tally, progress, code = Tally(), Progress(run.games), DONE
    try:
        with ExitStack() as open_files:
            if file is not None:
                open_files.enter_context(file)
            told = BotNews(loaded.ruleset)
            work = open_files.enter_context(
                closing(play_all(loaded.ruleset, loaded.resolved_json, run, jobs, block, told))
            )
            for rows in work:
                with uninterrupted():
                    if file is not None:
                        file.write(rows)
                    tally.add(last_rows(rows) if run.traces else rows)
                    progress.add(tally.games - progress.done)
    except KeyboardInterrupt:
        code = STOPPED
    progress.close()
    if code == STOPPED:
        kept = "; what is finished is kept" if tally.games else ""
        print(f"stopped after {tally.games:,} of {run.games:,} games{kept}", file=sys.stderr)
    summary = tally.summary(loaded.ruleset.scenario_id, loaded.ruleset.digest, run.seed, run.check)
    print(json.dumps(summary.as_json(), indent=2) if as_json else text_table(summary))
    return code


# validate and schema ------------------------------------------------------------------------------------


def _add_validate(commands: Any) -> None:
    parser = _command(commands, "validate", _validate, "Check a scenario or mod; every problem with file and line.")
    parser.add_argument("scenario", metavar="SCENARIO", nargs="+", help="a scenario's id, file or folder")
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")


def _validate(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from game.scenario import counts, load_scenario, validate
    from game.scenario.hindcast import validate_hindcast

    code, found = DONE, []
    for name in options.scenario:
        problems = validate(name, paths.scenario_folders())
        if not any(problem.level == "error" for problem in problems):
            problems += validate_hindcast(name, paths.scenario_folders())
        is_wrong = any(problem.level == "error" for problem in problems)
        code = WRONG if is_wrong else code
        size = {} if is_wrong else counts(load_scenario(name, paths.scenario_folders()))
        found.append(
            {"scenario": name, "ok": not is_wrong, "problems": [asdict(one) for one in problems], "counts": size}
        )
        if not options.json:
            for problem in problems:
                print(problem, file=sys.stderr)
            listed = ", ".join(f"{count} {kind}" for kind, count in size.items() if count)
            verdict = f"{name}: wrong" if is_wrong else f"{name}: in order ({listed})"
            print(verdict, file=sys.stderr if is_wrong else sys.stdout)
    if options.json:
        print(json.dumps(found, indent=2))
    return code


def _add_schema(commands: Any) -> None:
    parser = _command(commands, "schema", _schema, "Print the JSON Schema of scenario files, for editors.")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write it to a file instead")


def _schema(options: argparse.Namespace) -> int:
    from game.scenario.json_schema import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if options.out is None:
        sys.stdout.write(text)
        return DONE
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{options.out}: {error.strerror or error}") from None
    return DONE


# The interface ------------------------------------------------------------------------------------------


def _add_play(commands: Any) -> None:
    parser = _command(commands, "play", _play, "Open the game's window.")
    parser.add_argument("--size", type=_size, metavar="WxH", help="size of the window")
    parser.add_argument("--fullscreen", action="store_true", help="fill the screen")
    parser.add_argument("--smoke", action="store_true", help="draw the first frame and leave")
    parser.add_argument("--code", metavar="CODE", help="open this very game of a run, every seat played by its policy")
    parser.add_argument("--turn", type=_number(1, 1000), metavar="N", help="at the start of this turn (1)")
    parser.add_argument("--firm", help="look at it from this firm, or take it over (the first playable one)")
    parser.add_argument("--scenario", help="where the code's scenario is, if it is not on the shelf")


def _play(options: argparse.Namespace) -> int:
    how = {"size": options.size, "fullscreen": options.fullscreen, "smoke": options.smoke}
    if options.code is None:
        if options.turn or options.firm or options.scenario:
            print("usage: --turn, --firm and --scenario go with --code CODE", file=sys.stderr)
            return USAGE
        return _interface("play", "run", **how)
    from game.rollout.codes import CodeError
    from game.session.coded import open_code

    loaded, code = coded(options)
    try:
        session = open_code(loaded, code, options.firm or "", options.turn or 1)
    except CodeError as error:
        raise InputError(str(error)) from None
    return _interface("play", "run", **how, session=session)


def _add_screenshot(commands: Any) -> None:
    parser = _command(commands, "screenshot", _screenshot, "Draw every screen in mid-game to pictures.")
    parser.add_argument("--all", type=Path, metavar="DIR", required=True, help="the folder to fill")
    parser.add_argument("--size", type=_size, default=(1280, 720), metavar="WxH", help="1280x720")
    parser.add_argument("--scenario", default="stockpile", help="which scenario (stockpile)")
    parser.add_argument("--seed", type=_number(0, 2**63), default=1, help="what chance hangs on (1)")
    parser.add_argument("--language", default="en", metavar="CODE", help="which language the game speaks (en)")
    parser.add_argument("--scale", type=_number(75, 400), metavar="PERCENT", help="size of everything (as the window)")
    parser.add_argument("--palette", default="standard", metavar="NAME", help="standard, red_green or blue_yellow")
    parser.add_argument("--high-contrast", action="store_true", help="darker grounds, lighter words")


def _screenshot(options: argparse.Namespace) -> int:
    from game.ui.palette import PALETTES
    from game.ui.wording import languages

    if options.language not in languages():
        raise InputError(f"the game does not speak {options.language}, only {', '.join(languages())}")
    if options.palette not in PALETTES:
        raise InputError(f"there is no palette {options.palette}, only {', '.join(PALETTES)}")
    loaded = _load(options.scenario)
    how = {"folder": options.all, "size": options.size, "seed": options.seed, "language": options.language}
    colours = (options.palette, options.high_contrast)
    scale = options.scale / 100 if options.scale else None
    return _interface("shots", "run", loaded=loaded, scale=scale, colours=colours, **how)


def _add_new_scenario(commands: Any) -> None:
    parser = _command(
        commands, "new-scenario", _new_scenario, "Begin a mod: a folder with a file that explains itself."
    )
    parser.add_argument("name", metavar="NAME", help="the mod's id, and the name of its folder")
    parser.add_argument("--extends", default="stockpile", metavar="ID", help="the scenario it starts from (stockpile)")
    parser.add_argument("--into", type=Path, default=Path(), metavar="DIR", help="where to put the folder (here)")


def _new_scenario(options: argparse.Namespace) -> int:
    from game.scenario.starter import starter

    _load(options.extends)
    folder = options.into / options.name
    try:
        text = starter(options.name, options.extends)
        folder.mkdir(parents=True)
        (folder / "scenario.json").write_text(text, encoding="utf-8", newline="\n")
    except ValueError as error:
        raise InputError(f"{error} is no id: small letters, figures, - and _") from None
    except FileExistsError:
        raise InputError(f"{folder} is there already; nothing was written") from None
    except OSError as error:
        raise InputError(f"{folder}: {error.strerror or error}") from None
    print(folder / "scenario.json")
    return DONE


def _add_bench(commands: Any) -> None:
    from game.sim.bench_meanings import MEANINGS

    parser = _command(commands, "bench", _bench, "Time rules and window on this machine, beside plain work.")
    wide = max(map(len, MEANINGS))
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "\n".join(["figures:", *(f"  {name:{wide}}  {text}" for name, text in MEANINGS.items())])
    parser.add_argument("scenario", nargs="?", default="stockpile", help="which scenario (stockpile)")
    parser.add_argument(
        "--games", type=_number(2, MOST_GAMES), default=512, help="whole games to time in each worker process (512)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _bench(options: argparse.Namespace) -> int:
    from game.sim.bench import measure

    loaded = _load(options.scenario)
    figures = measure(loaded.ruleset, loaded.resolved_json, options.games, paths.this_program())
    figures |= _answer("frame_bench", "measure_frames", loaded=loaded)
    if options.json:
        print(json.dumps(figures, indent=2))
        return DONE
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{name}:")
            print("\n".join(f"    {axes:40} {count:6} {numbers:9}" for axes, (count, numbers) in value.items()))
        else:
            print(f"{name:32} {value if isinstance(value, str) else format(value, '12,.3f')}")
    return DONE
