"""Models: when to train, how long and how wide, and what becomes of the result.

One run at a time, as soon as a slot is free. A run wants about twice to three times its predecessor's FLOP: if the
fleet gives more, the run is shorter or narrower and the rest is for others; if it gives less, the run is longer.
"""

from game.engine.axes import RUNS
from game.engine.numeric import all_of, choose, clamp, share
from game.engine.registers import RELEASES
from game.engine.value import Value
from game.players.mind import Mind

CLOSED = float(RELEASES.index("closed"))
OPEN = float(RELEASES.index("open"))


def orders(mind: Mind) -> dict[str, Value]:
    """The department's orders for every seat."""
    view, appetite = mind.view, mind.appetite
    is_idle = all_of(view.training.quarters_left <= 0.0, over=RUNS)
    quarters, part = _shape(mind)
    nothing = view.training.quarters_left < 0.0
    is_open = opens(mind)
    return {
        "run_start": is_idle & (view.compute.flop > 0.0),
        "run_quarters": quarters,
        "run_share": part,
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


def _shape(mind: Mind) -> tuple[Value, Value]:
    """Quarters and share of the training compute for the next run, each (firms, worlds)."""
    wanted = mind.wanted_run_flop
    a_quarter = mind.training_flop
    needed = share(wanted, of=a_quarter)
    quarters = choose(needed > 2.2, 3.0, choose(needed > 0.9, 2.0, choose(mind.appetite.scale > 1.3, 2.0, 1.0)))
    return quarters, clamp(share(needed * 1.05, of=quarters), 0.25, 1.0)
