"""Operations that do not go place by place: sums along an axis, look-ups, lists. Each writes its loops into a Body.

``out`` is where the result goes and ``reads`` what is read, tables with axes of their own. Sums add in the order of the
axis, weighed ones in the order of their table.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from game.engine.c.refs import Body, Ref, UnfitError, loops
from game.engine.c.words import b, f
from game.engine.kernels import FLOAT

JOINS = {
    "total": "total + x",
    "largest": "greater(total, x)",
    "smallest": "lesser(total, x)",
    "any of": "total | x",
    "all of": "total & x",
}
Reads = Sequence[Any]


def names(count: int, letter: str = "i") -> list[str]:
    """Names of running indexes."""
    return [f"{letter}{n}" for n in range(count)]


def without(index: Sequence[str], position: int, there: str) -> list[str]:
    """An index with one more entry at a position."""
    return [*index[:position], there, *index[position:]]


def as_kind(ref: Ref, index: Sequence[str], kind: str) -> str:
    """What stands at an index, as a number or a mask."""
    return b(ref.term(index)) if kind == "b" else f(ref.term(index)) if kind == "f" else ref.at(index)


def reduced(body: Body, out: Ref, reads: Reads, name: str, position: int) -> None:
    """Along an axis, its first entry first."""
    (a,) = reads
    index = names(len(out.shape))
    kind, join = out.kind, JOINS[name]
    if kind == "b":
        join = {"largest": "total | x", "smallest": "total & x"}.get(name, join)
    if not a.shape[position]:
        raise UnfitError("a sum of nothing")
    local = "float" if kind == "f" else "int"
    here, first = (without(index, position, j) for j in ("j", "0"))
    body.say(
        *loops(out.shape, index), "{", f"{local} sum[STRIP];",
        f"EACH sum[w] = {as_kind(a, first, kind)};",
        f"for (int j = 1; j < {a.shape[position]}; j++) EACH {{ {local} x = {as_kind(a, here, kind)}, total = sum[w]; "
        f"sum[w] = {join}; }}",
        f"EACH {out.at(index)} = sum[w];", "}",
    )  # fmt: skip


def contracted(body: Body, out: Ref, reads: Reads, work: Any, order: tuple[int, ...] | None) -> None:
    """A sum weighed by a sparse table; equal rows of the table are summed once."""
    (a,) = reads
    lead, onto = work.lead, len(work.onto)
    rank = len(out.shape) + 1
    came = list(range(rank)) if order is None else list(np.argsort(order))
    steps = [(*out.steps, 0)[n] for n in came]
    rows: list[list[tuple[int, float]]] = [[] for _ in range(work.size)]
    for place, column, weight in work.entries:
        rows[column].append((place, weight))
    kinds: dict[tuple[tuple[int, float], ...], list[int]] = {}
    targets = _offsets(work.onto, steps[lead : lead + onto])
    for row, goal in zip(rows, targets, strict=True):
        kinds.setdefault(tuple(row), []).append(goal)
    starts, goes = np.cumsum([0, *map(len, kinds)]), np.cumsum([0, *map(len, kinds.values())])
    entries = [entry for row in kinds for entry in row]
    counts = body.table([len(kinds)], np.int32)
    start, go = body.table(starts, np.int32), body.table(goes, np.int32)
    place = body.table([p for p, _ in entries], np.int32)
    weigh = body.table([w for _, w in entries], FLOAT)
    target = body.table([t for row in kinds.values() for t in row], np.int32)
    before, after = names(lead, "p"), names(len(a.shape) - lead - 1, "q")
    rest = [*before, *after]
    sizes = [*a.shape[:lead], *a.shape[lead + 1 :]]
    base = " + ".join(f"{i} * {s}" for i, s in zip(rest, [*steps[:lead], *steps[lead + onto : -1]], strict=True) if s)
    index = [*before, f"{place.name}[e]", *after]
    join = "sum[w] + x" if work.join is np.add else "greater(sum[w], x)"
    body.say(
        *loops(sizes, rest), f"for (int g = 0; g < {counts.name}[0]; g++) {{",
        "float sum[STRIP];", "EACH sum[w] = 0.0f;",
        f"for (int e = {start.name}[g]; e < {start.name}[g + 1]; e++) {{ const float m = {weigh.name}[e];",
        f"EACH {{ float x = {f(a.term(index))} * m; sum[w] = {join}; }} }}",
        *([] if work.join is np.add else ["EACH sum[w] = sum[w] + 0.0f;"]),
        f"for (int u = {go.name}[g]; u < {go.name}[g + 1]; u++)",
        f"EACH {out.at_row(f'{target.name}[u]' + (f' + {base}' if base else ''))} = sum[w];", "}",
    )  # fmt: skip


def _offsets(shape: tuple[int, ...], steps: Sequence[int]) -> list[int]:
    """Rows of all places of some axes laid out as one."""
    return [int(np.dot(place, steps)) if shape else 0 for place in np.ndindex(*shape)]


def cut_to(index: Any, size: int) -> Any:
    """A table's places, cut to what there is, as NumPy cuts them."""
    return np.clip(np.asarray(index).astype(np.intp), 0, size - 1).reshape(-1)


