"""Models: runs in progress, the model held back, and every lab's releases over time."""

from dataclasses import dataclass

import numpy as np

from game.engine.axes import FIRMS, RUNS
from game.engine.registers import RELEASES
from game.session.facts.top import FLOP
from game.session.seat import Quarter, Seat


@dataclass(frozen=True)
class Run:
    """A training run in progress."""

    slot: int
    flop_done: float
    quarters_left: int
    done_on: Quarter
    share: float
    """Part of the training compute it takes."""
    release: str
    is_cut: bool
    is_widened: bool


@dataclass(frozen=True)
class PlannedRun:
    """The run this quarter's orders would start."""

    quarters: int
    share: float
    release: str
    flop: float
    """Physical FLOP it would come to at last quarter's fleet."""


@dataclass(frozen=True)
class Release:
    """One model of one lab, on the day everybody could see it."""

    firm: str
    turn: int
    quarter: Quarter
    capability: float
    is_open: bool
    is_frontier: bool
    """Whether it was the best there was."""


@dataclass(frozen=True)
class Models:
    """The firm's own model programme."""

    runs: tuple[Run, ...]
    slots: int
    planned: PlannedRun | None
    capability: float
    held: float | None
    """Capability of the finished model that is held back."""
    is_open: bool
    generation: int
    last_flop: float
    """Effective training FLOP a quarter at the present division."""
    shares_left: float
    """Part of the training compute that no run has taken."""


def models(seat: Seat) -> Models:
    """The firm's runs and models."""
    training, compute = seat.state.training, seat.state.compute
    runs = _runs(seat)
    held = seat.number(training.held_index)
    flop = seat.number(compute.flop) * float(seat.row(seat.legal.split)[0]) * FLOP
    return Models(
        runs=runs,
        slots=seat.rules.sizes[RUNS],
        planned=_planned(seat, flop),
        capability=seat.number(training.released_index),
        held=held if held > 0 else None,
        is_open=seat.flag(training.is_open),
        generation=int(seat.number(training.generation)),
        last_flop=seat.number(training.last_flop) * FLOP,
        shares_left=max(0.0, 1.0 - sum(run.share for run in runs)),
    )


def _runs(seat: Seat) -> tuple[Run, ...]:
    training = seat.state.training
    found = []
    for slot in range(seat.rules.sizes[RUNS]):
        left = int(seat.number(training.quarters_left, slot))
        if left > 0:
            found.append(
                Run(
                    slot=slot,
                    flop_done=seat.number(training.flop_done, slot) * FLOP,
                    quarters_left=left,
                    done_on=seat.quarter.later(left - 1),
                    share=seat.number(training.share, slot),
                    release=RELEASES[seat.index(training.release, slot)],
                    is_cut=seat.flag(seat.legal.run_cut, slot),
                    is_widened=seat.flag(seat.legal.run_widen, slot),
                )
            )
    return tuple(found)


def _planned(seat: Seat, flop: float) -> PlannedRun | None:
    if not seat.flag(seat.legal.run_start):
        return None
    quarters, share = seat.number(seat.legal.run_quarters), seat.number(seat.legal.run_share)
    return PlannedRun(
        quarters=int(quarters),
        share=share,
        release=RELEASES[seat.index(seat.legal.run_release)],
        flop=flop * share * (quarters - seat.rules.constants.run_setup_share),
    )


def releases(seat: Seat) -> tuple[Release, ...]:
    """Every step of every lab's best released model so far, oldest first."""
    past = seat.history.block.training
    index, is_open = past.released_index.array, past.is_open.array
    frontier = index.max(axis=0)
    found = []
    for turn in range(index.shape[1]):
        for n in range(seat.rules.sizes[FIRMS]):
            before = index[n, turn - 1] if turn else 0.0
            if index[n, turn] > before:
                found.append(
                    Release(
                        firm=seat.ids(FIRMS)[n],
                        turn=turn,
                        quarter=seat.quarter_on(turn - 1),
                        capability=float(index[n, turn]),
                        is_open=bool(is_open[n, turn]),
                        is_frontier=bool(np.isclose(index[n, turn], frontier[turn])),
                    )
                )
    return tuple(found)
