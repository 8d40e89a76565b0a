# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that tells one game in headlines: ``story``."""

import argparse
import json
import sys
from dataclasses import asdict
from typing import Any

from game.cli_base import DONE, USAGE, InputError, coded, command, load, number


def add_story(commands: Any) -> None:
    """``story SCENARIO``."""
    parser = command(commands, "story", _story, "Tell one game of computer players in headlines, quarter by quarter.")
    parser.add_argument("scenario", metavar="SCENARIO", nargs="?", help="a scenario's id, file or folder")
    parser.add_argument("--seed", type=number(0, 2**63), default=1, help="what chance hangs on (1)")
    parser.add_argument("--code", metavar="CODE", help="tell this very game of a run, by its code")
    parser.add_argument("--firm", default="", help="by the papers of this firm's city (the first playable one)")
    parser.add_argument("--headlines", type=number(1, 50), default=5, help="how many a quarter at most (5)")
    parser.add_argument("--least", type=number(0, 100), default=30, help="weight of the lightest headline told (30)")
    parser.add_argument("--json", action="store_true", help="print the chapters as JSON")


def _story(options: argparse.Namespace) -> int:
    from game.rollout.codes import CodeError, code_of
    from game.session.chronicle import chronicle, told
    from game.session.coded import open_code

    if options.code is None and options.scenario is None:
        print("usage: tapeout story SCENARIO [...], or tapeout story --code CODE", file=sys.stderr)
        return USAGE
    if options.code is None:
        loaded = load(options.scenario)
        code = code_of(loaded.ruleset, options.seed, 0, {})
    else:
        loaded, code = coded(options)
    try:
        session = open_code(loaded, code, options.firm)
    except CodeError as error:
        raise InputError(str(error)) from None
    chapters = chronicle(session, options.headlines, options.least)
    if options.json:
        print(json.dumps([asdict(one) for one in chapters], indent=1, ensure_ascii=False))
    else:
        print("\n".join(told(chapters)))
    return DONE
