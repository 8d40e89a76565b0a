"""Models: when to train, how long, and what becomes of the result.

One run at a time, as soon as the slots are free, on all of the training compute. How much compute that is, the split
decides: as much as the run can make use of, and the rest is for others.
"""

from game.engine.axes import RUNS
from game.engine.numeric import all_of, choose
from game.engine.registers import RELEASES
from game.engine.value import Value
from game.players.mind import Mind

CLOSED = float(RELEASES.index("closed"))
OPEN = float(RELEASES.index("open"))


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    view, appetite = mind.view, mind.appetite
    is_idle = all_of(view.training.quarters_left <= 0.0, over=RUNS)
    nothing = view.training.quarters_left < 0.0
    is_open = opens(mind)
    return {
        "run_start": is_idle,
        "run_quarters": mind.run_quarters,
        "run_share": mind.run_quarters * 0.0 + 1.0,
        "run_release": choose(is_open, OPEN, CLOSED),
        "run_cut": nothing,
        "run_widen": nothing,
        "release_held": view.training.held_index > view.training.released_index,
        "open_weights": is_open & ~view.training.is_open & (appetite.openness > 0.7),
    }


def opens(mind: Mind) -> Value:
    """Whether the next model's weights are opened, (firms, worlds).

    By taste, and sooner when far behind, for then spreading costs little and pulls users.
    """
    behind = mind.gap_worry
    return mind.appetite.openness + behind * 0.15 > 0.62
