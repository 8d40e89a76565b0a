"""What is left when the game stops by an error of its own: a log for people, and a bundle that plays it again.

The bundle is a saved game, in a zip, that also holds the log and the error: `replay` plays its quarters, then the one
that was not finished, and says whether the same error comes. It holds the scenario, the orders and the error, and
nothing else of the player's; the player's name is taken out of paths.
"""

from __future__ import annotations

import json
import platform
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from game import __version__
from game.engine.turn import RULES_VERSION
from game.paths import made
from game.session.container import SAVE, Header, SaveError, as_bytes, header_bytes, read_json, write_parts
from game.session.edits import EditError, from_json, to_json
from game.session.replay import Replay, advance, at_seat, start
from game.session.saves import header_of, parts_of

if TYPE_CHECKING:
    from game.session.game import Session

ERROR_PART, LOG_PART = "crash.json", "crash.txt"
LAST_QUARTERS = 2
"""Quarters whose orders the log tells, the unfinished one aside; the bundle holds all of them."""


@dataclass(frozen=True)
class Left:
    """The files that were written; None where that went wrong or there was no game."""

    log: Path | None
    bundle: Path | None


@dataclass(frozen=True)
class Again:
    """What came of playing a bundle again."""

    turn: int
    """The turn that the error came in, or that the game had reached."""
    error: Exception | None
    """What was raised; None where all quarters play."""
    was: str
    """The error that the bundle tells of."""

    @property
    def is_same(self) -> bool:
        """Whether it is the error that the bundle tells of."""
        return self.error is not None and named(self.error) == self.was


def named(error: BaseException) -> str:
    """An error in a line: its kind and what it says, with the player's folder left out."""
    return _without_home(f"{type(error).__name__}: {error}".strip())


def leave(
    error: BaseException, session: Session | None, folder: Path, libraries: Mapping[str, str], screens: Sequence[str]
) -> Left:
    """Write log and bundle into a folder; never raises for what is wrong with the game or the disk.

    ``libraries`` names versions beside the game's, ``screens`` what showed, the lowest first.
    """
    text = log_text(error, session, libraries, screens)
    stem = datetime.now().astimezone().strftime("crash-%Y%m%d-%H%M%S-%f")
    log: Path | None = folder / f"{stem}.txt"
    bundle: Path | None = folder / f"{stem}.zip" if session is not None else None
    try:
        made(folder).joinpath(f"{stem}.txt").write_text(text, encoding="utf-8", newline="\n")
    except OSError:
        log = None
    if session is not None and bundle is not None:
        told = {"error": named(error), "screens": list(screens)}
        try:
            write_parts(bundle, {**_game_parts(session), ERROR_PART: as_bytes(told), LOG_PART: text.encode()})
        except Exception:
            bundle = None
    return Left(log, bundle)


def log_text(
    error: BaseException, session: Session | None, libraries: Mapping[str, str], screens: Sequence[str]
) -> str:
    """The log: versions, the game, its last orders, and where the error was raised."""
    versions = {"rules": str(RULES_VERSION), "Python": platform.python_version(), "numpy": np.__version__, **libraries}
    lines = [
        f"Tapeout {__version__} stopped by an error of its own: {named(error)}",
        f"when     {datetime.now().astimezone().isoformat(timespec='seconds')}",
        f"system   {platform.system()} {platform.release()} {platform.machine()}",
        f"versions {', '.join(f'{name} {version}' for name, version in versions.items())}",
        f"screens  {' > '.join(screens) or 'none'}",
    ]
    if session is not None:
        lines += _game_lines(session)
    return "\n".join([*lines, "", _without_home("".join(traceback.format_exception(error)))])


def _game_lines(session: Session) -> list[str]:
    setup = session.setup
    lines = [
        f"scenario {session.rules.scenario_id}, ruleset {session.rules.digest}",
        f"seed     {setup.seed}, world {setup.first}, seats {dict(setup.policies) or 'as they come'}",
        f"firm     {session.firm}, turn {len(session.log) + 1}",
    ]
    for entry in session.log[-LAST_QUARTERS:]:
        heads = ", ".join(entry.delegated) or "none"
        lines += [f"turn {entry.turn + 1}, heads {heads}, ended as {entry.digest}"]
        lines += [f"    {json.dumps(to_json(edit))}" for edit in entry.edits]
    lines += [f"unfinished quarter, heads {', '.join(sorted(session.delegated)) or 'none'}"]
    return lines + [f"    {json.dumps(to_json(edit))}" for edit in session.edits]


def _game_parts(session: Session) -> dict[str, bytes]:
    try:
        header = header_of(session, SAVE, "crash")
    except Exception:  # what breaks a game may break what a list of saves wants to know of it
        rules, setup = session.rules, session.setup
        header = Header(
            SAVE, rules.scenario_id, session.firm, len(session.log), rules.turns, 0, 0, setup.seed, 0.0, 0, "running",
            datetime.now().astimezone().isoformat(timespec="seconds"), "crash", rules.digest,
            session.log[-1].digest if session.log else "", RULES_VERSION, __version__,
        )  # fmt: skip
    return {**parts_of(session), "header.json": header_bytes(header)}


def _without_home(text: str) -> str:
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    return text.replace(home, "~") if len(home) > 1 else text


def error_in(path: Path) -> str | None:
    """The error that a bundle tells of; None for a file that is no bundle. Raises SaveError for a broken one."""
    try:
        return str(read_json(path, ERROR_PART)["error"])
    except SaveError as problem:
        if problem.message == "save.part_missing":
            return None
        raise
    except KeyError:
        raise SaveError("save.damaged", file=path.name, part=ERROR_PART) from None


def play_again(replay: Replay, path: Path, was: str) -> Again:
    """Play a bundle's quarters, and end the one that was not finished. Raises SaveError for a broken bundle."""
    session = start(replay)
    try:
        for entry in replay.log:
            session = at_seat(session, replay.setup)
            advance(session, entry)
        session = at_seat(session, replay.setup)
        take_up(session, path)
        session.end_quarter()
    except EditError:
        raise SaveError("save.damaged", file=path.name, part="game.json") from None
    except SaveError:
        raise
    except Exception as error:
        return Again(len(session.log) + 1, error, was)
    return Again(len(session.log), None, was)


def take_up(session: Session, path: Path) -> None:
    """Put on a replayed game the orders of the quarter that a bundle or save left unfinished. Raises SaveError."""
    game: dict[str, Any] = read_json(path, "game.json")
    try:
        for department in tuple(session.delegated):
            session.delegate(department, False)
        for department in game.get("delegated", ()):
            session.delegate(department, True)
        for edit in game.get("edits", ()):
            session.queue(from_json(edit))
    except (KeyError, TypeError, ValueError, EditError):
        raise SaveError("save.damaged", file=path.name, part="game.json") from None
