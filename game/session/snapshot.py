"""Arrays as bytes, labelled by id: a state can be read back by a ruleset whose entries stand in another order.

What an array lacks because the ruleset grew is filled from the ruleset's own first state.
"""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.arrays import map_arrays, named_arrays
from game.engine.axes import EVENTS, FIRMS, LISTINGS, VICTORIES, WORLDS, Axis
from game.engine.ruleset import Ruleset
from game.engine.state import State
from game.engine.value import Value

POINTS_AT: dict[str, Axis] = {
    "licences.listing_index": LISTINGS,
    "desk.pending": EVENTS,
    "standings.leader_index": FIRMS,
    "standings.challenger_index": FIRMS,
    "standings.winner_index": FIRMS,
    "standings.victory_index": VICTORIES,
}
"""Arrays that hold places on an axis, and must be renumbered with it."""

LABELS = "ids"
MOST_QUARTERS = 400


def packed(rules: Ruleset, block: State) -> bytes:
    """A block of quarters as the bytes of an npz, with the ids of every axis."""
    labels = json.dumps({axis.name: list(rules.ids[axis]) for axis in rules.ids})
    arrays: dict[str, NDArray[Any]] = {name: value.array for name, value in named_arrays(block).items()}
    arrays[LABELS] = np.frombuffer(labels.encode("utf-8"), dtype=np.uint8)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)  # type: ignore[arg-type]
    return buffer.getvalue()


def unpacked(rules: Ruleset, content: bytes) -> State:
    """The block of quarters that ``packed`` wrote. Raises ValueError for anything else."""
    arrays = _arrays(content)
    labels = json.loads(arrays.pop(LABELS).tobytes().decode("utf-8"))
    saved = {Axis[name]: tuple(ids) for name, ids in labels.items() if name in Axis.__members__}
    if "turn" not in arrays or arrays["turn"].ndim != 1 or not 1 <= len(arrays["turn"]) <= MOST_QUARTERS:
        raise ValueError("no quarters")
    count = len(arrays["turn"])
    fresh = rules.start(count)
    names = iter(list(named_arrays(fresh)))

    def read(value: Value) -> Value:
        name = next(names)
        if name not in arrays:
            return value
        return Value(_placed(rules, name, value, arrays[name], saved), value.axes)

    return map_arrays(fresh, read)


def _arrays(content: bytes) -> dict[str, NDArray[Any]]:
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as archive:
            return {name: np.asarray(archive[name]) for name in archive.files}
    except (zipfile.BadZipFile, OSError, KeyError, EOFError) as error:
        raise ValueError(str(error)) from None


def _placed(
    rules: Ruleset, name: str, like: Value, array: NDArray[Any], saved: Mapping[Axis, tuple[str, ...]]
) -> NDArray[Any]:
    """An array laid out for this ruleset, entry by entry."""
    axes = [axis for axis in like.axes if axis is not WORLDS]
    shape = (*(len(saved.get(axis, ())) for axis in axes), like.array.shape[-1])
    if array.shape != shape or array.dtype != like.array.dtype or not np.isfinite(array).all():
        raise ValueError(f"{name} does not fit")
    if name in POINTS_AT:
        array = _renumbered(rules, POINTS_AT[name], array, saved)
    if all(saved[axis] == rules.ids[axis] for axis in axes):
        return np.ascontiguousarray(array)
    out = np.array(like.array)
    here, there = [], []
    for axis in axes:
        places = {entry: n for n, entry in enumerate(saved[axis])}
        both = [(n, places[entry]) for n, entry in enumerate(rules.ids[axis]) if entry in places]
        here.append([n for n, _ in both])
        there.append([n for _, n in both])
    whole = range(like.array.shape[-1])
    out[np.ix_(*here, whole)] = array[np.ix_(*there, whole)]
    return out


def _renumbered(rules: Ruleset, axis: Axis, array: NDArray[Any], saved: Mapping[Axis, tuple[str, ...]]) -> NDArray[Any]:
    """Places on an axis as they are numbered now; what is gone points at nothing."""
    places = {entry: n for n, entry in enumerate(rules.ids[axis])}
    table = np.array([*(places.get(entry, -1) for entry in saved[axis]), -1], dtype=array.dtype)
    index = array.astype(int)
    if index.size and not -1 <= index.min() <= index.max() < len(table) - 1:
        raise ValueError("an index points nowhere")
    return np.asarray(table[index])