def gathered(body: Body, out: Ref, reads: Reads, position: int, order: tuple[int, ...]) -> None:
    """Along an axis by a table."""
    a, i = reads
    if isinstance(i, Ref):
        raise UnfitError("a look-up by an index that changes, without worlds")
    index = names(len(out.shape))
    came = [""] * len(index)
    for axis, source in enumerate(order[:-1]):
        came[source] = index[axis]
    place = body.table(cut_to(i, a.shape[position]), np.int32)
    came[position] = f"{place.name}[{came[position]}]"
    body.say(*loops(out.shape, index), f"EACH {out.at(index)} = {a.at(came)};")


def by_world(body: Body, out: Ref, reads: Reads, position: int, order: tuple[int, ...]) -> None:
    """Rows of a table by a place that each world has of its own."""
    a, i = reads
    ref = body.table(a)
    index = names(len(out.shape))
    came = [""] * (len(index) + 1)
    for axis, source in enumerate(order[:-1]):
        came[source] = index[axis]
    came[position] = f"place_in({f(i.term([]))}, {ref.shape[position]})"
    body.say(*loops(out.shape, index), f"EACH {out.at(index)} = {ref.at(came)};")


def looked_up(
    body: Body, out: Ref, reads: Reads, position: int, has_source: tuple[bool, ...], has_index: tuple[bool, ...]
) -> None:
    """The general look-up, by world where the index has worlds."""
    a, i = (one if isinstance(one, Ref) else body.table(one) for one in reads)
    index = [*names(len(out.shape)), "0"]
    rest = [name for name, has in zip(index, has_source, strict=True) if has]
    mine = [name for name, has in zip(index, has_index, strict=True) if has]
    a_rest, i_index = rest[: len(a.shape) - 1], mine[: len(i.shape)]
    place = f"place_in({f(i.term(i_index))}, {a.shape[position]})"
    body.say(*loops(out.shape, index[:-1]), f"EACH {out.at(index[:-1])} = {a.at(without(a_rest, position, place))};")


def paired(body: Body, out: Ref, reads: Reads) -> None:
    """Along the first two axes by pairs of a table."""
    a, first, second = reads
    rows = body.table(cut_to(first, a.shape[0]), np.int32)
    columns = body.table(cut_to(second, a.shape[1]), np.int32)
    index = names(len(out.shape))
    came = [f"{rows.name}[i0]", f"{columns.name}[i0]", *index[1:]]
    body.say(*loops(out.shape, index), f"EACH {out.at(index)} = {a.at(came)};")


