# ruff: noqa: PLC0415  (each command loads only what it needs, so that --version is quick)
"""The command that prints the rules chapter: ``rules``."""

import argparse
import sys
from pathlib import Path
from typing import Any

from game.cli_base import DONE, InputError, command, load

USUAL = "stockpile"


def add_rules(commands: Any) -> None:
    """``rules [SCENARIO]``."""
    text = "Print every rule: the formulas of each phase with a scenario's figures, where they are from, and guesses."
    parser = command(commands, "rules", _rules, text)
    parser.add_argument(
        "scenario", metavar="SCENARIO", nargs="?", default=USUAL, help=f"a scenario's id, file or folder ({USUAL})"
    )
    parser.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument(
        "--write-readme",
        type=Path,
        nargs="?",
        const=Path("README.md"),
        metavar="FILE",
        help="write the short form between the marks of README.md (or FILE) instead",
    )


def _rules(options: argparse.Namespace) -> int:
    from game.scenario.rulebook import Rulebook, with_block

    loaded = load(options.scenario)
    book = Rulebook(loaded.ruleset, loaded.resolved_json)
    if options.write_readme is None:
        sys.stdout.write((book.as_markdown() if options.markdown else book.as_text()) + "\n")
        return DONE
    try:
        before = options.write_readme.read_text(encoding="utf-8")
        options.write_readme.write_text(with_block(before, book.readme_block()), encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{options.write_readme}: {error.strerror or error}") from None
    except ValueError as error:
        raise InputError(f"{options.write_readme}: {error}") from None
    return DONE
