"""The four answers to one squeeze: how much each of them shaped a game, measured from what was done.

Each mark stands half on what the firm did of it and half on how far that went beyond the usual firm's. Nothing here
asks which doctrine or policy played.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.engine.axes import CHIPS, FIRMS
from game.engine.legality import NOTIFY
from game.engine.market_facts import chip_strength
from game.session.log import LogEntry
from game.session.seat import Seat

ANSWERS = ("stockpile", "lean", "homegrown", "statecraft")

# What counts as a whole game's worth of each, and as twice the usual: scales for play, tried on the doctrines.
STOCKPILE_WHOLE, STOCKPILE_OVER = 0.7, 0.35
LEAN_WHOLE, LEAN_OVER = 1.0, 0.25
FABS_MUSD = 12000.0
SQUEEZED = 0.95
"""A fleet whose domestic share never fell below this was never asked the question."""
STATECRAFT_WHOLE, STANDING_OVER = 1.3, 20.0
DEEDS_A_YEAR = 4.0


@dataclass(frozen=True)
class AnswerMark:
    """How much one of the four answers shaped the game."""

    answer: str
    mark: float
    """0 to 1."""
    share: float
    """Of all four marks."""
    facts: tuple[tuple[str, float], ...]
    """(message id, number) of what it was measured by."""


Measured = tuple[float, dict[str, float]]


def answers(seat: Seat, log: Sequence[LogEntry]) -> tuple[AnswerMark, ...]:
    """The four answers by how much each was given, the strongest first."""
    found = {
        "stockpile": _stockpile(seat),
        "lean": _lean(seat),
        "homegrown": _homegrown(seat, log),
        "statecraft": _statecraft(seat, log),
    }
    whole = sum(mark for mark, _ in found.values())
    marks = [
        AnswerMark(answer, mark, mark / whole if whole > 0 else 0.0, tuple(facts.items()))
        for answer, (mark, facts) in found.items()
    ]
    return tuple(sorted(marks, key=lambda one: -one.mark))


def _mark(done: float, over: float) -> float:
    """Half for what was done, half for how far it went beyond the usual; each from 0 to 1."""
    return 0.5 * float(np.clip(done, 0.0, 1.0)) + 0.5 * float(np.clip(over, 0.0, 1.0))


def _over_compatriots(seat: Seat, by_firm: NDArray[Any]) -> float:
    """The firm's figure less the usual one of the other firms of its country (of all others, if it has none)."""
    others = (seat.rules.firms.country_index.array == seat.country) & (np.arange(len(by_firm)) != seat.firm)
    if not others.any():
        others = np.arange(len(by_firm)) != seat.firm
    return float(by_firm[seat.firm] - np.median(by_firm[others])) if others.any() else 0.0


def _stockpile(seat: Seat) -> Measured:
    """Training done on chips that the rules had shut out since they were bought, and what lay in the warehouse."""
    block = seat.history.block
    strength = chip_strength(seat.rules, block).array
    stock = (block.fleet.stock_units.array * strength).sum(axis=1)
    owned = block.fleet.racked_units.array.sum(axis=1) * strength
    shut = (owned * _shut_out(seat)).sum(axis=1)
    fleet = np.maximum(owned.sum(axis=1), 1.0)
    trained = block.compute.flop.array * block.compute.split.array[:, 0]
    flop_share = (trained * shut / fleet).sum(axis=1) / np.maximum(trained.sum(axis=1), 1e-9)
    in_store = (stock / np.maximum(fleet + stock, 1.0)).mean(axis=1)
    piled = flop_share + in_store
    facts = {
        "answer.stockpile.flop_share": float(flop_share[seat.firm]),
        "answer.stockpile.stored": float(in_store[seat.firm]),
        "answer.stockpile.now": float(shut[seat.firm, -1] / fleet[seat.firm, -1]),
    }
    done = float(piled[seat.firm]) / STOCKPILE_WHOLE
    return _mark(done, _over_compatriots(seat, piled) / STOCKPILE_OVER), facts