def added_at(body: Body, out: Ref, reads: Reads) -> None:
    """For each entry of the first axis at a place of the second."""
    a, what, i = reads
    place = body.table(cut_to(i, out.shape[1]), np.int32)
    index = names(len(out.shape))
    body.say(*loops(out.shape, index), f"EACH {out.at(index)} = {a.at(index)};")
    rest = [index[0], *index[2:]]
    there = out.at([index[0], f"{place.name}[i0]", *index[2:]])
    body.say(*loops((out.shape[0], *out.shape[2:]), rest), f"EACH {there} = {there} + {f(what.term(rest))};")


def added_to(body: Body, out: Ref, reads: Reads, position: int, place: int) -> None:
    """At one fixed place of an axis."""
    a, what = reads
    index = names(len(out.shape))
    body.say(*loops(out.shape, index), f"EACH {out.at(index)} = {a.at(index)};")
    rest = [*index[:position], *index[position + 1 :]]
    there = out.at(without(rest, position, str(place)))
    shape = (*out.shape[:position], *out.shape[position + 1 :])
    body.say(*loops(shape, rest), f"EACH {there} = {there} + {f(what.term(rest))};")


def stacked(body: Body, out: Ref, reads: Reads, position: int) -> None:
    """Side by side along a new axis."""
    shape = (*out.shape[:position], *out.shape[position + 1 :])
    rest = names(len(shape))
    for n, part in enumerate(reads):
        ref = part if isinstance(part, Ref) else _across(body, part)
        ref = ref.aligned(len(shape))
        body.say(
            *loops(shape, rest), f"EACH {out.at(without(rest, position, str(n)))} = {as_kind(ref, rest, out.kind)};"
        )


def _across(body: Body, numbers: Any) -> Ref:
    """A table that broadcasts against what worlds have."""
    ref = body.table(numbers)
    if ref.shape[-1:] not in ((), (1,)):
        raise UnfitError("a table with an axis of worlds")
    return Ref(ref.name, ref.kind, 0, ref.shape[:-1], ref.steps[:-1], "1")


def shifted(body: Body, out: Ref, reads: Reads, position: int) -> None:
    """One place nearer, a nought at the end."""
    (a,) = reads
    rest = names(len(out.shape) - 1)
    shape = (*out.shape[:position], *out.shape[position + 1 :])
    size = out.shape[position]
    here, there = without(rest, position, "j"), without(rest, position, "j + 1")
    body.say(*loops(shape, rest), "{", f"for (int j = 0; j < {size - 1}; j++) EACH {out.at(here)} = {a.at(there)};")
    body.say(f"EACH {out.at(without(rest, position, str(size - 1)))} = 0;", "}")


def along(body: Body, out: Ref, reads: Reads, position: int, step: str) -> None:
    """From place to place along an axis with something carried in ``was``."""
    (a,) = reads
    rest = names(len(out.shape) - 1)
    shape = (*out.shape[:position], *out.shape[position + 1 :])
    here = without(rest, position, "j")
    local, fresh = ("int", "0") if out.kind == "b" else ("float", "-0.0f")
    body.say(
        *loops(shape, rest), "{", f"{local} was[STRIP];", f"EACH was[w] = {fresh};",
        f"for (int j = 0; j < {out.shape[position]}; j++) EACH {{ {local} x = {as_kind(a, here, out.kind)};",
        step.format(out=out.at(here)), "} }",
    )  # fmt: skip


def ranked(body: Body, out: Ref, reads: Reads, position: int) -> None:
    """How many come before: the larger ones, and equal ones that stand earlier; what is no number comes last."""
    (a,) = reads
    rest = names(len(out.shape) - 1)
    shape = (*out.shape[:position], *out.shape[position + 1 :])
    here, other, size = without(rest, position, "j"), without(rest, position, "o"), out.shape[position]
    mine, theirs = f"-{f(a.term(here))}", f"-{f(a.term(other))}"
    body.say(
        *loops(shape, rest), f"for (int j = 0; j < {size}; j++) {{", "int before[STRIP];", "EACH before[w] = 0;",
        f"for (int o = 0; o < {size}; o++) EACH before[w] += comes_before({theirs}, {mine}) | "
        f"((o < j) & !comes_before({mine}, {theirs}));",
        f"EACH {out.at(here)} = (float)before[w];", "}",
    )  # fmt: skip


