"""A moment as one seat may imagine it: its own numbers and what is public as they are, the rest drawn anew.

Each rival's doctrine is drawn by the odds that its acts give it. What it hides is then taken from other games on the
same board in which it followed that doctrine and had done much the same by the same quarter: so it hangs together, and
nothing of the hidden state can reach it. What a seat can estimate is drawn from its reading, by how likely each error
is (``size``), and the score that everybody can read fixes the rest. Every world has a chance of its own from here on,
never the game's.
"""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen, map_arrays, named_arrays
from game.engine.axes import COUNTRIES, ECOSYSTEMS, FIRMS, LISTINGS, WORLDS
from game.engine.phases.research import true_length
from game.engine.quantities import Quantity, resolve
from game.engine.ruleset import Ruleset
from game.engine.state import State, begin
from game.engine.value import Value
from game.engine.view import readings
from game.rollout.acts import Seen
from game.rollout.cast import Cast, cast_value
from game.rollout.pasts import Past
from game.rollout.size import guessed
from game.rollout.unfinished import progress

Numbers = NDArray[Any]

PUBLIC = (
    "foundries.", "training.released_index", "training.is_open", "training.generation", "training.quarters_leading",
    "products.users_m", "products.price", "products.share", "influence.listed_by", "influence.strikes", "labs.done",
    "labs.bonus", "books.is_broke", "standings.score", "standings.final_score",
)  # fmt: skip
"""What everybody can read of a rival, by path in the state."""

ESTIMATED = {
    "books.cash_musd": ("cash_bn", 1000.0), "books.debt_musd": ("debt_bn", 1000.0),
    "books.income_musd": ("income_bn", 1000.0), "books.revenue_musd": ("revenue_bn", 1000.0),
    "products.enterprise_musd": ("enterprise_bn", 1000.0), "products.service": ("service", 1.0),
    "labs.researchers": ("researchers", 1.0), "labs.know_how": ("know_how", 1.0),
    "training.last_flop": ("largest_run", 1e-21), "compute.flop": ("flop", 1.0),
    "compute.utilisation": ("utilisation", 1.0), "compute.fleet_h100e": ("fleet_h100e", 1.0),
    "compute.domestic_share": ("domestic_share", 1.0), "compute.runway_generations": ("runway", 1.0),
    "influence.compliance": ("compliance", 1.0),
}  # fmt: skip
"""Path of what can be estimated of a rival -> the quantity that is read, and by what it is multiplied."""

FAMILIES = {"influence.standing": ("standing", COUNTRIES), "fleet.maturity": ("maturity", ECOSYSTEMS)}
WITH_FLEET = ("fleet.racked_units", "fleet.power_mw", "compute.serving_h100e", "training.flop_done")
"""What is as much larger as the fleet is."""


@dataclass(frozen=True, eq=False)
class Sight:
    """A moment as one seat has it before it: of ``state``, world 0 is read, and of that only what the seat may know."""

    state: State
    seat: int
    doctrine: int
    """Place of the seat's own, which its heads of departments follow."""
    seen: Seen
    """Everybody's acts so far."""

    @property
    def turn(self) -> int:
        """The turn about to be played."""
        return int(self.state.turn.array[0])


def imagined(rules: Ruleset, sight: Sight, past: Past, worlds: int, seed: int) -> Cast:
    """A block of moments that a seat cannot tell from the one it is in, read-only, with everybody's doctrine.

    ``past`` are other games at the same turn, which give what rivals hide.
    """
    state, seat = sight.state, sight.seat
    dice = np.random.default_rng((seed, sight.turn, seat))
    alike, hidden = past.alike(state, sight.seen, worlds, dice), named_arrays(past.state)
    kind = np.take_along_axis(past.kind, alike, axis=1)
    kind[seat] = sight.doctrine
    arrays: dict[str, Numbers] = {}
    for path, value in named_arrays(state).items():
        arrays[path] = _laid(rules, path, value, hidden[path], seat, alike)
    _estimate(rules, state, arrays, seat, past, kind, dice)
    for firm in range(rules.sizes[FIRMS]):
        if firm != seat:
            _by_score(rules, arrays, firm)
    paths = iter(arrays.values())
    laid = begin(map_arrays(state, lambda value: Value(next(paths), value.axes)), seed)
    takes = np.asarray(true_length(rules, laid).array, dtype=float)
    so_far = progress(rules, state, past.state, alike, seat, takes, dice)
    laid.labs.progress.array[:] = so_far
    return frozen(Cast(laid, cast_value(kind)))


