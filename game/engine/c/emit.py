"""A recorded quarter as files of C.

Two functions come out: ``once`` works out what no quarter changes, ``quarter`` plays one in place. Both take the arrays
of the state ``s`` and of what is kept ``k``, (..., n) with n a whole number of strips, the tables ``d``, and scratch
``t`` for one strip.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from game.engine.c.forms import FORMS, names
from game.engine.c.plan import STRIP, Loop, Plan, operation_at, planned
from game.engine.c.refs import LOCALS, Body, Data, Ref, UnfitError, kind_of, looked, loops
from game.engine.c.words import ELEMENTWISE, Term, head
from game.engine.kernels import FLOAT, Array
from game.engine.tape import Graph, Node

FILES = 8
"""Into which the functions are dealt, so that they compile side by side."""
SIGNATURE = "(char *const *s, char *const *k, const char *const *d, char *t, long n, long from)"


@dataclass(frozen=True)
class Program:
    """A recorded quarter in C, and what it is called with."""

    files: dict[str, str]
    """Name -> text. The text hangs on what the rules do, and on no table or number."""
    data: list[Array]
    """Tables, the plain numbers first."""
    kept: list[tuple[tuple[int, ...], np.dtype[Any]]]
    """Shape, worlds left out, and kind of what is kept from quarter to quarter."""
    scratch: int
    """Bytes of scratch."""
    strip: int = STRIP


def emitted(graph: Graph) -> Program:
    """The program of a recorded quarter. Raises UnfitError where something in it has no form in C."""
    plan, data = planned(graph), Data()
    shapes = {place: _input_kind(graph, name) for name, place in graph.inputs.items()}
    once = [_function(f"once_{n}", graph, plan, loop, data, shapes) for n, loop in enumerate(plan.once)]
    steps = [_function(f"step_{n}", graph, plan, loop, data, shapes) for n, loop in enumerate(plan.loops)]
    last = _write_back(graph, plan, data, shapes)
    files = {f"part{n}.c": head(STRIP) + "\n".join([*once, *steps][n::FILES]) for n in range(FILES)}
    files["part0.c"] += last
    files["main.c"] = _main(len(once), len(steps))
    kept = [(operation_at(graph, place).shape, operation_at(graph, place).dtype) for place in plan.kept]
    return Program(files, [np.array(data.numbers, dtype=FLOAT), *data.arrays], kept, max(plan.scratch, 64))


def _input_kind(graph: Graph, name: str) -> tuple[tuple[int, ...], np.dtype[Any]]:
    """A state array's shape, worlds left out, and kind: as its successor's."""
    array = graph.outputs[name].array
    return array.shape[:-1], array.dtype


def _main(once: int, steps: int) -> str:
    called = {"once": [f"once_{n}" for n in range(once)], "quarter": [*(f"step_{n}" for n in range(steps)), "last"]}
    text = "".join(f"void {name}{SIGNATURE};\n" for parts in called.values() for name in parts)
    for name, parts in called.items():
        calls = "\n".join(f"        {part}(s, k, d, t, n, from);" for part in parts)
        text += (
            f"void {name}(char *const *s, char *const *k, const char *const *d, char *t, long n) {{\n"
            f"    for (long from = 0; from < n; from += {STRIP}) {{\n{calls}\n    }}\n}}\n"
        )
    return text


Shapes = dict[int, tuple[tuple[int, ...], np.dtype[Any]]]


def _array(body: Body, graph: Graph, place: int, shapes: Shapes) -> Ref:
    shape, dtype = (
        shapes[place] if place in shapes else (operation_at(graph, place).shape, operation_at(graph, place).dtype)
    )
    return body.place(place, shape, dtype)


def _wrapped(name: str, body: Body) -> str:
    declared = "\n".join(body.declared.values())
    lines = "\n".join(body.lines)
    return f"void {name}{SIGNATURE} {{\n{declared}\n{lines}\n}}\n"


def _function(name: str, graph: Graph, plan: Plan, loop: Loop, data: Data, shapes: Shapes) -> str:
    body = Body(plan, data)
    if loop.is_fused:
        _fused(body, graph, loop, shapes)
    else:
        _alone(body, graph, loop.places[0], shapes)
    return _wrapped(name, body)


def _alone(body: Body, graph: Graph, place: int, shapes: Shapes) -> None:
    operation = operation_at(graph, place)
    form, *parameters = operation.kernel.form
    if form not in FORMS:
        raise UnfitError(f"the operation {operation.kernel.name}")
    out = _array(body, graph, place, shapes)
    reads = [
        looked(_array(body, graph, read[1], shapes), read[2]) if read[0] == "node" else read[2]
        for read in operation.reads
    ]
    FORMS[form](body, out, reads, *parameters)


def _fused(body: Body, graph: Graph, loop: Loop, shapes: Shapes) -> None:
    """One loop for all: what is read from memory first, then the operations, then what others read is stored."""
    shape = operation_at(graph, loop.places[0]).shape
    index = names(len(shape))
    inside = set(loop.places)
    loaded: dict[Any, Term] = {}
    loads: list[str] = []
    work: list[str] = []
    stores: list[str] = []
    for place in loop.places:
        operation = operation_at(graph, place)
        terms = []
        for read in operation.reads:
            if read[0] == "node" and read[1] in inside:
                terms.append((f"v{read[1]}", kind_of(operation_at(graph, read[1]).dtype)))
                continue
            terms.append(_loaded(body, graph, read, shapes, index, loaded, loads))
        kind = kind_of(operation.dtype)
        expression = ELEMENTWISE[operation.kernel.form[0]](*terms)
        work.append(f"const {LOCALS[kind]} v{place} = {expression};")
        if place in body.plan.homes:
            stores.append(f"{_array(body, graph, place, shapes).at(index)} = v{place};")
    body.say(*loops(shape, index), "EACH {", *loads, *work, *stores, "}")


def _loaded(
    body: Body, graph: Graph, read: Any, shapes: Shapes, index: list[str], loaded: dict[Any, Term], loads: list[str]
) -> Term:
    """A local variable that holds an operand from memory, loaded once a loop."""
    if read[0] == "number":
        return body.number(read[2])
    key = (read[1], tuple(k for k, _ in read[2])) if read[0] == "node" else ("table", id(read[2]))
    if key not in loaded:
        if read[0] == "node":
            ref = looked(_array(body, graph, read[1], shapes), read[2])
        else:
            whole = body.table(read[2])
            if whole.shape[-1:] not in ((), (1,)):
                raise UnfitError("a table with an axis of worlds")
            ref = Ref(whole.name, whole.kind, 0, whole.shape[:-1], whole.steps[:-1], "1")
        name = f"m{len(loaded)}"
        loads.append(f"const {LOCALS[ref.kind]} {name} = {ref.aligned(len(index)).at(index)};")
        loaded[key] = (name, ref.kind)
    return loaded[key]


def _write_back(graph: Graph, plan: Plan, data: Data, shapes: Shapes) -> str:
    """The new state over the old, first setting aside what is only another old array by a new name."""
    body, moved = Body(plan, data), []
    for number, (name, place) in enumerate(graph.inputs.items()):
        value = graph.outputs[name]
        old = body.at_home(plan.homes[place], *_kind(shapes[place]))
        if not isinstance(value, Node):
            raise UnfitError("a state that no quarter reads")
        if value.place == place and not value.looks:
            continue
        if plan.homes.get(value.place) == plan.homes[place] and not value.looks:
            continue
        new = looked(_array(body, graph, value.place, shapes), value.looks)
        index = names(len(old.shape))
        if value.place in shapes:
            aside = Ref(f"a{number}", old.kind, 0, old.shape, old.steps, "STRIP")
            size = -(-max(1, int(np.prod(old.shape, dtype=int))) * STRIP * 4 // 64) * 64
            kind = "float" if old.kind == "f" else "unsigned char" if old.kind == "b" else "uint32_t"
            body.declared[aside.name] = f"{kind} *const {aside.name} = ({kind} *)(t + {plan.scratch});"
            plan.scratch += size
            body.say(*loops(old.shape, index), f"EACH {aside.at(index)} = {new.at(index)};")
            new = aside
        moved.append((old, new, index))
    for old, new, index in moved:
        body.say(*loops(old.shape, index), f"EACH {old.at(index)} = {new.at(index)};")
    return _wrapped("last", body)


def _kind(shaped: tuple[tuple[int, ...], np.dtype[Any]]) -> tuple[tuple[int, ...], str]:
    return shaped[0], kind_of(shaped[1])