def _emptied(body: Body, out: Ref) -> None:
    index = names(len(out.shape), "z")
    body.say(*loops(out.shape, index), f"EACH {out.at(index)} = 0;")


def _scattered(body: Body, out: Ref, i: Ref, place: list[str], size: int, push: str) -> None:
    """Push where an index names a place of the last axis, and nothing elsewhere."""
    _emptied(body, out)
    index = names(len(i.shape))
    body.say(
        *loops(i.shape, index), "for (int w = 0; w < STRIP; w++) {", f"const float at = {i.at(index)};",
        f"if (at >= 0 && at < {size}) {out.at([*place, '(int)at'])} {push};", "}",
    )  # fmt: skip


def laid(body: Body, out: Ref, reads: Reads, size: int) -> None:
    """Numbers added up at places that an index names."""
    x, i = reads
    _scattered(body, out, i, [], size, f"+= {f(x.term(names(len(i.shape))))}")


def marked(body: Body, out: Ref, reads: Reads, size: int) -> None:
    """Marks at places that an index names."""
    (i,) = reads
    _scattered(body, out, i, names(len(i.shape))[:-1], size, "= 1")


def tallied(body: Body, out: Ref, reads: Reads, table: Any) -> None:
    """What the rows push that an index names, in the order of the table."""
    (i,) = reads
    start = body.table(table.starts, np.int32)
    place, amount = body.table(table.places, np.int32), body.table(table.amounts, FLOAT)
    each, last = (len(table.starts) - 1) // i.shape[0], len(table.starts) - 2
    index = names(2)
    _emptied(body, out)
    body.say(
        *loops(i.shape, index), "for (int w = 0; w < STRIP; w++) {", f"const float at = {i.at(index)};",
        f"if (at >= 0) {{ int row = i0 * {each} + (int)at; if (row > {last}) row = {last};",
        f"for (int e = {start.name}[row]; e < {start.name}[row + 1]; e++)",
        f"{out.at_row(f'{place.name}[e]')} += {amount.name}[e]; }} }}",
    )  # fmt: skip


def blended_where(body: Body, out: Ref, reads: Reads, starts: Any, sources: Any, weights: Any) -> None:
    """A weighed sum only where a mask holds in some world."""
    x, m = reads
    start, place = body.table(starts, np.int32), body.table(sources, np.int32)
    weigh = body.table(weights, FLOAT)
    index = names(len(out.shape))
    source = x.at([*index[:-1], f"{place.name}[e]"])
    onto = index[-1]
    body.say(
        *loops(out.shape, index), "{", "float sum[STRIP]; int some = 0;",
        f"EACH sum[w] = 0.0f;\nfor (int w = 0; w < STRIP; w++) some |= {m.at(index)};",
        f"if (some) for (int e = {start.name}[{onto}]; e < {start.name}[{onto} + 1]; e++) {{",
        f"const float by = {weigh.name}[e]; EACH sum[w] = sum[w] + {f((source, x.kind))} * by; }}",
        f"EACH {out.at(index)} = {m.at(index)} ? sum[w] : 0.0f;", "}",
    )  # fmt: skip


FORMS: dict[str, Callable[..., None]] = {
    "reduce": reduced,
    "contract": contracted,
    "gather": gathered,
    "rows by world": by_world,
    "look up": looked_up,
    "pick pair": paired,
    "add at": added_at,
    "add to": added_to,
    "stack": stacked,
    "shift": shifted,
    "first": lambda body, out, reads, position: along(
        body, out, reads, position, "{out} = x & !was[w]; was[w] = was[w] | x;"
    ),
    "running": lambda body, out, reads, position: along(
        body, out, reads, position, "was[w] = was[w] + x; {out} = was[w];"
    ),
    "rank": ranked,
    "lay": laid,
    "mark": marked,
    "tally": tallied,
    "blend where": blended_where,
}
"""The form of a kernel -> what writes its loops, called with the Body, the result, what is read, and its parameters."""
