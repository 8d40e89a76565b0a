"""A moment as one seat may imagine it: its own numbers and what is public as they are, the rest drawn anew.

What rivals hide is taken from other games on the same board, played by the firms' own doctrines up to the same quarter:
so it hangs together, and nothing of the hidden state can reach it. What a seat can estimate is then drawn from its
reading, evenly over what the reading leaves possible, and the score that everybody can read fixes the rest. Every
world has a chance of its own from here on, never the game's.
"""

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import frozen, map_arrays, named_arrays
from game.engine.axes import COUNTRIES, ECOSYSTEMS, FIRMS, LISTINGS, WORLDS
from game.engine.quantities import Quantity, resolve
from game.engine.ruleset import Ruleset
from game.engine.state import State, begin
from game.engine.tape import Tape
from game.engine.value import Value
from game.engine.view import reading
from game.players.doctrine import Doctrine
from game.rollout.loop import opening
from game.rollout.taped import Recorded

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
AT_MOST_ONE = ("compute.utilisation", "compute.domestic_share", "fleet.maturity", "products.service")
WITH_FLEET = ("fleet.racked_units", "fleet.power_mw")
"""What is as much larger as the fleet is."""


class Pasts:
    """Blocks of other games of the board, each played by doctrines and kept at the turn last asked for."""

    def __init__(self, rules: Ruleset) -> None:
        self.rules = rules
        self._recorded = Recorded(rules, Doctrine())
        self._tapes: dict[int, Tape] = {}
        self._kept: dict[tuple[int, int], State] = {}

    def at(self, turn: int, worlds: int, seed: int) -> State:
        """The block of this seed and size at the start of a turn, read-only."""
        state = self._kept.get((worlds, seed))
        if state is None or int(state.turn.array[0]) > turn:
            state = opening(self.rules, worlds, seed)
        ahead = turn - int(state.turn.array[0])
        if ahead:
            if worlds not in self._tapes:
                self._tapes[worlds] = Tape(self._recorded.graph, self.rules.start(2), worlds)
            state = rolled(self._tapes[worlds], state, ahead)
        self._kept[worlds, seed] = state
        return state


def rolled(tape: Tape, state: State, quarters: int) -> State:
    """A block some quarters on, copied out of the tape."""
    tape.load(state)
    tape.run(quarters)
    return frozen(map_arrays(tape.state, lambda value: Value(value.array.copy(), value.axes)))


def imagined(rules: Ruleset, state: State, past: State, seat: int, seed: int) -> State:
    """A block of moments that this seat cannot tell from the one it is in, read-only.

    ``past`` is a block of other games at the same turn, which gives what rivals hide, and the number of worlds. Of
    ``state``, world 0 is read: the seat's own row, what is public, and the seat's readings.
    """
    worlds = int(past.turn.array.shape[-1])
    dice = np.random.default_rng((seed, int(state.turn.array[0])))
    hidden = named_arrays(past)
    own_listings = np.asarray(rules.listings.firm_index.array) == seat
    arrays: dict[str, Numbers] = {}
    for path, value in named_arrays(state).items():
        arrays[path] = _laid(path, value, hidden[path], seat, own_listings, worlds)
    for firm in range(rules.sizes[FIRMS]):
        if firm != seat:
            _estimate(rules, state, arrays, seat, firm, dice)
            _by_score(rules, arrays, firm)
    paths = iter(arrays.values())
    laid = map_arrays(state, lambda value: Value(next(paths), value.axes))
    return frozen(begin(laid, seed))


def _laid(path: str, value: Value, hidden: Value, seat: int, own_listings: Numbers, worlds: int) -> Numbers:
    """One array: everybody's, or the seat's row among rows of the past."""
    if WORLDS not in value.axes:
        return np.array(value.array)
    real = np.repeat(value.array[..., :1], worlds, axis=-1)
    if path.startswith("ledger."):
        return np.array(hidden.array)
    if value.axes[:1] == (FIRMS,) and not path.startswith(PUBLIC):
        laid = np.array(hidden.array)
        laid[seat] = real[seat]
        return laid
    if value.axes[:1] == (LISTINGS,):
        laid = np.array(hidden.array)
        laid[own_listings] = real[own_listings]
        return laid
    return real


def _estimate(
    rules: Ruleset, state: State, arrays: dict[str, Numbers], seat: int, firm: int, dice: np.random.Generator
) -> None:
    """Draw what the seat can estimate of a rival from its readings, and scale what goes with it."""
    before = arrays["compute.fleet_h100e"][firm].astype(float)
    for path, (name, factor) in ESTIMATED.items():
        _set(arrays, path, firm, (), _drawn(rules, state, resolve(name, rules), seat, firm, dice, arrays) * factor)
    for path, (family, axis) in FAMILIES.items():
        for place, entry in enumerate(rules.ids[axis]):
            quantity = resolve(f"{family}.{entry}", rules)
            _set(arrays, path, firm, (place,), _drawn(rules, state, quantity, seat, firm, dice, arrays))
    after = arrays["compute.fleet_h100e"][firm].astype(float)
    ratio = np.where(before > 1.0, after / np.maximum(before, 1.0), 1.0)
    for path in WITH_FLEET:
        rows = arrays[path]
        rows[firm] = (rows[firm] * ratio).astype(rows.dtype)


def _drawn(
    rules: Ruleset,
    state: State,
    quantity: Quantity,
    seat: int,
    firm: int,
    dice: np.random.Generator,
    arrays: dict[str, Numbers],
) -> Numbers:
    """What a reading leaves possible, evenly, (worlds,): a guess is the number times 1 - width / 2 to 1 + width / 2."""
    guess, worlds = reading(rules, state, quantity, seat, firm).value, arrays["turn"].shape[-1]
    off = (quantity.width or 0.0) * (dice.random(worlds) - 0.5)
    return np.asarray(guess / (1.0 + off))


def _set(arrays: dict[str, Numbers], path: str, firm: int, places: tuple[int, ...], drawn: Numbers) -> None:
    rows = arrays[path]
    top = np.inf if path not in AT_MOST_ONE else 1.0
    rows[(firm, *places)] = np.minimum(drawn, top).astype(rows.dtype)


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
