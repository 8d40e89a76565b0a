"""Units: what a number counts, and what an operation may do with it. Checked while a quarter is recorded (``tape``).

A unit is a product of powers of base units, with a power of ten: ``musd/mw`` is usd^1 mw^-1 x 10^6. Four kinds stand
beside: a *mask*; a *bare* number, made of nothing but literals, which goes with anything; a *pure* number, which
counts nothing (shares, odds, logarithms); and *unknown*, of what nobody declared, with which anything goes.

Caught: adding, comparing or choosing between different units; a logarithm, an exponent or a logical word of what is
none; a field written in another unit than it declares. Not caught: a literal of the wrong size or kind, since a
literal has no unit (``cash + 3.0``, ``cash * 0.001``); times and instants, which are both quarters; and flows, which
are counted for one quarter and so have the unit of what flows.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

Powers = tuple[tuple[str, int], ...]


class Unit:
    """A unit; equal ones are one and the same object, so that ``is`` compares them."""

    __slots__ = ("name", "powers", "tens")

    def __init__(self, powers: Powers, tens: int, name: str) -> None:
        self.powers = powers
        self.tens = tens
        self.name = name

    def __repr__(self) -> str:
        return self.name


class UnitClashError(ValueError):
    """An operation that units forbid; the message says what it did, in words."""


PURE = Unit((), 0, "a pure number")
BARE = Unit((), 0, "a bare number")
MASK = Unit((), 0, "a mask")
UNKNOWN = Unit((), 0, "an unknown unit")

SCALES = {6: "m", 9: "bn", 21: "1e21 "}


@cache
def _made(powers: Powers, tens: int) -> Unit:
    if not powers and not tens:
        return PURE
    above = "-".join(_power(base, n) for base, n in powers if n > 0)
    below = "".join(f"/{_power(base, -n)}" for base, n in powers if n < 0)
    scale = SCALES.get(tens, f"1e{tens} " if tens else "")
    return Unit(powers, tens, f"{scale}{above or '1'}{below}")


def _power(base: str, n: int) -> str:
    return base if n == 1 else f"{base}^{n}"


def made(powers: dict[str, int], tens: int = 0) -> Unit:
    """The unit of these powers of base units, times a power of ten."""
    return _made(tuple(sorted((base, n) for base, n in powers.items() if n)), tens)


# --- Texts ---------------------------------------------------------------------------------------------------------

_BASES = {
    "usd": ("usd", "$"),
    "mw": ("mw",),
    "chip": ("chip", "chips", "unit", "units"),
    "h100e": ("h100e",),
    "people": ("people", "person", "researcher"),
    "user": ("user", "users"),
    "quarter": ("quarter", "quarters", "turn"),
    "point": ("point", "points"),
    "index point": ("index point", "index points", "month", "months"),
    "flop": ("flop",),
    "wafer start": ("wafers/month",),
    "tpp": ("tpp",),
    "mm2": ("mm2",),
    "gb": ("gb",),
    "s": ("s",),
    "move": ("move", "moves"),
    "index": ("index",),
    "severity": ("severity",),
    "stage": ("stage",),
    "lever": ("lever",),
}
"""Base unit -> the words for it. A month is one of capability: an index point (``training``)."""

_PURE = ("share", "ratio", "rate", "odds", "count", "exponent", "bonus", "models", "generations", "seizures", "place")

WORDS: dict[str, Unit] = {
    **{word: made({base: 1}) for base, words in _BASES.items() for word in words},
    **dict.fromkeys(_PURE, PURE),
    "musd": made({"usd": 1}, 6),
    "m$": made({"usd": 1}, 6),
    "$bn": made({"usd": 1}, 9),
    **dict.fromkeys(("million", "million users"), made({"user": 1}, 6)),
    "1e21 flop": made({"flop": 1}, 21),
    "quarters' worth": PURE,
    "1": PURE,
    "bool": MASK,
    "key": UNKNOWN,
    "mixed": UNKNOWN,
    "anything": BARE,
}
"""Every word a unit's text may be made of. ``quarters' worth`` is an amount over what flows in a quarter."""


@cache
def unit_of(text: str) -> Unit:
    """The unit that a text declares: words joined by ``/``, ``-`` and `` per ``. Raises ValueError for another word.

    Logarithms are pure numbers, whatever they are of, and ``a quarter`` adds nothing: flows are for one quarter.
    """
    plain = text.lower().removesuffix(" a quarter").strip()
    if plain in WORDS:
        return WORDS[plain]
    if "/" not in plain and plain.split()[0] in {"log", "log2", "log10"}:
        return PURE
    for sign, join in ((" per ", divided), ("/", divided), ("-", multiplied)):
        head, found, tail = plain.rpartition(sign)
        if found:
            return join(unit_of(head), unit_of(tail))
    raise ValueError(f"{text!r} is no unit: its words stand in game/engine/units.py")


# --- What operations do --------------------------------------------------------------------------------------------


@cache
def multiplied(a: Unit, b: Unit) -> Unit:
    """The unit of a product. A bare number or a mask changes nothing."""
    if UNKNOWN in (a, b):
        return UNKNOWN
    if a is BARE or b is BARE:
        other = b if a is BARE else a
        return PURE if other is MASK else other
    powers = dict(a.powers)
    for base, n in b.powers:
        powers[base] = powers.get(base, 0) + n
    return made(powers, a.tens + b.tens)


@cache
def divided(a: Unit, b: Unit) -> Unit:
    """The unit of a quotient."""
    if UNKNOWN in (a, b):
        return UNKNOWN
    if b is BARE:
        return PURE if a is MASK else a
    return multiplied(PURE if a is BARE else a, made({base: -n for base, n in b.powers}, -b.tens))


@cache
def common(a: Unit, b: Unit) -> Unit | None:
    """The unit of what may be either of two, or None where they clash. A mask counts as a pure number."""
    if a is b:
        return a
    if UNKNOWN in (a, b):
        return UNKNOWN
    if a is BARE or b is BARE:
        other = b if a is BARE else a
        return PURE if other is MASK else other
    if {a, b} == {MASK, PURE}:
        return PURE
    return None


def _joined(clash: str) -> Callable[..., Unit]:
    """Operations that need one unit, and keep it; ``clash`` says what they do with two, ``{0}`` and ``{1}``."""

    def rule(*units: Unit) -> Unit:
        first = units[0]
        for unit in units[1:]:
            both = common(first, unit)
            if both is None:
                raise UnitClashError(clash.format(first, unit))
            first = both
        return first

    return rule


def _added(clash: str) -> Callable[..., Unit]:
    join = _joined(clash)

    def rule(a: Unit, b: Unit) -> Unit:
        both = join(a, b)
        return PURE if both is MASK else both

    return rule


_COMPARE = _joined("compares {0} with {1}")
_CHOOSE = _joined("chooses between {0} and {1}")
_LIMIT = _joined("limits {0} by {1}")


def _compared(*units: Unit) -> Unit:
    _COMPARE(*units)
    return MASK


def _logical(*units: Unit) -> Unit:
    for unit in units:
        if unit not in (MASK, UNKNOWN):
            raise UnitClashError(f"takes {unit} for a mask")
    return MASK


def _chosen(mask: Unit, yes: Unit, no: Unit) -> Unit:
    _logical(mask)
    return _CHOOSE(yes, no)


def _pure(verb: str) -> Callable[[Unit], Unit]:
    def rule(a: Unit) -> Unit:
        if a in (PURE, BARE, UNKNOWN):
            return a
        raise UnitClashError(f"{verb} {a}, which is no pure number")

    return rule


def _root(a: Unit) -> Unit:
    if any(n % 2 for _, n in a.powers) or a.tens % 2:
        raise UnitClashError(f"takes the root of {a}")
    return a if a in (BARE, UNKNOWN) else made({base: n // 2 for base, n in a.powers}, a.tens // 2)


_PLACES = (PURE, BARE, UNKNOWN, WORDS["index"], WORDS["turn"])


def _picked(source: Unit, index: Unit) -> Unit:
    if index not in _PLACES:
        raise UnitClashError(f"takes {index} for a place")
    return source


def _marked(index: Unit) -> Unit:
    _picked(index, index)
    return MASK


def _counted(a: Unit) -> Unit:
    return PURE if a is MASK else a


def _kept(a: Unit) -> Unit:
    return a


def _number(*_: Unit) -> Unit:
    return PURE


_COMPARISONS = ("less", "less or equal", "greater", "greater or equal", "equal", "not equal")

RULES: dict[str, Callable[..., Unit]] = {
    "add": _added("adds {0} to {1}"),
    "subtract": _added("subtracts {1} from {0}"),
    "subtract from": _added("subtracts {0} from {1}"),
    "multiply": multiplied,
    "divide": divided,
    "divide into": lambda a, b: divided(b, a),
    "share": divided,
    "at most": _LIMIT,
    "at least": _LIMIT,
    "choose": _chosen,
    **dict.fromkeys(_COMPARISONS, _compared),
    **dict.fromkeys(("and", "or", "not", "any of", "all of", "first"), _logical),
    **dict.fromkeys(("negate", "total", "running"), _counted),
    **dict.fromkeys(("floor", "largest", "smallest", "shift", "turned", "place", "places"), _kept),
    **dict.fromkeys(("pick", "pick by world", "look up"), _picked),
    "pick pair": lambda source, first, second: _picked(_picked(source, first), second),
    "add at": lambda a, b, index: _picked(RULES["add"](a, b), index),
    "lay": _picked,
    **dict.fromkeys(("blend", "peak"), multiplied),
    "stack": _joined("stacks {1} on {0}"),
    "root": _root,
    "log2": _pure("takes the logarithm of"),
    "exp2": _pure("raises two to the power of"),
    **dict.fromkeys(("rank", "draw", "draw where"), _number),
    "keyed": lambda *_: UNKNOWN,
    "mark": _marked,
    "tally": lambda index, table: _picked(table, index),
    "blend where": lambda a, mask, weights: _chosen(mask, multiplied(a, weights), BARE),
}
"""What each kernel does to units, by its name (of some only the first word: a place or count follows)."""


@cache
def result(kernel: str, *units: Unit) -> Unit:
    """The unit of what a kernel makes of operands of these units. Raises UnitClashError where they do not fit."""
    name = kernel if kernel in RULES else kernel.split(maxsplit=1)[0]
    if name not in RULES:
        raise KeyError(f"the kernel {kernel!r} has no rule for units: add one in game/engine/units.py")
    return RULES[name](*units)


def unit_in(thing: Any) -> Unit:
    """The unit of an operand: its own, or of a plain number or mask."""
    if type(thing) is float:
        return BARE
    unit: Unit | None = getattr(thing, "unit", None)
    if unit is not None:
        return unit
    array = getattr(thing, "array", None)
    if array is None:
        return BARE
    return MASK if array.dtype == bool else UNKNOWN
