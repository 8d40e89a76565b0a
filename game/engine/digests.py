"""Fingerprints of many worlds at once: what ``state.digest`` gives for each, at a quarter of its price."""

from collections.abc import Sequence
from hashlib import sha256

import numpy as np

from game.engine.arrays import named_arrays
from game.engine.state import State


def digests(state: State, worlds: Sequence[int]) -> list[str]:
    """The digest of each of the named worlds of a block: every array's name and numbers, in the order of the fields."""
    index = np.asarray(worlds, dtype=np.intp)
    columns = []
    for name, value in named_arrays(state).items():
        flat = value.array.reshape(-1, value.array.shape[-1])
        numbers = np.ascontiguousarray(flat[:, index].T)
        label = np.frombuffer(name.encode(), dtype=np.uint8)
        columns.append(np.broadcast_to(label, (len(index), label.size)))
        columns.append(numbers.view(np.uint8))
    rows = np.concatenate(columns, axis=1)
    return [sha256(row.data).hexdigest() for row in rows]
