"""What a training run would come to: the engine's own formula at today's know-how, without luck.

The phase of training makes a model's capability from the FLOP that count, the lab's know-how and what the best
published model teaches; these are the same functions, read for one seat before anything is decided.
"""

from dataclasses import dataclass

from game.engine.axes import FIRMS, RUNS, WORLDS
from game.engine.numeric import at
from game.engine.phases.training import failure_odds, raw_index, usable_flop
from game.engine.value import Value
from game.session.facts.models import Run
from game.session.facts.top import FLOP
from game.session.seat import Quarter, Seat

RUN_LENGTHS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Outlook:
    """What a run would come to if it ended with so much compute, at today's know-how."""

    flop: float
    usable_flop: float
    """What of it counts: a recipe can only be scaled so far from the last run."""
    wasted_flop: float
    done_on: Quarter
    compute_and_know_how: float
    following: float
    """Points gained because others have shown the way."""
    capability: float
    luck: float
    """Points of luck either way."""
    failure_odds: float
    failure_points: float
    gain: float
    """Points over the firm's best released model."""
    behind: float
    """Points under the best model released by anybody today; below 0 it would lead."""
    scale: float
    """Times the FLOP of the firm's last run."""
    scale_step: float
    """The most of that which counts."""


def _row(seat: Seat, number: float) -> Value:
    """A number as this seat's value among all firms."""
    flat = seat.state.training.last_flop
    return Value(flat.array * 0 + flat.array.dtype.type(number), (FIRMS, WORLDS))


def outlook(seat: Seat, flop: float, quarters: int) -> Outlook:
    """What a run that ends after so many quarters with so many FLOP would come to.

    What others have shown counts a quarter late: for a run that ends this quarter it is the best of a quarter ago.
    """
    k, training = seat.rules.constants, seat.state.training
    asked = _row(seat, flop / FLOP)
    usable = usable_flop(seat.rules, asked, training.last_flop)
    raw = seat.number(raw_index(seat.rules, usable, seat.state.labs.know_how))
    best = seat.quantity("frontier")
    seen = best if quarters > 1 else seat.number(seat.state.world.seen_index)
    following = max(seen - raw, 0.0) * k.follow_share
    counted = seat.number(usable) * FLOP
    last = seat.number(training.last_flop) * FLOP
    return Outlook(
        flop=flop,
        usable_flop=counted,
        wasted_flop=max(0.0, flop - counted),
        done_on=seat.quarter.later(max(quarters - 1, 0)),
        compute_and_know_how=raw,
        following=following,
        capability=raw + following,
        luck=k.run_noise_points,
        failure_odds=seat.number(failure_odds(seat.rules, seat.state)),
        failure_points=k.failure_points,
        gain=raw + following - seat.number(training.released_index),
        behind=best - raw - following,
        scale=flop / last if last > 0 else 0.0,
        scale_step=k.scale_step,
    )


def training_flop(seat: Seat) -> float:
    """Physical FLOP a quarter that this quarter's division gives to training, at the fleet as it is."""
    return seat.number(seat.state.compute.flop) * float(seat.row(seat.legal.split)[0]) * FLOP


def plan_outlook(seat: Seat, quarters: int, share: float) -> Outlook:
    """What a run of so many quarters with so much of the training compute would come to."""
    taken = sum(_shares(seat)) + share
    useful = quarters - seat.rules.constants.run_setup_share
    return outlook(seat, training_flop(seat) * share / max(taken, 1.0) * useful, quarters)


def run_outlook(seat: Seat, run: Run, widened: bool = False, cut: bool = False) -> Outlook:
    """What a run in progress would come to, as it is, with half as much compute again, or ended this quarter."""
    share = min(run.share * 1.5, 1.0) if widened else run.share
    left = 1 if cut else run.quarters_left
    useful = left if run.flop_done > 0 else left - seat.rules.constants.run_setup_share
    taken = sum(_shares(seat)) - run.share + share
    return outlook(seat, run.flop_done + training_flop(seat) * share / max(taken, 1.0) * useful, left)


def _shares(seat: Seat) -> list[float]:
    training = seat.state.training
    slots = range(seat.rules.sizes[RUNS])
    on = [seat.number(at(training.quarters_left, RUNS, slot)) > 0 for slot in slots]
    return [seat.number(training.share, slot) for slot in slots if on[slot]]
