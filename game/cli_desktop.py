"""``desktop-entry``: have the game among the programs of a Linux desktop."""

import argparse
import sys
from typing import Any

from game.cli_base import InputError, command, interface


def add_desktop_entry(commands: Any) -> None:
    """``desktop-entry``."""
    text = "Put the game among this player's programs on a Linux desktop, or take it out again."
    parser = command(commands, "desktop-entry", _desktop_entry, text)
    parser.add_argument("--remove", action="store_true", help="take it out again")


def _desktop_entry(options: argparse.Namespace) -> int:
    if not sys.platform.startswith("linux"):
        raise InputError("only Linux desktops have such entries")
    try:
        return interface("desktop", "run", remove=options.remove)
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror or error}") from None
