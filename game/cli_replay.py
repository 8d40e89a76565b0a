# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""``replay``: open a replay, a save or a crash's bundle, or check that it still plays the same."""

import argparse
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from game.cli_base import CRASHED, DONE, WRONG, InputError, command, interface


def add_replay(commands: Any) -> None:
    """``replay FILE``."""
    text = "Open a replay or a save, or check that it still plays the same; play again what a crash left."
    parser = command(commands, "replay", _replay, text)
    parser.add_argument("file", type=Path, metavar="FILE", help="a replay, a saved game, or the bundle of a crash")
    parser.add_argument("--verify", action="store_true", help="play it again turn by turn and compare the digests")
    parser.add_argument("--json", action="store_true", help="print the verdict as JSON")


def _replay(options: argparse.Namespace) -> int:
    from game.session.container import SaveError
    from game.session.crash import error_in
    from game.session.replay import read_replay, verify

    try:
        replay = read_replay(options.file)
        was = error_in(options.file)
        if was is not None:
            return _bundle(options, replay, was)
        if not options.verify:
            return interface("play", "run", replay=replay)
        verdict = verify(replay)
    except SaveError as error:
        raise InputError(f"{options.file}: {error.english}") from None
    if options.json:
        print(json.dumps(verdict.as_json(), indent=2))
    elif verdict.holds:
        print(f"{options.file.name}: {verdict.turns} turns play the same")
    if not verdict.holds:
        print(f"{options.file.name}: {verdict.english}", file=sys.stderr)
        return WRONG
    return DONE


def _bundle(options: argparse.Namespace, replay: Any, was: str) -> int:
    """Play a crash again; where its orders do not bring it, open the window on the game as it stood."""
    from game.session.crash import play_again

    again = play_again(replay, options.file, was)
    if options.json:
        found = {"was": was, "turn": again.turn, "again": again.is_same, "error": repr(again.error or "")}
        print(json.dumps(found, indent=2))
    if again.error is not None:
        traceback.print_exception(again.error)
        verdict = "the same error" if again.is_same else f"another error than its own ({was})"
        print(f"{options.file.name}: turn {again.turn} brings {verdict}", file=sys.stderr)
        return CRASHED
    print(f"{options.file.name}: its orders play to turn {again.turn} without the error: {was}", file=sys.stderr)
    return DONE if options.verify or options.json else interface("play", "run", replay=replay, unfinished=options.file)
