"""Game codes: one world of one run by a short name that can be read, said, and put into an address.

``stockpile.4f3a9c.s1.w17.some_firm~lean.7be2``: scenario, the first figures of the ruleset's digest, seed, world, the
seats that do not follow their own doctrine, and a checksum.

Readable rather than packed: a reader sees scenario, seed and world at once, and most games need no seats at all. Only
letters, figures and ``. ~ - _`` occur, which addresses and shells leave alone; ids use neither dot nor tilde, so the
code splits in one way. The checksum is CRC-16, which finds every single wrong sign and every two swapped neighbours.
"""

from binascii import crc_hqx
from collections.abc import Mapping
from dataclasses import dataclass

from game.engine.ruleset import Ruleset
from game.players.seats import OWN, seated

DIGEST_FIGURES = 6
"""Figures of the ruleset's digest in a code: one in 16 million other rulesets goes unnoticed."""

LARGEST = 2**63
"""The largest seed and world."""


class CodeError(ValueError):
    """A code that cannot be read or does not fit; the message is a sentence."""


@dataclass(frozen=True)
class GameCode:
    """What a code says."""

    scenario: str
    ruleset: str
    """The first figures of the ruleset's digest."""
    seed: int
    world: int
    seats: tuple[tuple[str, str], ...] = ()
    """(firm, policy), by firm, where it is not the firm's own doctrine."""


def code_of(rules: Ruleset, seed: int, world: int, seats: Mapping[str, str]) -> GameCode:
    """The code of one world of a run."""
    others = tuple(sorted((firm, policy) for firm, policy in seats.items() if policy != OWN))
    return GameCode(rules.scenario_id, rules.digest[:DIGEST_FIGURES], seed, world, others)


def encode(code: GameCode) -> str:
    """The code as text."""
    seats = [f"{firm}~{policy}" for firm, policy in code.seats]
    body = ".".join([code.scenario, code.ruleset, f"s{code.seed}", f"w{code.world}", *seats])
    return f"{body}.{_checksum(body)}"


def decode(text: str) -> GameCode:
    """What a code says. Raises CodeError with a sentence for anything that ``encode`` did not write."""
    given = text.strip().lower()
    body, _, check = given.rpartition(".")
    scenario, ruleset, seed, world, *seats = [*body.split("."), "", "", "", ""][: max(4, body.count(".") + 1)]
    if not (scenario and ruleset and seed[:1] == "s" and world[:1] == "w"):
        raise CodeError(
            f"'{text}' is no game code. One reads SCENARIO.RULESET.sSEED.wWORLD.CHECK, with FIRM~POLICY before the "
            "check for each seat that was given away, as sim prints it."
        )
    if check != _checksum(body):
        raise CodeError(f"The game code '{text}' is mistyped or cut short: its last four figures do not fit the rest.")
    pairs = [tuple(seat.split("~")) for seat in seats]
    if any(len(pair) != 2 for pair in pairs):
        raise CodeError(f"The game code '{text}' has a seat that is not FIRM~POLICY.")
    by_firm = tuple((pair[0], pair[1]) for pair in pairs)
    return GameCode(scenario, ruleset, _number(text, "seed", seed), _number(text, "world", world), by_firm)


def fit(code: GameCode, rules: Ruleset) -> None:
    """Raise CodeError unless a code's game can be played again under this ruleset, the same to the last bit."""
    if code.scenario != rules.scenario_id:
        raise CodeError(f"The code is of the scenario '{code.scenario}', but this one is '{rules.scenario_id}'.")
    here = rules.digest[:DIGEST_FIGURES]
    if code.ruleset != here:
        raise CodeError(
            f"The code is of ruleset {code.ruleset} of '{code.scenario}', but here that scenario has ruleset {here}: "
            "its figures or the rules have changed since, and the game would go another way."
        )
    try:
        seated(rules, dict(code.seats))
    except ValueError as error:
        raise CodeError(str(error)) from None


def _number(text: str, what: str, part: str) -> int:
    figures = part[1:]
    if not (figures.isascii() and figures.isdecimal() and len(figures) <= 19 and int(figures) <= LARGEST):
        raise CodeError(f"The game code '{text}' has no {what} between 0 and {LARGEST}.")
    return int(figures)


def _checksum(body: str) -> str:
    return f"{crc_hqx(body.encode(), 0xFFFF):04x}"
