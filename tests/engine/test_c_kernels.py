"""Every kernel's C form gives the bits of its NumPy form, on numbers that are out to break it."""

import numpy as np
import pytest

from game.engine import kernels as k
from game.engine import kernels_compound as compound
from game.engine.axes import BRANCHES, COUNTRIES, FIRMS, WORLDS
from game.engine.c.emit import emitted
from game.engine.c.forms import FORMS
from game.engine.c.words import ELEMENTWISE
from game.engine.kernels_chance import KEYED, THROWN, THROWN_WHERE
from game.engine.kernels_contraction import contraction
from game.engine.kernels_sparse import entries, laying, marking, sparse_contraction
from game.engine.tape import Graph, Node, Operation
from game.rollout.compiled.builder import BuildError, built, compiler
from game.rollout.compiled.runner import Bound

WIDE = 37
"""Worlds: no whole strip."""
FEW, MANY = 3, 5
HOSTILE = np.array(
    [0.0, -0.0, 1.0, -1.0, 0.5, 1e-45, -1e-45, 1e-38, 3e38, -3e38, np.inf, -np.inf, np.nan, 2.0**24 + 2, 4e9, 1e19],
    dtype=np.float32,
)  # fmt: skip
GENTLE = np.array([-1, 0, 1, 2, 3, 4, 7], dtype=np.float32)
RNG = np.random.default_rng(5)

try:
    compiler()
except BuildError as missing:
    pytest.skip(f"the C forms need a compiler: {missing}", allow_module_level=True)


def numbers(*shape, of=HOSTILE):
    return RNG.choice(of, size=(*shape, WIDE))


def masks(*shape):
    return RNG.random((*shape, WIDE)) < 0.5


def words(*shape):
    return RNG.integers(0, 2**32, size=(*shape, WIDE), dtype=np.uint32)


A, B, M, N = numbers(FEW, MANY), numbers(FEW, MANY), masks(FEW, MANY), masks(FEW, MANY)
ROW, COLUMN = numbers(FEW), np.array([0, 4, 9], dtype=np.float32)
SOME = [(0, 0, 1.0), (1, 0, 1.0), (2, 0, 1.0), (3, 2, 0.3), (4, 2, -2.0), (4, 3, 1.0)]
TABLE = entries((FIRMS,), (4,), 6, np.array([0, 0, 1, 4, 5]), np.array([1, 1, 2, 3, 0]), np.array([1.0, 0.1, 2, 3, 4]))
STARTS = [(np.array([0, 2]), np.array([0.5, 3.0], np.float32)), (np.array([4]), np.array([1.5], np.float32))]

CASES = {
    **{
        f"{kernel.name} of {kinds}": (kernel, operands)
        for kernel in (
            k.ADD, k.SUBTRACT, k.SUBTRACT_FROM, k.MULTIPLY, k.DIVIDE, k.DIVIDE_INTO, k.AT_MOST, k.AT_LEAST, k.LESS,
            k.LESS_EQUAL, k.GREATER, k.GREATER_EQUAL, k.EQUAL, k.NOT_EQUAL, k.SHARE,
        )
        for kinds, operands in {
            "numbers": (A, B), "a number": (A, 0.7), "nought": (A, 0.0), "a mask": (A, M), "a row": (A, ROW[:, None]),
            "a table": (A, np.arange(MANY, dtype=np.float32)[:, None]),
        }.items()
    },
    **{f"{kernel.name}": (kernel, (A,)) for kernel in (k.NEGATE, k.FLOOR, k.ROOT, compound.LOG2, compound.EXP2)},
    "log2 of many": (compound.LOG2, (np.exp(RNG.normal(0, 9, (FEW, MANY, WIDE))).astype(np.float32),)),
    "exp2 of many": (compound.EXP2, (RNG.normal(0, 60, (FEW, MANY, WIDE)).astype(np.float32),)),
    "and": (k.AND, (M, N)), "or": (k.OR, (M, N)), "not": (k.NOT, (M,)), "not of numbers": (k.NOT, (A,)),
    "choose": (k.CHOOSE, (M, A, B)), "choose or nought": (k.CHOOSE, (M, A, 0.0)),
    "choose masks": (k.CHOOSE, (M, N, ~M)),
    "choose a number": (k.CHOOSE, (M, 1.5, B)), "choose a mask": (k.CHOOSE, (M, N, B)),
    **{
        f"{name} along {n}": (k.reduction(name, n), (A,))
        for name in ("total", "largest", "smallest", "any of", "all of") for n in (0, 1)
    },
    **{f"{name} of a mask": (k.reduction(name, 1), (M,)) for name in ("total", "any of", "all of", "largest")},
    "keyed": (KEYED, (words(FEW, MANY), words(), words())),
    "draw": (THROWN, (words(FEW, MANY), numbers(of=np.arange(50, dtype=np.float32)))),
    "draw where": (THROWN_WHERE, (M, words(FEW, MANY), numbers(of=np.arange(50, dtype=np.float32)))),
    "pick": (compound.gather(1, (0, 1, 2)), (A, np.array([4, 0, 9, -3], dtype=np.float32))),
    "pick turned": (compound.gather(1, (1, 0, 2)), (A, np.array([4, 0, 1], dtype=np.float32))),
    "pick by world": (
        compound.rows_by_world(0, (1, 0)), (np.arange(12, dtype=np.float32).reshape(4, 3), numbers()),
    ),
    "look up": (compound.look_up(1, (True, True), (True, True)), (A, numbers(FEW))),
    "look up in a table": (
        compound.look_up(0, (False, False), (True, True)), (np.arange(4, dtype=np.float32), numbers(FEW)),
    ),
    "pick pair": (compound.GATHER_PAIRS, (A, COLUMN, COLUMN)),
    "add at": (compound.ADD_AT, (A, ROW, COLUMN)),
    "add to": (compound.add_to(1, 2), (A, ROW)),
    "stack": (compound.stack(3, 1), (ROW, numbers(FEW), np.zeros((FEW, 1), np.float32))),
    "shift": (compound.shift(1), (A,)), "first": (compound.first(1), (M,)), "running": (compound.running(1), (A,)),
    "rank": (compound.ranking(1), (A,)),
    **{
        f"{name} {lead}": (contraction(name, lead, 2 - lead, (4,), SOME, None), (a,))
        for name in ("blend", "peak") for lead, a in ((0, numbers(MANY, FEW)), (1, A))
    },
    "blend turned": (contraction("blend", 1, 1, (4,), SOME, (1, 0, 2)), (A,)),
    "tally": (TABLE.kernel, (numbers(2, FEW, of=np.array([-1, 0, 1, 2], np.float32)),)),
    "mark": (marking(4), (numbers(FEW, MANY, of=GENTLE),)),
    "lay": (laying(4), (A, numbers(FEW, MANY, of=GENTLE))),
    "blend where": (sparse_contraction(STARTS), (A, masks(FEW, 2))),
}  # fmt: skip