def _shut_out(seat: Seat) -> NDArray[np.bool_]:
    """(firms, chips, quarters): chips of which no controlled offer is open to buyers of a firm's country."""
    block, offers = seat.history.block, seat.rules.offers
    severity = block.market.severity.array
    of_chip = offers.chip_index.array.astype(int)
    by_country = np.zeros((severity.shape[0], seat.rules.sizes[CHIPS], severity.shape[-1]), dtype=bool)
    for chip in np.unique(of_chip[offers.is_controlled.array]):
        sold = offers.is_controlled.array & (of_chip == chip)
        by_country[:, chip] = (severity[:, sold] > NOTIFY).all(axis=1)
    return np.asarray(by_country[seat.rules.firms.country_index.array.astype(int)])


def _lean(seat: Seat) -> Measured:
    """Algorithmic know-how gained, and over what the usual firm gained."""
    know_how = seat.history.block.labs.know_how.array
    gained = know_how[:, -1] - know_how[:, 0]
    others = np.delete(gained, seat.firm)
    over = float(gained[seat.firm] - (np.median(others) if len(others) else 0.0))
    facts = {"answer.lean.gained": float(gained[seat.firm]), "answer.lean.over_field": over}
    years = max((len(seat.history) - 1) / 4.0, 0.25)
    return _mark(float(gained[seat.firm]) / years / LEAN_WHOLE, over / LEAN_OVER), facts


def _homegrown(seat: Seat, log: Sequence[LogEntry]) -> Measured:
    """How far the fleet stood on chips that the firm or its country makes, and money put into foundries."""
    domestic = seat.history.block.compute.domestic_share.array
    rise = domestic[:, -1] - domestic[:, 0]
    bought = sum(entry.acts.bought_h100e for entry in log)
    home = sum(entry.acts.bought_home_h100e for entry in log) / bought if bought > 0 else 0.0
    invested = sum(entry.acts.fab_musd for entry in log)
    facts = {
        "answer.homegrown.rise": float(rise[seat.firm]),
        "answer.homegrown.bought": home,
        "answer.homegrown.fabs_musd": invested,
    }
    own = _own_make(seat)
    done = max(own, float(domestic[seat.firm].mean()) if domestic[seat.firm].min() < SQUEEZED else 0.0)
    return _mark(done, invested / FABS_MUSD), facts


def _own_make(seat: Seat) -> float:
    """Part of the running fleet, over the game, that the firm itself designed."""
    vendor = int(seat.rules.firms.own_vendor_index.array[seat.firm])
    if vendor < 0:
        return 0.0
    strength = chip_strength(seat.rules, seat.history.block).array
    owned = seat.history.block.fleet.racked_units.array[seat.firm].sum(axis=0) * strength
    is_own = seat.rules.chips.vendor_index.array == vendor
    return float((owned[is_own].sum(axis=0) / np.maximum(owned.sum(axis=0), 1.0)).mean())


def _statecraft(seat: Seat, log: Sequence[LogEntry]) -> Measured:
    """Standing gained with governments, licences applied for, lobbying, and choices that spoke to them."""
    moods = np.flatnonzero(seat.rules.countries.has_mood.array)
    standing = seat.history.block.influence.standing.array[:, moods]
    gained = (standing[..., -1] - standing[..., 0]).sum(axis=1)
    over = float(gained[seat.firm] - np.median(np.delete(gained, seat.firm))) if seat.rules.sizes[FIRMS] > 1 else 0.0
    filed = sum(entry.acts.filed_units > 0 for entry in log)
    spoken = sum(_is_statecraft(seat, event, choice) for entry in log for event, choice in entry.acts.answers)
    lobbied = sum(entry.acts.lobby_musd for entry in log)
    most = seat.rules.constants.lobby_budget_musd * len(moods) * max(len(log), 1)
    deeds = (filed + spoken) / max(len(log) / 4.0, 0.25) / DEEDS_A_YEAR
    facts = {
        "answer.statecraft.standing": float(gained[seat.firm]),
        "answer.statecraft.licences": float(filed),
        "answer.statecraft.choices": float(spoken),
        "answer.statecraft.lobby_musd": lobbied,
    }
    return _mark((deeds + lobbied / most) / STATECRAFT_WHOLE, over / STANDING_OVER), facts


def _is_statecraft(seat: Seat, event: str, choice: int) -> bool:
    choices = seat.board.events[event].choices
    return choice < len(choices) and choices[choice].answer == "statecraft"
