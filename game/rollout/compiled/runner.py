"""A compiled quarter, bound to the arrays of one block of worlds: what ``Tape`` is, in C."""

import ctypes
from collections.abc import Mapping, Sequence

import numpy as np

from game.engine.arrays import map_arrays, named_arrays
from game.engine.c.emit import Program
from game.engine.kernels import Array
from game.engine.state import State
from game.engine.value import Value

ALIGNED = 64


class Bound:
    """A library and the arrays that it works on, (..., wide), in the order of the program's inputs."""

    def __init__(self, program: Program, library: ctypes.CDLL, arrays: Mapping[str, Array], wide: int) -> None:
        self._library, self._data, self._arrays = library, program.data, dict(arrays)
        self._kept = [np.zeros((*shape, wide), dtype) for shape, dtype in program.kept]
        self._scratch = np.zeros(program.scratch + ALIGNED, dtype=np.uint8)
        start = -(-self._scratch.ctypes.data // ALIGNED) * ALIGNED
        self._given = (
            _pointers(list(arrays.values())), _pointers(self._kept), _pointers(self._data),
            ctypes.c_void_p(start), ctypes.c_long(wide),
        )  # fmt: skip

    def begin(self) -> None:
        """Work out what no quarter changes."""
        self._library.once(*self._given)

    def quarter(self) -> None:
        """Play one."""
        self._library.quarter(*self._given)


class CompiledTape:
    """Runs quarters in place. Arrays are as wide as whole strips; what is beyond the block repeats its worlds."""

    def __init__(self, program: Program, library: ctypes.CDLL, sample: State, worlds: int) -> None:
        self.worlds = worlds
        self._wide = -(-worlds // program.strip) * program.strip
        self._wrap = np.arange(self._wide) % worlds
        wide = map_arrays(sample, lambda v: Value(np.zeros((*v.array.shape[:-1], self._wide), v.array.dtype), v.axes))
        self._arrays = {name: value.array for name, value in named_arrays(wide).items()}
        self.state = map_arrays(wide, lambda v: Value(v.array[..., :worlds], v.axes))
        self.arrays = {name: value.array for name, value in named_arrays(self.state).items()}
        self._bound = Bound(program, library, self._arrays, self._wide)

    def load(self, state: State) -> None:
        """Put a state of this many worlds into the arrays."""
        for name, value in named_arrays(state).items():
            if self._wide == self.worlds:
                np.copyto(self._arrays[name], value.array)
            else:
                np.take(value.array, self._wrap, axis=-1, out=self._arrays[name])
        self._bound.begin()

    def run(self, turns: int) -> None:
        """Play some quarters in place."""
        for _ in range(turns):
            self._bound.quarter()


def _pointers(arrays: Sequence[Array]) -> ctypes.Array[ctypes.c_void_p]:
    """Where arrays lie; one pointer at least, since C has no empty list."""
    return (ctypes.c_void_p * max(1, len(arrays)))(*(array.ctypes.data for array in arrays))
