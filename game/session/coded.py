"""A game of a headless run opened by its code, to look at or to take over.

Every department is left to its head, and the heads do what the seat's policy did in the run: so the game goes on just
as it went there until the player orders something else or takes a department back.
"""

from difflib import get_close_matches

from game.engine.axes import FIRMS
from game.engine.orders import DEPARTMENTS
from game.rollout.codes import CodeError, GameCode, fit
from game.scenario import Loaded
from game.session.game import Session


def open_code(loaded: Loaded, code: GameCode, firm: str = "", turn: int = 1) -> Session:
    """The code's game at the start of a turn (1 is the first), seen from a firm: the first playable one unless named.

    One turn more than the scenario has opens the game as it stood after its last quarter. Raises CodeError.
    """
    fit(code, loaded.ruleset)
    firms, last = loaded.ruleset.ids[FIRMS], loaded.ruleset.turns + 1
    if not firm:
        firm = next(iter(loaded.board.scenario.playable), firms[0])
    if firm not in firms:
        nearest = get_close_matches(firm, firms, n=1, cutoff=0.0)[0]
        raise CodeError(f"There is no firm '{firm}' in the scenario '{code.scenario}'. Did you mean '{nearest}'?")
    if not 1 <= turn <= last:
        raise CodeError(
            f"The scenario '{code.scenario}' has turns 1 to {last - 1}, and {last} for the end; not {turn}."
        )
    session = Session(
        loaded, firm, code.seed, policies=dict(code.seats), delegated=tuple(DEPARTMENTS), first=code.world
    )
    for _ in range(turn - 1):
        session.end_quarter()
    return session
