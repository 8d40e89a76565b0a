"""Edits: what a person changed on the quarter's orders, one small typed command each.

An edit names what it changes by the scenario's ids, so it can be undone, written to a file and played again on a
ruleset whose entries stand in another order. Only this module turns edits into Orders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import FIRMS, LISTINGS, MOVES, OFFERS, PENDING, Axis, declared_axes
from game.engine.orders import DEPARTMENTS, Orders
from game.engine.registers import RELEASES
from game.engine.rows import row_axes
from game.engine.ruleset import Ruleset
from game.engine.value import FLOAT, Value

Coordinate = str | int
"""An entry by id, or a slot by its number."""

ORDER_AXES = declared_axes(Orders)
FIELD_DEPARTMENT = {field: department for department, fields in DEPARTMENTS.items() for field in fields}


class EditError(ValueError):
    """An edit that names something the game does not have."""


@dataclass(frozen=True)
class SetNumber:
    """A number of the orders: units to buy at an offer, a premium, megawatts, a price ..."""

    field: str
    value: float
    at: tuple[Coordinate, ...] = ()


@dataclass(frozen=True)
class SetFlag:
    """A yes or no of the orders: release the held model, cut a run ..."""

    field: str
    on: bool
    at: tuple[Coordinate, ...] = ()


@dataclass(frozen=True)
class SetShares:
    """A whole division: of the fleet over its uses, of the staff over projects. What is not named gets nothing."""

    field: str
    shares: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class StartRun:
    """Start a training run."""

    quarters: int
    share: float
    release: str


@dataclass(frozen=True)
class DropRun:
    """Take back the run to be started."""


@dataclass(frozen=True)
class PlayMove:
    """Play an executive move, or take it back."""

    move: str
    on: bool = True


@dataclass(frozen=True)
class Answer:
    """Choose for a pending event."""

    slot: int
    choice: int


Edit = SetNumber | SetFlag | SetShares | StartRun | DropRun | PlayMove | Answer

KINDS: dict[str, type[Edit]] = {
    "set_number": SetNumber,
    "set_flag": SetFlag,
    "set_shares": SetShares,
    "start_run": StartRun,
    "drop_run": DropRun,
    "play_move": PlayMove,
    "answer": Answer,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def to_json(edit: Edit) -> dict[str, Any]:
    """The edit as plain data, with its kind's name under ``edit``."""
    return {"edit": NAMES[type(edit)], **asdict(edit)}


def from_json(data: Mapping[str, Any]) -> Edit:
    """The edit that ``to_json`` wrote. Raises EditError for anything else."""
    plain = dict(data)
    kind = KINDS.get(str(plain.pop("edit", "")))
    if kind is None:
        raise EditError(f"unknown edit {data.get('edit')!r}")
    if "at" in plain:
        plain["at"] = tuple(plain["at"])
    if "shares" in plain:
        plain["shares"] = tuple((str(name), float(share)) for name, share in plain["shares"])
    try:
        return kind(**plain)
    except TypeError as error:
        raise EditError(f"{NAMES[kind]}: {error}") from None


def target(edit: Edit) -> tuple[object, ...]:
    """What an edit changes: two edits with one target are one decision, the later one holding."""
    match edit:
        case SetNumber(field=field, at=at) | SetFlag(field=field, at=at):
            return (field, *at)
        case SetShares(field=field):
            return (field,)
        case StartRun() | DropRun():
            return ("run_start",)
        case PlayMove(move=move):
            return ("moves", move)
        case Answer(slot=slot):
            return ("answers", slot)


def department(edit: Edit) -> str:
    """The department whose orders an edit changes."""
    return FIELD_DEPARTMENT[str(target(edit)[0])]