@pytest.fixture(scope="module")
def both():
    """(name -> NumPy's result, name -> C's), all in one program."""
    graph, given = Graph(), {}
    axes = {2: (FIRMS, BRANCHES, WORLDS), 1: (FIRMS, WORLDS), 0: (WORLDS,), 3: (FIRMS, BRANCHES, COUNTRIES, WORLDS)}
    made, outputs = {}, {}

    def entered(array, name):
        graph.operations.append(None)
        graph.inputs[name] = len(graph.operations) - 1
        given[name] = array
        graph.outputs[name] = Node(array[..., :2], axes[array.ndim - 1], graph, graph.inputs[name])
        return graph.inputs[name]

    for name, (kernel, operands) in CASES.items():
        reads = []
        for n, operand in enumerate(operands):
            if not isinstance(operand, np.ndarray):
                reads.append(("number", (), operand))
            elif operand.shape[-1] != WIDE:
                reads.append(("table", (), operand))
            else:
                # a row lifted onto more axes is a look, as when a rule is recorded
                lifted = operand.ndim == 3 and operand.shape[1] == 1
                array = np.ascontiguousarray(operand[:, 0]) if lifted else operand
                look = ((("lift",), lambda a: a[:, None]),) if lifted else ()
                reads.append(("node", entered(array, f"{name}/{n}"), look))
        with np.errstate(all="ignore"):
            made[name] = kernel(*operands)
        entered(np.zeros_like(made[name]), f"{name}/out")
        graph.operations.append(
            Operation(kernel, tuple(reads), axes[made[name].ndim - 1], made[name].shape[:-1], made[name].dtype)
        )
        outputs[f"{name}/out"] = Node(made[name][..., :2], axes[made[name].ndim - 1], graph, len(graph.operations) - 1)
    graph.outputs.update(outputs)
    program = emitted(graph)
    wide = -(-WIDE // program.strip) * program.strip
    wrapped = {name: np.ascontiguousarray(array[..., np.arange(wide) % WIDE]) for name, array in given.items()}
    bound = Bound(program, built(program), wrapped, wide)
    bound.begin()
    bound.quarter()
    return made, {name: wrapped[f"{name}/out"][..., :WIDE] for name in CASES}


@pytest.mark.parametrize("name", CASES)
def test_the_c_form_has_the_bits_of_the_kernel(both, name):
    made, compiled = both[0][name], both[1][name]
    assert made.dtype == compiled.dtype
    if made.dtype == np.float32:
        # What kind of no-number comes out is the processor's affair; that it is none is ours.
        nothing = np.isnan(made)
        assert (nothing == np.isnan(compiled)).all()
        made, compiled = (np.where(nothing, np.float32(0), one) for one in (made, compiled))
    wrong = made.view(np.uint8 if made.dtype == np.bool_ else np.uint32) != np.ascontiguousarray(compiled).view(
        np.uint8 if made.dtype == np.bool_ else np.uint32
    )
    assert not wrong.any(), (made[wrong][:5], compiled[wrong][:5])


def test_every_form_is_tried():
    tried = {kernel.form[0] for kernel, _ in CASES.values()}
    assert tried == {*ELEMENTWISE, *FORMS}
