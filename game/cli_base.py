"""What the commands share: exit codes, the error that becomes a sentence, and how arguments are read."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from typing import Any

from game import paths

DONE, WRONG, USAGE, CRASHED, STOPPED = 0, 1, 2, 70, 130

MOST_GAMES = 10_000_000


class InputError(Exception):
    """The input is wrong; the message is the sentence to print."""


def command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
    """A sub-command with its help, which calls ``run``."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text.replace("%", "%%"), description=text)
    parser.set_defaults(command=run)
    return parser


def number(low: int, high: int) -> Callable[[str], int]:
    """Reads a whole number between two bounds."""

    def read(text: str) -> int:
        try:
            found = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
        if not low <= found <= high:
            raise argparse.ArgumentTypeError(f"{found} is not between {low} and {high}")
        return found

    return read


def seat(text: str) -> tuple[str, str]:
    """Reads ``FIRM=POLICY``."""
    firm, equals, policy = text.partition("=")
    if not (firm and equals and policy):
        raise argparse.ArgumentTypeError(f"{text!r} is not FIRM=POLICY, such as huawei=idle")
    return firm, policy


def add_seats(parser: argparse.ArgumentParser) -> None:
    """``--player`` and ``--bot-seconds``."""
    text = "seat a policy, or a bot as FILE.py:CLASS; repeatable"
    parser.add_argument("--player", type=seat, action="append", default=[], metavar="FIRM=POLICY", help=text)
    parser.add_argument(
        "--bot-seconds", type=number(1, 3600), default=5, metavar="S", help="what a bot may take for a quarter (5)"
    )


def add_engine(parser: argparse.ArgumentParser) -> None:
    """``--engine``."""
    text = "what plays: C where a compiler is there and it pays, C, or the tape; no figure hangs on it (auto)"
    parser.add_argument("--engine", choices=("auto", "c", "tape"), default="auto", help=text)


def add_measuring(parser: argparse.ArgumentParser) -> None:
    """``--seed``, ``--jobs``, ``--json`` and ``--engine``, which every command that plays many games has."""
    parser.add_argument("--seed", type=number(0, 2**63), default=1, help="what chance hangs on (1)")
    parser.add_argument("--jobs", type=number(1, 256), help="processes (all processors, where it pays)")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    add_engine(parser)


def engine_of(options: argparse.Namespace, rules: Any, seats: dict[str, str], games: int) -> str:
    """The engine for so many games at each table, built if need be; stderr tells it if asked or where it matters."""
    from game.rollout.compiled.engines import PAYS, chosen  # noqa: PLC0415  (not for --version and --help)

    engine = chosen(options.engine, rules, seats, games)
    if options.engine != "auto" or games >= PAYS:
        print(engine.said, file=sys.stderr)
    return engine.name


def tell(options: argparse.Namespace, is_whole: bool, data: Callable[[], Any], text: Callable[[], str]) -> int:
    """Print what was measured, as it was asked for; returns the exit code, of a run that was stopped too."""
    if not is_whole:
        print("stopped; told is what is finished", file=sys.stderr)
    print(json.dumps(data(), indent=2) if options.json else text())
    return DONE if is_whole else STOPPED


def places(asked: Sequence[str], known: Sequence[str], kind: str) -> list[int]:
    """Where the entries asked for stand. Raises InputError with the nearest for an unknown one."""
    for name in asked:
        if name not in known:
            near = get_close_matches(name, known, n=1, cutoff=0.0)
            raise InputError(
                f"there is no {kind} {name!r} in this scenario" + (f"; the nearest is {near[0]}" if near else "")
            )
    return [known.index(name) for name in asked]


def write_page(path: Path, page: str) -> None:
    """Write a report's page. Raises InputError with the system's reason."""
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from None


def load(scenario: str) -> Any:
    """The scenario by id, file or folder. Raises InputError with all that is wrong with it."""
    from game.scenario import ScenarioError, load_scenario  # noqa: PLC0415  (not for --version and --help)

    try:
        return load_scenario(scenario, paths.scenario_folders())
    except ScenarioError as error:
        raise InputError("\n".join(str(problem) for problem in error.problems)) from None


def coded(options: argparse.Namespace) -> tuple[Any, Any]:
    """The scenario and the game that ``--code`` names. Raises InputError for a code that does not fit."""
    from game.rollout.codes import CodeError, decode, fit  # noqa: PLC0415  (not for --version and --help)

    try:
        code = decode(options.code)
        loaded = load(options.scenario or code.scenario)
        fit(code, loaded.ruleset)
    except CodeError as error:
        raise InputError(str(error)) from None
    return loaded, code


def answer(module: str, function: str, **what: Any) -> Any:
    """Call a function of the interface, which is loaded only now; what it returns."""
    return getattr(import_module(f"game.ui.{module}"), function)(**what)


def interface(module: str, function: str, **what: Any) -> int:
    """Call a function of the interface, which is loaded only now; an exit code."""
    result = answer(module, function, **what)
    return DONE if result is None else int(result)
