"""How far projects are, in moments that are imagined.

What a project really takes is hidden, and is dealt anew in every imagined world; what has been done must be dealt with
it. A firm that has not finished cannot have done more than it takes: so what is carried over is the part that is done,
of a rival from the game that its hidden numbers come from, of the seat's own from its progress and all that the project
may then still take.
"""

import numpy as np
from numpy.typing import NDArray

from game.engine.phases.research import true_length
from game.engine.ruleset import Ruleset
from game.engine.state import State

Numbers = NDArray[np.float64]


def progress(
    rules: Ruleset, state: State, past: State, alike: NDArray[np.int64], seat: int, takes: Numbers,
    dice: np.random.Generator,
) -> Numbers:  # fmt: skip
    """Progress of every firm in imagined worlds, (firms, projects, worlds).

    ``takes``, (projects, worlds), is what projects really take there; ``alike``, (firms, worlds), names the game of
    ``past`` that each rival is taken from. Of ``state``, world 0 is read, and of that the seat's own row.
    """
    done, took = np.asarray(past.labs.progress.array, dtype=float), np.asarray(true_length(rules, past).array)
    games = alike[:, None, :]
    part = np.take_along_axis(done / took, games, axis=-1)
    shut = np.take_along_axis(np.asarray(past.labs.done.array), games, axis=-1) | (part >= 1.0)
    part = np.where(shut, dice.random(part.shape), part)
    part[seat] = _own_part(rules, state, seat, takes.shape[-1], dice)
    return part * takes


def _own_part(rules: Ruleset, state: State, seat: int, worlds: int, dice: np.random.Generator) -> Numbers:
    """What part of each project the seat may have done, (projects, worlds): it takes more than was put in so far."""
    put_in = np.asarray(state.labs.progress.array[seat, :, :1], dtype=float)
    work = np.asarray(rules.projects.work_people_quarters.array, dtype=float)[:, None]
    spread = np.broadcast_to(np.asarray(rules.projects.spread.array, dtype=float), work.shape[:1])[:, None]
    least = np.clip(((put_in / work - 1.0) / np.maximum(spread, 1e-6) + 1.0) / 2.0, 0.0, 1.0)
    luck = least + (1.0 - least) * dice.random((len(work), worlds))
    takes = work * (1.0 + spread * (2.0 * luck - 1.0))
    return np.asarray(np.minimum(put_in / takes, 0.999))