def _laid(rules: Ruleset, path: str, value: Value, hidden: Value, seat: int, alike: NDArray[np.int64]) -> Numbers:
    """One array: everybody's, or the seat's row among rivals' rows, each from the games that are alike."""
    if WORLDS not in value.axes:
        return np.array(value.array)
    real = np.repeat(value.array[..., :1], alike.shape[1], axis=-1)
    if path.startswith("ledger."):
        return np.array(hidden.array[..., alike[0]])
    if value.axes[:1] == (FIRMS,) and not path.startswith(PUBLIC):
        games, is_own = alike, np.arange(len(alike)) == seat
    elif value.axes[:1] == (LISTINGS,):
        firm = np.asarray(rules.listings.firm_index.array, dtype=int)
        games, is_own = alike[firm], firm == seat
    else:
        return real
    games = games.reshape(games.shape[0], *(1 for _ in value.axes[1:-1]), games.shape[1])
    laid = np.take_along_axis(hidden.array, games, axis=-1)
    laid[is_own] = real[is_own]
    return laid


def _estimate(
    rules: Ruleset,
    state: State,
    arrays: dict[str, Numbers],
    seat: int,
    past: Past,
    kind: NDArray[np.int64],
    dice: np.random.Generator,
) -> None:
    """Draw what the seat can estimate of its rivals from its readings, and scale what goes with it."""
    before = arrays["compute.fleet_h100e"].astype(float)
    sized, off = guessed(rules, state, seat), np.zeros(kind.shape)
    for firm in range(len(kind)):
        if firm != seat:
            off[firm] = past.sizes[firm].off(sized[:, firm], kind[firm], dice)
    rivals = np.arange(len(kind)) != seat
    for path, (name, factor) in ESTIMATED.items():
        drawn = _drawn(rules, state, resolve(name, rules), seat, off) * factor
        arrays[path][rivals] = drawn[rivals]
    for path, (family, axis) in FAMILIES.items():
        for place, entry in enumerate(rules.ids[axis]):
            arrays[path][rivals, place] = _drawn(rules, state, resolve(f"{family}.{entry}", rules), seat, off)[rivals]
    after = arrays["compute.fleet_h100e"].astype(float)
    ratio = np.where((before > 1.0) & rivals[:, None], after / np.maximum(before, 1.0), 1.0)
    for path in WITH_FLEET:
        rows = arrays[path]
        wide = ratio.reshape(len(ratio), *(1 for _ in rows.shape[1:-1]), ratio.shape[1])
        rows[:] = rows * wide


def _drawn(rules: Ruleset, state: State, quantity: Quantity, seat: int, off: Numbers) -> Numbers:
    """What readings leave possible, (firms, worlds): a guess is the number times 1 - width / 2 to 1 + width / 2.

    ``off`` is how far, -0.5 to 0.5; a quarter's estimates of one firm are all off alike.
    """
    guess = readings(rules, state, quantity, seat)[:, None]
    return np.minimum(guess / (1.0 + (quantity.width or 0.0) * off), np.inf if quantity.most is None else quantity.most)


def _by_score(rules: Ruleset, arrays: dict[str, Numbers], firm: int) -> None:
    """Move a rival's parts of the score alike, so that they come to the score that everybody reads."""
    weights = np.asarray(rules.score_weights.array, dtype=float).reshape(-1)
    parts, score = arrays["standings.parts"], arrays["standings.score"][firm]
    reached = np.tensordot(weights, parts[firm].astype(float), axes=1)
    short = np.where(score > 0.0, score - 50.0 + arrays["standings.expected"][firm] - reached, 0.0)
    parts[firm] = (parts[firm] + short / weights.sum()).astype(parts.dtype)


def joined(one: Any, other: Any) -> Any:
    """Two blocks side by side along the axis of worlds, states or orders alike."""
    changed = {}
    for field in fields(one):
        left, right = getattr(one, field.name), getattr(other, field.name)
        if isinstance(left, Value):
            changed[field.name] = Value(np.concatenate([left.array, right.array], axis=-1), left.axes)
        elif is_dataclass(left):
            changed[field.name] = joined(left, right)
    return replace(one, **changed)
