"""Replays: a game played again from its orders, turn by turn, and held against the digests it left."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.engine.turn import RULES_VERSION
from game.scenario import Loaded
from game.session.container import Header, SaveError, read_header, read_json
from game.session.edits import EditError
from game.session.game import Session
from game.session.log import LogEntry, Setup
from game.session.messages import say
from game.session.saves import load_scenario_of, record_from_json


@dataclass(frozen=True)
class Replay:
    """A game as it was moved."""

    header: Header
    loaded: Loaded
    setup: Setup
    log: tuple[LogEntry, ...]


@dataclass(frozen=True)
class Verdict:
    """Whether a replay still plays the same."""

    holds: bool
    turns: int
    """Turns that were the same."""
    differs_on: int | None
    """The first turn that came out differently."""
    message: str
    params: tuple[tuple[str, str | int], ...]

    @property
    def english(self) -> str:
        """The sentence, for the command line."""
        return say(self.message, dict(self.params))

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "holds": self.holds,
            "turns": self.turns,
            "differs_on": self.differs_on,
            "reason": self.message,
            **dict(self.params),
        }


def read_replay(path: Path) -> Replay:
    """Read a replay, or the log of a save. Raises SaveError."""
    header = read_header(path)
    loaded = load_scenario_of(path)
    try:
        record = record_from_json(read_json(path, "game.json"))
    except (KeyError, TypeError, ValueError, EditError):
        raise SaveError("save.damaged", file=path.name, part="game.json") from None
    return Replay(header, loaded, record.setup, record.log)


def start(replay: Replay) -> Session:
    """The game at its first quarter, to be moved by ``advance``. Raises SaveError where the seats are unknown."""
    setup = replay.setup
    try:
        firm = setup.leader(0)
        return Session(replay.loaded, firm, setup.seed, policies=dict(setup.policies), first=setup.first)
    except (KeyError, ValueError):
        raise SaveError("save.damaged", file="game.json", part="seats") from None


def at_seat(session: Session, setup: Setup) -> Session:
    """The game from the seat that is led by hand in the turn at hand: itself, or a copy where the seat was changed."""
    firm = setup.leader(session.turn)
    return session if firm == session.firm else session.as_of(session.turn, firm)


def advance(session: Session, entry: LogEntry) -> None:
    """Play one quarter as it was logged. Raises EditError where an edit fits no longer."""
    for department in tuple(session.delegated):
        session.delegate(department, False)
    for department in entry.delegated:
        session.delegate(department, True)
    for edit in entry.edits:
        session.queue(edit)
    session.end_quarter()


def played(replay: Replay) -> Session:
    """The whole game played again, however it comes out. Raises EditError or KeyError where an order fits no longer."""
    session = start(replay)
    for entry in replay.log:
        session = at_seat(session, replay.setup)
        advance(session, entry)
    return at_seat(session, replay.setup)


def verify(replay: Replay) -> Verdict:
    """Play the whole game again and compare every turn's digest."""
    version = replay.header.rules_version
    session = start(replay)
    for turn, entry in enumerate(replay.log):
        try:
            session = at_seat(session, replay.setup)
            advance(session, entry)
        except (EditError, KeyError):
            return Verdict(False, turn, turn, "replay.order_unknown", (("turn", turn + 1),))
        if session.digest != entry.digest:
            message = "replay.differs" if version == RULES_VERSION else "replay.differs_by_rules"
            params = (("turn", turn + 1), ("then", version), ("now", RULES_VERSION))
            return Verdict(False, turn, turn, message, params)
    return Verdict(True, len(replay.log), None, "replay.holds", (("turns", len(replay.log)),))