def place_of(rules: Ruleset, axis: Axis, coordinate: Coordinate) -> int:
    """The place of an id, or a slot's number, on an axis. Raises EditError when there is none."""
    if isinstance(coordinate, int):
        if 0 <= coordinate < rules.sizes[axis]:
            return coordinate
    else:
        try:
            return rules.place(axis, coordinate)
        except KeyError:
            pass
    raise EditError(f"no {axis.name.lower()} {coordinate!r} in this scenario")


def places_of(rules: Ruleset, field: str, at: tuple[Coordinate, ...]) -> tuple[int, ...]:
    """The places that coordinates name on the axes of a firm's row of a field."""
    if field not in ORDER_AXES:
        raise EditError(f"no order is called {field!r}")
    axes = row_axes(ORDER_AXES[field][0])[:-1]
    if len(axes) != len(at):
        names = ", ".join(axis.name.lower() for axis in axes) or "no coordinate"
        raise EditError(f"{field} takes {names}, not {list(at)}")
    return tuple(place_of(rules, axis, coordinate) for axis, coordinate in zip(axes, at, strict=True))


class Sheet:
    """One firm's orders being written, over a base that stays as it was."""

    def __init__(self, rules: Ruleset, base: Orders, firm: int) -> None:
        self._rules, self._base, self._firm = rules, base, firm
        self._written: dict[str, NDArray[Any]] = {}

    def _array(self, field: str) -> NDArray[Any]:
        return self._written.setdefault(field, np.array(getattr(self._base, field).array))

    def _put(self, field: str, places: tuple[int, ...], value: float | bool) -> None:
        """Write one number of the firm's row; an offer is written down where it is made to the firm."""
        array = self._array(field)
        index = (self._firm, *places)
        if ORDER_AXES[field][0][0] is LISTINGS:
            listing = self._rules.listing(*index)
            if listing is None:
                offer, firm = self._rules.ids[OFFERS][places[0]], self._rules.ids[FIRMS][self._firm]
                raise EditError(f"{offer!r} is not offered to {firm!r} in this scenario")
            index = (listing,)
        array[index] = value if array.dtype == np.bool_ else FLOAT(value)

    def _divide(self, field: str, shares: tuple[tuple[str, float], ...]) -> None:
        axis = ORDER_AXES[field][0][1]
        places = [(place_of(self._rules, axis, name), share) for name, share in shares]
        self._array(field)[self._firm] = 0.0
        for place, share in places:
            self._put(field, (place,), max(0.0, share))

    def write(self, edit: Edit) -> None:
        """Apply one edit. Raises EditError when it names what does not exist."""
        match edit:
            case SetNumber(field=field, value=value, at=at):
                self._put(field, places_of(self._rules, field, at), value)
            case SetFlag(field=field, on=on, at=at):
                self._put(field, places_of(self._rules, field, at), on)
            case SetShares(field=field, shares=shares):
                places_of(self._rules, field, (0,))
                self._divide(field, shares)
            case StartRun(quarters=quarters, share=share, release=release):
                if release not in RELEASES:
                    raise EditError(f"no release is called {release!r}")
                self._put("run_start", (), True)
                self._put("run_quarters", (), float(quarters))
                self._put("run_share", (), share)
                self._put("run_release", (), float(RELEASES.index(release)))
            case DropRun():
                self._put("run_start", (), False)
            case PlayMove(move=move, on=on):
                self._put("moves", (place_of(self._rules, MOVES, move),), on)
            case Answer(slot=slot, choice=choice):
                self._put("answers", (place_of(self._rules, PENDING, slot),), float(choice))

    def orders(self) -> Orders:
        """The base with what was written."""
        changed = {field: Value(array, getattr(self._base, field).axes) for field, array in self._written.items()}
        return replace(self._base, **changed)


def applied(rules: Ruleset, base: Orders, firm: int, edits: Iterable[Edit]) -> Orders:
    """The base orders with one firm's edits applied in order."""
    sheet = Sheet(rules, base, firm)
    for edit in edits:
        sheet.write(edit)
    return sheet.orders()
