"""Saved games: the resolved scenario, the log, and the arrays of every quarter labelled by id.

A save opens by its snapshot; the log is for replay and proof.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from game import __version__
from game.engine.turn import RULES_VERSION
from game.scenario import Loaded, ScenarioError, load_resolved
from game.session.container import (
    REPLAY,
    SAVE,
    Header,
    SaveError,
    as_bytes,
    header_bytes,
    read_header,
    read_json,
    read_part,
    write_parts,
)
from game.session.edits import EditError, from_json, to_json
from game.session.forecasts import told_from_json
from game.session.game import Session
from game.session.gazette import place_of
from game.session.log import LogEntry, Setup, entry_from_json
from game.session.save_list import IRONMAN, SUFFIX
from game.session.snapshot import packed, unpacked
from game.session.stories import story_from_json, story_to_json

AUTOSAVES = 3


@dataclass(frozen=True)
class Record:
    """The part of a save that says how the game was played."""

    setup: Setup
    log: tuple[LogEntry, ...]


def save_game(session: Session, path: Path, name: str = "") -> Path:
    """Save a game, uncommitted edits and all. Raises SaveError."""
    write_parts(path, {"header.json": header_bytes(header_of(session, SAVE, name)), **parts_of(session)})
    return path


def parts_of(session: Session) -> dict[str, bytes]:
    """The parts of a saved game after its header."""
    game = {
        **record_json(session),
        "delegated": sorted(session.delegated),
        "edits": [to_json(edit) for edit in session.edits],
        "chronicle": [[turn, story_to_json(story)] for turn, story in session.chronicle],
        "told": [told.as_json() for told in session.told],
    }
    return {
        "scenario.json": as_bytes(session.loaded.resolved_json),
        "game.json": as_bytes(game),
        "history.npz": packed(session.rules, session.history.block),
    }


def save_replay(session: Session, path: Path, name: str = "") -> Path:
    """Write only what it takes to play the game again. Raises SaveError."""
    write_parts(
        path,
        {
            "header.json": header_bytes(header_of(session, REPLAY, name)),
            "scenario.json": as_bytes(session.loaded.resolved_json),
            "game.json": as_bytes(record_json(session)),
        },
    )
    return path


def record_json(session: Session) -> dict[str, Any]:
    """Setup and log as plain data."""
    setup = session.setup
    return {
        "firm": setup.firm,
        "seed": setup.seed,
        "first": setup.first,
        "policies": [list(pair) for pair in setup.policies],
        "led_before": [list(pair) for pair in setup.led_before],
        "ironman": setup.ironman,
        "log": [entry.as_json() for entry in session.log],
    }


def record_from_json(game: Mapping[str, Any]) -> Record:
    """The record that ``record_json`` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    policies = tuple((str(firm), str(policy)) for firm, policy in game["policies"])
    led_before = tuple((int(turn), str(firm)) for turn, firm in game.get("led_before", ()))
    setup = Setup(str(game["firm"]), int(game["seed"]), policies, int(game["first"]), led_before,
                  bool(game.get("ironman", False)))  # fmt: skip
    return Record(setup, tuple(entry_from_json(entry) for entry in game["log"]))


def load_game(path: Path) -> Session:
    """Open a saved game where it was left. Raises SaveError."""
    header = read_header(path)
    if header.kind != SAVE:
        raise SaveError("save.is_replay", file=path.name)
    loaded, game = load_scenario_of(path), read_json(path, "game.json")
    try:
        record = record_from_json(game)
        block = unpacked(loaded.ruleset, read_part(path, "history.npz"))
        session = Session.resumed(loaded, record.setup, record.log, block)
        session.chronicle = [(int(turn), story_from_json(story)) for turn, story in game["chronicle"]]
        session.told = [told_from_json(told) for told in game.get("told", ())]
        for department in game["delegated"]:
            session.delegate(department, True)
        for edit in game["edits"]:
            session.queue(from_json(edit))
    except (KeyError, TypeError, ValueError, EditError):
        raise SaveError("save.damaged", file=path.name, part="game.json") from None
    if header.digest == loaded.ruleset.digest and header.state_digest != session.digest:
        raise SaveError("save.damaged", file=path.name, part="history.npz")
    return session


def load_scenario_of(path: Path) -> Loaded:
    """Compile the scenario that a save carries. Raises SaveError."""
    try:
        return load_resolved(read_json(path, "scenario.json"), path.name)
    except ScenarioError as error:
        raise SaveError("save.scenario", file=path.name, problem=str(error.problems[0])) from None


def header_of(session: Session, kind: str, name: str) -> Header:
    """The header for a session as it stands."""
    desk = session.desk
    quarter = desk.seat.quarter
    return Header(
        kind=kind,
        scenario=session.rules.scenario_id,
        firm=session.firm,
        turn=session.turn,
        turns=session.rules.turns,
        year=quarter.year,
        quarter=quarter.quarter,
        seed=session.setup.seed,
        score=round(desk.top.score.value, 3),
        place=place_of(desk) or 0,
        ending=session.ending,
        when=datetime.now().astimezone().isoformat(timespec="seconds"),
        name=name,
        digest=session.rules.digest,
        state_digest=session.digest,
        rules_version=RULES_VERSION,
        game=__version__,
    )


def rotate_autosaves(folder: Path) -> Path:
    """Make room in the ring of autosaves: the newest is always number 1. The path to write."""
    for number in range(AUTOSAVES - 1, 0, -1):
        older = folder / f"auto-{number}{SUFFIX}"
        if older.exists():
            older.replace(folder / f"auto-{number + 1}{SUFFIX}")
    return folder / f"auto-1{SUFFIX}"


def ironman_file(session: Session, folder: Path) -> Path:
    """The one file of an ironman game."""
    return folder / f"{IRONMAN}{session.rules.scenario_id}-{session.firm}-{session.setup.seed}{SUFFIX}"


def free_name(folder: Path, wanted: str) -> Path:
    """A path for a new save whose name says what it is; never one that is taken."""
    plain = "".join(c if c.isalnum() or c in "-_ " else "-" for c in wanted).strip()[:60] or "game"
    path, number = folder / f"{plain}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{plain} {number}{SUFFIX}", number + 1
    return path


def autosave(session: Session, folder: Path) -> Path:
    """Save into the ring of autosaves, which stands as it was until the new one is written. Raises SaveError.

    An ironman game has one file of its own in place of the ring.
    """
    new = save_game(session, folder / f"auto-0{SUFFIX}", "auto")
    try:
        return new.replace(ironman_file(session, folder) if session.setup.ironman else rotate_autosaves(folder))
    except OSError as error:
        raise SaveError("save.cannot_write", file=folder.name, reason=error.strerror or str(error)) from None
