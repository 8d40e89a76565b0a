# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that asks the recorded rules: ``graph``."""

import argparse
import json
from dataclasses import asdict
from textwrap import fill
from typing import Any

from game.cli_base import DONE, InputError, command, load

PLAYERS = ("doctrine", "random")
"""Policies whose readings count too, when the question is what nobody reads."""


def add_graph(commands: Any) -> None:
    """``graph SCENARIO``."""
    text = "Ask the recorded rules what a quantity comes from within a quarter, and what nobody reads."
    parser = command(commands, "graph", _graph, text)
    parser.add_argument("scenario", metavar="SCENARIO", help="a scenario's id, file or folder")
    parser.add_argument("--of", action="append", default=[], metavar="NAME", help="a field of the state or a quantity")
    parser.add_argument(
        "--unread", action="store_true", help="constants and table fields that no rule and no player asks for"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")


def _graph(options: argparse.Namespace) -> int:
    from game.engine.graph_answers import GraphAnswers
    from game.engine.quantities import UnknownQuantity

    rules = load(options.scenario).ruleset
    answers = GraphAnswers(rules)
    try:
        found = [answers.of(name) for name in options.of]
    except UnknownQuantity as unknown:
        hint = f"; the nearest is {unknown.nearest}" if unknown.nearest else ""
        raise InputError(f"{unknown.name} is neither a field of the state nor a quantity{hint}") from None
    asks_unread = options.unread or not options.of
    lost = _unread(rules) if asks_unread else ()
    if options.json:
        unread = {"unread": list(lost)} if asks_unread else {}
        print(json.dumps({"scenario": options.scenario, "of": [asdict(one) for one in found], **unread}, indent=2))
        return DONE
    for one in found:
        _tell(one)
    if asks_unread:
        print(_listed("asked for by no rule and no player in a quarter", lost))
    return DONE


def _unread(rules: Any) -> tuple[str, ...]:
    from game.engine.graph_answers import unread
    from game.engine.known import Readings
    from game.players.seats import seated
    from game.rollout.taped import Recorded

    readings = Readings()
    for policy in PLAYERS:
        recorded = Recorded(rules, seated(rules, {}, default=policy))
        assert recorded.graph
        readings.paths |= recorded.readings.paths
    return unread(rules, readings)


def _tell(answer: Any) -> None:
    made = ", ".join(answer.lines) or "no rule: it stays as it is"
    print(f"{answer.of} ({answer.unit}), made at {made}")
    for name in ("state", "orders", "tables", "constants"):
        print(_listed(name, getattr(answer, name)))


def _listed(name: str, entries: tuple[str, ...]) -> str:
    text = f"{name} ({len(entries)}): {', '.join(entries) or 'none'}"
    return fill(
        text, 118, initial_indent="  ", subsequent_indent="      ", break_long_words=False, break_on_hyphens=False
    )
