"""Which engine plays: C where a compiler is there and the run pays for the build or finds it built, else the tape."""

from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.ruleset import Ruleset
from game.players.seats import seated
from game.rollout.bots import is_bot
from game.rollout.compiled.builder import BuildError, compiler
from game.rollout.taped import Recorded

ENGINES = ("auto", "c", "tape")
LEAST_GAMES = 1000
"""Games at one table below which C does not pay even where it is built: writing and loading it takes about a second,
and a game of the default scenario saves about two milliseconds of a processor."""
PAYS = 10_000
"""Games at one table from which on ``auto`` builds, which takes 10 to 15 seconds of a processor."""


@dataclass(frozen=True)
class Engine:
    """What plays, and what is to be told of it."""

    name: str
    """``c`` or ``tape``."""
    said: str
    """One line."""


def chosen(asked: str, rules: Ruleset, seats: Mapping[str, str], games: int) -> Engine:
    """The engine for so many games at one table. Builds what is not built yet, where that pays or C was asked for."""
    if asked == "tape" or (asked == "auto" and games < LEAST_GAMES):
        return Engine("tape", "engine: tape")
    try:
        if any(is_bot(policy) for policy in seats.values()):
            raise BuildError("tables with a bot are not recorded")
        compiler()
        Recorded(rules, seated(rules, dict(seats))).compiled(may_build=asked == "c" or games >= PAYS)
    except BuildError as error:
        return Engine("tape", f"engine: tape, since {error}")
    return Engine("c", "engine: C")
